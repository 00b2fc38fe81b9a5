"""How hard a password is to guess, told while it is chosen: to who is signed in, and to who shows an invitation.

Nobody else is told: an estimate takes time, which whoever could ask without end would take from all others.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from counterclaim.desk.answer import Forbidden, Plain, json_answer
from counterclaim.desk.work.guard import Who, own
from counterclaim.errors import CounterclaimError
from counterclaim.people import Accounts, Locked
from counterclaim.people.proofs import LETTERS_MAX, LETTERS_MIN, normal
from counterclaim.people.strength import Strength, measured

Held = Callable[[], Accounts]


def invited(held: Held, given: Mapping[str, str], word: str, origin: str) -> Strength:
    """Give how hard a password is to guess, to somebody with an invitation. Raises Bad, Locked."""
    held().welcomed(given["name"], given["invitation"], origin)
    return measured(normal(word)[:LETTERS_MAX], given["name"])


def told(found: Strength, letters: int) -> Plain:
    """Give an estimate as scripts are told it."""
    short = letters < LETTERS_MIN
    words = f"Too short: {letters} of {LETTERS_MIN} letters." if short else f"It would be {found.verdict}."
    return {"score": found.score, "enough": found.enough and not short, "words": f"{words} {found.advice}".strip()}


def route(held: Held, who: Who) -> Route:
    """Give the route by which a page asks how hard a password is to guess."""

    def asked(request: Request, fields: Mapping[str, str]) -> Strength:
        reader = who(request)
        if reader is not None:
            return measured(normal(fields["password"])[:LETTERS_MAX], reader.name)
        return invited(held, fields, fields["password"], request.client.host if request.client else "")

    async def answer(request: Request) -> Response:
        try:
            if not own(request):
                raise Forbidden("the page of this desk", "another page", "Open the desk itself.")
            async with request.form(max_files=0, max_fields=5, max_part_size=2_000) as form:
                fields = {key: str(form.get(key, "")) for key in ("name", "invitation", "password")}
            found = await run_in_threadpool(asked, request, fields)
        except CounterclaimError as error:
            words = {"expected": error.expected, "came": error.came, "todo": error.todo}
            return json_answer({"error": words}, 429 if isinstance(error, Locked) else 400)
        return json_answer(told(found, len(normal(fields["password"]))))

    return Route("/welcome/strength", answer, methods=["POST"])
