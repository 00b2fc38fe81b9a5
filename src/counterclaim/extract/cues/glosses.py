"""What a report adds to a charge or a denial to say which act is meant: "accused X of the raid, a raid that killed 11".

What stands after the comma is the report's own: who accuses, denies or admits has not said it.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from counterclaim.extract.named.act import happening
from counterclaim.extract.parsed.cue import Cue
from counterclaim.extract.parsed.parse import Parsed

_OTHERS = frozenset({"accusing", "denial", "conceding"})
_ARTICLES = frozenset({"a", "an"})


def without_gloss(parsed: Parsed, cue: Cue) -> Cue:
    """Give a charge, a denial or an admission without what the report says of the act after it; others as they are."""
    if cue.effect not in _OTHERS or cue.source is None:
        return cue
    start, end = cue.content
    begun = (parsed.offset(t.idx) for t in parsed.doc if _glosses(t))
    at = next((offset for offset in begun if max(start, cue.start) < offset < end), None)
    text = parsed.passage.text
    while at is not None and at > start and text[at - 1 - parsed.passage.start] in " ,–—-":
        at -= 1
    return replace(cue, content=(start, at)) if at is not None and at > start else cue


def _glosses(article: Any) -> bool:
    """Say whether a word begins an act's description after a comma: ", an attack in which", ", a strike that"."""
    noun = article.head
    if article.lower_ not in _ARTICLES or article.dep_ != "det" or not article.i or not happening(noun):
        return False
    apart = article.nbor(-1).text in {",", "–", "—", "-"}
    return apart and any(c.dep_ in {"relcl", "acl"} and c.i > noun.i for c in noun.children)
