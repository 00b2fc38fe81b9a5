"""One request to one chat-completions endpoint: bounded in time, size and tries; never redirected, never proxied.

The answer comes from a machine that is not trusted: it is read up to a bound, before a deadline, and only its text is
given back. The key comes from the environment and goes nowhere but into the request's header.
"""

from __future__ import annotations

import ipaddress
import json
import os
import socket
import ssl
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPException, HTTPSConnection
from typing import Any
from urllib.parse import urlsplit

from counterclaim.errors import Unread, UsageError

KEY = "COUNTERCLAIM_ENDPOINT_KEY"
#: Bounds of one request: seconds to connect, seconds in all (a model sends nothing until it is done), bytes, tries.
SECONDS_CONNECT = 10.0
SECONDS_ALL = 600.0
BYTES_MAX = 1024 * 1024
TRIES = 3
TOKENS_MAX = 2_000
_AGAIN = frozenset({408, 425, 429, 500, 502, 503, 504})
_PATH = "/chat/completions"


@dataclass(frozen=True, slots=True, kw_only=True)
class Endpoint:
    """Where a model answers: the base address (`http://127.0.0.1:8080/v1`) and the model's name there."""

    url: str
    model: str
    seconds_all: float = SECONDS_ALL


def endpoint(url: str, model: str) -> Endpoint:
    """Check an address and a model's name. Raises UsageError for one that would leak or cannot be asked.

    Plain `http` is taken for this machine alone: reports must not cross a network in the clear.
    """
    parts = urlsplit(url)
    if parts.scheme not in {"http", "https"} or not parts.hostname or not model.strip():
        raise UsageError("--endpoint http(s)://HOST[:PORT]/PATH and --model NAME", f"{_bare(url)} and {model!r}")
    if parts.username or parts.password or parts.query or parts.fragment:
        raise UsageError(
            "an address without user, key, query or fragment", _bare(url), f"Put the key in the variable {KEY}."
        )
    if parts.scheme == "http" and not _here(parts.hostname):
        raise UsageError("https for another machine", _bare(url), "Reports must not cross a network in the clear.")
    return Endpoint(url=url.rstrip("/").removesuffix(_PATH), model=model.strip())


def _bare(url: str) -> str:
    """Give an address without what may be secret in it."""
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.hostname or ''}{parts.path}"


def _here(host: str) -> bool:
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def ask(where: Endpoint, messages: tuple[tuple[str, str], ...], pause: Callable[[float], None] = time.sleep) -> str:
    """Give the text of a model's answer.

    Tries up to `TRIES` times where trying again can help. Raises Unread with the reason when there is no answer.
    """
    body = json.dumps(
        {
            "model": where.model,
            "messages": [{"role": role, "content": content} for role, content in messages],
            "temperature": 0,
            "seed": 0,
            "max_tokens": TOKENS_MAX,
            "response_format": {"type": "json_object"},
        }
    ).encode()
    for attempt in range(1, TRIES + 1):
        try:
            status, came = _post(where, body)
        except (OSError, HTTPException) as cause:
            status, came, trouble = 0, b"", f"{type(cause).__name__}: {cause}"
        else:
            trouble = _trouble(status)
        if not trouble:
            return _content(came)
        if (status and status not in _AGAIN) or attempt == TRIES:
            raise Unread(f"an answer from {_bare(where.url)}", trouble, "Is the server running, with this model?")
        pause(float(2**attempt))
    raise AssertionError("the loop returns or raises")


def _trouble(status: int) -> str:
    """Say what is wrong with a status, or nothing. A body is not quoted: it may hold anything."""
    if status == 200:
        return ""
    if 300 <= status < 400:
        return f"status {status}, a redirection, which is never followed"
    return f"status {status}"


def _post(where: Endpoint, body: bytes) -> tuple[int, bytes]:
    """Send one request and read status and body within the bounds. Raises OSError, HTTPException or Unread."""
    parts = urlsplit(where.url)
    kind: Any = HTTPSConnection if parts.scheme == "https" else HTTPConnection
    more = {"context": ssl.create_default_context()} if parts.scheme == "https" else {}
    connection = kind(parts.hostname, parts.port, timeout=SECONDS_CONNECT, **more)
    headers = {"Content-Type": "application/json", "Accept": "application/json", "Accept-Encoding": "identity"}
    if key := os.environ.get(KEY, "").strip():
        headers["Authorization"] = f"Bearer {key}"
    late = threading.Event()

    def cut() -> None:
        late.set()
        if connection.sock is not None:
            # Not the method of the TLS socket, which would wait for the other side's goodbye.
            socket.socket.shutdown(connection.sock, socket.SHUT_RDWR)

    connection.connect()
    connection.sock.settimeout(where.seconds_all)
    clock = threading.Timer(where.seconds_all, cut)
    clock.start()
    try:
        connection.request("POST", parts.path + _PATH, body, headers)
        response = connection.getresponse()
        came = bytes(response.read(BYTES_MAX + 1)) if response.status == 200 else b""
    except (OSError, HTTPException, ValueError) as cause:
        if late.is_set():
            raise _late(where) from cause
        raise OSError(f"no whole answer ({type(cause).__name__})") from cause
    finally:
        clock.cancel()
        connection.close()
    if late.is_set():
        raise _late(where)
    if len(came) > BYTES_MAX:
        raise Unread(f"an answer of at most {BYTES_MAX} bytes", "a longer one", "Is this a chat endpoint?")
    return int(response.status), came


def _late(where: Endpoint) -> Unread:
    return Unread(f"a whole answer within {where.seconds_all:g} s", "a part of one", "A smaller model may be faster.")


def _content(came: bytes) -> str:
    """Give the text of the first choice. Raises Unread for anything that is not a chat completion."""
    try:
        content = json.loads(came)["choices"][0]["message"]["content"]
    except (ValueError, KeyError, IndexError, TypeError, RecursionError) as cause:
        raise Unread(
            "a chat completion in JSON", f"{len(came)} bytes of something else", "Check --endpoint."
        ) from cause
    if not isinstance(content, str):
        raise Unread("a chat completion with text", f"content of type {type(content).__name__}", "Check --model.")
    return content
