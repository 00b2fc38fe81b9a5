"""Sentences made from the templates of this folder, each with what is asked of its claims."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice, product
from pathlib import Path
from string import Formatter
from typing import Any

import yaml

from counterclaim.canonical import identifier, text_digest
from counterclaim.records.source import Report

#: Of all fillings of a template every so-manieth is taken: a prime above any list's length, so that all come up.
STRIDE = 101


class Filling(dict[str, str]):
    """Words that go together: `{x}` is the name, `{x[key]}` another of them."""

    def __str__(self) -> str:
        return self["name"]


@dataclass(frozen=True, slots=True)
class Ask:
    """What a claim must be, or with `never` must not be; None asks nothing, no speaker is the report itself."""

    aspects: tuple[str, ...]
    values: tuple[str, ...]
    stances: tuple[str, ...] | None
    by: tuple[str, ...] | None
    place: str | None
    never: bool
    when: str | None = None


@dataclass(frozen=True, slots=True)
class Sentence:
    """One made sentence and what is asked of it."""

    text: str
    asks: tuple[Ask, ...]


def families(folder: Path) -> dict[str, list[Sentence]]:
    """Give the sentences of each file of forms, in order; the same files give the same sentences."""
    who = _load(folder / "who.yaml")
    lists = {
        name: [_filling(item, who["words"]) for item in items] for name, items in who.items() if isinstance(items, list)
    }
    files = sorted(path for path in folder.glob("*.yaml") if path.stem != "who")
    return {path.stem: list(_sentences(_load(path), lists)) for path in files}


def report(text: str) -> Report:
    """Give an invented outlet's report that says only this."""
    sha = text_digest(text)
    return Report(
        id=identifier("r", text), capture=sha, locator="", path="form.txt", publisher="Harbour Post", author=None,
        published=None, language="en", title=None, text=text, sha256=sha,
    )  # fmt: skip


def _load(path: Path) -> Any:
    return yaml.safe_load(path.read_text(encoding="utf-8"))


def _filling(item: str | Mapping[str, str], words: Mapping[str, Mapping[str, str]]) -> Filling:
    """Make a list's item a filling, with the words of agreement that it names."""
    return Filling({"name": item} if isinstance(item, str) else {**words.get(item.get("words", ""), {}), **item})


def _sentences(family: Mapping[str, Any], lists: Mapping[str, Sequence[Filling]]) -> Iterator[Sentence]:
    """Fill each template `each` times at most, beginning at another filling each time."""
    for number, (form, *asked) in enumerate(family["forms"]):
        used = {field[0].lower() for _, field, _, _ in Formatter().parse(form) if field}
        names = [name for name in family["over"] if name in used]
        fillings = list(product(*(lists[family["over"][name]] for name in names)))
        order = ((number + i * STRIDE) % len(fillings) for i in range(len(fillings)))
        for i in islice(order, family["each"]):
            with_ = dict(zip(names, fillings[i], strict=True))
            with_ |= {name.upper(): Filling(f, name=f["name"][0].upper() + f["name"][1:]) for name, f in with_.items()}
            # A verb that is filled in may itself have a word of agreement.
            text = form.format_map(with_).format_map(with_)
            yield Sentence(text, tuple(_ask(family, name, with_) for name in asked))


def _ask(family: Mapping[str, Any], name: str, with_: Mapping[str, Filling]) -> Ask:
    """Give what a family asks by this name, its words filled in."""
    never = name in family.get("never", {})
    told = family["never" if never else "asks"][name]

    def words(key: str) -> tuple[str, ...] | None:
        given = told.get(key)
        return (
            None
            if given is None
            else tuple(w.format_map(with_) for w in ([given] if isinstance(given, str) else given))
        )

    aspects, values = words("aspect") or (), words("value") or ()
    return Ask(aspects, values, words("stance"), words("by"), told.get("place"), never, told.get("when"))
