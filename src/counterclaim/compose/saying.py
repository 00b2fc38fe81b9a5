"""What can be said, and how to attribute it: a paragraph, what is agreed, and what is contested."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace

from counterclaim.compose.material import Material
from counterclaim.english import counted, day_words, listed, sentence
from counterclaim.records.dossier import Sayable
from counterclaim.records.extent import NumberRange
from counterclaim.records.judgement import Answer, Finding, Question, Tally
from counterclaim.records.returned import returned
from counterclaim.records.words import Aspect, Take
from counterclaim.weigh import clause, in_sets, range_words, stands, topic

STATEMENTS = (
    "What they say names no act that could be told apart from others. It is listed below, speaker by speaker, and is "
    "to be quoted as that speaker's own words."
)
#: What reports are that came back.
_ENTRIES = "what an export of another case tells, entry by entry"
#: The paragraph of what can be said holds at most this many sentences; the matrix below it holds the rest.
SENTENCES_MAX = 7
#: One sentence holds at most this many answers.
ANSWERS_MAX = 3
#: What follows only where it is not denied that it happened.
_FOLLOWS = frozenset(
    {Aspect.PERPETRATOR, Aspect.WEAPON, Aspect.TARGET, Aspect.COUNT, Aspect.VICTIM_IDENTITY, Aspect.VICTIM_STATUS}
)
#: Words of a claim that one sentence quotes, in characters.
QUOTED_MAX = 140


def can_say(material: Material) -> tuple[Sayable, ...]:
    """Write the paragraph: how widely reported, what is contested by whom, ranges, admissions, then what is agreed."""
    finding = material.finding
    contested = [q for q in finding.questions if q.contested]
    several = material.several
    out = [_lead(finding, material), *([several] if several else [])]
    if not material.event.act_types:
        out.append(Sayable(words=STATEMENTS, claims=()))
        return (*out, *(_sides(question) for question in contested))[:SENTENCES_MAX]
    out += [_sides(question) for question in contested]
    for group in finding.ranges:
        current = set(group.current)
        # Figures that may be of several happenings are not taken together.
        if len(current) > 1 and several is None:
            told = range_words(finding, group)
            words = f"all counts of {group.label}, taken together, give {told}"
            if group.range == NumberRange(None, None):
                words = f"all counts of {group.label}, taken together, run {told}: no number fits them all"
            out.append(Sayable(words=sentence(words), claims=_claims_of(finding, current)))
    for history in finding.histories:
        ids = tuple(dict.fromkeys(c for stage in history.stages for c in stage.claims))
        out.append(Sayable(words=history.words, claims=ids))
    for claim in material.claims:
        if claim.against_interest:
            said = claim.originator.who.does("says", "say")
            words = f"{said} “{short(claim.text)}”, against the interest of the speaker’s own side"
            out.append(Sayable(words=sentence(words), claims=(claim.id,)))
    gone = {a for group in finding.ranges for a in group.superseded}
    for question in finding.questions:
        # What a source has replaced stands in its history, and not as what it says today.
        today = replace(question, answers=tuple(a for a in question.answers if a.id not in gone))
        if not question.contested and today.answers and question.aspect is not Aspect.CHARACTERISATION:
            out.append(_sides(today))
    unique = {s.words: s for s in out}
    return tuple(unique.values())[:SENTENCES_MAX]


def agreed(material: Material) -> tuple[Sayable, ...]:
    """Give the answers that two voices or more give and nobody denies; none where they may be of several happenings."""
    if not material.event.act_types or material.several is not None:
        return ()
    open_questions = [q for q in material.finding.questions if not q.contested]
    if any(q.contested and q.aspect is Aspect.OCCURRENCE for q in material.finding.questions):
        # Who denies that it happened denies who did it, with what and to how many.
        open_questions = [q for q in open_questions if q.aspect not in _FOLLOWS]
    return tuple(_agreed(q, a) for q in open_questions for a in q.answers if _is_agreed(a))


def contested(material: Material) -> tuple[Sayable, ...]:
    """Give each contested question with the reason why it is."""
    return tuple(
        Sayable(words=f"{topic(q)}: {q.reason}", claims=all_claims(q))
        for q in material.finding.questions
        if q.contested
    )


def all_claims(question: Question) -> tuple[str, ...]:
    """Give the claims behind all answers to a question, each once, and behind what stands against one of them."""
    told = (c for a in question.answers for c in (*a.claims, *(c for p in a.positions for c in p.claims)))
    return tuple(dict.fromkeys(told))


def short(text: str) -> str:
    """Give words of a claim in one line, cut at a space where they are many."""
    flat = " ".join(text.split())
    return flat if len(flat) <= QUOTED_MAX else flat[: QUOTED_MAX - 3].rsplit(" ", 1)[0] + " …"


def _is_agreed(answer: Answer) -> bool:
    return answer.tally.origins > 1 and all(p.take is not Take.DENIES for p in answer.positions)


def _agreed(question: Question, answer: Answer) -> Sayable:
    tally = answer.tally
    shown = f"{tally.shown_independent or 'none'} of them shown independent{tally.of_parties}"
    voices = f"{counted(tally.origins, 'voice')} in {counted(tally.reports, 'report')}, {shown}"
    back = {c for p in answer.positions if p.taken_back for c in p.claims}
    claims = tuple(c for c in answer.claims if c not in back)
    return Sayable(words=sentence(f"{clause(question.aspect, answer, question.about)} ({voices})"), claims=claims)


def with_parties(tally: Tally, finding: Finding) -> str:
    """Write how many voices there are, and who of those counted as shown independent is a party to what happened."""
    names = list(dict.fromkeys(a.name for a in finding.parties)) if tally.parties else []
    return (
        f"{tally.words} {'Party' if len(names) == 1 else 'Parties'} to it: {listed(names)}." if names else tally.words
    )


def _lead(finding: Finding, material: Material) -> Sayable:
    """Write how many reports there are, how many voices stand behind them, and who came first."""
    tally, first = finding.tally, finding.first_reported_by
    words = with_parties(tally, finding)
    if first and tally.reports > 1:
        one = "The first dated reports are those" if finding.first_too else "The first dated report is that"
        words += f" {one} of {finding.first}, {day_words(first[1])}."
    reports = material.event.reports
    mine = set(reports)
    entries = sum(1 for r in material.reports if r.id in mine and returned(r) is not None)
    if entries:
        words += f" {counted(entries, 'report')} {'is' if entries == 1 else 'are'} no more than {_ENTRIES}."
    return Sayable(words=words, claims=reports)


def _sides(question: Question) -> Sayable:
    """Write one question's answers with who gives them; numbers of all before those of some, which are no rivals."""
    sets = in_sets(question.aspect, question.answers) if question.contested else [list(question.answers)]
    shown = [answer for some in sets for answer in some][:ANSWERS_MAX]
    told = [[part for a in some if a in shown for part in stands(question, a)] for some in sets]
    parts = [
        f"besides, {words}" if n else words for n, some in enumerate(filter(None, told)) for words in ["; ".join(some)]
    ]
    more = len(question.answers) - ANSWERS_MAX
    if more > 0:
        parts.append(f"{counted(more, 'further answer')} {'is' if more == 1 else 'are'} given")
    if not any(p.take is not Take.RELAYS for a in question.answers for p in a.positions):
        words = f"{topic(question)} is passed on, but nobody who passes it on vouches for it"
    elif question.contested:
        words = f"{topic(question)} is contested: {'; '.join(parts)}"
    else:
        words = "; ".join(parts)
    return Sayable(words=sentence(words), claims=all_claims(question))


def _claims_of(finding: Finding, answers: Collection[str]) -> tuple[str, ...]:
    wanted = set(answers)
    return tuple(c for q in finding.questions for a in q.answers if a.id in wanted for c in a.claims)
