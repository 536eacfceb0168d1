#!/usr/bin/env python3
"""Makes captures whose truth is known by construction.

Two network namespaces hold real Linux end points (kernel TCP, real sockets); this program is the network between them: it
reads frames from their TAP devices, delays them, counts TTLs down, and plays the device under test. Both links are written
down, as a capture at the client and one at the server. Needs root, iproute2 and Python 3.11; no kernel module.

usage: lab.py OUT [scenario...]     writes OUT/<scenario>-client.pcap, -server.pcap and OUT/truth.json
"""
import ctypes, fcntl, heapq, json, os, random, select, socket, struct, subprocess, sys, time

from scenarios import SCENARIOS

LIBC = ctypes.CDLL(None, use_errno=True)
MACS = {"c": bytes.fromhex("02c0ffee0001"), "gc": bytes.fromhex("02c0ffee00fe"),
        "s": bytes.fromhex("025e4ee50001"), "gs": bytes.fromhex("025e4ee500fe")}
MOVER = os.path.join(os.path.dirname(os.path.abspath(__file__)), "mover.py")


def sh(*cmd):
    subprocess.run(cmd, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


def mac(b):
    return ":".join(f"{x:02x}" for x in b)


def checksum(data):
    if len(data) % 2:
        data += b"\0"
    total = sum(struct.unpack(f"!{len(data) // 2}H", data))
    while total >> 16:
        total = (total & 0xFFFF) + (total >> 16)
    return ~total & 0xFFFF


class Packet:
    """One TCP, UDP or other IP packet; header fields may be changed, then `pack()`."""

    def __init__(self, raw):
        self.v6 = raw[0] >> 4 == 6
        self.options, self.payload, self.tcp = b"", b"", False
        if self.v6:
            self.tos, length, self.proto, self.ttl = 0, struct.unpack("!H", raw[4:6])[0], raw[6], raw[7]
            self.src, self.dst, self.id, self.df, body = raw[8:24], raw[24:40], 0, 1, raw[40:40 + length]
        else:
            ihl = (raw[0] & 15) * 4
            self.tos, length, self.id, frag, self.ttl, self.proto = struct.unpack("!BHHHBB", raw[1:10])
            self.df, self.src, self.dst, body = frag >> 14 & 1, raw[12:16], raw[16:20], raw[ihl:length]
        self.body = body
        if self.proto == 6 and len(body) >= 20:
            self.tcp = True
            self.sport, self.dport, self.seq, self.ack, off, self.flags, self.window = struct.unpack("!HHIIBBH", body[:16])
            self.options, self.payload = body[20:(off >> 4) * 4], body[(off >> 4) * 4:]
        elif self.proto == 17:
            self.sport, self.dport = struct.unpack("!HH", body[:4])
            self.payload = body[8:]

    def pack(self):
        body = self.body
        if self.tcp:
            pad = self.options + b"\0" * (-len(self.options) % 4)
            head = struct.pack("!HHIIBBHHH", self.sport, self.dport, self.seq & 0xFFFFFFFF, self.ack & 0xFFFFFFFF,
                               (20 + len(pad)) // 4 << 4, self.flags, self.window, 0, 0)
            body = head + pad + self.payload
            if self.v6:
                pseudo = self.src + self.dst + struct.pack("!IHBB", len(body), 0, 0, 6)
            else:
                pseudo = self.src + self.dst + struct.pack("!BBH", 0, 6, len(body))
            body = body[:16] + struct.pack("!H", checksum(pseudo + body)) + body[18:]
        if self.v6:
            return struct.pack("!IHBB", 6 << 28, len(body), self.proto, self.ttl) + self.src + self.dst + body
        head = struct.pack("!BBHHHBBH", 0x45, self.tos, 20 + len(body), self.id, self.df << 14, self.ttl, self.proto, 0)
        head += self.src + self.dst
        return head[:10] + struct.pack("!H", checksum(head)) + head[12:] + body

    def end(self):
        return self.seq + len(self.payload) + (1 if self.flags & 3 else 0) & 0xFFFFFFFF

    def conn(self):
        a, b = (self.src, self.sport), (self.dst, self.dport)
        return (min(a, b), max(a, b))

    def copy(self, **changes):
        other = Packet.__new__(Packet)
        other.__dict__.update(self.__dict__)
        other.__dict__.update(changes)
        return other


class Lab:
    def __init__(self, name, ttl_c=128, ttl_s=128, delay=0.01, hops_c=1, hops_s=1, timestamps=0, device=None, v6=False,
                 snap=262144, window=None):
        self.name, self.delay, self.hops_c, self.hops_s, self.device, self.v6 = name, delay, hops_c, hops_s, device, v6
        self.snap = snap
        self.ns = {"c": f"lab{os.getpid()}c", "s": f"lab{os.getpid()}s"}
        self.ip = {"c": "10.77.1.10", "s": "10.88.2.20"} if not v6 else {"c": "fd77::10", "s": "fd88::20"}
        self.tap, self.frames, self.heap, self.tick, self.procs = {}, {"c": [], "s": []}, [], 0, []
        self.random = random.Random(name)
        self.ports = 50000 + self.random.randrange(9000)
        self.events = []
        self.ttl = {"c": ttl_c, "s": ttl_s}
        for side in "cs":
            sh("ip", "netns", "add", self.ns[side])
            self.tap[side] = self.open_tap(side)
            self.configure(side, timestamps, window)

    def open_tap(self, side):
        home = os.open("/proc/self/ns/net", os.O_RDONLY)
        there = os.open(f"/var/run/netns/{self.ns[side]}", os.O_RDONLY)
        assert LIBC.setns(there, 0) == 0
        fd = os.open("/dev/net/tun", os.O_RDWR | os.O_NONBLOCK)
        fcntl.ioctl(fd, 0x400454CA, struct.pack("16sH22x", b"eth0", 0x0002 | 0x1000))
        assert LIBC.setns(home, 0) == 0
        os.close(home), os.close(there)
        return fd

    def configure(self, side, timestamps, window):
        ns, other = self.ns[side], "s" if side == "c" else "c"
        run = lambda *a: sh("ip", "netns", "exec", ns, *a)
        run("ip", "link", "set", "eth0", "address", mac(MACS[side]))
        ctl = [f"net.ipv4.ip_default_ttl={self.ttl[side]}", f"net.ipv4.tcp_timestamps={timestamps}", "net.ipv4.tcp_tw_reuse=0",
               "net.ipv6.conf.all.accept_dad=0", "net.ipv6.conf.eth0.accept_dad=0", f"net.ipv6.conf.all.hop_limit={self.ttl[side]}",
               f"net.ipv6.conf.default.hop_limit={self.ttl[side]}", f"net.ipv6.conf.eth0.hop_limit={self.ttl[side]}",
               "net.ipv4.tcp_syn_retries=3"]
        if window:
            ctl += [f"net.ipv4.tcp_rmem=4096 {window} {window}"]
        for c in ctl:
            run("sysctl", "-w", c)
        run("ip", "link", "set", "lo", "up")
        run("ip", "link", "set", "eth0", "up")
        bits = "64" if self.v6 else "24"
        gate = {"c": "10.77.1.1", "s": "10.88.2.1"}[side] if not self.v6 else {"c": "fd77::1", "s": "fd88::1"}[side]
        run("ip", "addr", "replace", f"{self.ip[side]}/{bits}", "dev", "eth0")
        if side == "s" and not self.v6:
            run("ip", "neigh", "replace", "10.88.2.77", "lladdr", mac(MACS["gs"]), "dev", "eth0", "nud", "permanent")
        run("ip", "neigh", "replace", gate, "lladdr", mac(MACS["g" + side]), "dev", "eth0", "nud", "permanent")
        run("ip", *(["-6"] if self.v6 else []), "route", "replace", "default", "via", gate)

    # What scenarios use

    def server(self, port=2500, **options):
        self.spawn("s", "server", port, options)
        self.run(0.8)

    def client(self, port=2500, wait=20, **options):
        """One client connection; runs the network until it ends or `wait` seconds passed."""
        self.ports += 2
        p = self.spawn("c", "client", port, dict(options, bind=self.ports))
        self.run(wait, lambda: p.poll() is not None)
        self.run(0.3)
        return p

    def spawn(self, side, role, port, options):
        args = ["ip", "netns", "exec", self.ns[side], sys.executable, MOVER, role, self.ip["s"], str(port), json.dumps(options)]
        p = subprocess.Popen(args, stdout=subprocess.DEVNULL, stderr=None if os.environ.get("LAB_DEBUG") else subprocess.DEVNULL)
        self.procs.append(p)
        return p

    def kill(self, signal=9, side="s"):
        """A signal to the processes of one end point."""
        pids = subprocess.run(["ip", "netns", "pids", self.ns[side]], capture_output=True, text=True).stdout.split()
        for pid in pids:
            os.kill(int(pid), signal)

    def reboot(self, side="s"):
        """All sockets of an end point are gone without a farewell: what comes next finds no socket."""
        sh("ip", "netns", "exec", self.ns[side], "ip", "link", "set", "eth0", "down")
        self.kill(9, side)
        self.run(0.3)
        sh("ip", "netns", "exec", self.ns[side], "ip", "link", "set", "eth0", "up")
        self.configure(side, 0, None)

    def at(self, seconds, action):
        self.tick += 1
        heapq.heappush(self.heap, (time.time() + seconds, self.tick, action))

    def inject(self, side, packet, delay=0.0005):
        """A packet of the device towards one side; its TTL is the device's, as it leaves."""
        hops = self.hops_c if side == "c" else self.hops_s
        self.at(delay, lambda: self.deliver(side, packet.copy(ttl=packet.ttl - (hops - 1))))

    # The network

    def run(self, seconds, done=lambda: False):
        end = time.time() + seconds
        fds = {self.tap[x]: x for x in "cs"}
        while time.time() < end and not done():
            now = time.time()
            while self.heap and self.heap[0][0] <= now:
                heapq.heappop(self.heap)[2]()
            wait = max(0, min(end, self.heap[0][0] if self.heap else end, now + 0.05) - time.time())
            for fd in select.select(list(fds), [], [], wait)[0]:
                try:
                    self.frame(fds[fd], os.read(fd, 70000))
                except BlockingIOError:
                    pass

    def frame(self, side, frame):
        if frame[12:14] not in (b"\x08\x00", b"\x86\xdd"):
            return
        p = Packet(frame[14:])
        if p.v6 and p.proto == 58 and p.body[0] >= 130:
            return
        self.frames[side].append((time.time(), frame))
        if not (p.tcp or p.proto == 17):
            return
        near = self.hops_c if side == "c" else self.hops_s
        p = p.copy(ttl=p.ttl - near)
        verdict = self.device(self, side, p) if self.device else None
        if verdict is False:
            return
        out = p if verdict in (None, True) else verdict
        far = "s" if side == "c" else "c"
        rest = (self.hops_s if side == "c" else self.hops_c) - 1
        self.at(self.delay, lambda: self.deliver(far, out.copy(ttl=out.ttl - rest)))

    def deliver(self, side, p):
        ether = b"\x86\xdd" if p.v6 else b"\x08\x00"
        frame = MACS[side] + MACS["g" + side] + ether + p.pack()
        self.frames[side].append((time.time(), frame))
        try:
            os.write(self.tap[side], frame)
        except OSError:
            pass

    def close(self):
        for side in "cs":
            try:
                self.kill(9, side)
            except ProcessLookupError:
                pass
        for p in self.procs:
            p.wait()
        for side in "cs":
            os.close(self.tap[side])
            sh("ip", "netns", "del", self.ns[side])

    def write(self, out, edit=None):
        names = {"c": "client", "s": "server"}
        for side in "cs":
            frames = self.frames[side]
            if edit:
                frames = edit(side, frames, self.random)
            with open(os.path.join(out, f"{self.name}-{names[side]}.pcap"), "wb") as f:
                f.write(struct.pack("!IHHiIII", 0xA1B23C4D, 2, 4, 0, 0, self.snap, 1))
                for t, frame in frames:
                    cut = frame[:self.snap]
                    f.write(struct.pack("!IIII", int(t), int(t % 1 * 1e9), len(cut), len(frame)) + cut)


def main():
    out = sys.argv[1]
    os.makedirs(out, exist_ok=True)
    wanted = sys.argv[2:] or list(SCENARIOS)
    path = os.path.join(out, "truth.json")
    truth = json.load(open(path)) if os.path.exists(path) else {}
    for name in wanted:
        options, play, labels = SCENARIOS[name]
        options = dict(options)
        edit = options.pop("edit", None)
        lab = Lab(name, **options)
        try:
            play(lab)
        finally:
            lab.close()
        lab.write(out, edit)
        truth[name] = {"client": sorted(labels[0]), "server": sorted(labels[1])}
        print(name, {k: len(v) for k, v in lab.frames.items()}, flush=True)
        json.dump(truth, open(path, "w"), indent=1)


if __name__ == "__main__":
    main()
