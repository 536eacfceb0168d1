package io.firewitness.engine.capture;

/** Recognises the greeting of TLS and its alerts in clear, from the first bytes of a segment. */
final class TlsPeek {
    private static final int ALERT = 21;
    static final int HANDSHAKE = 22;
    static final int PAGE_BYTES = 7;
    private static final int CLIENT_HELLO = 1;
    private static final int SERVER_HELLO = 2;
    private static final int ALERT_RECORD = 7;

    private TlsPeek() {}

    static void look(Direction own, Packet p) {
        if (p.payloadCaptured < 6) {
            return;
        }
        byte[] b = p.bytes;
        int at = p.payload;
        if (own.segments == 0) {
            own.firstPayloadByte = b[at] & 0xFF;
            own.isWeb = p.payloadCaptured >= PAGE_BYTES && isPage(p);
            if (b[at] == HANDSHAKE && b[at + 1] == 3) {
                own.hasClientHello = b[at + 5] == CLIENT_HELLO;
                own.hasServerHello = b[at + 5] == SERVER_HELLO;
            }
        }
        if (isAlert(p)) {
            own.hasAlert = true;
            own.alertPacket = p.number;
            own.alertTtl = p.ttl;
        }
    }

    /** An alert in clear: once keys are in use its two bytes are never alone in their record. */
    static boolean isAlert(Packet p) {
        byte[] b = p.bytes;
        int at = p.payload;
        return p.payloadLength == ALERT_RECORD
                && p.payloadCaptured == ALERT_RECORD
                && b[at] == ALERT
                && b[at + 1] == 3
                && b[at + 3] == 0
                && b[at + 4] == 2;
    }

    /** The first bytes of an answer in HTTP/1. */
    static boolean isPage(Packet p) {
        byte[] b = p.bytes;
        int at = p.payload;
        return b[at] == 'H'
                && b[at + 1] == 'T'
                && b[at + 2] == 'T'
                && b[at + 3] == 'P'
                && b[at + 4] == '/'
                && b[at + 5] == '1'
                && b[at + 6] == '.';
    }
}
