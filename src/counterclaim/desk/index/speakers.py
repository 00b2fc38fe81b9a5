"""The chains of all claims → who speaks in a run, and in which claims: a number for each pair, not an object."""

from __future__ import annotations

from array import array
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import numpy as np
import numpy.typing as npt

from counterclaim.records.naming import normal_name

#: An agent's and a claim's number, and whether it passes the claim on, in one number: 31, 32 and 1 bits.
_AGENT, _PASSED = 33, 32
_CLAIM = (1 << _PASSED) - 1


class Speakers:
    """Hears chains one by one; afterwards agents are numbered anew, those who say most first."""

    def __init__(self) -> None:
        self._numbers: dict[str, int] = {}
        self._told: list[tuple[str, str]] = []
        self._said, self._passed, self._heard = array("l"), array("l"), array("q")
        self._order: npt.NDArray[np.int64] = np.empty(0, np.int64)

    def hear(self, claim: int, chain: Sequence[Mapping[str, Any]]) -> None:
        """Note who starts a claim and who passes it on; whoever does both starts it."""
        mine: set[int] = set()
        for hop, step in enumerate(chain):
            agent = step["agent"]
            at = self._numbers.get(agent["id"])
            if at is None:
                self._numbers[agent["id"]] = at = len(self._told)
                self._told.append((agent["name"], agent["kind"]))
                self._said.append(0)
                self._passed.append(0)
            if at not in mine:
                mine.add(at)
                (self._passed if hop else self._said)[at] += 1
                self._heard.append(at << _AGENT | (hop > 0) << _PASSED | claim)

    def agents(self, camps: Mapping[str, str]) -> Iterator[tuple[Any, ...]]:
        """Give the rows of agents, those who say most first."""
        self._order = np.argsort(-np.array(self._said, np.int64), kind="stable")
        ids = list(self._numbers)
        for n, at in enumerate(self._order.tolist(), start=1):
            name, kind = self._told[at]
            known = normal_name(name)
            yield n, ids[at], name, kind, known, self._said[at], self._passed[at], camps.get(known, "")

    def named(self) -> Iterator[tuple[int, str]]:
        """Give each agent's number and name; call `agents` first."""
        return ((n, self._told[at][0]) for n, at in enumerate(self._order.tolist(), start=1))

    def said(self) -> Iterator[tuple[int, int, int]]:
        """Give (agent, whether it passes it on, claim), in order; call `agents` first."""
        place = np.empty(len(self._order), np.int64)
        place[self._order] = np.arange(1, len(self._order) + 1)
        heard = np.frombuffer(self._heard, np.int64) if self._heard else np.empty(0, np.int64)
        keys = np.sort(place[heard >> _AGENT] << _AGENT | (heard & (1 << _AGENT) - 1))
        for key in keys:
            one = int(key)
            yield one >> _AGENT, one >> _PASSED & 1, one & _CLAIM
