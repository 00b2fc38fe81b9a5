"""How a command ends: 0 done, 1 the answer is "no", 2 usage or bad input; our errors as messages, never a traceback."""

from __future__ import annotations

import sys
from collections.abc import Callable
from functools import wraps
from typing import ParamSpec

from counterclaim.cli import show
from counterclaim.errors import CounterclaimError, Damaged

P = ParamSpec("P")
NO = 1
BAD = 2


def honest(command: Callable[P, int | None]) -> Callable[P, None]:
    """Turn our errors into a message and an exit code; what we did not foresee stays a traceback."""

    @wraps(command)
    def run(*args: P.args, **kwargs: P.kwargs) -> None:
        try:
            code = command(*args, **kwargs)
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
        sys.exit(code or 0)

    return run
