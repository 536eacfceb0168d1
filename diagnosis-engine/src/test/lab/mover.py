#!/usr/bin/env python3
"""A block mover in the manner of a backup data mover: numbered blocks, the same bytes at every try, each answered.

usage: mover.py client|server ADDRESS PORT JSON
"""
import hashlib, json, os, signal, socket, ssl, struct, subprocess, sys, tempfile, time


def block(number, size):
    out, i = [], 0
    while sum(map(len, out)) < size:
        out.append(hashlib.sha512(f"{number}/{i}".encode()).digest())
        i += 1
    return b"BLK1" + struct.pack("!II", number, size) + b"".join(out)[:size]


def read(s, n):
    data = b""
    while len(data) < n:
        part = s.recv(min(65536, n - len(data)))
        if not part:
            raise EOFError
        data += part
    return data


def abort(s):
    s.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    s.close()


def certificate():
    d = tempfile.mkdtemp()
    subprocess.run(["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-keyout", d + "/k", "-out", d + "/c", "-days", "30",
                    "-subj", "/CN=gateway.example"], check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    return d


def send_blocks(s, o):
    for n in range(o.get("first", 0), o.get("blocks", 6)):
        s.sendall(block(n, o.get("size", 40000)))
        if o.get("ack", True):
            read(s, 16)
        if n + 1 == o.get("idle_after"):
            time.sleep(o["idle"])
        if n + 1 == o.get("abort_after"):
            return abort(s)
    if o.get("half_close"):
        s.shutdown(socket.SHUT_WR)
        while s.recv(65536):
            pass


def take_blocks(s, o):
    total = 0
    while True:
        try:
            head = read(s, 12)
        except EOFError:
            return
        size = struct.unpack("!I", head[8:])[0]
        left = size
        while left:
            part = s.recv(min(16384, left))
            if not part:
                return
            left -= len(part)
            total += len(part)
            if o.get("abort_at") and total >= o["abort_at"]:
                return abort(s)
            if o.get("finish_at") and total >= o["finish_at"]:
                s.shutdown(socket.SHUT_WR)
                o["finish_at"] = None
            if o.get("crash_at") and total >= o["crash_at"]:
                os.kill(os.getpid(), 9)
            if o.get("stop_at") and total >= o["stop_at"]:
                time.sleep(o.get("stop", 60))
                if o.get("abort_after_stop"):
                    return abort(s)
                o["stop_at"] = None
            if o.get("pace"):
                time.sleep(o["pace"])
        s.sendall(b"ACK1" + head[4:8] + b"\0" * 8)


def server(address, port, o):
    family = socket.AF_INET6 if ":" in address else socket.AF_INET
    listener = socket.socket(family, socket.SOCK_STREAM)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    listener.bind((address, port))
    listener.listen(64)
    context = None
    if o.get("tls"):
        d = certificate()
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(d + "/c", d + "/k")
        if o.get("tls_min"):
            context.minimum_version = ssl.TLSVersion.TLSv1_3
    while True:
        s, _ = listener.accept()
        if os.fork():
            s.close()
            continue
        listener.close()
        try:
            if context:
                s = context.wrap_socket(s, server_side=True)
            if o.get("greeting", True):
                read(s, 24)
                s.sendall(b'{"hello":"server","v":1}')
            if o.get("restore"):
                send_blocks(s, o)
                if o.get("ack", True):
                    time.sleep(0.2)
            else:
                take_blocks(s, o)
            if o.get("answer"):
                s.sendall(block(9, o["answer"]))
            s.close()
        except (OSError, EOFError, ssl.SSLError):
            pass
        os._exit(0)


def client(address, port, o):
    family = socket.AF_INET6 if ":" in address else socket.AF_INET
    s = socket.socket(family, socket.SOCK_STREAM)
    s.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    s.bind((o.get("from", ""), o["bind"]))
    s.connect((address, port))
    if o.get("user_timeout"):
        s.setsockopt(socket.IPPROTO_TCP, 18, int(o["user_timeout"] * 1000))
    if o.get("keepalive"):
        s.setsockopt(socket.SOL_SOCKET, socket.SO_KEEPALIVE, 1)
        s.setsockopt(socket.IPPROTO_TCP, socket.TCP_KEEPIDLE, o["keepalive"])
        s.setsockopt(socket.IPPROTO_TCP, socket.TCP_KEEPINTVL, 2)
    if o.get("tls"):
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
        context.check_hostname, context.verify_mode = False, ssl.CERT_NONE
        if o.get("tls_max"):
            context.maximum_version = ssl.TLSVersion.TLSv1_2
        s = context.wrap_socket(s)
    if o.get("greeting", True):
        s.sendall(b'{"hello":"client","v":1}')
        read(s, 24)
    if o.get("restore"):
        take_blocks(s, o)
    else:
        send_blocks(s, o)
    if o.get("linger0"):
        return abort(s)
    s.close()


if __name__ == "__main__":
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)
    role, where, number, options = sys.argv[1], sys.argv[2], int(sys.argv[3]), json.loads(sys.argv[4])
    (client if role == "client" else server)(where, number, options)
