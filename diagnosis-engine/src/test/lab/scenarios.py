"""What the lab plays: options of the network, the play, and what may rightly be said of each capture (client's, server's)."""
import socket
import struct

from mover import block

RST, ACK, PSH, FIN, SYN = 4, 16, 8, 1, 2
FSR, FSD, KEX, IDLE, MIDX, HOST = ("firewall-signature-reset", "firewall-silent-drop", "key-exchange-blocked", "idle-timeout-reset",
                                   "middlebox-reset", "host-abort")
OUT, PMTU, LOSS, OK, UNKNOWN = "path-outage", "pmtud-blackhole", "packet-loss", "healthy", "insufficient"
PATTERN = block(2, 40000)[12000:12012]
TAIL = block(2, 40000)[-12:]
BIG = dict(size=40000, blocks=6)


# Resets as products make them (knowledge: header fields of nf_reject_ipv4.c, respond-reject-libnet11.c, active.cc)

def reverse(t, ttl, shape):
    """To the sender of the trigger, claiming to be its peer."""
    back = dict(src=t.dst, dst=t.src, sport=t.dport, dport=t.sport, payload=b"", options=b"", tos=0)
    if shape == "linux":
        return t.copy(**back, seq=t.ack, ack=0, flags=RST, window=0, id=0, df=1, ttl=ttl)
    if shape == "suricata":
        return t.copy(**back, seq=t.ack, ack=t.end(), flags=RST | ACK, window=t.window, id=0, df=0, ttl=ttl)
    if shape == "snort":
        return t.copy(**back, seq=t.ack, ack=t.end(), flags=RST | ACK, window=0, id=(t.seq * 7919) & 0xFFFF, df=0, ttl=255 - t.ttl)
    if shape == "echo":
        return t.copy(**back, seq=t.ack, ack=0, flags=RST, window=t.window, id=t.id, df=1, ttl=ttl)
    raise ValueError(shape)


def forward(t, ttl, shape):
    """To the receiver of the trigger, claiming to be its sender."""
    same = dict(payload=b"", options=b"")
    if shape == "linux":
        return t.copy(**same, flags=RST, ack=0, window=0, id=0, df=1, ttl=ttl)
    if shape == "suricata":
        return t.copy(**same, flags=RST | ACK, id=0, df=0, ttl=ttl, tos=0)
    return t.copy(**same, flags=RST | ACK, window=0, id=(t.seq * 104729) & 0xFFFF, df=0)


def other(side):
    return "s" if side == "c" else "c"


def signature(shape="linux", ttl=64, to="sender", passes=False, pattern=PATTERN, match=None):
    """A device that looks into content. to: sender | both | session (every later packet of the connection)."""
    killed = {}

    def device(lab, side, p):
        if not p.tcp:
            return True
        key = p.conn()
        if key in killed:
            if p.flags & SYN and not p.flags & ACK:
                del killed[key]
            elif to == "session" and not p.flags & RST:
                lab.inject(side, reverse(p, ttl, shape))
                return False
            else:
                return passes
        hit = match(p) if match else pattern in p.payload
        if hit and key not in killed:
            killed[key] = True
            lab.inject(side, reverse(p, ttl, shape))
            if to in ("both", "session"):
                lab.inject(other(side), forward(p, ttl, shape), delay=0.0005 if not passes else 0.002)
            return passes
        return True
    return device


def finisher(ttl=64, to="both", swallows="all", options=False, pattern=PATTERN):
    """
    A device that closes a transfer by a FIN in a host's name instead of a RST, and swallows what the hosts still send. to: sender |
    receiver | both; swallows: all | data (what the sender of the trigger sends) | nothing (it only listens; its FIN then
    follows the trigger); ttl: None copies the host's.
    """
    killed = {}

    def close(lab, side, p):
        seq = p.end() if swallows == "nothing" else p.seq
        keep = p.options if options else b""
        if to in ("sender", "both"):
            back = lab.last.get((other(side), p.conn()), p)
            lab.inject(side, p.copy(src=p.dst, dst=p.src, sport=p.dport, dport=p.sport, payload=b"", options=keep, tos=0, id=0,
                                    seq=p.ack, ack=seq, flags=FIN | ACK, ttl=ttl or back.ttl))
        if to in ("receiver", "both"):
            lab.inject(other(side), p.copy(payload=b"", options=keep, tos=0, id=0, seq=seq, flags=FIN | ACK, ttl=ttl or p.ttl),
                       delay=0.0005 + lab.delay)

    def device(lab, side, p):
        if not p.tcp:
            return True
        key = p.conn()
        lab.last = getattr(lab, "last", {})
        lab.last[side, key] = p
        if key in killed:
            if p.flags & SYN and not p.flags & ACK:
                del killed[key]
                return True
            return swallows == "nothing" or (swallows == "data" and side != killed[key])
        if pattern in p.payload:
            killed[key] = side
            close(lab, side, p)
            return swallows == "nothing"
        return True
    return device


def refuser(ports, answer, ttl=64):
    """A device that lets nobody connect to some ports: reset | icmp | silence."""
    def device(lab, side, p):
        if not p.tcp or side != "c" or not p.flags & SYN or p.dport not in ports:
            return True
        if answer == "reset":
            lab.inject(side, p.copy(src=p.dst, dst=p.src, sport=p.dport, dport=p.sport, seq=0, ack=p.end(), flags=RST | ACK,
                                    window=0, options=b"", id=0, df=1, ttl=ttl))
        elif answer == "icmp":
            lab.inject(side, unreachable(lab, side, p, 13))
        return False
    return device


def unreachable(lab, side, p, code, rest=0):
    from lab import Packet, checksum
    body = struct.pack("!BBHHH", 3, code, 0, 0, rest) + p.pack()[:28]
    body = body[:2] + struct.pack("!H", checksum(body)) + body[4:]
    gate = socket.inet_aton("10.77.1.1" if side == "c" else "10.88.2.1")
    return Packet(struct.pack("!BBHHHBBH", 0x45, 0, 20 + len(body), 0, 0, 64, 1, 0) + gate + p.src + body)


def dropper(what="packet", match=lambda p: PATTERN in p.payload, both=True):
    """Drops just the packets that match, or everything of the connection from then on."""
    dark = set()

    def device(lab, side, p):
        if not p.tcp:
            return True
        if p.flags & SYN and not p.flags & ACK:
            dark.discard(p.conn())
        if p.conn() in dark:
            return False
        if match(p):
            lab.events.append(p.conn())
            if what == "session":
                dark.add(p.conn())
            return False
        return True
    return device


def idle_purge(seconds, ttl=64, shape="linux", silent=False):
    """A stateful firewall that forgets a silent connection, and what it does with the next packet of it."""
    import time
    last, gone = {}, set()

    def device(lab, side, p):
        now, key = time.time(), p.conn()
        if p.flags & SYN:
            gone.discard(key)
        elif key in gone or now - last.get(key, now) > seconds:
            gone.add(key)
            if not silent and not p.flags & RST:
                lab.inject(side, reverse(p, ttl, shape))
            return False
        last[key] = now
        return True
    return device


def hello(p):
    return p.payload[:1] == b"\x16" and len(p.payload) > 5 and p.payload[5] == 1


def certificate(p):
    return b"gateway.example" in p.payload and p.sport < 10000


def nat(inner=None):
    """Rewrites the client's address and port, as a source NAT does."""
    outside = socket.inet_aton("10.88.2.77")

    def device(lab, side, p):
        verdict = inner(lab, side, p) if inner else True
        if verdict is False:
            return False
        return translate(side, p)

    def translate(side, p):
        if side == "c":
            return p.copy(src=outside, sport=p.sport + 7)
        return p.copy(dst=lab_ip["c"], dport=p.dport - 7)
    lab_ip = {"c": socket.inet_aton("10.77.1.10")}
    device.translate = translate
    return device


# Plays

def tries(n, port=2500, server=None, wait=15, rest=0, **client):
    """Some attempts, one after the other; rest: seconds that the kernels may still talk after each."""
    def play(lab):
        lab.server(port, **(server or {}))
        for i in range(n):
            first = lab.client(port, wait=wait, **{**BIG, **client})
            lab.run(rest)
            if first.poll() is None:
                first.kill()
                lab.run(0.2)
    return play


def resumed(n):
    """The first try from the start, the others from the block that failed."""
    def play(lab):
        lab.server()
        lab.client(**BIG)
        for _ in range(n - 1):
            lab.client(**BIG, first=2)
    return play


def parallel(n, act, port=2500, server=None, wait=12, **client):
    """Several connections at once; `act(lab)` runs after a second."""
    def play(lab):
        lab.server(port, **(server or {}))
        lab.at(1.0, lambda: act(lab))
        for i in range(n):
            lab.ports += 2
            lab.spawn("c", "client", port, {**BIG, "bind": lab.ports, **client})
        lab.run(wait)
    return play


def ports(numbers, open_port=6180, attempts=1):
    """One service that works, and attempts to reach others."""
    def play(lab):
        if open_port:
            lab.server(open_port)
            lab.client(open_port, **BIG)
        for port in numbers:
            for _ in range(attempts):
                lab.client(port, wait=4, **BIG).kill()
    return play


def reboot_play(lab):
    lab.server(pace=0.01)
    lab.spawn("c", "client", 2500, {**BIG, "blocks": 40, "bind": 50111})
    lab.run(0.7)
    lab.reboot()
    lab.run(6)


def switched(device):
    """A device that does nothing until `lab.on` is set."""
    def wrapped(lab, side, p):
        return device(lab, side, p) if getattr(lab, "on", False) else True
    return wrapped


def switch(value):
    def act(lab):
        lab.on = value
    return act


def route_change(amount, after):
    def device(lab, side, p):
        lab.seen = getattr(lab, "seen", 0) + 1
        return p.copy(ttl=p.ttl - amount) if side == "s" and lab.seen > after else True
    return device


def many_routes(lab, side, p):
    return p.copy(ttl=p.ttl - lab.random.choice((0, 0, 2, 5)))


def lossy(share):
    return lambda lab, side, p: lab.random.random() >= share


def too_big(limit, icmp):
    def device(lab, side, p):
        size = len(p.pack())
        if size <= limit:
            return True
        if icmp:
            lab.inject(side, unreachable(lab, side, p, 4, limit))
        return False
    return device


def invalid_state(every):
    """A NAT node whose own stack answers packets that its connection tracking calls invalid: scattered, no content involved."""
    def device(lab, side, p):
        lab.count = getattr(lab, "count", 0) + (1 if side == "s" else 0)
        limit = every * (3 + (p.dport if side == "s" else p.sport) % 7)
        if side == "s" and lab.count >= limit:
            lab.count = 0
            lab.inject("s", reverse(p, 64, "linux"))
            return False
        return True
    return device


def failover(ttl):
    """A device that lost its table answers every packet of every connection it no longer knows."""
    def device(lab, side, p):
        if p.flags & (SYN | RST):
            return True
        lab.inject(side, reverse(p, ttl, "linux"))
        return False
    return switched(device)


def lifetime(seconds, ttl=255):
    """A device that ends every session after a fixed time, wherever it is."""
    import time
    begun = {}

    def device(lab, side, p):
        key = p.conn()
        if p.flags & SYN and not p.flags & ACK:
            begun[key] = time.time()
        elif side == "c" and time.time() - begun.get(key, time.time()) > seconds and not p.flags & RST:
            lab.inject("c", reverse(p, ttl, "linux"))
            lab.inject("s", forward(p, ttl, "linux"))
            return False
        return True
    return device


def last_route(amount, then=True):
    """The route changes with the end of the stream: the FIN and all after it have another TTL. then: does anything still return?"""
    gone = set()

    def device(lab, side, p):
        if p.flags & FIN and side == "c":
            gone.add(p.conn())
        if p.flags & SYN:
            gone.discard(p.conn())
        if p.conn() not in gone:
            return True
        return p.copy(ttl=p.ttl - amount) if side == "c" else then
    return device


def vanishes(lab, side, p):
    """After the client's end nobody hears anything of it any more, as when it was switched off."""
    lab.ended = getattr(lab, "ended", set())
    if p.flags & SYN:
        lab.ended.discard(p.conn())
    if p.conn() in lab.ended:
        return False
    if p.flags & FIN and side == "c":
        lab.ended.add(p.conn())
    return True


def loses_fins(times):
    """The first FINs of each side are lost."""
    lost = {}

    def device(lab, side, p):
        if not p.flags & FIN:
            return True
        lost[side, p.conn()] = lost.get((side, p.conn()), 0) + 1
        return lost[side, p.conn()] > times
    return device


def overtakes(amount):
    """Some data takes a longer way: the end of the stream arrives before it, with a TTL of its own."""
    def device(lab, side, p):
        if side == "c" and p.payload and not p.flags & FIN and lab.random.random() < 0.5:
            lab.at(lab.delay * 2.5, lambda: lab.deliver("s", p.copy(ttl=p.ttl - lab.hops_s + 1)))
            return False
        return p.copy(ttl=p.ttl - amount) if side == "c" and p.flags & FIN else True
    return device


def dies_after_end(most):
    """The path dies while the server still answers a client that has finished, sooner or later."""
    count, limit = {}, {}

    def device(lab, side, p):
        if p.flags & SYN:
            count.pop(p.conn(), None)
            limit[p.conn()] = lab.random.randrange(20, most)
        if p.conn() in count or (p.flags & FIN and side == "c"):
            count[p.conn()] = count.get(p.conn(), 0) + 1
        return count.get(p.conn(), 0) < limit[p.conn()]
    return device


def ending_balancer(ttl):
    """A load balancer that answers the handshake itself and passes the server's end on as its own FIN."""
    def device(lab, side, p):
        if side == "s" and p.flags & (SYN | FIN):
            return p.copy(ttl=ttl)
        return True
    return device


def balancer(ttl):
    """A load balancer that answers the handshake itself and passes the server's end on as a RST of its own."""
    def device(lab, side, p):
        if side == "s" and p.flags & SYN:
            return p.copy(ttl=ttl)
        if side == "s" and p.flags & RST:
            return p.copy(ttl=ttl, window=0, flags=RST, ack=0, options=b"", id=0)
        return True
    return device


def dark_member(lab, side, p):
    """One of several parallel links is dead: what hashes to it vanishes."""
    port = p.sport if side == "c" else p.dport
    return not (getattr(lab, "on", False) and port // 2 % 2 == 0)


def dark(lab, side, p):
    return False


def outage_then_retry(lab):
    lab.server()
    lab.at(0.3, lambda: switch(True)(lab))
    lab.at(9, lambda: switch(False)(lab))
    lab.client(**{**BIG, "blocks": 60}, user_timeout=5, wait=12)
    lab.run(3)
    lab.client(**BIG)


# What a recording tool does to the packets

def mirror(side, frames, random):
    """A mirror port that shows each packet on its way in and, one router later, on its way out."""
    out = []
    for t, f in frames:
        out.append((t, f))
        if f[12:14] == b"\x08\x00":
            from lab import checksum
            ip = bytearray(f[14:34])
            ip[8] -= 1
            ip[10:12] = b"\0\0"
            ip[10:12] = struct.pack("!H", checksum(bytes(ip)))
            out.append((t + 0.00002, f[6:12] + f[:6] + f[12:14] + bytes(ip) + f[34:]))
    return out


def twice(side, frames, random):
    return [x for t, f in frames for x in ((t, f), (t + 0.00001, f))]


def late_start(side, frames, random):
    return frames[60:]


def one_way(side, frames, random):
    return [(t, f) for t, f in frames if f[26:30] == socket.inet_aton("10.88.2.20")]


def missing(side, frames, random):
    return [x for x in frames if random.random() > 0.1]


def early_end(side, frames, random):
    return frames[:len(frames) * 2 // 3]


def swapped(side, frames, random):
    """Several capture queues: neighbours within a millisecond change places."""
    frames = list(frames)
    for i in range(0, len(frames) - 1, 5):
        if frames[i + 1][0] - frames[i][0] < 0.001:
            frames[i], frames[i + 1] = (frames[i][0], frames[i + 1][1]), (frames[i + 1][0], frames[i][1])
    return frames


HOSTISH = {HOST, UNKNOWN}
LIN = dict(ttl_c=64, ttl_s=64, timestamps=1)
SCENARIOS = {
    # Innocent
    "healthy": ({}, tries(2), ({OK}, {OK})),
    "healthy-loss": (dict(device=lossy(0.02)), tries(2), ({OK, LOSS}, {OK, LOSS})),
    "healthy-tls": (LIN, tries(2, tls=True, server=dict(tls=True)), ({OK}, {OK})),
    "crash": ({}, tries(3, server=dict(crash_at=60000, pace=0.002), ack=False), (HOSTISH, HOSTISH)),
    "crash-linux": (LIN, tries(3, server=dict(crash_at=60000, pace=0.002), ack=False), (HOSTISH, HOSTISH)),
    "crash-linux-to-windows": (dict(ttl_c=128, ttl_s=64), tries(3, server=dict(crash_at=60000, pace=0.002), ack=False), (HOSTISH, HOSTISH)),
    "abort-same-place": ({}, tries(4, server=dict(abort_at=90000)), (HOSTISH, HOSTISH)),
    "abort-same-place-linux": (LIN, tries(4, server=dict(abort_at=90000)), (HOSTISH, HOSTISH)),
    "abort-same-place-v6": (dict(v6=True), tries(4, server=dict(abort_at=90000)), (HOSTISH, HOSTISH)),
    "abort-near": (dict(delay=0.0001), tries(4, server=dict(abort_at=90000), ack=False), (HOSTISH, HOSTISH)),
    "abort-near-linux": (dict(LIN, delay=0.0001), tries(4, server=dict(abort_at=90000), ack=False), (HOSTISH, HOSTISH)),
    "abort-busy": (LIN, tries(4, server=dict(abort_at=90000), ack=False), (HOSTISH, HOSTISH)),
    "abort-tls": (LIN, tries(4, tls=True, server=dict(abort_at=90000, tls=True)), (HOSTISH, HOSTISH)),
    "abort-by-client": ({}, tries(3, abort_after=3), (HOSTISH, HOSTISH)),
    "abort-by-client-restore": (LIN, tries(3, restore=True, abort_at=90000, server=dict(restore=True, **BIG)), (HOSTISH, HOSTISH)),
    "linger-close": ({}, tries(2, linger0=True), ({OK, HOST, UNKNOWN}, {OK, HOST, UNKNOWN})),
    "reboot": ({}, reboot_play, (HOSTISH | {OUT}, HOSTISH | {OUT})),
    "reboot-linux": (LIN, reboot_play, (HOSTISH | {OUT}, HOSTISH | {OUT})),
    "refused": ({}, lambda lab: lab.client(**BIG), (HOSTISH, HOSTISH)),
    "idle-rst": (dict(device=idle_purge(8, 255)), tries(2, idle_after=2, idle=12), ({IDLE, MIDX}, {UNKNOWN, IDLE, OUT, HOST})),
    "idle-rst-echo": (dict(device=idle_purge(8, 99, "echo")), tries(2, idle_after=2, idle=12), ({IDLE, MIDX}, {UNKNOWN, IDLE, OUT, HOST})),
    "idle-silent": (dict(device=idle_purge(8, silent=True)), tries(2, idle_after=2, idle=12, user_timeout=12, wait=40), ({IDLE, UNKNOWN, OUT}, {UNKNOWN, IDLE, OUT, HOST})),
    "idle-host": ({}, tries(2, idle_after=2, idle=9, keepalive=3), ({OK}, {OK})),
    "invalid-state": (dict(LIN, hops_c=2, device=invalid_state(30)), tries(4, blocks=12), (HOSTISH | {MIDX, OUT}, {MIDX, UNKNOWN})),
    "failover": (dict(device=failover(255)), parallel(4, switch(True), blocks=60, server=dict(pace=0.005)), ({MIDX, UNKNOWN}, {MIDX, UNKNOWN, HOST})),
    "failover-linux": (dict(LIN, device=failover(64)), parallel(4, switch(True), blocks=60, server=dict(pace=0.005)), ({MIDX, UNKNOWN}, {MIDX, UNKNOWN, HOST})),
    "lifetime": (dict(device=lifetime(0.9)), tries(4, blocks=30, ack=False, server=dict(pace=0.004)), ({MIDX, UNKNOWN}, {MIDX, UNKNOWN})),
    "lifetime-slow": (dict(device=lifetime(1.5)), tries(5, blocks=30, size=20000, server=dict(pace=0.01)), ({MIDX, UNKNOWN}, {MIDX, UNKNOWN})),
    "balancer-abort": (dict(device=balancer(254)), tries(4, server=dict(abort_at=90000)), ({MIDX, UNKNOWN, HOST}, HOSTISH)),
    "balancer-crash": (dict(LIN, device=balancer(254)), tries(4, server=dict(crash_at=60000, pace=0.002), ack=False), ({MIDX, UNKNOWN, HOST}, HOSTISH)),
    "route-change-abort": (dict(device=route_change(5, 70)), tries(3, server=dict(abort_at=130000)), (HOSTISH, HOSTISH)),
    "route-change": (dict(device=route_change(3, 60)), tries(1), ({OK}, {OK})),
    "many-routes-abort": (dict(LIN, device=many_routes), tries(4, server=dict(abort_at=130000)), (HOSTISH, HOSTISH)),
    "zero-window-abort": ({}, tries(1, server=dict(stop_at=60000, stop=9, abort_after_stop=True), ack=False, wait=15), (HOSTISH, HOSTISH)),
    "zero-window-goes-on": (dict(window=20000), tries(1, server=dict(stop_at=60000, stop=8), blocks=4, wait=15), ({OK}, {OK})),
    "zero-window-give-up": ({}, tries(2, server=dict(stop_at=60000, stop=60), ack=False, user_timeout=8, wait=20), (HOSTISH, HOSTISH | {OK})),
    "outage": (dict(device=switched(dark)), parallel(2, switch(True), blocks=80, server=dict(pace=0.005), wait=12), ({OUT, UNKNOWN}, {OUT, UNKNOWN})),
    "dark-member": (dict(device=dark_member), parallel(6, switch(True), blocks=80, server=dict(pace=0.005), wait=14, user_timeout=8), ({OUT, UNKNOWN}, {OUT, UNKNOWN, HOST})),
    "heavy-loss": (dict(LIN, device=lossy(0.4)), tries(4, user_timeout=4, wait=25), ({OUT, UNKNOWN, LOSS, HOST}, {OUT, UNKNOWN, LOSS, HOST})),
    "outage-alone": (dict(device=switched(dark)), parallel(1, switch(True), blocks=80, server=dict(pace=0.005), wait=12), ({OUT, UNKNOWN}, {OUT, UNKNOWN})),
    "outage-then-retry": (dict(device=switched(dark)), outage_then_retry, ({OUT, UNKNOWN, LOSS}, {OUT, UNKNOWN, LOSS, HOST, OK})),
    "pmtu-silent": (dict(device=too_big(1400, False)), tries(2, user_timeout=8), ({PMTU}, {PMTU, UNKNOWN, HOST})),
    "pmtu-silent-restore": (dict(device=too_big(1400, False)), tries(2, restore=True, server=dict(restore=True, user_timeout=8, **BIG), wait=10), ({PMTU, UNKNOWN, HOST}, {PMTU})),
    "pmtu-icmp": (dict(device=too_big(1400, True)), tries(2), ({OK, LOSS}, {OK, LOSS})),
    "tls-refused": ({}, tries(3, tls=True, tls_max=True, server=dict(tls=True, tls_min=True)), (HOSTISH, HOSTISH)),
    "mirror-healthy": (dict(edit=mirror), tries(2), ({OK}, {OK})),
    "mirror-abort": (dict(edit=mirror), tries(3, server=dict(abort_at=90000)), (HOSTISH, HOSTISH)),
    "twice-abort": (dict(LIN, edit=twice), tries(3, server=dict(abort_at=90000), ack=False), (HOSTISH, HOSTISH)),
    "late-start-abort": (dict(edit=late_start), tries(1, server=dict(abort_at=130000)), (HOSTISH, HOSTISH)),
    "one-way-abort": (dict(edit=one_way), tries(3, server=dict(abort_at=90000)), (HOSTISH, HOSTISH)),
    "missing-abort": (dict(edit=missing), tries(3, server=dict(abort_at=90000)), (HOSTISH, HOSTISH)),
    "missing-healthy": (dict(edit=missing), tries(3), ({OK, LOSS, UNKNOWN}, {OK, LOSS, UNKNOWN})),
    "half-close": ({}, tries(2, half_close=True, server=dict(answer=300_000)), ({OK}, {OK})),
    "half-close-outage": (dict(device=dies_after_end(400)), tries(3, rest=4, half_close=True, server=dict(answer=400_000), wait=9), ({OUT, UNKNOWN}, {OUT, UNKNOWN, HOST})),
    "half-close-missing": (dict(edit=missing), tries(2, half_close=True, server=dict(answer=300_000)), ({OK, LOSS, UNKNOWN}, {OK, LOSS, UNKNOWN})),
    "half-close-nat": (dict(device=nat()), tries(2, half_close=True, server=dict(answer=300_000)), ({OK}, {OK})),
    "fin-lost": (LIN | dict(device=loses_fins(4)), tries(2, rest=4, wait=9), ({OK, UNKNOWN, LOSS}, {OK, UNKNOWN, LOSS})),
    "fin-route": (dict(device=last_route(9)), tries(2), ({OK}, {OK})),
    "fin-route-lost": (dict(device=last_route(9, False)), tries(3, rest=4, wait=8), ({OK, UNKNOWN, OUT}, {OK, UNKNOWN, OUT})),
    "fin-overtakes": (dict(device=overtakes(0)), tries(3, ack=False, half_close=True), ({OK, LOSS}, {OK, LOSS})),
    "fin-overtakes-elsewhere": (dict(device=overtakes(9)), tries(3, ack=False, half_close=True), ({OK, LOSS}, {OK, LOSS})),
    "fin-vanished": (dict(device=vanishes), tries(3, rest=4, wait=8), ({OK, UNKNOWN}, {OK, UNKNOWN})),
    "fin-balancer": (dict(device=ending_balancer(254)), tries(3, rest=4, server=dict(finish_at=90000), wait=8), (HOSTISH | {MIDX, OK}, HOSTISH | {OK})),
    "fin-mid-transfer": ({}, tries(3, rest=4, server=dict(finish_at=90000)), (HOSTISH | {OK}, HOSTISH | {OK})),
    "ports-closed": ({}, ports((2500, 2501, 2502, 2505)), ({HOST, OK}, {HOST, OK})),
    "ports-rejected": (dict(device=refuser(range(2500, 3301), "reset", 255)), ports((2500, 2501, 2502)), ({MIDX, UNKNOWN, OK}, {OK})),
    "ports-prohibited": (dict(device=refuser(range(2500, 3301), "icmp")), ports((2500, 2501, 2502)), ({MIDX, UNKNOWN, OK}, {OK})),
    "ports-silent": (dict(device=refuser(range(2500, 3301), "silence")), ports((2500, 2501, 2502)), ({UNKNOWN, OK}, {OK})),
    "host-silent": (dict(device=dark), ports((2500, 6180), None), ({UNKNOWN, OUT}, {UNKNOWN})),
    "early-end": (dict(edit=early_end), tries(1), ({UNKNOWN}, {UNKNOWN})),
    "swapped-abort": (dict(LIN, edit=swapped), tries(3, server=dict(abort_at=90000), ack=False), (HOSTISH, HOSTISH)),
    "short-abort": (dict(snap=64), tries(4, server=dict(abort_at=90000)), (HOSTISH, HOSTISH)),
    # Guilty
    "sig-linux": (dict(device=signature("linux", 64)), tries(3), ({FSR, MIDX}, {UNKNOWN})),
    "sig-linux-once": (dict(device=signature("linux", 64)), tries(1), ({FSR, MIDX}, {UNKNOWN})),
    "sig-suricata": (dict(LIN, device=signature("suricata", 64, "both")), tries(3), ({FSR, MIDX}, {FSR, MIDX})),
    "sig-suricata-near": (dict(LIN, delay=0.0002, device=signature("suricata", 64, "both")), tries(3), ({FSR, MIDX, UNKNOWN}, {FSR, MIDX, UNKNOWN})),
    "sig-snort": (dict(device=signature("snort", 64, "both")), tries(3), ({FSR, MIDX}, {FSR, MIDX})),
    "sig-snort-linux": (dict(LIN, device=signature("snort", 64, "both")), tries(3), ({FSR, MIDX}, {FSR, MIDX})),
    "sig-passive": (dict(device=signature("snort", 64, "both", passes=True)), tries(3), ({FSR, MIDX}, {FSR, MIDX})),
    "sig-session": (dict(device=signature("linux", 255, "session")), tries(3), ({FSR, MIDX}, {FSR, MIDX})),
    "sig-own-ttl": (dict(hops_s=1, device=signature("linux", 126)), tries(4), ({FSR, MIDX, UNKNOWN}, {UNKNOWN})),
    "sig-v6": (dict(v6=True, device=signature("linux", 64)), tries(3), ({FSR, MIDX}, {UNKNOWN})),
    "sig-restore": (dict(device=signature("linux", 64, "both")), tries(3, restore=True, server=dict(restore=True, **BIG)), ({FSR, MIDX}, {FSR, MIDX})),
    "sig-resumed": (dict(device=signature("linux", 64, "both")), resumed(4), ({FSR}, {FSR})),
    "sig-nat": (dict(device=nat(signature("suricata", 64))), tries(3), ({FSR, MIDX}, {UNKNOWN})),
    "sig-mirror": (dict(edit=mirror, device=signature("linux", 64)), tries(3), ({FSR, MIDX}, {UNKNOWN})),
    "sig-late-start": (dict(edit=late_start, device=signature("linux", 64)), tries(1), ({FSR, MIDX}, {UNKNOWN})),
    "sig-one-way": (dict(edit=one_way, device=signature("linux", 64)), tries(3), ({FSR, MIDX, UNKNOWN}, {UNKNOWN, OK, HOST})),
    "sig-short": (dict(snap=64, device=signature("linux", 64)), tries(3), ({FSR, MIDX}, {UNKNOWN})),
    "sig-missing": (dict(edit=missing, device=signature("linux", 64, "both")), tries(4), ({FSR, MIDX, UNKNOWN}, {FSR, MIDX, UNKNOWN})),
    "fin-both": (dict(device=finisher()), tries(3, rest=4, user_timeout=5), ({FSR, MIDX}, {FSR, MIDX})),
    "fin-both-once": (dict(device=finisher()), tries(1, rest=4, user_timeout=5), ({FSR, MIDX, UNKNOWN}, {FSR, MIDX, UNKNOWN})),
    "fin-both-linux": (dict(LIN, device=finisher()), tries(3, rest=4, user_timeout=5), ({FSR, MIDX}, {FSR, MIDX})),
    "fin-sender": (dict(device=finisher(to="sender")), tries(3, rest=4, user_timeout=5), ({FSR, MIDX}, {UNKNOWN})),
    "fin-receiver": (dict(device=finisher(to="receiver", swallows="data")), tries(3, rest=4, user_timeout=5), ({FSD, UNKNOWN}, {FSR, MIDX, UNKNOWN})),
    "fin-listens": (dict(device=finisher(to="receiver", swallows="nothing", pattern=TAIL)), tries(3, rest=4, user_timeout=5, wait=6), ({UNKNOWN, HOST}, {FSR, MIDX, UNKNOWN})),
    "fin-listens-own-ttl": (dict(LIN, device=finisher(None, to="receiver", swallows="nothing", options=True, pattern=TAIL)), tries(3, rest=4, user_timeout=5, wait=6), ({UNKNOWN, HOST}, {FSR, MIDX, UNKNOWN})),
    "fin-too-late": (dict(device=finisher(to="receiver", swallows="nothing")), tries(3), ({OK, LOSS}, {OK, LOSS})),
    "fin-own-ttl": (dict(device=finisher(None)), tries(3, rest=4, user_timeout=5), ({FSD, UNKNOWN}, {UNKNOWN})),
    "fin-v6": (dict(v6=True, device=finisher()), tries(3, rest=4, user_timeout=5), ({FSR, MIDX}, {FSR, MIDX})),
    "fin-restore": (dict(device=finisher()), tries(3, rest=4, restore=True, server=dict(restore=True, user_timeout=5, **BIG), wait=8), ({FSR, MIDX}, {FSR, MIDX})),
    "fin-mirror": (dict(edit=mirror, device=finisher()), tries(3, rest=4, user_timeout=5), ({FSR, MIDX}, {FSR, MIDX})),
    "fin-missing": (dict(edit=missing, device=finisher()), tries(3, rest=4, user_timeout=5), ({FSR, MIDX, UNKNOWN, LOSS, FSD}, {FSR, MIDX, UNKNOWN})),
    "fin-short": (dict(LIN, snap=64, device=finisher(255)), tries(3, rest=4, user_timeout=5), ({FSR, MIDX}, {FSR, MIDX})),
    "fin-nat": (dict(device=nat(finisher())), tries(3, rest=4, user_timeout=5), ({FSR, MIDX}, {UNKNOWN, FSR, MIDX})),
    "drop-packet": (dict(device=dropper("packet")), tries(3, user_timeout=9, ack=False), ({FSD}, {FSD, UNKNOWN, HOST, LOSS})),
    "drop-packet-linux": (dict(LIN, device=dropper("packet")), tries(3, user_timeout=9, ack=False), ({FSD}, {FSD, UNKNOWN, HOST, LOSS})),
    "drop-session": (dict(device=dropper("session")), tries(3, user_timeout=6), ({FSD}, {FSD, UNKNOWN, HOST})),
    "drop-session-short": (dict(snap=80, device=dropper("session")), tries(3, user_timeout=6), ({FSD}, {FSD, UNKNOWN, HOST})),
    "hello-rst": (dict(device=signature("linux", 64, match=hello)), tries(3, tls=True, server=dict(tls=True)), ({KEX}, {UNKNOWN, HOST})),
    "hello-drop": (dict(device=dropper("packet", hello)), tries(3, tls=True, server=dict(tls=True), user_timeout=6), ({KEX, UNKNOWN}, {UNKNOWN, HOST})),
    "cert-rst": (dict(device=signature("suricata", 64, "both", match=certificate)), tries(3, tls=True, tls_max=True, server=dict(tls=True)), ({KEX}, {KEX})),
}
