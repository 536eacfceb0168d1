package io.firewitness.engine.capture;

/** Requests of a UDP conversation: which one was repeated without an answer. */
public final class DatagramTally {
    long requests;
    long answers;
    long distinct;
    int lastPrint;
    int firstPrint;
    long repeats;
    long firstRepeatPacket;
    long firstRepeatTime;
    long lastRepeatTime;
    long bytesBefore;
    long bytesSent;

    void request(Packet p) {
        int print = print(p);
        requests++;
        if (distinct > 0 && print == lastPrint) {
            if (repeats++ == 0) {
                firstRepeatPacket = p.number;
                firstRepeatTime = p.time;
            }
            lastRepeatTime = p.time;
            return;
        }
        firstPrint = distinct == 0 ? print : firstPrint;
        distinct++;
        lastPrint = print;
        bytesBefore = bytesSent;
        bytesSent += p.payloadLength;
        repeats = 0;
    }

    void answer() {
        answers++;
        lastPrint = 0;
        repeats = 0;
    }

    private static int print(Packet p) {
        int hash = p.payloadLength;
        int end = p.payload + Math.min(p.payloadCaptured, 256);
        for (int i = p.payload; i < end; i++) {
            hash = hash * 31 + p.bytes[i];
        }
        return hash == 0 ? 1 : hash;
    }

    public long requests() {
        return requests;
    }

    public long answers() {
        return answers;
    }

    /** Times the last request was repeated; 0 where it was answered. */
    public long repeats() {
        return repeats;
    }

    public long distinct() {
        return distinct;
    }

    public int lastPrint() {
        return lastPrint;
    }

    /** Print of the first request; 0 where none was seen. */
    public int firstPrint() {
        return firstPrint;
    }

    public long firstRepeatPacket() {
        return firstRepeatPacket;
    }

    public long lastRepeatTime() {
        return lastRepeatTime;
    }

    public long firstRepeatTime() {
        return firstRepeatTime;
    }

    /** Payload bytes sent before the last request. */
    public long bytesBefore() {
        return bytesBefore;
    }
}
