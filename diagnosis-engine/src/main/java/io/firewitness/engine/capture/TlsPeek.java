package io.firewitness.engine.capture;

/** Recognises the greeting of TLS and its alerts in clear, from the first bytes of a segment. */
final class TlsPeek {
    private static final int ALERT = 21;
    private static final int HANDSHAKE = 22;
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
            if (b[at] == HANDSHAKE && b[at + 1] == 3) {
                own.hasClientHello = b[at + 5] == CLIENT_HELLO;
                own.hasServerHello = b[at + 5] == SERVER_HELLO;
            }
        }
        if (p.payloadLength == ALERT_RECORD && b[at] == ALERT && b[at + 1] == 3 && b[at + 3] == 0 && b[at + 4] == 2) {
            own.hasAlert = true;
            own.alertPacket = p.number;
            own.alertTtl = p.ttl;
        }
    }
}
