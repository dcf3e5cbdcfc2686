"""A web server on loopback that answers as badly as it is told, a watch over every dial, and a look-up of names that can lie."""

import gzip
import os
import socket
import ssl
import struct
import threading
from collections import defaultdict
from pathlib import Path

import pytest

from storycompare.gather.web import exchange, fetch, pace

ROOT = Path(__file__).parent.parent
CERTIFICATE = ROOT / "fixtures/tls/gazette.example.pem"
SENTENCES = [
    "The harbour board voted 5-4 on Monday to move the fish market to the northern quay.",
    "Traders learned of the vote from a notice on the gate, said Ana Roth, who sells eels.",
    "The move will cost 3 million crowns, and a second vote is due on 4 June.",
    "“Nobody asked us, and nobody will pay for the new cold stores,” Ms Roth said.",
]


def article(*sentences, title="Market to move", charset=""):
    """A page of four paragraphs or more, as bytes."""
    body = "".join(f"<p>{sentence}</p>\n" for sentence in (*SENTENCES, *sentences))
    head = f"<head>{charset}<title>{title}</title></head>"
    return f"<!DOCTYPE html><html>{head}<body><article><h1>{title}</h1>\n{body}</article></body></html>".encode()


ARTICLE = article()
PACKED = gzip.compress(ARTICLE, mtime=0)


class Over(Exception):
    """The server was stopped while it talked."""


class Talk:
    """One connection: what was asked, and every way to answer."""

    def __init__(self, server, sock, path, headers):
        self.server, self.sock, self.path, self.headers = server, sock, path, headers

    def raw(self, data):
        if self.server.stopping.is_set():
            raise Over
        self.sock.sendall(data)

    def head(self, status="200 OK", kind="text/html; charset=utf-8", length=None, **headers):
        lines = [f"HTTP/1.1 {status}", *([f"Content-Type: {kind}"] if kind is not None else [])]
        lines += [f"Content-Length: {length}"] * (length is not None)
        for name, value in headers.items():
            lines += [f"{name.replace('_', '-')}: {each}" for each in ([value] if isinstance(value, str) else value)]
        self.raw("\r\n".join([*lines, "Connection: close", "", ""]).encode())

    def reply(self, body=ARTICLE, **head):
        self.head(length=len(body), **head)
        self.raw(body)

    def redirect(self, location, status="302 Found", **headers):
        self.reply(b"", status=status, Location=location, **headers)

    def chunks(self, *pieces):
        for piece in pieces:
            self.raw(b"%x\r\n%b\r\n" % (len(piece), piece))

    def drip(self, data):
        """Send a byte at a time, and wait between them."""
        for byte in data:
            self.raw(bytes([byte]))
            self.server.stopping.wait(0.02)

    def stall(self):
        self.server.stopping.wait()

    def reset(self):
        self.sock.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))


class Server:
    """Answers on 127.0.0.1 and further loopback addresses at one port; ``routes`` says how, ``asked`` is what was asked for."""

    def __init__(self, hosts=("127.0.0.1",), certificate=None):
        self.routes, self.asked, self.stopping = {"/a": Talk.reply}, [], threading.Event()
        self.robots = lambda talk: talk.reply(b"", status="404 Not Found")
        self.names = []
        self.context = None
        if certificate:
            self.context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
            self.context.load_cert_chain(certificate)
            self.context.sni_callback = lambda _sock, name, _context: self.names.append(name)
        self.listening = []
        self.port = 0
        for host in hosts:
            sock = socket.create_server((host, self.port), backlog=32)
            self.port = sock.getsockname()[1]
            self.listening.append(sock)
            threading.Thread(target=self.accept, args=(sock,), daemon=True).start()
        self.base = f"http://127.0.0.1:{self.port}"

    def accept(self, listening):
        while not self.stopping.is_set():
            try:
                sock, _ = listening.accept()
            except OSError:
                return
            threading.Thread(target=self.talk, args=(sock,), daemon=True).start()

    def talk(self, plain):
        try:
            with self.context.wrap_socket(plain, server_side=True) if self.context else plain as sock:
                lines = self.read(sock).decode("latin-1").split("\r\n")
                path = lines[0].split(" ")[1]
                headers = {name.lower(): value.strip() for name, _, value in (line.partition(":") for line in lines[1:]) if name}
                self.asked.append((headers.get("host"), path, headers))
                talk = Talk(self, sock, path, headers)
                missing = lambda talk: talk.reply(b"<p>none</p>", status="404 Not Found")  # noqa: E731
                (self.robots if path == "/robots.txt" else self.routes.get(path.partition("?")[0], missing))(talk)
        except (OSError, Over, IndexError):
            pass

    def read(self, sock):
        data = b""
        while b"\r\n\r\n" not in data and (piece := sock.recv(65_536)):
            data += piece
        return data

    def pages(self):
        """The paths asked for, robots.txt left out."""
        return [path for _, path, _ in self.asked if path != "/robots.txt"]

    def stop(self):
        self.stopping.set()
        for sock in self.listening:
            sock.close()


class Dials:
    """Every dial of this process: those off this machine are refused and recorded; ``lead`` sends one to a server of ours instead."""

    def __init__(self, monkeypatch):
        self.made, self.blocked, self.lead = [], [], {}
        connect = socket.socket.connect

        def watched(sock, where):
            if sock.family not in {socket.AF_INET, socket.AF_INET6}:
                return connect(sock, where)
            self.made.append(where[:2])
            if where[:2] in self.lead:
                return connect(sock, self.lead[where[:2]])
            if not (str(where[0]).startswith("127.") or where[0] == "::1"):
                self.blocked.append(where[:2])
                raise ConnectionRefusedError(111, "refused by the test")
            return connect(sock, where)

        def never(_sock, where):
            self.blocked.append(where[:2])
            return 111

        monkeypatch.setattr(socket.socket, "connect", watched)
        monkeypatch.setattr(socket.socket, "connect_ex", never)
        for name in [name for name in os.environ if name.lower().endswith("_proxy")]:
            monkeypatch.delenv(name)


class Names:
    """What names are looked up as: each a list of answers for one look-up after another, the last one for good."""

    def __init__(self, monkeypatch):
        self.table, self.looked_up = {}, defaultdict(int)
        real = socket.getaddrinfo

        def getaddrinfo(host, port, *arguments, **named):
            if host not in self.table:
                if not str(host).replace(".", "").isdigit() and ":" not in str(host):
                    raise socket.gaierror(socket.EAI_NONAME, "no such name in the test")
                return real(host, port, *arguments, **named)
            answers = self.table[host][min(self.looked_up[host], len(self.table[host]) - 1)]
            self.looked_up[host] += 1
            if isinstance(answers, Exception):
                raise answers
            families = [socket.AF_INET6 if ":" in answer else socket.AF_INET for answer in answers]
            return [(family, socket.SOCK_STREAM, 6, "", (answer, port)) for family, answer in zip(families, answers, strict=True)]

        monkeypatch.setattr(socket, "getaddrinfo", getaddrinfo)


@pytest.fixture
def dials(monkeypatch):
    """A watch over dials; nothing that is remembered of hosts, and no long waits between tries."""
    monkeypatch.setattr(fetch, "_PACE", pace.Pace())
    monkeypatch.setattr(exchange, "BACK_OFF", (0.01, 0.02))
    fetch._robots.cache_clear()
    return Dials(monkeypatch)


@pytest.fixture
def names(monkeypatch):
    return Names(monkeypatch)


@pytest.fixture
def server(dials):
    started = Server()
    yield started
    started.stop()


@pytest.fixture
def canary(dials):
    """What nobody may ever ask anything."""
    started = Server(("127.0.0.1", "127.0.0.2"))
    yield started
    started.stop()
    assert started.asked == []
