"""Words and marks for the closed vocabularies, the same on every page, in every table and for every screen reader."""

from __future__ import annotations

from collections.abc import Sequence

from counterclaim.english import capital, counted, days_words
from counterclaim.records.coverage import NOT_READ
from counterclaim.records.dossier import Moment, Sibling
from counterclaim.records.extent import Place, TimeRange
from counterclaim.records.judgement import Origin, Tally
from counterclaim.records.words import AgentKind, Aspect, Basis, Factuality, LineageKind, Speech, Stance, Take

#: One shape for each stand; the shape says it without colour. U+FE0E keeps a phone from drawing an emoji.
MARKS = {
    Take.ASSERTS: "●",
    Take.HEDGES: "◐",
    Take.DENIES: "✕",
    Take.RELAYS: "↗\N{VARIATION SELECTOR-15}",
    Take.SILENT: "·",
    Take.NOT_READ: "?",
}
TAKE_MEANS = {
    Take.ASSERTS: "says so in its own words",
    Take.HEDGES: "says so with a reservation, leaves it open, or takes it back",
    Take.DENIES: "says it is not so",
    Take.RELAYS: "passes on what another said",
    Take.SILENT: "covered the event, says nothing on this question",
    Take.NOT_READ: "has sentences that may tell of this question, and nothing on it was read out of them: read them",
}
TRIPLE_WORDS = (
    "Reports are published texts; origins are the voices they go back to, copies counted once; an origin is shown "
    "independent only when a different, named or typed source stands behind it with no gap in the chain, and it cannot "
    "be the same body as another. A party to it is somebody whom a report names as who did it, denied or not, an armed "
    "actor, or a body of one side with these: it speaks in its own cause, and is counted like any other voice."
)
#: What each line of the first screen answers, in order, and the words of the link to the section behind it.
BRIEF = {
    "said": "Who says so",
    "number": "How many",
    "accused": "Who is accused, by whom",
    "denied": "Who denies",
    "instead": "Said instead",
    "voices": "How many voices",
    "grade": "A standard gives",
    "caveat": "Mind above all",
}
#: What stands before the other events that may be this one.
SIBLINGS = "May be the same"
#: Which day a point of the timeline stands on.
MOMENTS = {"happened": "Happened", "said": "Said on", "published": "Published"}
ONWARD = {"voices": "Which, and why", "grade": "By which rule", "number": "All figures"}
KINDS = {
    AgentKind.PERSON: "person",
    AgentKind.OUTLET: "outlet",
    AgentKind.ORGANISATION: "organisation",
    AgentKind.OFFICIAL_BODY: "official body",
    AgentKind.ARMED_ACTOR: "armed actor",
    AgentKind.UNNAMED_GROUP: "group without names",
    AgentKind.GENERIC: "nobody named",
}
FACTUALITY = {
    Factuality.CERTAIN: "certain that it is so",
    Factuality.PROBABLE: "says it is probably so",
    Factuality.POSSIBLE: "says it is possibly so",
    Factuality.CERTAIN_NOT: "certain that it is not so",
    Factuality.PROBABLE_NOT: "says it is probably not so",
    Factuality.POSSIBLE_NOT: "says it is possibly not so",
    Factuality.CERTAIN_POLARITY_UNKNOWN: "certain, but whether or not is not said",
    Factuality.UNCOMMITTED: "passes it on without committing to it",
}
STANCES = {
    Stance.ASSERT: "asserts",
    Stance.DENY: "denies",
    Stance.CONCEDE: "concedes",
    Stance.QUESTION: "questions",
    Stance.RETRACT: "retracts",
    Stance.THREATEN: "threatens",
}
SPEECH = {
    Speech.DIRECT: "direct speech",
    Speech.INDIRECT: "indirect speech",
    Speech.MIXED: "partly quoted",
    Speech.SCARE: "in scare quotes",
    Speech.OWN: "own voice",
}
BASES = {
    Basis.WITNESSED: "says it saw this",
    Basis.HEARSAY: "from others",
    Basis.DOCUMENT: "from a document",
    Basis.IMAGERY: "from images",
    Basis.INFERRED: "inferred",
    Basis.UNDISCLOSED: "basis not said",
}
LINEAGE = {
    LineageKind.QUOTES: "one quotes the other",
    LineageKind.WIRE_COPY: "wire copy",
    LineageKind.TRANSLATION: "translation",
    LineageKind.SAME_WITNESS: "same witness",
    LineageKind.SAME_PRESSER: "same press conference",
    LineageKind.SAME_DOCUMENT: "same document",
    LineageKind.SAME_FOOTAGE: "same footage",
    LineageKind.SAME_TEXT: "same text",
    LineageKind.SAME_OWNER: "same owner (shown, never merged)",
}
ASPECTS = {aspect: aspect.value.replace("_", " ") for aspect in Aspect} | {
    Aspect.CHARACTERISATION: "what it is called",
    Aspect.ACT_TYPE: "kind of act",
    Aspect.CONTROL: "who holds it",
    Aspect.PERPETRATOR: "who did it",
}
MEASURES = {
    "text": "How much text there is",
    "text_on": "What the text is about",
    "voices_by_role": "Whose voice is heard",
    "loaded": "Loaded words",
    "agentless_harm": "Harm told without who did it",
    "contrast": "One thing, several words",
    "victims_named": "Victims named or numbered",
    "left_out": "What others reported and this one left out",
    NOT_READ: "What may be told and was not read here",
}

#: Codes that do not read as words by themselves.
ACTS = {
    "ied_mine": "explosion or planted bomb",
    "suicide_bomb": "suicide bombing",
    "massacre_execution": "killing",
    "crossfire_death": "death in crossfire",
    "siege_blockade": "siege or blockade",
    "territory_change_force": "change of control by force",
    "territory_change_peaceful": "change of control without force",
    "ceasefire_agreement": "ceasefire or agreement",
}


#: Items of the coverage measures that do not read as words by themselves.
ITEMS = {
    "territory_military": "territory and fighting",
    "objects_heritage": "objects and heritage",
    "own voice": "the report’s own voice",
    "survivors": "survivors and residents",
    "characterisation": "what it is called",
    "control": "who holds it",
    "perpetrator": "who did it",
    "count": "how many",
    "people_harmed": "people harmed",
    "no doer named": "no doer named",
    "named": "victims by name",
    "numbered, not named": "victims by number alone",
    "neither": "victims by neither",
}
#: The commonest languages of reports, by ISO 639-1; any other shows its code.
LANGUAGES = {
    "ar": "Arabic", "de": "German", "en": "English", "es": "Spanish", "fa": "Persian", "fr": "French", "he": "Hebrew",
    "ku": "Kurdish", "my": "Burmese", "ps": "Pashto", "pt": "Portuguese", "ru": "Russian", "so": "Somali",
    "tr": "Turkish", "uk": "Ukrainian", "ur": "Urdu", "zh": "Chinese",
}  # fmt: skip


def answers_in(sibling: Sibling) -> str:
    """Say where somebody who gives no answer in this event gives one."""
    return f"says so in “{sibling.title}”"


def may_tell(sentences: int) -> str:
    """Say that sentences may tell of a question, and that nothing on it was read out of them."""
    return f"not read here: {counted(sentences, 'sentence')} may tell of it"


def before_quote(label: str) -> str:
    """Give a grade's label without the answer it ends with, for where the answer stands beside it."""
    return label.split(": “", 1)[0]


def item_words(item: str) -> str:
    """Give an item of a coverage measure for a reader."""
    return ITEMS.get(item, plain(item))


def language_words(code: str) -> str:
    """Give a language's name in English, or `the language xx` where this page does not know it."""
    return LANGUAGES.get(code, f"the language “{code}”" if code else "an unknown language")


def unread_words(reason: str) -> str:
    """Give why a report is kept but not read, as a sentence for a reader."""
    return f"{capital(reason.replace('`', ''))}."


def place_short(place: Place | None) -> str:
    """Give a place by its name, for where its precision stands elsewhere."""
    return "place unknown" if place is None else place.words


def acts_words(codes: Sequence[str]) -> str:
    """Give act types for a reader, in their order."""
    # What no kind is known of ("attack") says nothing beside the kinds that are.
    return ", ".join(ACTS.get(code, plain(code)) for code in codes if code != "other") or "not classified"


def plain(code: str) -> str:
    """Give a code of a vocabulary as words: `air_strike` reads `air strike`."""
    return code.replace("_", " ")


def value_words(value: str) -> str:
    """Give a claim's value for a reader; of whom a number counts is left out where nobody says it."""
    return value.removesuffix(" (unknown)")


def triple(tally: Tally) -> str:
    """Give the triple that every count of sources is given as."""
    parts = (counted(tally.reports, "report"), counted(tally.origins, "origin"))
    of_them = f", {party_words(tally)}" if tally.parties else ""
    return f"{parts[0]} / {parts[1]} / {tally.shown_independent:,} shown independent{of_them}"


def party_words(tally: Tally) -> str:
    """Say how many of those shown independent are parties to what happened."""
    of_them = "" if tally.shown_independent == 1 else f"{tally.parties:,} of them "
    return f"{of_them}{'a party' if tally.parties == 1 else 'parties'} to it"


def root(origin: Origin | None) -> str:
    """Give the name of the agent an origin goes back to."""
    return "origin unknown" if origin is None or origin.root is None else origin.root.name


def moment_words(moment: Moment) -> str:
    """Say which day a point of the timeline is, and which date it stands on: "published 27 March 2016"."""
    days = days_words(moment.start, moment.end) or "not dated"
    return f"{MOMENTS.get(moment.kind, plain(moment.kind)).lower()} {days}"


def time_words(time: TimeRange | None) -> str:
    """Give a range of days for a reader, and say so when the words name no single day."""
    if time is None:
        return "date unknown"
    return days_words(time.start, time.end) + ("" if time.precise else " (no single day given)")


def place_words(place: Place | None) -> str:
    """Give a place for a reader, with how precisely it is known and whether the name is ambiguous."""
    if place is None:
        return "place unknown"
    parts = [place.words]
    if place.precision_m is not None:
        parts.append(f"within {distance_words(place.precision_m)}")
    if place.candidates > 1:
        which = ", and it is not said which" if place.lat is None else ""
        parts.append(f"{place.candidates} places bear this name{which}")
    return ", ".join(parts)


def distance_words(metres: float) -> str:
    """Give a distance in metres or kilometres."""
    return f"{metres:,.0f} m" if metres < 1000 else f"{metres / 1000:,.3g} km"
