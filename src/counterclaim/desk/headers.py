"""What goes with every answer, and which requests are answered at all."""

from __future__ import annotations

from collections.abc import Iterable

from starlette.datastructures import MutableHeaders
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

#: Nothing from elsewhere and nothing inline: a text that got through as markup could still run and load nothing.
POLICY = (
    "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' data:; media-src 'self'; "
    "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
HEADERS = (
    ("Content-Security-Policy", POLICY),
    ("X-Content-Type-Options", "nosniff"),
    ("X-Frame-Options", "DENY"),
    ("Referrer-Policy", "same-origin"),
    ("Cross-Origin-Opener-Policy", "same-origin"),
    ("Cross-Origin-Resource-Policy", "same-origin"),
    ("Permissions-Policy", "camera=(), geolocation=(), microphone=(), payment=(), usb=()"),
)


#: Behind TLS: this name is asked for by TLS alone from now on, for a year. What stands under it is not ours to say.
TRANSPORT = ("Strict-Transport-Security", "max-age=31536000")


class Headers:
    """Adds the headers; what is in a case is kept by no cache, unless the answer says that it may be."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""

        async def with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                add(MutableHeaders(scope=message), scope.get("scheme") == "https")
            await send(message)

        await self.app(scope, receive, with_headers)


def add(headers: MutableHeaders, tls: bool) -> None:
    """Add what goes with every answer to its headers."""
    for name, value in (*HEADERS, TRANSPORT) if tls else HEADERS:
        headers.setdefault(name, value)
    headers.setdefault("Cache-Control", "no-store")


class Hosts:
    """Answers only requests that were addressed to this desk by name.

    A page of elsewhere may let its own name point to this machine (DNS rebinding); its requests then carry that name,
    and get nothing.
    """

    def __init__(self, app: ASGIApp, hosts: Iterable[str]) -> None:
        self.app, self.hosts = app, frozenset(h.lower() for h in hosts)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request, or refuse it."""
        if scope["type"] == "http":
            told = dict(scope["headers"]).get(b"host", b"").decode("latin-1").lower()
            if bare(told) not in self.hosts:
                words = "Expected the address that this desk printed when it was started; got another name. Open that."
                await PlainTextResponse(words, status_code=421)(scope, receive, send)
                return
        await self.app(scope, receive, send)


def bare(host: str) -> str:
    """Give a host without its port: `localhost` of `localhost:8080`, `[::1]` of `[::1]:8080`."""
    if host.startswith("["):
        return host.partition("]")[0] + "]"
    return host.partition(":")[0]


class Behind:
    """Tells requests that came through a proxy with TLS, under the name that the desk has there, as they were sent.

    The proxy runs on this machine and adds the sender's address to `X-Forwarded-For`, at the end.
    """

    def __init__(self, app: ASGIApp, host: str) -> None:
        self.app, self.host = app, host.lower()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        if scope["type"] == "http":
            told = dict(scope["headers"])
            if told.get(b"host", b"").decode("latin-1").lower() == self.host:
                sender = told.get(b"x-forwarded-for", b"").decode("latin-1").rpartition(",")[2].strip()
                scope = {**scope, "scheme": "https", "client": (sender, 0) if sender else scope.get("client")}
        await self.app(scope, receive, send)
