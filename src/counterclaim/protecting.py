"""Reports, artifacts and refusals of a protected take, without what is to be kept: tags for names, tokens for words.

The original is closed under the case's key, so that all this can be opened again by who holds the key.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import replace
from pathlib import PurePosixPath

from counterclaim import extract
from counterclaim.canonical import identifier, text_digest
from counterclaim.contacts import ways_to_reach
from counterclaim.errors import CounterclaimError, UsageError
from counterclaim.initials import letters_alone
from counterclaim.lexicons import lexicon
from counterclaim.name_matching import Names
from counterclaim.records.naming import PROTECTED, normal_name
from counterclaim.records.source import Artifact, Capture, Found, Refusal, Report
from counterclaim.store import CaseFolder
from counterclaim.store.protection import Protection

#: Decisions whose subject is a name, and what a decision sets that nobody writes freely: ids, words of a report.
_ON_NAMES, _FOUND = frozenset({"camp", "letter", "show-name"}), frozenset({"claims", "event", "from", "text", "with"})
#: Fields of a report that can be protected.
FIELDS = ("author", "publisher", "title", "url")
_AGENTS = frozenset({"author", "publisher", "forwarded"})
#: What names nobody: places in a file by number.
_PLAIN = re.compile(r"(?:(?:row|message|record|entry|part|page|attachment) ?[\d.#-]*\s?)*")
_QUOTED = re.compile(r"`[^`]*`|“[^”]*”|'[^']*'|; columns are .*", re.DOTALL)
#: Words with something between them; a file's ending counts.
_SEVERAL = re.compile(r"\w[\W_]+\w")
_SHORTEST = 3


def hidden_name(key: Protection, name: str) -> str:
    """Give the name under which an item is shown: a tag, and the suffix that tells its kind."""
    suffix = PurePosixPath(name).suffix.lower()
    return f"protected/{key.tag(name)}{suffix if re.fullmatch(r'[.][a-z0-9]{1,8}', suffix) else ''}"


def hidden_capture(key: Protection, taken: Capture, sha256: str, byte_count: int) -> Capture:
    """Give a capture as it is noted: of the closed bytes, under a tag; its own name is a token."""
    part_of = hidden_name(key, taken.part_of) if taken.part_of else ""
    name, closed = hidden_name(key, taken.name), key.token(taken.name)
    return replace(
        taken,
        sha256=sha256,
        byte_count=byte_count,
        name=name,
        closed_name=closed,
        part_of=part_of,
        picture="",
        url=None,
    )


def hidden(key: Protection, found: Sequence[Found], taken: Capture, fields: Iterable[str]) -> tuple[Found, ...]:
    """Give what parsing one capture gave without the protected fields, nor their words in any text of the capture."""
    chosen = tuple(fields)
    reports = [one for one in found if isinstance(one, Report)]
    words = {w for report in reports for w in _protected(report, chosen).values()}
    masks = {w: f"{PROTECTED}{key.tag(w)}" for w in sorted(words, key=len, reverse=True)}
    agents: dict[str, str] = {}
    for report in reports:
        for field, w in _protected(report, chosen, of=_AGENTS).items():
            bearing = w if field == "publisher" else extract.bearing(w, report.publisher)
            agents[w] = max(agents.get(w, ""), bearing, key=len)
    looked_for = [
        # What is no agent's name goes whole or not at all: a word of a title, such as a town, tells nobody.
        (_as_agent(w, agents[w]) if agents.get(w) else Names([], [w]), mask)
        for w, mask in masks.items()
        if len(w) >= _SHORTEST and (w in agents or _SEVERAL.search(w)) and not ordinary(w)
    ]

    def mask(text: str) -> str:
        for names, shown in looked_for:
            text = names.masked(text, shown)
        return text

    out: list[Found] = []
    for one in found:
        if isinstance(one, Report):
            values = {name: masks[w] for name, w in _protected(one, chosen).items()}
            out.append(_report(key, one, taken, (mask(one.text), values, mask)))
        elif isinstance(one, Artifact):
            out.append(_artifact(key, one, taken))
        else:
            out.append(hidden_refusal(key, one, taken.sha256))
    return tuple(out)


def _as_agent(name: str, bearing: str) -> Names:
    whole = [name] if name != bearing else []
    return Names([bearing], [*whole, *_written_together(name)], wordlike=True, role=extract.is_title)


def _written_together(name: str) -> list[str]:
    """Give a name of several words as a handle has it, from either end: "orsavelin"."""
    words = re.findall(r"[^\W\d_]+", name)
    return ["".join(words), "".join(reversed(words))] if len(words) > 1 else []


def hidden_refusal(key: Protection, refusal: Refusal, sha256: str | None = None) -> Refusal:
    """Give a refusal under a tag, without what it quotes, nor the name of its file."""
    reason, todo = (_unnamed(words, refusal.name) for words in (_QUOTED.sub("…", refusal.reason), refusal.todo))
    return replace(refusal, name=hidden_name(key, refusal.name), reason=reason, todo=todo, sha256=sha256)


def _unnamed(words: str, name: str) -> str:
    """Give words without the name of a file, whole or as what it is called in its folder or archive."""
    paths = [name, *name.split("!")]
    parts = {one for path in paths for one in (path, PurePosixPath(path).name, PurePosixPath(path).stem)}
    for part in sorted(filter(None, parts), key=len, reverse=True):
        words = re.sub(rf"(?<!\w){re.escape(part)}(?!\w)", "…", words)
    return words


def revealed(key: Protection, report: Report) -> dict[str, str]:
    """Give what was protected of a report, by name. Raises CounterclaimError for another key's."""
    tokens = [words for name, words in report.came_from if name == "protected"]
    return {name: str(value) for token in tokens for name, value in json.loads(key.words(token)).items()}


def to_withhold(case: CaseFolder) -> tuple[list[str], list[str]]:
    """Give what a case protects, in the clear, so that it can be withheld wherever else it is written.

    Gives names of people, and phrases: outlets, titles, addresses, names of files, and by what whoever wrote can be
    reached; and nicknames, as its user listed them beside the case's key. Nothing where nothing is protected. Raises
    CounterclaimError when that key is not here.
    """
    names: set[str] = set()
    phrases: set[str] = set()
    closed = [r for r in case.reports() if any(name == "protected" for name, _ in r.came_from)]
    if not closed:
        return [], []
    key = Protection.named(case.supplied().key)
    names.update(key.also())
    phrases.update(key.also())  # however short
    outlets = {normal_name(r.publisher) for r in closed if r.publisher}
    for report in closed:
        phrases |= ways_to_reach(report.text)
        for field, words in revealed(key, report).items():
            kind = field.partition(" ")[0]
            if ordinary(words) or (kind == "credit" and _is_agency(words)):
                continue
            if kind in {"author", "forwarded", "credit"}:
                bearing = extract.bearing(words, report.publisher)
                if bearing != words and " " not in bearing and normal_name(words) in outlets:
                    continue  # a byline that is an outlet's, of which the case tells openly
                names |= {bearing} - {""}
                phrases |= {words} - {bearing}
            elif kind in {"publisher", "url"}:
                phrases.add(words)
            elif kind == "title" or (kind == "path" and _may_name_person(PurePosixPath(words), outlets)):
                path = PurePosixPath(words)
                # One word alone, such as `statement`, is in every text, and tells nobody.
                told = (path.name, path.stem) if kind == "path" else (words,)
                phrases.update(w for w in told if _SEVERAL.search(w))
    return sorted(names), sorted(phrases)


def _may_name_person(path: PurePosixPath, outlets: Collection[str]) -> bool:
    """Say whether the words of a file's name may be a person's; those of an outlet's name are in every text of it."""
    words = " ".join(re.findall(r"[^\W\d_]+", path.stem))
    return normal_name(words) not in outlets and extract.names_person(words)


def ordinary(words: str) -> bool:
    """Say whether a name is one ordinary word that names nobody, such as `admin`: in texts it stays as it is."""
    return words.strip().casefold() in lexicon("signers")


def _is_agency(credit: str) -> bool:
    """Say whether a credit, as a report keeps it, is an agency's: it stands in the text, and endangers nobody."""
    return extract.is_agency(credit.removesuffix(" (dateline)"))


def told_openly(case: CaseFolder) -> list[str]:
    """Say what of authors lies open though the case protects something; nothing of a case that protects nothing."""
    fields = case.supplied().protect
    if not fields:
        return []
    if "author" not in fields:
        return [f"Authors are not protected in this case, which protects {', '.join(fields)}: they stand as they came."]
    return ["An author's name that is one ordinary word, such as `admin` or `army`, is withheld as author alone."]


def stay_open(key: Protection, reports: Sequence[Report]) -> tuple[list[str], list[str]]:
    """Give what of those who signed closed reports stays in texts: ordinary words, and letters that may be theirs.

    Raises CounterclaimError for another key's.
    """
    kinds = {*_AGENTS, "credit"}
    told = (row for report in reports for row in revealed(key, report).items())
    names = {words.strip() for field, words in told if field.partition(" ")[0] in kinds}
    words = sorted({name.casefold() for name in names if ordinary(name)})
    return words, sorted(letters_alone(names, (f"{r.title or ''} {r.text}" for r in reports)) - {*key.also()})


def names_nobody(
    case: CaseFolder, what: str, *words: str, held: Callable[[Callable[[], Names]], Names] = lambda make: make()
) -> None:
    """Refuse words to be kept in a case for good, such as a reason, in which somebody is named whom it protects.

    `held` gives the names, made or as they were kept. Raises UsageError. Nothing is refused where nothing is protected,
    nor without the case's key, which tells who is.
    """
    if not any(words) or not case.supplied().key:
        return
    try:
        names = held(lambda: Names(*to_withhold(case), role=extract.is_title))
    except CounterclaimError:
        return
    if any(names.spans(one) for one in words):
        todo = "Say it without the name: it is kept for good, and lies open in the case."
        raise UsageError(f"{what} naming nobody whom this case protects", "the name of somebody whom it does", todo)


def written(kind: str, subject: str, fields: Iterable[tuple[str, str]]) -> list[str]:
    """Give what of a decision somebody wrote in words of their own."""
    free = [value for name, value in fields if name not in _FOUND]
    return [subject, *free] if kind.replace("_", "-") in _ON_NAMES else free


def _protected(report: Report, fields: tuple[str, ...], of: Collection[str] = (*FIELDS, "forwarded")) -> dict[str, str]:
    """Give the words to protect, by field among `of`; with the author, whoever a message passes on."""
    there = {name: str(value) for name in fields if (value := getattr(report, name))}
    if "author" in there and extract.signed_by_body(report):
        # Who is accused, and who denies it, is told; that a body said it endangers nobody.
        del there["author"]
    passed_on = [words for name, words in report.came_from if name == "forwarded"]
    if passed_on and ("publisher" if extract.is_body(passed_on[0]) else "author") in fields:
        there["forwarded"] = passed_on[0]
    return {name: words for name, words in there.items() if name in of}


def _report(
    key: Protection, report: Report, taken: Capture, told: tuple[str, dict[str, str], Callable[[str], str]]
) -> Report:
    text, values, mask = told
    kept = {name: getattr(report, name) for name in (*values, "path", "locator") if name != "forwarded"}
    # A note says something of the item in its own words, and so does whom a message passes on.
    aside = [
        (name, words)
        for name, words in report.came_from
        if name in ("note", "column")
        or (name == "forwarded" and ("forwarded" in values or not extract.is_body(words)))
        or (name == "credit" and not _is_agency(words))
    ]
    kept |= {f"{name} {n}": words for n, (name, words) in enumerate(aside, start=1)}
    there = (row for row in report.came_from if row not in aside)
    rows = [(name, mask(words) if name in ("credit", "forwarded") else words) for name, words in there]
    # That a message passes on somebody's words stays told: without them its sender would be one voice more.
    rows += [(name, f"{PROTECTED}{key.tag(words)}") for name, words in aside if name == "forwarded"]
    if any(name == "encoding" and "(guessed" in words for name, words in rows):
        rows.append(("note", "its encoding was guessed: look whether names with accents are as they were written"))
    rows.append(("protected", key.token(json.dumps(kept, ensure_ascii=False, sort_keys=True))))
    locator = report.locator if _PLAIN.fullmatch(report.locator) else f"place {key.tag(report.locator)}"
    shown = {name: values.get(name) or (mask(words) if (words := getattr(report, name)) else None) for name in FIELDS}
    return replace(
        report,
        id=identifier("r", taken.sha256, locator, text_digest(text)),
        capture=taken.sha256,
        locator=locator,
        path=hidden_name(key, report.path),
        text=text,
        sha256=text_digest(text),
        came_from=tuple(sorted(rows)),
        pictures=(),
        author=shown["author"],
        publisher=shown["publisher"],
        title=shown["title"],
        url=shown["url"],
    )


def _artifact(key: Protection, artifact: Artifact, taken: Capture) -> Artifact:
    """Give an artifact whose facts, place and own digest are a token: a digest of known bytes would give them away."""
    told = json.dumps([artifact.path, artifact.locator, artifact.sha256, artifact.facts], ensure_ascii=False)
    locator = f"place {key.tag(artifact.locator)}"
    closed = key.commitment(artifact.sha256)
    return replace(
        artifact,
        id=identifier("a", taken.sha256, locator, closed),
        capture=taken.sha256,
        locator=locator,
        path=hidden_name(key, artifact.path),
        sha256=closed,
        picture="",
        facts=(("protected", key.token(told)),),
    )
