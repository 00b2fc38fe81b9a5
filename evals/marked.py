"""The reports marked for training: keys of offsets in `keys/`, joined with the texts they are offsets of.

Each key is called after its set. The texts stay in the data folder; those of one set are a parser's tokens and are set
as prose again, character for character, so that offsets hold in both.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

KEYS = Path(__file__).parent / "keys"
#: The file of the texts in a set's folder, where it is not `documents.jsonl`.
FILES = {"meantime": "documents_en.jsonl"}
#: The sets whose texts are tokens.
TOKENS = frozenset({"meantime"})
_CURLY = re.compile(r" ’ (s|re|ve|ll|d|m|t)\b")
_CLITIC = re.compile(r"( +)('s|'re|'ve|'ll|'d|'m|n't|')(?=\s)")


def names() -> list[str]:
    """List the sets of which reports are marked."""
    return sorted(path.stem.removeprefix("attributions_") for path in KEYS.glob("attributions_*.jsonl"))


def rows(name: str) -> list[dict[str, Any]]:
    """Give the marked reports of a set, offsets only."""
    lines = (KEYS / f"attributions_{name}.jsonl").read_text(encoding="utf-8").splitlines()
    return [json.loads(line) for line in lines]


def reports(name: str, data: Path) -> Iterator[tuple[Mapping[str, Any], str]]:
    """Give the marked reports of a set with their texts, under the root of all data.

    Raises FileNotFoundError where the set is not there.
    """
    with (data / name / FILES.get(name, "documents.jsonl")).open(encoding="utf-8") as lines:
        texts = {row["id"]: row["text"] for row in map(json.loads, lines)}
    for row in rows(name):
        yield row, prose(texts[row["doc"]]) if name in TOKENS else texts[row["doc"]]


def prose(text: str) -> str:
    """Set tokens parted by blanks as prose of the same length, a sentence a paragraph, without title and date.

    Takes a text with a line for the title, one for the date and one for each sentence. Blanks only change places, and
    marks of quotation their form. Sentences of one quotation stay in one paragraph.
    """
    body = "\n".join(text.split("\n")[2:])
    set_ = _CURLY.sub(r"’\1  ", re.sub(r"“ ", " “", re.sub(r" ”", "” ", body)))
    set_ = re.sub(r" ''", '"  ', re.sub(r"`` ", '  "', set_))
    set_ = "\n".join(map(_paired, set_.split("\n")))
    set_ = _CLITIC.sub(r"\2\1", set_)
    set_ = re.sub(r"(?: +[,.;:?!%)\]]+)+", _closed, set_)
    set_ = re.sub(r"([(\[]) ", r" \1", set_)
    set_ = re.sub(r'([,.;:?!])( +)(["”])(?=\s)', r"\1\3\2", set_)
    open_, out = False, []
    for line in set_.split("\n"):
        open_ ^= line.count('"') % 2 == 1
        out.append(line[:-1] + "\n" if line.endswith(" ") and not open_ else line)
    return " " * (len(text) - len(body)) + "\n".join(out)


def _closed(match: re.Match[str]) -> str:
    """Move marks that close to the left of the blanks between them."""
    return match[0].replace(" ", "") + " " * match[0].count(" ")


def _paired(line: str) -> str:
    """Move each second lone mark of quotation in a line to the word before it, the others to the word after."""
    parts = re.split(r'(?:(?<=\s)|^)"(?:(?=\s)|$)', line)
    out = parts[0]
    for n, part in enumerate(parts[1:]):
        opens = n % 2 == 0
        if opens and part.startswith(" "):
            out += ' "' + part[1:]
        elif not opens and out.endswith(" "):
            out = out[:-1] + '" ' + part
        else:
            out += '"' + part
    return out
