package io.firewitness.engine.capture;

/** Tells the server from the client by port, where no SYN was seen. */
final class ServicePorts {
    private ServicePorts() {}

    /** True where the first port is the server's rather than the second. */
    static boolean isServer(int port, int otherPort) {
        boolean isKnown = isKnown(port);
        return isKnown != isKnown(otherPort) ? isKnown : port < otherPort;
    }

    /** Backup data movers (2500-3300), cloud gateway (6180), management (9392-9420, 10005, 11731) and the system ports. */
    private static boolean isKnown(int port) {
        return port < 1024
                || (port >= 2500 && port <= 3300)
                || port == 6180
                || (port >= 9392 && port <= 9420)
                || port == 10005
                || port == 11731;
    }
}
