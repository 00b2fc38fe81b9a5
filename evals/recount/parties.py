"""Who is accused, whose own word a claim is, and which claims speak of harm: by names, ties and lists of nouns."""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files
from typing import Any

import yaml

from evals.recount.given import Case, Row
from evals.recount.implied import other_deeds
from evals.recount.voices import SO, speaker

KILLING = {"massacre_execution", "crossfire_death", "torture", "sexual_violence"}
BOMBARDING = {
    "air_strike",
    "drone_strike",
    "shelling",
    "ied_mine",
    "suicide_bomb",
    "chemical_attack",
    "property_destruction",
}
NEAR = {"air_strike", "drone_strike", "shelling", "ied_mine", "suicide_bomb", "chemical_attack", "clash"}
IDLE = {"territory_change_force", "territory_change_peaceful", "ceasefire_agreement", "statement"}
HOMES = ("residential", "health", "education", "religious", "market", "camp")
CIVILIANS = ("civilian", "children", "women", "detainees")
TAKES_ON = {"claim_responsibility", "accept_responsibility"}
#: Words by which a body of a state is known, the army's chain of command and the state as a whole.
ARMY = re.compile(
    r"\b(army|armed forces|military|general (?:command|staff)|ministry of defen[cs]e|defen[cs]e minist(?:ry|er))\b"
)
AIR = re.compile(r"\b(air ?force|aviation|aerospace forces|navy)\b")
STATE = re.compile(r"\b(government|regime|authorities|presidency|side|forces|troops)\b")
VOICE = re.compile(
    r"\b(spokes(?:man|woman|person|men)|command|headquarters|leadership|officials?|commanders?|statement|press|office|media|general|staff|chief)\b"
)


@cache
def words(name: str) -> dict[str, Any]:
    """Give the entries of a list that the product reads too: nouns, not rules."""
    text = (files("counterclaim.lexicons.en") / f"{name}.yaml").read_text(encoding="utf-8")
    entries: dict[str, Any] = yaml.safe_load(text)["entries"]
    return entries


def fold(name: str) -> str:
    """Give a name in small letters, without its article, possessive and marks."""
    bare = re.sub(r"^(the|an?)\s+", "", name.replace("’", "'").casefold().strip().removesuffix("'s"))
    return re.sub(r"[^\w]+", " ", bare).strip()


def naming(name: str) -> bool:
    """Say whether words name a party: some word with a capital that is no word for a kind of people."""
    kinds = {w for ws in words("agents")["roles"].values() for w in ws} | set(words("voice_roles")["not_a_party"])
    return any(w[:1].isupper() and w.casefold() not in kinds for w in name.replace("-", " ").split())


def land(name: str, here: set[str]) -> str:
    """Give the state whose body a name is: the word that is left, or the only one of the event; empty for no body."""
    low = fold(name)
    for line in words("agents")["rulers"]:
        ruler, adjective = (fold(part) for part in line.split("|"))
        if low == ruler:
            return adjective[:5]
    if not (ARMY.search(low) or AIR.search(low) or STATE.search(low)):
        return ""
    rest = VOICE.sub(" ", STATE.sub(" ", AIR.sub(" ", ARMY.sub(" ", low))))
    left = [w for w in rest.split() if w not in {"the", "of", "for", "and", "s", "in", "on", "ministry", "minister"}]
    if len(left) > 1:
        return ""
    return left[0][:5] if left else next(iter(here)) if len(here) == 1 else ""


def withdrawn(claims: list[Row]) -> set[str]:
    """Give the claims that a retraction by the same speaker takes back: the same answer, or number of the same."""
    backs = [c for c in claims if c["stance"] == "retract"]
    return {
        c["id"] for c in claims for b in backs
        if speaker(b)["id"] == speaker(c)["id"] and b["aspect"] == c["aspect"] and (
            b["value"] == c["value"]
            or (b["range"] and b["range"] == c["range"] and b["measure"] == c["measure"]
                and b["victim_class"] in {None, "unknown", c["victim_class"]})
        )
    }  # fmt: skip


class Body:
    """The claims of one event with who is accused in it."""

    def __init__(self, case: Case, event: str) -> None:
        self.case, self.event = case, case.events[event]
        self.id = event
        self.claims = case.of(event)
        self.origins = case.origins[event]
        self.home = {c: o for o in self.origins for c in o["claims"]}
        gone = withdrawn(self.claims)
        self.standing = [
            c for c in self.claims
            if c["stance"] in {"assert", "concede"} and c["chain"][0]["factuality"] in SO
            and c["id"] not in gone
        ]  # fmt: skip
        other = other_deeds(case.answers[event])
        self.other_deeds = other
        # A strike on fighters can be the one that killed others; what else the accused says it did to others is not.
        self.deeds = [c for c in self.standing if c["id"] not in other or c["act_type"] in BOMBARDING]
        names = [n for c in self.claims for n in (speaker(c)["name"], c["actor"], c["target"]) if n]
        names += [c["value"] for c in self.claims if c["aspect"] in {"perpetrator", "control"}]
        self.here = {x for n in names if (x := land(n, set()))}
        self.doers: dict[str, Row] = {a["value"]: a for a in case.answers[event]
            if a["aspect"] == "perpetrator" and other.isdisjoint(a["claims"])}  # fmt: skip
        self.blame = [
            (value, c) for value, a in self.doers.items() for c in self._of(a["claims"]) if c["act_type"] not in IDLE
        ]
        self.blame += [
            (self.side(self.taker(c)), c)
            for c in self.standing
            if c["claim_act"] in TAKES_ON and c["act_type"] not in IDLE
        ]
        self.blame += [(self.side(c["actor"]), c) for c in self.harm() if c["actor"] and c["aspect"] == "count"]
        self.blame += [
            (self.side(c["actor"] or c["value"]), c) for c in self.standing
            if c["claim_act"] == "give_alternative" and c["aspect"] != "perpetrator"
        ]  # fmt: skip

    def _of(self, ids: list[str]) -> list[Row]:
        return [c for c in self.standing if c["id"] in ids]

    def side(self, name: str) -> str:
        """Give the answer to who did it on which a name stands, or the name."""
        for value, answer in self.doers.items():
            if name == value or any(fold(w["value"]) == fold(name) for w in answer["wordings"]):
                return value
        return next((str(v) for v in self.doers if self.same_body(v, name)), name)

    def taker(self, claim: Row) -> str:
        """Give whose deed somebody takes on: that of a body it speaks for, else its own."""
        who, actor = str(speaker(claim)["name"]), claim["actor"]
        return str(actor) if actor and naming(actor) and self.own(claim, actor) else who

    def same_body(self, one: str, other: str) -> bool:
        """Say whether two names are of the army of one state."""
        where = land(one, self.here)
        both = bool(ARMY.search(fold(one)) and ARMY.search(fold(other)))
        return bool(where) and where == land(other, self.here) and both

    def parties(self) -> list[str]:
        """Give the parties that standing claims hold responsible: names, else kinds ("the regime"), else `unknown`."""
        told = sorted({n for n, _ in self.blame if naming(n)})
        if not told:
            kinds = [*words("voice_roles")["state_words"], *words("voice_roles")["against_the_state"]]
            told = sorted({n for n, _ in self.blame if any(f" {k} " in f" {fold(n)} " for k in kinds)})
        one = {fold(n): n for n in reversed(told)}
        return list(one.values()) or ["unknown"]

    def up(self, name: str) -> set[str]:
        """Give whom a name is, or is a part or voice of, by ties."""
        found = {fold(name)}
        for value, answer in self.doers.items():
            if any(fold(w["value"]) in found for w in answer["wordings"]):
                found.add(fold(value))
        for _ in range(4):
            for a, kind, b in self.case.ties:
                one, other = fold(a), fold(b)
                if kind in {"alias_of", "spokesperson_of", "member_of"} and one in found:
                    found.add(other)
                if (kind == "alias_of" and other in found) or (kind == "parent_unit_of" and other in found):
                    found.add(one)
        return found

    def speaks(self, name: str, party: str) -> bool:
        """Say whether a name is a party, its spokesman, a part of it, or in one chain of command with it."""
        goal = fold(party)
        for known in self.up(name):
            tail = known.removeprefix(f"{goal} ") if known.startswith(f"{goal} ") else ""
            if known == goal or (tail and not VOICE.sub("", tail).strip()):
                return True
        mine, whose = land(name, self.here), land(party, self.here)
        apart = name in self.doers and party in self.doers and name != party
        if not mine or mine != whose or apart:
            return False
        chain = [p for p in (ARMY, AIR) if p.search(fold(name)) or p.search(fold(party))]
        whole = any(
            STATE.search(fold(n)) and not ARMY.search(fold(n)) and not AIR.search(fold(n)) for n in (name, party)
        )
        return whole or bool(chain)

    def means(self, name: str, party: str) -> bool:
        """Say whether a name stands for a party: its own, that of a part or voice of it, or of the same body."""
        return self.speaks(name, party) or self.same_body(name, party)

    def may_be(self, actor: str | None, party: str) -> bool:
        """Say whether an action can be a party's: its own, or nobody's by name."""
        return not actor or not naming(actor) or self.means(actor, party)

    def acts(self, claim: Row, party: str) -> bool:
        """Say whether a party's own claim says that it acted."""
        own = claim["act_type"] in NEAR and claim["actor"] and self.means(claim["actor"], party)
        itself = (
            claim["aspect"] == "perpetrator" and claim["act_type"] not in IDLE and self.means(claim["value"], party)
        )
        return claim["claim_act"] in TAKES_ON or bool(own) or itself

    def rival(self, one: str, other: str) -> bool:
        """Say whether two names for who did it cannot be one party."""
        if self.means(one, other) or self.means(other, one):
            return False

        def holds(name: str, key: str) -> bool:
            return any(f" {w} " in f" {fold(name)} " for w in words("voice_roles")[key])

        opposed = ((holds(a, "state_words") and holds(b, "against_the_state")) for a, b in ((one, other), (other, one)))
        return (naming(one) and naming(other)) or any(opposed)

    def voices(self, claims: list[Row]) -> list[Row]:
        """Give the voices of some claims, each once."""
        found = {self.home[c["id"]]["id"]: self.home[c["id"]] for c in claims}
        return [found[key] for key in sorted(found)]

    def sides(self, party: str) -> tuple[list[Row], list[Row]]:
        """Give the claims that name a party, and those that name another party or cause in another voice."""
        if party == "unknown":
            return self.harm(), []
        mine = {c["id"]: c for n, c in self.blame if self.means(n, party) or self.means(party, n)}
        voices = {self.home[i]["id"] for i in mine}
        found = ((n, c) for n, c in self.blame if self.rival(n, party) or c["claim_act"] == "give_alternative")
        other = {c["id"]: c for _, c in found if c["id"] not in mine and self.home[c["id"]]["id"] not in voices}
        return list(mine.values()), list(other.values())

    def accepts(self, party: str, mine: list[Row]) -> list[Row]:
        """Give the claims by which a party accepts harm to civilians, not an act alone, as its own."""
        blamed = any(not self.own(c, party) for c in mine)
        own = [c for c in self.standing if self.own(c, party) and not self.armed(c)]
        return [c for c in own if self._accepts(c, party, blamed)]

    def _accepts(self, c: Row, party: str, blamed: bool) -> bool:
        if c["claim_act"] == "accept_responsibility":
            return c["act_type"] not in IDLE
        told = c["aspect"] in {"count", "damage", "victim_identity"} or c["act_type"] in KILLING or c["victim_class"]
        its = self.means(c["actor"], party) if c["actor"] else blamed
        return bool(c["claim_act"] == "concede_harm" and its and told and c in self.harm())

    def own(self, claim: Row, party: str) -> bool:
        """Say whether a claim is a party's own word."""
        names = {speaker(claim)["name"]}
        root = self.home[claim["id"]]["root"]
        names |= {root["name"]} if root["kind"] != "generic" else set()
        names |= set(self._spoken_for(claim))
        return any(self.speaks(n, party) for n in names)

    def _spoken_for(self, claim: Row) -> list[str]:
        """Give the bodies beside which a report of the event puts a speaker's name with the word for its voice."""
        mates = {speaker(self.case.claims[c])["name"] for c in self.home[claim["id"]]["claims"]}
        if claim["stance"] not in {"deny", "concede"} and claim["claim_act"] not in {*TAKES_ON, "give_alternative"}:
            return []
        out = []
        for report in {c["report"] for c in self.claims}:
            text = self.case.reports[report]["text"]
            for who in mates:
                out += re.findall(
                    rf"{re.escape(who)}, (?:an? |the )?spokes\w+ (?:for|of) (?:the )?((?:[A-Z]\w+ )*\w+)", text
                )
                out += re.findall(rf"((?:[A-Z]\w+ )*[\w]+) spokes\w+,? (?:[A-Z]\w+ )?{re.escape(who)}\b", text)
        return out

    def harm(self, *, fighters: bool = False, injured: bool = True, things: bool = True) -> list[Row]:
        """Give the standing claims of harm: people counted, somebody killed, homes or civilians bombarded."""
        return [c for c in self.standing if self._harms(c, fighters, injured, things)]

    def _harms(self, c: Row, fighters: bool, injured: bool, things: bool) -> bool:
        if self.armed(c) and not fighters:
            return False
        if c["aspect"] == "count" and c["measure"]:
            return c["measure"] in ({"killed", "injured"} if injured else {"killed"}) and not (
                c["range"] and c["range"][1] == 0
            )
        if c["aspect"] == "damage":
            return things and c["value"] != "no damage" and self._home(c)
        if c["aspect"] == "victim_identity":
            return True
        if c["act_type"] in KILLING:
            return bool(c["target"])
        civil = any(_has(c["target"] or "", words("victims")[k]) for k in CIVILIANS)
        return things and c["act_type"] in BOMBARDING and (self._home(c) or civil)

    def armed(self, c: Row) -> bool:
        """Say whether those harmed are fighters in a claim's words."""
        target = c["target"] or ""
        civil = any(_has(target, words("victims")[k]) for k in CIVILIANS)
        last = target.lower().split()[-1:]
        side = bool(last) and last[0] in words("agents")["roles"]["armed_actor"]
        return c["victim_class"] == "combatant" or (not civil and (_has(target, words("victims")["combatant"]) or side))

    def _home(self, c: Row) -> bool:
        return any(_has(c["asset"] or c["target"] or "", words("assets")[f]) for f in HOMES if f in words("assets"))


def _has(text: str, nouns: list[str]) -> bool:
    odd = {"child": "children", "woman": "women", "gunman": "gunmen", "policeman": "policemen"}
    forms = {f for n in nouns for f in (n, odd.get(n, f"{n}s"), f"{n}es", re.sub(r"y$", "ies", n))}
    return any(re.search(rf"\b{re.escape(f)}\b", text, re.IGNORECASE) for f in forms)
