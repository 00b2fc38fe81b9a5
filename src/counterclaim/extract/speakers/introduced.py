"""Who speaks in a quotation that no word of saying goes with: the one person of whom the sentence before it tells."""

from __future__ import annotations

import re
from typing import Any

from counterclaim.extract.grammar.clauses import child
from counterclaim.extract.parsed.parse import Parsed

#: Who tells of what they went through says "I" or "we" somewhere in it.
_SELF = re.compile(r"(?<![\w’'])(?:I|I[’']\w+|my|me|we|our|us)(?![\w’'])", re.IGNORECASE)


def introduced(before: Parsed, sentence: Parsed, said: str) -> Any:
    """Give the noun of who is shown before a quotation ("Ann Bell was at home when it came."), or None.

    Takes the sentence before, the one in which the quotation starts, and the quotation's words, which must tell of the
    speaker. Another person in the sentence before, a paragraph's end, or somebody's death leaves it open.
    """
    opens = not re.search(r"\w", sentence.passage.text.split(said[:1], 1)[0])
    if before.passage.paragraph != sentence.passage.paragraph or not opens or _SELF.search(said) is None:
        return None
    root = next((t for t in before.doc if t.dep_ == "ROOT"), None)
    who = child(root, "nsubj") if root is not None and root.pos_ in {"VERB", "AUX"} else None
    if who is None or root is None or who.ent_type_ != "PERSON":
        return None
    others = [t for t in before.doc if t.ent_type_ == "PERSON" and t.head.ent_type_ != "PERSON" and t.i != who.i]
    return None if others or root.lemma_.lower() in {"die", "perish"} else who
