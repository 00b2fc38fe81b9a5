"""What a report adds to somebody's words: "accused X of the raid, a raid that killed 11", "said P, a claim X denied".

What stands after the comma is the report's own: who accuses, denies or admits has not said which act is meant, nor
anybody that what it says is a claim which another denies.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from counterclaim.extract.grammar.saying import saying_nouns
from counterclaim.extract.named.act import happening
from counterclaim.extract.parsed.cue import Cue
from counterclaim.extract.parsed.parse import Parsed

_OTHERS = frozenset({"accusing", "denial", "conceding"})
_ARTICLES = frozenset({"a", "an"})


def without_gloss(parsed: Parsed, cue: Cue) -> Cue:
    """Give what somebody says without what the report adds: of it, or of the act that a charge or a denial is of."""
    if cue.source is None:
        return cue
    start, end = cue.content
    of_acts = cue.effect in _OTHERS
    begun = (parsed.offset(t.idx) for t in parsed.doc if _glosses(t, of_acts))
    at = next((offset for offset in begun if max(start, cue.start) < offset < end), None)
    text = parsed.passage.text
    while at is not None and at > start and text[at - 1 - parsed.passage.start] in " ,–—-":
        at -= 1
    return replace(cue, content=(start, at)) if at is not None and at > start else cue


def _glosses(article: Any, of_acts: bool) -> bool:
    """Say whether a word begins what a claim, or an act, is described as after a comma: ", a claim that X denied"."""
    noun = article.head
    if article.lower_ not in _ARTICLES or article.dep_ != "det" or not article.i:
        return False
    described = noun.lemma_.lower() in saying_nouns() or (of_acts and happening(noun))
    apart = article.nbor(-1).text in {",", "–", "—", "-"}
    return described and apart and any(c.dep_ in {"relcl", "acl"} and c.i > noun.i for c in noun.children)
