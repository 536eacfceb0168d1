package io.firewitness.engine.capture;

/** Updates a connection with its next segment: sequence and acknowledgement numbers, stalls, silences, resets (RFC 9293). */
final class TcpSegments {
    private static final long SECOND = 1_000_000_000L;
    /** A hole filled this soon was reordering, not loss. */
    private static final long REORDERING = 3_000_000L;

    private TcpSegments() {}

    /** Takes a segment that one side of the flow sent: 0 is A, 1 is B. */
    static void follow(Flow f, int side, Packet p) {
        Direction own = f.directions[side];
        Direction peer = f.directions[1 - side];
        boolean isSyn = p.has(Packet.SYN);
        boolean hasAck = p.has(Packet.ACK);
        idle(f, side, p);
        if (p.has(Packet.RST)) {
            Reset reset = ResetReader.read(f, side, p);
            f.seen(own, p);
            f.addReset(reset);
            return;
        }
        f.seen(own, p);
        base(own, p, isSyn);
        peer.probes = 0;
        if (isSyn) {
            own.synCount++;
            own.handshakeTtl = own.handshakeTtl < 0 ? p.ttl : own.handshakeTtl;
            if (own.rttPendingEnd < 0 && own.synCount == 1) {
                own.rttPendingEnd = 0;
                own.rttPendingTime = p.time;
            } else {
                own.rttPendingEnd = -1;
            }
        } else {
            if (p.ttl != (own.lastTtls & 0xFF) || Injected.lacksTimestamp(own, p)) {
                Injected.look(f, side, p);
            }
            if (f.injected != null) {
                EndWatch.later(f, side, p);
            }
            own.ttls.add(p.ttl);
            own.lastTtls = own.lastTtls << 8 | p.ttl;
            f.isEstablished |= peer.packets > 0 && hasAck;
        }
        if (LinkTally.isSampled(own.packets)) {
            own.stations.add(p);
        }
        headers(own, p, isSyn);
        if (hasAck) {
            acknowledge(f, own, peer, p);
            own.probes += isKeepAlive(own, p) ? 1 : 0;
        }
        if (p.payloadLength > 0 || p.has(Packet.FIN)) {
            long max = own.max;
            data(own, p, isSyn);
            if (!isSyn && (p.has(Packet.FIN) || own.end >= 0)) {
                EndWatch.follow(f, side, p, max);
            }
        }
        afterReset(f, side, own, p);
    }

    private static void base(Direction own, Packet p, boolean isSyn) {
        if (isSyn && (own.packets <= 1 || p.sequence + 1 == own.base)) {
            own.base = p.sequence + 1;
            own.hasStart = true;
            own.hasBase = true;
        } else if (!own.hasBase) {
            own.base = p.sequence;
            own.hasBase = true;
            own.gapTime = p.time;
        }
    }

    private static void headers(Direction own, Packet p, boolean isSyn) {
        own.window = p.window;
        if (!isSyn) {
            own.isWindowClosed = p.window == 0;
            own.zeroWindows += p.window == 0 ? 1 : 0;
        }
        if (p.ipId >= 0) {
            if (own.ipId >= 0) {
                int step = p.ipId - own.ipId & 0xFFFF;
                own.ipIdSteps++;
                own.ipIdRegular += step >= 1 && step <= 64 ? 1 : 0;
            }
            own.ipId = p.ipId;
        }
        own.dontFragmentCount += p.dontFragment ? 1 : 0;
        own.tos = p.tos;
        if (p.hasTimestamp) {
            own.hasTimestamps = true;
            own.timestampValue = p.timestampValue;
            own.timestampTime = p.time;
        } else {
            own.isUntimed = true;
        }
        if (p.has(Packet.ACK) && p.acknowledgement != own.ackField) {
            own.ackField = p.acknowledgement;
            own.ackFieldSince = p.time;
        }
    }

    private static void idle(Flow f, int side, Packet p) {
        long silence = p.time - f.lastTime;
        if (silence < SECOND || f.lastPacket == 0) {
            return;
        }
        for (Direction d : f.directions) {
            boolean isUnderWay = d.hasBase && d.acknowledged < d.max;
            // Answered without having been sent again, although any time-out would have struck: the capturing clock or
            // machine stood or was set, the connection was not idle.
            boolean isAnswer =
                    d != f.directions[side] && p.has(Packet.ACK) && d.offset(p.acknowledgement) > d.acknowledged;
            if (isUnderWay && (d.stallSends >= 2 || isAnswer)) {
                f.hasClockGap |= d.stallSends < 2;
                return;
            }
        }
        f.addIdle(new Flow.Idle(f.lastTime, silence, p.number, side));
        f.ackedAtIdle = f.directions[0].acknowledged + f.directions[1].acknowledged;
    }

    private static void acknowledge(Flow f, Direction own, Direction peer, Packet p) {
        if (!peer.hasBase) {
            peer.base = p.acknowledgement;
            peer.hasBase = true;
        }
        long a = peer.offset(p.acknowledgement);
        if (p.hasSack && peer.offset(p.sackRight) > peer.acknowledged) {
            peer.stallSacked = true;
            peer.stallSackedBytes = Math.max(peer.stallSackedBytes, p.sackLength);
        }
        if (peer.rttPendingEnd >= 0 && a >= peer.rttPendingEnd) {
            peer.rttSample(p.time - peer.rttPendingTime);
            peer.rttPendingEnd = -1;
        }
        if (a <= peer.acknowledged) {
            // The answer that ends a stall says nothing of the time before it.
            peer.stallPeerPackets += peer.stallSends >= 2 ? 1 : 0;
            return;
        }
        if (a > peer.max) {
            peer.unseen += a - peer.max;
            peer.max = a;
            // Taps of both directions may be written in the wrong order: what arrives now was overtaken by its answer.
            peer.gapTime = p.time;
            peer.dataEnd = Math.max(peer.dataEnd, a);
        }
        peer.endStall(p.time);
        peer.acknowledged = a;
        peer.lastProgressTime = p.time;
        if (a < peer.max) {
            peer.outstandingSince = p.time;
            peer.stallSends = 1;
        }
        if (peer.pendingEnd > 0 && a >= peer.pendingEnd) {
            peer.maxAckedLength = Math.max(peer.maxAckedLength, peer.pendingLength);
            if (a >= peer.nextEnd) {
                peer.maxAckedLength = Math.max(peer.maxAckedLength, peer.nextLength);
                peer.nextEnd = 0;
                peer.nextLength = 0;
            }
            peer.pendingEnd = peer.nextEnd;
            peer.pendingLength = peer.nextLength;
            peer.nextEnd = 0;
            peer.nextLength = 0;
        }
        if (f.resetCount > 0) {
            own.acksAfterReset++;
        }
    }

    private static void data(Direction own, Packet p, boolean isSyn) {
        int length = p.payloadLength;
        long start = own.offset(p.sequence) + (isSyn ? 1 : 0);
        long end = start + length + (p.has(Packet.FIN) ? 1 : 0);
        if (isKeepAlive(own, p)) {
            return;
        }
        if (p.has(Packet.FIN) && !own.hasFin) {
            own.hasFin = true;
            own.finPacket = p.number;
            own.finTime = p.time;
        }
        if (length > 0) {
            TlsPeek.look(own, p);
            if (own.segments++ == 0) {
                own.firstDataPacket = p.number;
                own.firstDataTime = p.time;
            }
            own.lastDataTime = p.time;
            own.lastDataPacket = p.number;
            own.superSegments += p.ipLength > 1514 ? 1 : 0;
            own.dataEnd = Math.max(own.dataEnd, start + length);
        }
        if (end > own.max) {
            fresh(own, p, start, end);
        } else if (own.gapTime != Long.MIN_VALUE && p.time - own.gapTime < REORDERING) {
            own.reordered++;
            own.unseen -= Math.min(own.unseen, length);
        } else {
            again(own, p, start, end);
        }
    }

    /** Asks whether the other side is still there: with a number that it has acknowledged, and at most a byte of garbage. */
    private static boolean isKeepAlive(Direction own, Packet p) {
        return p.payloadLength <= 1
                && !p.has(Packet.FIN | Packet.SYN)
                && own.max > 0
                && own.acknowledged >= own.max
                && own.offset(p.sequence) == own.max - 1;
    }

    private static void fresh(Direction own, Packet p, long start, long end) {
        if (start > own.max) {
            own.gapTime = p.time;
        }
        if (own.acknowledged >= own.max) {
            own.outstandingSince = p.time;
            own.stallSends = 1;
            own.stallMinLength = p.ipLength;
            own.stallMaxLength = p.ipLength;
            own.stallSacked = false;
            own.stallSackedBytes = 0;
        }
        own.max = end;
        own.lastFreshTime = p.time;
        own.mark(p.position);
        // The first one waits until it is acknowledged, however many longer ones follow: they would put it off for
        // ever.
        if (own.pendingEnd == 0) {
            own.pendingLength = p.ipLength;
            own.pendingEnd = end;
        } else if (p.ipLength > own.nextLength) {
            own.nextLength = p.ipLength;
            own.nextEnd = end;
        }
        if (own.rttPendingEnd < 0) {
            own.rttPendingEnd = end;
            own.rttPendingTime = p.time;
        }
    }

    private static void again(Direction own, Packet p, long start, long end) {
        // An end that is sent again, because its answer is missing, is no loss of data.
        own.retransmissions += p.payloadLength > 0 ? 1 : 0;
        own.rttPendingEnd = -1;
        if (start < own.pendingEnd && p.ipLength < own.pendingLength) {
            own.pendingLength = p.ipLength;
        }
        if (start < own.nextEnd && p.ipLength < own.nextLength) {
            own.nextLength = p.ipLength;
        }
        if (start <= own.acknowledged && end > own.acknowledged) {
            own.stallSends = Math.max(own.stallSends, 1) + 1;
            own.stallLastSend = p.time;
            own.stallMinLength = Math.min(own.stallMinLength, p.ipLength);
            own.stallMaxLength = Math.max(own.stallMaxLength, p.ipLength);
            if (own.stallSends == 2) {
                own.stallFirstPacket = p.number;
                own.stallPeerPackets = 0;
            }
        }
    }

    private static void afterReset(Flow f, int side, Direction own, Packet p) {
        if (f.resetCount == 0) {
            return;
        }
        Reset first = f.resets.getFirst();
        if (first.fromClient() != (side == f.client)) {
            return;
        }
        own.packetsAfterReset++;
        if (p.ttl == own.ttls.mode() && p.ttl != first.ttl()) {
            own.oldTtlAfterReset++;
        }
        if (p.payloadLength > 0 && own.offset(p.sequence) >= first.sequence()) {
            own.dataAfterReset++;
        }
    }
}
