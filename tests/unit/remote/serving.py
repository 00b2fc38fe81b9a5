"""A loopback server that speaks the chat-completions protocol, well or badly, as each test says."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

Answer = Callable[[BaseHTTPRequestHandler, int], None]


@dataclass
class Served:
    """What a server saw: its address, and the (path, headers, body) of each request."""

    url: str = ""
    requests: list[tuple[str, dict[str, str], Any]] = field(default_factory=list)


def completion(text: str) -> bytes:
    """Give the body of a chat completion with this text."""
    return json.dumps({"choices": [{"message": {"role": "assistant", "content": text}}]}).encode()


def send(handler: BaseHTTPRequestHandler, body: bytes, status: int = 200, **headers: str) -> None:
    """Answer with a body."""
    handler.send_response(status)
    for name, value in headers.items():
        handler.send_header(name, value)
    handler.send_header("Content-Length", str(len(body)))
    handler.end_headers()
    handler.wfile.write(body)


def drip(handler: BaseHTTPRequestHandler, _: int) -> None:
    """Answer a byte at a time, for far longer than anyone should wait."""
    handler.send_response(200)
    handler.end_headers()
    try:
        for _ in range(600):
            handler.wfile.write(b" ")
            handler.wfile.flush()
            time.sleep(0.05)
    except OSError:
        return


@contextmanager
def serving(answer: Answer) -> Iterator[Served]:
    """Run a server on a free port of this machine while the block lasts."""
    seen = Served()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            seen.requests.append((self.path, dict(self.headers), body))
            answer(self, len(seen.requests))

        def log_message(self, *args: object) -> None:
            return

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    seen.url = f"http://127.0.0.1:{server.server_address[1]}/v1"
    try:
        yield seen
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
