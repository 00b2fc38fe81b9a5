"""The rules that put parsed trees right, in order: each corrects one thing that the parser gets wrong often."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from counterclaim.extract.mending.agents_behind import mend_agent_behind
from counterclaim.extract.mending.answered import mend_answered
from counterclaim.extract.mending.backtracking import mend_backtracking
from counterclaim.extract.mending.blamed_deeds import mend_blamed_deed
from counterclaim.extract.mending.charges import mend_charge
from counterclaim.extract.mending.claims import mend_claims
from counterclaim.extract.mending.clefts import mend_cleft
from counterclaim.extract.mending.contrasts import mend_contrast
from counterclaim.extract.mending.dashed import mend_dashed
from counterclaim.extract.mending.deeds_first import mend_deed_first
from counterclaim.extract.mending.described import mend_described
from counterclaim.extract.mending.described_bodies import mend_described_body
from counterclaim.extract.mending.documents import mend_document
from counterclaim.extract.mending.doers import mend_doer
from counterclaim.extract.mending.finite import mend_finite
from counterclaim.extract.mending.gerunds import mend_gerund
from counterclaim.extract.mending.headlines import mend_headline, mend_list, mend_trade
from counterclaim.extract.mending.hearers import mend_hearer
from counterclaim.extract.mending.helpers import mend_helper
from counterclaim.extract.mending.hitting_back import mend_hitting_back
from counterclaim.extract.mending.how_said import mend_how_said
from counterclaim.extract.mending.inverted import mend_inverted
from counterclaim.extract.mending.likely import mend_likely
from counterclaim.extract.mending.lost_verbs import mend_lost_object, mend_lost_verb, mend_second_toll
from counterclaim.extract.mending.marks import mend_mark
from counterclaim.extract.mending.offensives import mend_offensive
from counterclaim.extract.mending.officers import mend_officer
from counterclaim.extract.mending.reduced import (
    mend_colon,
    mend_modifier,
    mend_reduced,
    mend_second_clause,
    mend_who_claim,
)
from counterclaim.extract.mending.rejections import mend_rejection
from counterclaim.extract.mending.relatives import mend_relative
from counterclaim.extract.mending.rumours import mend_rumour
from counterclaim.extract.mending.sayings import mend_saying
from counterclaim.extract.mending.scorn import mend_scorn
from counterclaim.extract.mending.seconds import mend_second
from counterclaim.extract.mending.set_off import mend_set_off
from counterclaim.extract.mending.shares import mend_share
from counterclaim.extract.mending.shot_dead import mend_shot_dead
from counterclaim.extract.mending.sources import mend_source
from counterclaim.extract.mending.stating import mend_stating
from counterclaim.extract.mending.subjects import mend_subject
from counterclaim.extract.mending.told_behind import mend_told_behind
from counterclaim.extract.mending.told_relatives import mend_told_relative
from counterclaim.extract.mending.tolls import mend_toll
from counterclaim.extract.mending.two_clauses import mend_two_clauses
from counterclaim.extract.mending.used_places import mend_used_place
from counterclaim.extract.mending.withheld import mend_withheld

#: What puts the tree around one word right, in order; those of `THEN` find "that" on its noun.
FIRST: tuple[Callable[[Any], None], ...] = (
    mend_dashed,
    mend_who_claim,
    mend_modifier,
    mend_colon,
    mend_second,
    mend_finite,
    mend_deed_first,
    mend_headline,
    mend_list,
    mend_trade,
    mend_withheld,
    mend_document,
    mend_gerund,
    mend_lost_verb,
    mend_lost_object,
    mend_second_toll,
    mend_offensive,
    mend_shot_dead,
    mend_claims,
    mend_rejection,
    mend_two_clauses,
    mend_described,
    mend_described_body,
    mend_relative,
    mend_told_relative,
)
THEN: tuple[Callable[[Any], None], ...] = (
    mend_mark,
    mend_how_said,
    mend_inverted,
    mend_second_clause,
    mend_reduced,
    mend_saying,
    mend_subject,
    mend_contrast,
    mend_cleft,
    mend_blamed_deed,
    mend_charge,
    mend_scorn,
    mend_backtracking,
    mend_hitting_back,
    mend_toll,
    mend_rumour,
    mend_likely,
    mend_hearer,
    mend_helper,
    mend_stating,
    mend_officer,
    mend_doer,
    mend_share,
    mend_source,
    mend_set_off,
    mend_used_place,
    mend_told_behind,
    mend_agent_behind,
    mend_answered,
)
