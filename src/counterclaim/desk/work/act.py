"""What an act is: a form that was sent, what it does, and the page it leads to."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

from starlette.concurrency import run_in_threadpool
from starlette.convertors import Convertor, register_url_convertor
from starlette.datastructures import UploadFile
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from counterclaim.desk.answer import Forbidden, Plain, Unreadable, as_html, json_answer
from counterclaim.desk.app import desk_of
from counterclaim.desk.opened import Desk
from counterclaim.desk.work.clock import now
from counterclaim.desk.work.guard import FIELD, keep, meant
from counterclaim.desk.work.jobs import Jobs
from counterclaim.desk.work.reader import Reader, reader_of
from counterclaim.errors import UsageError
from counterclaim.people import Permission, Purse
from counterclaim.people.tables import REFUSED, STALE
from counterclaim.protecting import names_nobody
from counterclaim.records.naming import says

#: The cookie that holds the ticket of a session; behind TLS browsers take its name from this one host alone.
COOKIE, HOST_COOKIE = "counterclaim", "__Host-counterclaim"
#: Types of a body that is read as a form; of none at all there is nothing to read.
FORMS = ("", "application/x-www-form-urlencoded", "multipart/form-data")
#: Fields and files of one form, letters of one field, and of what a person writes into one.
FIELDS_MAX, FILES_MAX, LETTERS_MAX, WRITTEN_MAX = 2_000, 5_000, 200_000, 10_000


class Stale(Forbidden):
    """A form of a session of before: mostly one that lay open while its session ended, and not what an attack sends."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Posted:
    """A form as it was sent: who sent it and when, the names in its address, its fields, its files.

    `origin` is where it came from, `address` the desk's own as its sender has it, `purse` what the people of a team may
    still bring.
    """

    desk: Desk
    jobs: Jobs
    reader: Reader
    names: dict[str, str]
    fields: dict[str, tuple[str, ...]]
    files: tuple[tuple[str, UploadFile], ...] = ()
    origin: str = ""
    ticket: str = ""
    purse: Purse | None = None
    address: str = ""
    at: str = field(default_factory=now)

    def text(self, key: str, most: int = WRITTEN_MAX) -> str:
        """Give a field, without the white space around it; nothing where it was not sent.

        Raises UsageError where it has more letters than `most`: nothing that a person wrote is cut.
        """
        return short((self.fields.get(key) or ("",))[0].strip(), key, most)

    def all(self, key: str) -> tuple[str, ...]:
        """Give every value of a field that was sent."""
        return tuple(v.strip() for v in self.fields.get(key, ()) if v.strip())

    def needed(self, key: str, what: str, most: int = WRITTEN_MAX) -> str:
        """Give a field. Raises UsageError where it is empty, or too long."""
        if not says(found := self.text(key, most)):
            raise UsageError(what, "none", "Fill it in and send the form again.")
        return found

    def names_nobody(self, what: str, *words: str) -> None:
        """Refuse words that name somebody whom the case protects, as far as their sender sees the case.

        Raises UsageError. What is looked for is kept until more is taken: to open it takes seconds in a large case.
        """
        desk = self.desk
        key = ("protected", *desk.folder.tally().values())
        names_nobody(desk.folder, what, *words, held=lambda make: desk.kept(key, make))


@dataclass(frozen=True, slots=True)
class Done:
    """What comes of an act: the address of a page to go on to, or the page itself, or a file.

    `page` is a template, its section and its values; `plain` is what a program is told in either case; `file` is a
    name, a media type and bytes.
    """

    to: str = ""
    plain: Plain = field(default_factory=dict)
    page: tuple[str, str, Plain] | None = None
    status: int = 200
    cookies: tuple[tuple[str, str], ...] = ()
    file: tuple[str, str, bytes] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Act:
    """One act: where its form is sent, what its doer must be allowed to, and what it does."""

    path: str
    permission: Permission
    do: Callable[[Posted], Done]
    #: Looks at a request before its body is read; it raises what refuses it.
    before: Callable[[Request], None] = lambda _: None

    def route(self) -> Route:
        """Give the route of the act, and of its twin for programs."""

        async def answer(request: Request) -> Response:
            reader = reader_of(request)
            try:
                reader.needs(self.permission)
                await run_in_threadpool(self.before, request)
                posted = await posted_of(request)
                done = await run_in_threadpool(self.do, posted)
            except Forbidden as refused:
                host = request.client.host if request.client else ""
                what = STALE if isinstance(refused, Stale) else REFUSED
                await run_in_threadpool(request.app.state.noted, reader.name, f"{what}{self.path}", host)
                raise
            finally:
                await request.close()
            return answered(request, posted.desk, done)

        return Route(self.path, answer, methods=["POST"])


async def posted_of(request: Request) -> Posted:
    """Give a form that was sent, after its token was looked at. Raises Forbidden, UsageError."""
    reader = reader_of(request)
    fields, files = await _sent(request)
    for key, values in fields.items():
        if any(_halved(one) for one in (key, *values)):
            raise UsageError("whole characters", f"half of one in `{_told(key)}`", "Write it again and send it anew.")
        # Names of files are as a disk has them, and become paths of our own.
        if key != "paths" and any(map(_CONTROL.search, values)):
            told = f"a control character in `{_told(key)}`"
            raise UsageError("characters that can be read", told, "Write it again, without what cannot be seen.")
    if not meant(request, reader, (fields.pop(FIELD, None) or ("",))[0]):
        raise Stale(
            "the token of a form of this desk", "none, or one of an earlier session", "Send it again from here."
        )
    host = request.client.host if request.client else ""
    return Posted(
        desk=desk_of(request),
        jobs=request.app.state.jobs,
        reader=reader,
        names=dict(request.path_params),
        fields=fields,
        files=files,
        origin=host,
        purse=request.app.state.purse,
        address=f"{request.url.scheme}://{request.url.netloc}",
        ticket=ticket_of(request),
    )


async def _sent(request: Request) -> tuple[dict[str, tuple[str, ...]], tuple[tuple[str, UploadFile], ...]]:
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if kind == "application/json":
        return _of_json(await _json(request)), ()
    if kind not in FORMS:
        told = "Send it as a form does, or as JSON."
        raise Unreadable(f"a body of {' or '.join((*filter(None, FORMS), 'application/json'))}", kind[:80], told)
    form = await request.form(max_files=FILES_MAX, max_fields=FIELDS_MAX, max_part_size=LETTERS_MAX)
    fields: dict[str, tuple[str, ...]] = {}
    files: list[tuple[str, UploadFile]] = []
    for key, value in form.multi_items():
        if isinstance(value, UploadFile):
            files.append((key, value))
        else:
            fields[key] = (*fields.get(key, ()), value)
    if not files:
        keep(request, ((key, _CONTROL.sub(" ", value)) for key, values in fields.items() for value in values))
    return fields, tuple(files)


async def _json(request: Request) -> Any:
    body = b""
    async for part in request.stream():
        body += part
        if len(body) > LETTERS_MAX * 4:
            raise UsageError(f"an object of at most {LETTERS_MAX * 4:,} bytes", "a longer one", "Send less at once.")
    import json

    try:
        return json.loads(body)
    except (ValueError, RecursionError) as cause:
        raise UsageError("JSON", "something else", "Send an object of texts.") from cause


#: What no keyboard writes and no page shows, and what a database may refuse to keep.
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]")


def short(text: str, key: str, most: int) -> str:
    """Give a text that was sent. Raises UsageError where it has more letters than `most`."""
    if len(text) > most:
        raise UsageError(f"at most {most:,} letters in `{_told(key)}`", f"{len(text):,}", "Write it more briefly.")
    return text


def _halved(text: str) -> bool:
    """Tell whether a text holds half a character (a lone surrogate), which nothing can keep."""
    return any("\ud800" <= c <= "\udfff" for c in text)


def _told(key: str) -> str:
    return key.encode("utf-8", "replace").decode()[:80]


class _Number(Convertor[int]):
    """A number in an address, of as many figures as something here could have."""

    regex = "[0-9]{1,18}"

    def convert(self, value: str) -> int:
        """Give the number."""
        return int(value)

    def to_string(self, value: int) -> str:
        """Write the number."""
        return str(value)


register_url_convertor("number", _Number())


def _of_json(sent: Any) -> dict[str, tuple[str, ...]]:
    if not isinstance(sent, dict):
        raise UsageError("an object", type(sent).__name__, "Send the fields of the form as an object.")
    found = {}
    for key, value in sent.items():
        many = value if isinstance(value, list) else [value]
        if not all(isinstance(one, str) for one in many):
            raise UsageError(f"texts under `{_told(str(key))}`", "something else", "Send texts, or lists of texts.")
        found[str(key)] = tuple(many)
    return found


def answered(request: Request, desk: Desk, done: Done) -> Response:
    """Send what came of an act: to a program as JSON, to a reader the next page."""
    wants_json = "application/json" in request.headers.get("accept", "")
    if done.file is not None:
        name, kind, data = done.file
        answer = Response(data, media_type=kind, headers={"Content-Disposition": f'attachment; filename="{name}"'})
    elif wants_json:
        answer = json_answer(done.plain | ({"to": done.to} if done.to else {}), done.status)
    elif done.page is not None:
        template, section, values = done.page
        body = as_html(request, template, section, desk.name, dict(values))
        answer = Response(body, status_code=done.status, media_type="text/html; charset=utf-8")
    else:
        answer = RedirectResponse(done.to, status_code=303)
    for name, value in done.cookies:
        set_cookie(request, answer, name, value)
    return answer


def set_cookie(request: Request, answer: Response, name: str, value: str) -> None:
    """Set a cookie that no script reads and no page of elsewhere sends along; an empty value takes it away."""
    secure = request.url.scheme == "https"
    name = HOST_COOKIE if name == COOKIE and secure else name
    if value:
        answer.set_cookie(name, value, httponly=True, samesite="strict", secure=secure, path="/")
    else:
        answer.delete_cookie(name, httponly=True, samesite="strict", secure=secure, path="/")


def ticket_of(request: Request) -> str:
    """Give the ticket of a session that a browser shows, or nothing."""
    return request.cookies.get(HOST_COOKIE if request.url.scheme == "https" else COOKIE, "")


def routes_of(acts: Sequence[Act]) -> list[Route]:
    """Give the routes of acts."""
    return [act.route() for act in acts]
