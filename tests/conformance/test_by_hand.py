"""Every figure of a case counted again from what `export` wrote, by plain counting that shares no code with it.

The rules counted by are those of the design (§6 to §8) and of the standards' own tables, read here as data. Where this
file and the product differ, one of them is wrong.
"""

from __future__ import annotations

import json
import re
from collections import defaultdict
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import pytest
import yaml
from click.testing import CliRunner
from evals.recount.given import Row
from evals.recount.numbers import repeated
from evals.recount.voices import NOBODY, SO, one_speaker, partition, shown, speaker, stand, takes

from counterclaim.cli import main
from counterclaim.records.claim import PART
from tests.conftest import DEMO

CASES = Path(__file__).parents[1] / "cases"
STANDARDS = Path(__file__).parents[2] / "src" / "counterclaim" / "standards"
ALL = ["demo", *sorted(p.name for p in CASES.iterdir() if p.is_dir())]


class Exported:
    """The tables of one case as lists of plain rows."""

    def __init__(self, folder: Path) -> None:
        for name in ("reports", "claims", "events", "answers", "ranges", "origins", "grades", "lineage"):
            lines = (folder / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()
            setattr(self, name, [json.loads(line) for line in lines])
        self.claim: dict[str, Row] = {c["id"]: c for c in self.claims}
        self.day = {r["id"]: r["published"] for r in self.reports}
        self.answer = {a["id"]: a for a in self.answers}

    reports: list[Row]
    claims: list[Row]
    events: list[Row]
    answers: list[Row]
    ranges: list[Row]
    origins: list[Row]
    grades: list[Row]
    lineage: list[Row]

    def of(self, event: str) -> list[Row]:
        return [c for c in self.claims if c["event"] == event]


def run(*words: str | Path) -> None:
    result = CliRunner().invoke(main, [str(w) for w in words])
    assert result.exit_code == 0, result.output


@pytest.fixture(scope="module", params=ALL)
def case(request: pytest.FixtureRequest, demo_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Exported:
    folder = tmp_path_factory.mktemp(request.param)
    where = demo_folder
    if request.param != "demo":
        where = folder / "case"
        run("take", where, CASES / request.param)
        run("registry", where, DEMO / "registry")
        run("settle", where)
    run("export", where, "--format", "json", "--persons-shown", "--out", folder / "out")
    return Exported(folder / "out")


# Voices ---------------------------------------------------------------------------------------------------------------


def outlet(claim: Row) -> str:
    return str(claim["chain"][-1]["agent"]["id"])


def test_origins_are_the_voices_of_each_event(case: Exported) -> None:
    for event in case.events:
        mine = case.of(event["id"])
        told = {frozenset(o["claims"]) for o in case.origins if o["event"] == event["id"]}
        assert told == set(partition(mine, case.lineage))
        assert event["origins"] == len(told)
        assert event["reports"] == len({c["report"] for c in mine})
        assert event["shown_independent"] == shown(case.claim, [o for o in case.origins if o["event"] == event["id"]])


def test_what_can_be_one_body_is_doubted(case: Exported) -> None:
    """Two voices of people called alike, without names, are never both shown."""
    for event in case.events:
        folk: dict[str, list[Row]] = defaultdict(list)
        for origin in (o for o in case.origins if o["event"] == event["id"]):
            if origin["root"]["kind"] == "unnamed_group":
                folk[origin["root"]["name"].casefold()].append(origin)
        for alike in folk.values():
            assert len(alike) == 1 or shown(case.claim, alike) <= 1


# Positions ------------------------------------------------------------------------------------------------------------


def test_each_answer_holds_who_says_it_and_counts_them_once(case: Exported) -> None:
    gone: dict[str, set[str]] = defaultdict(set)
    for group in case.ranges:
        answers = [case.answer[a] for a in group["answers"]]
        gone[answers[0]["event"]] |= given_up(case, answers)
    for answer in case.answers:
        mine = [case.claim[c] for c in answer["claims"]]
        assert mine
        found = takes(mine)
        for take in ("asserts", "denies", "hedges", "relays"):
            assert {a["id"] for a in answer[take]} == found[take], (answer["question"], answer["value"], take)
        # Who cannot confirm an answer does not give it.
        said = [c for c in mine if stand(c) != "denies" and c["claim_act"] != "cannot_verify"] or mine
        # Nor does who has given another one since, as long as anybody does.
        said = [c for c in said if c["id"] not in gone[answer["event"]]] or said
        assert answer["reports"] == len({c["report"] for c in said})
        origins = [
            o for o in case.origins if o["event"] == answer["event"] and {c["id"] for c in said} & {*o["claims"]}
        ]
        assert answer["origins"] == len(origins)
        assert answer["shown_independent"] == shown(case.claim, origins)


def test_every_claim_of_an_event_stands_in_one_answer(case: Exported) -> None:
    for event in case.events:
        stands = [c for a in case.answers if a["event"] == event["id"] for c in a["claims"]]
        assert sorted(stands) == sorted(c["id"] for c in case.of(event["id"]))


#: Ways in which news tells an attack from afar.
ATTACKS = ("air strike", "drone strike", "shelling", "attack")


def test_no_denial_of_an_attack_stands_beside_the_attack(case: Exported) -> None:
    """Where attacks of one event are told of one thing, who denies it stands on the answer of those who assert it."""
    for event in case.events:
        mine = [a for a in case.answers if a["event"] == event["id"] and a["aspect"] == "occurrence"]
        attacks = [a for a in mine if a["value"].split(" on ")[0].split(" of ")[0] in ATTACKS]
        for denied in (a for a in attacks if a["denies"] and not a["asserts"]):
            hit = {case.claim[c]["target"] for c in denied["claims"]}
            voices_of = {p["id"] for p in denied["denies"]}
            for told in (a for a in attacks if a["asserts"] and not voices_of & {p["id"] for p in a["asserts"]}):
                assert not hit & {case.claim[c]["target"] for c in told["claims"]}, (denied["value"], told["value"])


# Numbers --------------------------------------------------------------------------------------------------------------


def test_ranges_join_the_numbers_that_stand(case: Exported) -> None:
    for group in case.ranges:
        answers = [case.answer[a] for a in group["answers"]]
        for answer in answers:
            for claim in (case.claim[c] for c in answer["claims"]):
                assert (claim["measure"] or "number") == group["measure"]
                assert (claim["victim_class"] or "") == group["victim_class"]
                assert (claim["unit"] or "people").removesuffix(PART) == group["unit"].removesuffix(PART)
                assert claim["range"] == answer["range"]
        gone = replaced(case, answers)
        assert set(group["superseded"]) == gone
        unheld = {a["id"] for a in answers if a["id"] not in gone and not given(case, a)}
        held = [a for a in answers if a["id"] not in unheld] or answers
        kept = [a for a in held if a["id"] not in gone] or held
        # Who says that there were none denies what others count, and gives no lowest number.
        some = [a for a in kept if a["range"][1] != 0] or kept
        assert set(group["unheld"]) == unheld | {a["id"] for a in kept if a not in some}
        kept = [a["range"] for a in some]
        low = min((r[0] for r in kept if r[0] is not None), default=None)
        high = max(r[1] for r in kept) if all(r[1] is not None for r in kept) else None
        assert group["range"] == [low, high], group["counts"]


def given(case: Exported, answer: Row) -> set[str]:
    """Give the claims of an answer that give it, were it with reserve."""
    said = [c for c in map(case.claim.__getitem__, answer["claims"]) if c["stance"] in {"assert", "concede"}]
    return {c["id"] for c in said if stand(c) != "denies" and c["claim_act"] != "cannot_verify"}


def replaced(case: Exported, answers: list[Row]) -> set[str]:
    """Give the answers all of whose claims their own speakers replaced by a later number, or took back."""
    gone = given_up(case, answers)
    return {a["id"] for a in answers if gone & {*a["claims"]} and gone >= given(case, a)}


def given_up(case: Exported, answers: list[Row]) -> set[str]:
    """Give the claims of some numbers that their own speakers replaced by a later number, or took back."""
    gone: set[str] = set()
    said: dict[str, list[tuple[str, str, Row]]] = defaultdict(list)
    home = {c: o["id"] for o in case.origins if answers and o["event"] == answers[0]["event"] for c in o["claims"]}
    who = one_speaker([case.claim[c] for c in home], case.lineage)
    for answer in answers:
        for claim in (case.claim[c] for c in answer["claims"]):
            if speaker(claim)["kind"] not in NOBODY:
                said[home[claim["id"]] + who[claim["id"]]].append((answer["id"], claim["stance"], claim))
    for rows in said.values():
        back = {a for a, stance, _ in rows if stance == "retract"}
        if back:
            gone |= {c["id"] for a, _, c in rows if a in back}
            continue
        days: dict[str, list[tuple[str, str] | None]] = defaultdict(list)
        for a, _, claim in rows:
            if stand(claim) == "asserts":
                day = case.day[claim["report"]]
                days[a].append((day["from"], day["to"]) if day else None)
        firsts = sorted((min(d for d in known if d), a) for a, known in days.items() if any(known))
        later = all(one[0][1] < other[0][0] for one, other in pairwise(firsts))
        if len(firsts) > 1 and len(firsts) == len(days) and later:
            last = firsts[0][1]
            for number, (_, a) in enumerate(firsts[1:], start=1):
                # A number that was replaced before, told once more, replaces nothing.
                gone_before = [b for _, b in firsts[:number] if b != last]
                if not any(overlap(case.answer[a]["range"], case.answer[b]["range"]) for b in gone_before):
                    last = a
            old = {a for _, a in firsts} - {last}
            gone |= {c["id"] for a, _, c in rows if a in old and stand(c) == "asserts"}
    return gone | repeated([case.claim[c] for a in answers for c in a["claims"]], gone, home, who)


def overlap(one: list[float | None], other: list[float | None]) -> bool:
    low = max(one[0] or 0, other[0] or 0)
    return all(low <= high for high in (one[1], other[1]) if high is not None)


# Grades ---------------------------------------------------------------------------------------------------------------


def inputs(table: Row, step: Row) -> Iterator[tuple[str, str, list[str], list[str]]]:
    """Give each input of a step: the fact, its value, who stands behind it, and the claims listed after it."""
    names = {words: fact for fact, words in table["facts"].items()}
    found: list[tuple[str, str, list[str], list[str]]] = []
    for text in step["inputs"]:
        words = next((w for w in sorted(names, key=len, reverse=True) if text.startswith(f"{w}: ")), None)
        if words is None:
            found[-1][3].append(text)
            continue
        value, _, who = text.removeprefix(f"{words}: ").partition(" (")
        found.append((names[words], value, [w for w in who.removesuffix(")").split("; ") if w], []))
    yield from found


def met(condition: Row, value: str) -> bool:
    if "in" in condition:
        return value in {str(v) for v in condition["in"]}
    number = float(value)
    return (
        number >= condition.get("at_least", number)
        and number <= condition.get("at_most", number)
        and number < condition.get("below", number + 1)
        and number > condition.get("above", number - 1)
    )


def test_each_grade_follows_from_its_own_inputs(case: Exported) -> None:
    """The rules of the table, tried on the inputs that a trace shows, fire where it says and give its value."""
    graded = 0
    for grade in case.grades:
        table = yaml.safe_load((STANDARDS / f"{grade['standard']}.yaml").read_text(encoding="utf-8"))
        rules = {r["id"]: r for r in table["rules"]}
        mine = [r["id"] for r in table["rules"] if grade["mode"] in r.get("modes", [grade["mode"]])]
        tried = [s["rule"] for s in grade["trace"]]
        if grade["mode"] != "every":
            assert tried == mine[: len(tried)]
        for step in grade["trace"]:
            seen = {fact: value for fact, value, _, _ in inputs(table, step)}
            failed = [c for c in rules[step["rule"]]["when"] if not met(c, seen[c["fact"]])]
            nearly = len(rules[step["rule"]]["when"]) > 1 and len(failed) == 1
            assert step["outcome"] == ("fired" if not failed else "nearly fired" if nearly else "did not fire")
            assert len(step["missing"]) == len(failed)
            # Words of a rule can quote facts: `{told}`.
            form = re.sub(r"\\{\w+\\}", ".+", re.escape(rules[step["rule"]]["words"]))
            assert re.fullmatch(form, step["words"])
        fired = [s["rule"] for s in grade["trace"] if s["outcome"] == "fired"]
        assert fired == [grade["rule"]] == tried[-1:]
        assert str(rules[grade["rule"]]["gives"]) == grade["value"]
        graded += 1
    assert graded


def test_each_input_counts_the_claims_it_lists(case: Exported) -> None:
    """Outlets, origins and claims named in a grade's inputs are counted from the claims listed with them."""
    home = {(o["event"], c): o for o in case.origins for c in o["claims"]}
    checked = 0
    for grade in case.grades:
        table = yaml.safe_load((STANDARDS / f"{grade['standard']}.yaml").read_text(encoding="utf-8"))
        for step in grade["trace"]:
            for fact, value, who, ids in inputs(table, step):
                claims = [case.claim[i] for i in ids]
                assert all(c["event"] == grade["event"] for c in claims)
                if fact in {"outlets"} or (fact == "sources" and grade["mode"] == "literal"):
                    assert int(value) == len({outlet(c) for c in claims})
                elif fact in {"origins", "named_by", "rivals", "near_origins", "denied_by"} and claims:
                    origins = {home[grade["event"], i]["id"]: home[grade["event"], i] for i in ids}
                    assert int(value) == len(origins)
                    assert set(who) == {o["root"]["name"] for o in origins.values()}
                elif fact in {"harm_claims", "declared_by_party"}:
                    assert int(value) == len(claims)
                else:
                    continue
                checked += 1
    assert checked or all(g["standard"] not in {"airwars", "ibc"} for g in case.grades)


def test_harm_is_claimed_by_those_who_stand_behind_it(case: Exported) -> None:
    """No denial, question or retraction is counted as a claim of harm; no fighter as a civilian."""
    for grade in (g for g in case.grades if g["standard"] == "airwars"):
        table = yaml.safe_load((STANDARDS / "airwars.yaml").read_text(encoding="utf-8"))
        for step in grade["trace"]:
            for fact, _, _, ids in inputs(table, step):
                for claim in (case.claim[i] for i in ids if fact == "harm_claims"):
                    assert claim["stance"] in {"assert", "concede"}
                    assert claim["chain"][0]["factuality"] in SO
                    assert claim["victim_class"] != "combatant"


def test_no_count_of_dead_civilians_is_forgotten(case: Exported) -> None:
    """Whoever stands behind a number of civilians killed is among the claims of harm of each profile of the event."""
    for grade in (g for g in case.grades if g["standard"] in {"ibc", "every_casualty", "huridocs_41", "unama"}):
        table = yaml.safe_load((STANDARDS / f"{grade['standard']}.yaml").read_text(encoding="utf-8"))
        claimed = [ids for s in grade["trace"] for fact, _, _, ids in inputs(table, s) if fact == "harm_claims"]
        if not claimed:
            continue  # no rule of this standard asks for them
        listed = {i for ids in claimed for i in ids}
        mine = case.of(grade["event"])
        back = {(speaker(c)["id"], str(c["range"])) for c in mine if c["stance"] == "retract"}
        for claim in mine:
            dead = claim["aspect"] == "count" and claim["measure"] == "killed" and claim["range"][1] != 0
            civil = claim["victim_class"] in {"civilian", "children", "women"}
            stands = claim["stance"] in {"assert", "concede"} and claim["chain"][0]["factuality"] in SO
            if dead and civil and stands and (speaker(claim)["id"], str(claim["range"])) not in back:
                assert claim["id"] in listed, claim["text"]
