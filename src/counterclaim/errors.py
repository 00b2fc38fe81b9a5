"""Every error this program raises on purpose.

    CounterclaimError
    ├── UsageError            the command or its arguments cannot be carried out       (exit 2)
    │   ├── CaseNotFound      the folder named is not a case
    │   └── NotInCase         an id or name that this case does not hold
    ├── Refused               one item of input cannot be taken; the rest goes on      (listed; exit 2 if none was)
    ├── Unread                a report cannot be read now by this extractor            (listed; the rest goes on)
    ├── Damaged               stored bytes do not match the digest recorded for them   (exit 1)
    └── ModelMismatch         a model's files are not the ones this version was measured with (exit 2)

Each carries what was expected, what came and what to do next; the three parts are attributes as well as text.
"""

from __future__ import annotations

from typing import Any

#: Letters of what was expected, and of what came, that an error tells.
WORDS_MAX = 400


class CounterclaimError(Exception):
    """The base of all errors of this program.

    Takes what was expected, what came instead, and what the reader can do about it.
    """

    def __init__(self, expected: str, came: str, todo: str = "") -> None:
        # Hostile input is quoted in what came, and a name in what was expected, however long they are.
        self.expected = expected = _short(expected)
        self.came = came = _short(came)
        self.todo = todo
        stop = "" if came.endswith(".") and came.strip(".") else "."  # what others wrote ends as they end it
        super().__init__(f"Expected {expected}; got {came}{stop}" + (f" {todo}" if todo else ""))

    def __reduce__(self) -> tuple[Any, ...]:
        # An error raised in a worker process travels to this one; the default would call `__init__` with the text.
        return _again, (type(self), self.args, dict(self.__dict__))


def _short(words: str) -> str:
    return words if len(words) <= WORDS_MAX else f"{words[: WORDS_MAX - 1]}…"


def _again(kind: type[CounterclaimError], args: tuple[Any, ...], parts: dict[str, Any]) -> CounterclaimError:
    """Give the error that was pickled: same class, same text, same attributes."""
    error = kind.__new__(kind, *args)
    error.__dict__.update(parts)
    return error


class UsageError(CounterclaimError):
    """The command or its arguments cannot be carried out as given."""


class CaseNotFound(UsageError):
    """The folder named is not a case."""


class NotInCase(UsageError):
    """An id or a name that this case does not hold."""


class Refused(CounterclaimError):
    """One item of input cannot be taken; the other items go on.

    `item` names it the way the user gave it.
    """

    def __init__(self, item: str, expected: str, came: str, todo: str = "") -> None:
        self.item = item
        super().__init__(expected, came, todo)


class Unread(CounterclaimError):
    """A report cannot be read now: the endpoint gave no usable answer; another try may."""


class Damaged(CounterclaimError):
    """Stored bytes do not match the digest that was recorded for them."""


class ModelMismatch(CounterclaimError):
    """A model's files are not the ones this version was measured with."""
