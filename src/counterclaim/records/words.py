"""The closed vocabularies: each value is a word of the design or of a published standard, never a bool or a None."""

from __future__ import annotations

from enum import StrEnum

#: The answer to who did it where words only leave that open.
NOT_NAMED = "unknown"


class AgentKind(StrEnum):
    """Who speaks or acts. `generic` names nobody ("sources"); `unnamed_group` is typed ("residents")."""

    PERSON = "person"
    OUTLET = "outlet"
    ORGANISATION = "organisation"
    OFFICIAL_BODY = "official_body"
    ARMED_ACTOR = "armed_actor"
    UNNAMED_GROUP = "unnamed_group"
    GENERIC = "generic"


#: Bodies that do things of their own, and with outlets, which only tell of them, all bodies that speak.
ACTING_BODIES = frozenset({AgentKind.ORGANISATION, AgentKind.OFFICIAL_BODY, AgentKind.ARMED_ACTOR})
BODIES = ACTING_BODIES | {AgentKind.OUTLET}
#: Kinds that are surely no person's; what is read as an organisation may be one, where nothing but a name tells of it.
SURE_BODIES = BODIES - {AgentKind.ORGANISATION}


class Speech(StrEnum):
    """How words are given. `own` marks a report's own author speaking in its own voice."""

    DIRECT = "direct"
    INDIRECT = "indirect"
    MIXED = "mixed"
    SCARE = "scare"
    OWN = "own"


class Stance(StrEnum):
    """What the speaker does with the proposition."""

    ASSERT = "assert"
    DENY = "deny"
    CONCEDE = "concede"
    QUESTION = "question"
    RETRACT = "retract"
    THREATEN = "threaten"


class Factuality(StrEnum):
    """FactBank's committed values (Saurí & Pustejovsky 2009): certain, probable, possible; plus, minus, unknown."""

    CERTAIN = "CT+"
    PROBABLE = "PR+"
    POSSIBLE = "PS+"
    CERTAIN_NOT = "CT-"
    PROBABLE_NOT = "PR-"
    POSSIBLE_NOT = "PS-"
    CERTAIN_POLARITY_UNKNOWN = "CTu"
    UNCOMMITTED = "Uu"


class Sure(StrEnum):
    """How sure a speaker is, as a person says it of a claim they draw."""

    CERTAIN = "certain"
    PROBABLE = "probable"
    POSSIBLE = "possible"


class ClaimAct(StrEnum):
    """What kind of act a claim is (standards §11.3)."""

    REPORT = "report"
    ALLEGE = "allege"
    CLAIM_RESPONSIBILITY = "claim_responsibility"
    ATTRIBUTE_TO_OTHER = "attribute_to_other"
    ACCEPT_RESPONSIBILITY = "accept_responsibility"
    CONCEDE_HARM = "concede_harm"
    DENY_EVENT = "deny_event"
    DENY_HARM = "deny_harm"
    DENY_RESPONSIBILITY = "deny_responsibility"
    GIVE_ALTERNATIVE = "give_alternative"
    GIVE_NUMBER = "give_number"
    CONFIRM_OWN_EARLIER = "confirm_own_earlier"
    RETRACT = "retract"
    CANNOT_VERIFY = "cannot_verify"


class Aspect(StrEnum):
    """Which question about a happening a claim answers (design §3)."""

    OCCURRENCE = "occurrence"
    ACT_TYPE = "act_type"
    TIME = "time"
    PLACE = "place"
    CONTROL = "control"
    PERPETRATOR = "perpetrator"
    MANNER = "manner"
    VICTIM_IDENTITY = "victim_identity"
    VICTIM_STATUS = "victim_status"
    COUNT = "count"
    WEAPON = "weapon"
    TARGET = "target"
    DAMAGE = "damage"
    DISPLACEMENT = "displacement"
    MOTIVE = "motive"
    CHARACTERISATION = "characterisation"


class ActType(StrEnum):
    """What happened (standards §3.6), one word each; the crosswalk to other schemes is a data file.

    `statement` is a verbal act worth a question of its own (an announcement, a speech); `other` is a happening that no
    lexicon entry names.
    """

    AIR_STRIKE = "air_strike"
    DRONE_STRIKE = "drone_strike"
    SHELLING = "shelling"
    IED_MINE = "ied_mine"
    SUICIDE_BOMB = "suicide_bomb"
    CHEMICAL_ATTACK = "chemical_attack"
    CLASH = "clash"
    MASSACRE_EXECUTION = "massacre_execution"
    CROSSFIRE_DEATH = "crossfire_death"
    ABDUCTION = "abduction"
    ENFORCED_DISAPPEARANCE = "enforced_disappearance"
    DETENTION = "detention"
    TORTURE = "torture"
    SEXUAL_VIOLENCE = "sexual_violence"
    LOOTING = "looting"
    PROPERTY_DESTRUCTION = "property_destruction"
    SIEGE_BLOCKADE = "siege_blockade"
    DISPLACEMENT = "displacement"
    TERRITORY_CHANGE_FORCE = "territory_change_force"
    TERRITORY_CHANGE_PEACEFUL = "territory_change_peaceful"
    CEASEFIRE_AGREEMENT = "ceasefire_agreement"
    STATEMENT = "statement"
    OTHER = "other"


class Measure(StrEnum):
    """What a number counts."""

    KILLED = "killed"
    INJURED = "injured"
    MISSING = "missing"
    DETAINED = "detained"
    DISPLACED = "displaced"
    DAMAGED = "damaged"
    DESTROYED = "destroyed"
    OTHER = "other"


class VictimClass(StrEnum):
    """Whom a number counts; `unknown` when the words do not say."""

    CIVILIAN = "civilian"
    COMBATANT = "combatant"
    CHILDREN = "children"
    WOMEN = "women"
    DETAINEES = "detainees"
    UNKNOWN = "unknown"


class Basis(StrEnum):
    """What the speaker's knowledge rests on, as far as the words say."""

    WITNESSED = "witnessed"
    HEARSAY = "hearsay"
    DOCUMENT = "document"
    IMAGERY = "imagery"
    INFERRED = "inferred"
    UNDISCLOSED = "undisclosed"


class Take(StrEnum):
    """Where an agent or an origin stands on one answer."""

    ASSERTS = "asserts"
    DENIES = "denies"
    HEDGES = "hedges"
    RELAYS = "relays"
    SILENT = "silent"
    NOT_READ = "not read here"


class LineageKind(StrEnum):
    """Why two reports or claims are one voice (design §7). `same_owner` never joins origins: it is only shown."""

    QUOTES = "quotes"
    WIRE_COPY = "wire_copy"
    TRANSLATION = "translation"
    SAME_WITNESS = "same_witness"
    SAME_PRESSER = "same_presser"
    SAME_DOCUMENT = "same_document"
    SAME_FOOTAGE = "same_footage"
    SAME_TEXT = "same_text"
    SAME_OWNER = "same_owner"


#: Kinds of edges that a copy has.
COPIES = frozenset({LineageKind.WIRE_COPY, LineageKind.SAME_TEXT, LineageKind.TRANSLATION})


class Relation(StrEnum):
    """How one agent stands to another in the registry: agent, relation, other (docs/reference/registry.md)."""

    OWNS = "owns"
    EDITS = "edits"
    WIRE_OF = "wire_of"
    SPOKESPERSON_OF = "spokesperson_of"
    MEMBER_OF = "member_of"
    PARENT_UNIT_OF = "parent_unit_of"
    ALIAS_OF = "alias_of"
    STATE_MEDIA = "state_media"


class StateMedia(StrEnum):
    """How an outlet is tied to a state, by what it is in law; a fact about the source, never about a claim."""

    STATE_AGENCY = "state_agency"
    STATE_BROADCASTER = "state_broadcaster"
    STATE_OWNED = "state_owned"
    PUBLIC_SERVICE = "public_service"
    STATE_FUNDED = "state_funded"
    PARTY_OWNED = "party_owned"


class DecisionKind(StrEnum):
    """What an analyst can decide (design §3)."""

    ACCEPT = "accept"
    REJECT = "reject"
    CORRECT = "correct"
    #: Draw a claim that nothing read: its words, and what they say.
    CLAIM = "claim"
    SPLIT_EVENT = "split_event"
    JOIN_EVENTS = "join_events"
    SPLIT_ORIGIN = "split_origin"
    JOIN_ORIGINS = "join_origins"
    CAMP = "camp"
    LETTER = "letter"
    GRADE = "grade"
    NEAR_ACTION = "near_action"
    SHOW_NAME = "show_name"
    UNDO = "undo"


class ArtifactRole(StrEnum):
    """What bytes are that are kept and are no report."""

    PICTURE = "picture"
    RECORDING = "recording"
    #: A part of a saved page: a style, a script, a frame.
    PART = "part"
    #: What proves or describes other bytes: digests, signatures, time stamps, indexes, logs.
    PROOF = "proof"
