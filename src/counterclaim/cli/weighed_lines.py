"""Weighed answers as JSON Lines, one object a line, written from columns: the bytes that an encoder would give.

A table of millions of claims has as many lines as objects, and to make a mapping of each costs more than to weigh it.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from json.encoder import encode_basestring
from typing import TYPE_CHECKING

from counterclaim.cli.show import seen
from counterclaim.settings import SCHEMA_VERSION

if TYPE_CHECKING:
    from counterclaim.weigh.table import Weighed


def lines(asked: Weighed) -> Iterator[str]:
    """Give the lines of a weighed table, keys in order; what they hold is what `told` gives."""
    from counterclaim.weigh.table import plain

    table, one = asked.table, plain(asked)
    names = [encode_basestring(name) for name in table.names]
    converged = json.dumps(asked.found.converged)
    end = f', "row": "weighed", "schema": {json.dumps(SCHEMA_VERSION)}}}'
    answer = [
        f'{{"denied_by": {denied}, "origins": {origins}, "probability": {likely}, "sources": {said}, '
        f'"value": {names[name]}, "voices": {voices}}}'
        for denied, origins, likely, said, name, voices in zip(
            one.denied_by, one.origins, one.probability, one.sources, one.name, one.voices, strict=True
        )
    ]
    ordered = list(map(answer.__getitem__, one.order))
    for at, name in enumerate(table.objects):
        yield seen(
            f'{{"answers": [{", ".join(ordered[one.starts[at] : one.starts[at + 1]])}], "converged": {converged}, '
            f'"decided": {"true" if one.decided[at] else "false"}, "method": "{asked.method}", '
            f'"object": {encode_basestring(name)}, "reason": {encode_basestring(one.reason[at])}{end}'
        )
