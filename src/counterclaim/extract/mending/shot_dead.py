"""Who was shot dead, whom the parser makes something dead of another kind: "the army shot dead four protesters"."""

from __future__ import annotations

from typing import Any

from counterclaim.extract.grammar.clauses import child


def mend_shot_dead(dead: Any) -> None:
    """Hang on "shot" who was shot, and "dead" as what became of them; takes "dead" right behind "shot"."""
    shot = dead.nbor(-1) if dead.i else dead
    if dead.lower_ != "dead" or shot.lower_ != "shot":
        return
    if shot.dep_ == "nsubj" and shot.head == dead and shot.i and shot.nbor(-1).head == shot:
        _verb(shot, dead)
    whom = child(dead, "dobj") if dead.head == shot else dead.head if dead.dep_ == "amod" else None
    if whom is None or shot.pos_ != "VERB" or whom.head not in (shot, dead) or whom.i < dead.i:
        return
    whom.dep_, whom.head = "dobj", shot
    dead.dep_, dead.head = "acomp", shot


def _verb(shot: Any, dead: Any) -> None:
    """Make a verb of "a sniper shot dead a boy", where the parser makes a shot that is dead."""
    who = shot.nbor(-1)
    for token in [c for c in shot.children if c.i < who.i]:
        token.head = who
    over, dep = dead.head, dead.dep_
    shot.dep_, shot.tag_, shot.pos_, shot.lemma_ = dep, "VBD", "VERB", "shoot"
    shot.head = over if over != dead else shot
    for token in [c for c in dead.children if c != shot and c.dep_ != "dobj"]:
        token.head = shot
    dead.dep_, dead.head = "acomp", shot
    who.dep_, who.head = "nsubj", shot
