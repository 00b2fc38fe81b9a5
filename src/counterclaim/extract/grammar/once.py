"""A question asked of a word once: many rules ask the same, and a parsed sentence does not change."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any, TypeVar

T = TypeVar("T")


def once(ask: Callable[[Any], T]) -> Callable[[Any], T]:
    """Give a question of a word that keeps its answers with the word's sentence.

    Takes one that looks at nothing but the tree; none of a tree that is still being mended.
    """

    @wraps(ask)
    def kept(token: Any) -> T:
        answers: dict[int, T] = token.doc.user_data.setdefault(ask, {})
        if token.i not in answers:
            answers[token.i] = ask(token)
        return answers[token.i]

    return kept
