"""How a command ends: 0 done, 1 the answer is "no", 2 usage or bad input; our errors as messages, never a traceback."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from functools import wraps
from typing import ParamSpec

import click

from counterclaim.cli import show
from counterclaim.errors import CounterclaimError, Damaged, UsageError

P = ParamSpec("P")
NO = 1
BAD = 2
#: What a shell gives for a program that its user stopped with Ctrl-C.
STOPPED = 130
#: Set to anything, this environment variable lets an unforeseen error through with its traceback.
TRACEBACK = "COUNTERCLAIM_TRACEBACK"


def honest(command: Callable[P, int | None]) -> Callable[P, None]:
    """Turn errors into a message and an exit code; the traceback of what we did not foresee is shown on request."""

    @wraps(command)
    def run(*args: P.args, **kwargs: P.kwargs) -> None:
        try:
            code = _foreseen(command, *args, **kwargs)
        except Damaged as error:
            show.say(f"Damaged: {error}")
            sys.exit(NO)
        except CounterclaimError as error:
            show.say(str(error))
            sys.exit(BAD)
        except BrokenPipeError:
            # The reader of our output went away (`| head`); nothing is wrong.
            sys.stderr.close()
            sys.exit(0)
        except KeyboardInterrupt:
            show.say("Stopped. What was received is kept; the same command goes on from here.")
            sys.exit(STOPPED)
        sys.exit(code or 0)

    return run


def _written(name: str, given: object) -> None:
    """Refuse words that are not UTF-8: no record could hold them. Paths may be any bytes. Raises UsageError."""
    if isinstance(given, str) and any("\ud800" <= c <= "\udfff" for c in given):
        came = given.encode("utf-8", "backslashreplace").decode()[:80]
        raise UsageError(f"words in UTF-8 for {name.replace('_', '-')}", came, "Write them in a terminal set to UTF-8.")


def _foreseen(command: Callable[P, int | None], *args: P.args, **kwargs: P.kwargs) -> int | None:
    """Run a command; an error that nobody foresaw becomes one of ours that says so."""
    for name, given in kwargs.items():
        for one in given if isinstance(given, tuple) else (given,):
            _written(name, one)
    try:
        return command(*args, **kwargs)
    except (CounterclaimError, BrokenPipeError, click.exceptions.ClickException, click.exceptions.Exit):
        raise
    except Exception as cause:
        if os.environ.get(TRACEBACK):
            raise
        raise CounterclaimError(
            "this command to work",
            f"{type(cause).__name__}: {str(cause)[:200]}, which is a fault of this program",
            f"Nothing received is lost. Run it again with {TRACEBACK}=1 and report what it prints.",
        ) from cause
