"""Who did it: the party a token heads, under its canonical name, and never a quantity, a weapon or a victim."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from counterclaim.extract.grammar.clauses import (
    SUBJECTS,
    act_nouns,
    acting,
    after,
    answers,
    child,
    clause_head,
    conjuncts,
)
from counterclaim.extract.grammar.phrase import called
from counterclaim.extract.named.agents import canonical, common, kind_of_noun, known
from counterclaim.extract.named.agreeing import agrees, subject_like
from counterclaim.extract.named.members import armed_before, army_of, hails_from, not_against, of_region, that_group
from counterclaim.extract.named.nouns import core, is_people, people_class, quantity, told_with, weapon_row, words
from counterclaim.extract.named.owners import belonging, denied_means
from counterclaim.extract.named.pronouns import (
    bidden,
    charged_one,
    of_the_charge,
    of_the_saying,
    said_of_self,
    they_all,
)
from counterclaim.extract.named.sentence import Sentence, country_of
from counterclaim.extract.named.two_lands import left_of, of_two_lands
from counterclaim.records.words import ACTING_BODIES, AgentKind

#: A name longer than this is a clause that the parser took for a name.
NAME_WORDS_MAX = 6
#: Words that may follow a plain noun ("men in olive uniforms") to tell who is meant.
TAIL_MAX = 4
MIN_LETTERS = 2
#: Stand for whoever speaks, and for whose people speak, until it is known who does.
SELF = "(the speaker)"
OURS = "(the speaker's side)"
#: Bare, these describe nobody: "individuals", "men", "the persons".
_ANYONE = frozenset({"individual", "person", "people", "man", "woman", "state", "other", "unit", "element", "member"})
_BARE = frozenset(
    {"regime", "government", "army", "military", "armed forces", "authorities", "armed force", "air force"}
)
_OWNED = frozenset({"regime", "government", "army"})
_STRIKES = frozenset({"shelling", "bombardment", "bombing", "strike", "airstrike", "raid", "fire", "offensive"}) | {
    *("attack", "assault", "ambush", "counterattack", "counteroffensive", "incursion", "advance")
}
_AIMED = frozenset({"on", "of", "at", "in", "against", "near"})
_RELATIVE = frozenset({"who", "which", "that", "whom"})
_NAMED = frozenset({"PERSON", "NORP", "ORG", "GPE"})
#: Who only reports: "press agencies said that the troops … their savagery".
_TELLERS = frozenset({"agency", "newspaper", "media", "press", "report", "broadcaster", "journalist"})
_DOERS = frozenset(
    {"man", "assailant", "attacker", "sniper", "bomber", "individual", "assassin", "killer", "hooligan", "perpetrator"}
    | {"warplane", "helicopter", "plane", "jet", "aircraft", "gunship", "unit", "squad", "elements", "opposition"}
    | {"group", "gang"}
)
_MACHINES = frozenset({"helicopter", "plane", "jet", "aircraft", "gunship", "bomber", "drone"})
_FORCES = frozenset({"force", "army", "military", "navy", "jet", "warplane", "aircraft", "drone", "artillery", "unit"})
_BEFORE = frozenset({"compound", "amod", "nmod"})
_FIRE = frozenset({"fire", "gunfire"})
ARMS = frozenset({"gun", "weapon", "munition", "battery", "launcher", "gunner", "crew"})
_NOT_PARTIES = frozenset({"civilian", "women", "children", "detainees"})


def parties(token: Any | None, sentence: Sentence, refer: bool = True) -> tuple[str, ...]:
    """Give the parties that a token and its coordinates name, first first; nothing where no party is named."""
    if token is None or any(c.lower_ in {"no", "neither"} for c in token.children):
        return ()  # "no group claimed it" names none
    token = they_all(token) or token
    if (whole := _one_name(token)) is not None:
        return (whole,)
    told = [t for t in conjuncts(token) if not any(c.lower_ == "not" and c.dep_ == "neg" for c in t.children)]
    if len(told) > 1 and any(t.lower_ == "respectively" for t in token.doc):
        return ()  # "were shelled by the army and the rebels respectively": which by whom, the order tells
    told = [t for t in told if t.lower_ not in {"other", "another"}]  # "blamed each other", "the other"
    both = [of_two_lands(one) or (party(one, sentence, refer),) for one in told]  # "the army and not the rebels"
    return tuple(dict.fromkeys(name for names in both for name in names if name and not left_of(name, told)))


def _one_name(token: Any) -> str | None:
    """Give the party whose name the parser takes for two: "the Islamic State of Iraq and the Levant", or None."""
    last = list(conjuncts(token))[-1]
    if last.i == token.i or token.pos_ != "PROPN" or last.pos_ != "PROPN":
        return None
    named = known(token.doc[token.left_edge.i : last.i + 1].text.removeprefix("the ").removeprefix("The "))
    return named.name if named is not None else None


def party(token: Any, sentence: Sentence, refer: bool = True) -> str | None:
    """Give the one party that a token heads, under its canonical name, or None.

    A pronoun is resolved inside its sentence; "the regime" is the government that the report names most; what a weapon
    or a plane belongs to did what it did.
    """
    if token.pos_ in {"PRON", "DET"} or _ours(token):
        return _referred(token, sentence) if refer else None
    # "Near Lom, two strikes destroyed …": the parser takes the place for who did it.
    placed = (
        token.i > 0 and token.dep_ in SUBJECTS and token.nbor(-1).lower_ in {"near", "in", "at", "around", "outside"}
    )
    # "Taken by force", "by storm" is by nobody.
    how = token.lower_ in {"force", "storm"} and token.left_edge.i == token.i and token.head.lower_ == "by"
    counted = quantity(token) and after(token, "of") is None
    # A dateline's place did nothing.
    if token.idx < sentence.body or placed or counted or how or token.ent_type_ in {"DATE", "TIME", "MONEY"}:
        return None
    filled = after(token, "of") if token.lemma_.lower() in acting()["vessels"] else None
    if filled is not None and weapon_row(filled) is not None:
        token = filled  # "a salvo of Russian missiles"
    tokens, article = [t for t in core(token) if t.idx >= sentence.body], child(token, "det")
    owner = sentence.memory.owner
    unnamed = token.lower_ == "militia" and sentence.memory.armed is None
    if len(tokens) == 1 and that_group(token, article) and not unnamed:
        return sentence.memory.armed if refer else None
    # "A government that kills" is any government, not the report's.
    loose = article is not None and article.lower_ in {"a", "an", "any"} and len(tokens) == 1
    bare = loose and token.lemma_.lower() in _BARE
    if (name := None if bare else _of_owner(token, sentence) or _collective(token, sentence)) is not None:
        return name
    if not loose and (name := _named_of(token, sentence) or _listed(tokens, owner) or _owning(token, tokens, sentence)):
        return name
    place = token.i in sentence.place_of and token.ent_type_ != "ORG" and known(token.text) is None
    told = _described(token, tokens) if _may_act(token) and not (place or bare) else None
    # "Killed by another group" is by none that the report names.
    other = told is not None and article is not None and article.lower_ == "another" and len(tokens) == 1
    return f"another {told}" if other else told and common(told)


def _named_so(token: Any) -> str | None:
    name = called(token)
    return canonical(name) if name is not None else None


def _ours(token: Any) -> bool:
    """Say whether a noun means the speaker's own people: "our forces", "our fighters"."""
    return commanded(token) and any(c.lower_ == "our" and c.dep_ == "poss" for c in token.children)


def commanded(token: Any) -> bool:
    """Say whether a noun can mean the people or the arms of one who commands: "his men", "our forces"."""
    return people_class(token) == "combatant" or token.lemma_.lower() in _FORCES | {"man", "hero", "pilot"}


def _of_owner(token: Any, sentence: Sentence) -> str | None:
    """Give a group's name for itself, or whose "its forces" are: a government's army, or the party itself."""
    poss = child(token, "poss")
    if (named := _named_so(token)) is not None:
        return named
    machine, pronoun = token.lemma_.lower() in _MACHINES, poss is not None and poss.tag_ == "PRP$"
    force = machine or (pronoun and commanded(token))
    if poss is None or not force:
        return None
    owner = _referred(poss, sentence) if pronoun else party(poss, sentence, refer=False)
    if owner is None:
        return None
    army = known(f"{owner.split(maxsplit=1)[0]} army")
    return army.name if army is not None else owner


def _collective(token: Any, sentence: Sentence) -> str | None:
    """Give of whom "a group of policemen" or "members of the guard" is, or None."""
    inner = after(token, "of", "from")
    fighters = token.tag_ in {"NNS", "NNPS"} and people_class(token) == "combatant" and _body(inner)
    if token.lemma_.lower() not in acting()["collective"] and not (quantity(token) or fighters):
        return None
    if inner is None:
        before = armed_before(token)
        return (_listed(before[1], sentence.memory.owner) or before[0]) if before is not None else None
    if (named := army_of(token, inner)) is None and not hails_from(inner, sentence):
        named = party(inner, sentence, refer=False)
    return named or (words(core(inner)) if inner.pos_ == "NOUN" and people_class(inner) == "combatant" else None)


def _named_of(token: Any, sentence: Sentence) -> str | None:
    """Give a body by its whole name, where that goes on after "of": "the Army of Concord", "the Lions of the Dawn"."""
    inner = after(token, "of", "for") if token.pos_ == "PROPN" and _body(token) else None
    place = sentence.place_of.get(inner.i) if inner is not None else None
    if inner is None or inner.pos_ != "PROPN" or (place is not None and place.place.level == "country"):
        return None
    more = after(inner, "of")  # "the Front for the Liberation of Lom"
    last = more if more is not None and more.pos_ == "PROPN" and inner.head.lower_ == "for" else inner
    whole = " ".join(token.doc[core(token)[0].i : last.i + 1].text.split())
    listed = known(whole)
    return listed.name if listed is not None else whole


def _body(token: Any) -> bool:
    """Say whether a token names a body of armed people: what "rebels of the Lom Liberation Front" are of."""
    kinds = (AgentKind.ARMED_ACTOR, AgentKind.ORGANISATION)
    return (
        token is not None and token.pos_ == "PROPN" and token.ent_type_ != "GPE" and kind_of_noun(token.lower_) in kinds
    )


def _owning(token: Any, tokens: Sequence[Any], sentence: Sentence) -> str | None:
    """Give the listed party that a phrase says its people or its weapons are of."""
    lemma, owner = token.lemma_.lower(), sentence.memory.owner
    if (_weapon(token) or lemma in _MACHINES) and (whose := belonging(token)) is not None:
        return party(whose, sentence, refer=False)
    if _weapon(token):
        name, planted = _holder(tokens[:-1], owner) or holder(token, sentence), child(token, "acl")
        if planted is not None and denied_means(planted):
            return None
        agent = (after(planted, "by") if planted is not None else after(token, "of")) if name is None else None
        return party(agent, sentence, refer=False) if agent is not None else name
    if lemma in _MACHINES and tokens[:-1] and (army := known(f"{tokens[0].text} warplanes")) is not None:
        return army.name
    if lemma in _FIRE:
        armed = next((t for t in tokens[:-1] if kind_of_noun(t.lower_) is AgentKind.ARMED_ACTOR), None)
        return holder(token, sentence) or (words([armed]) if armed is not None else None)
    plain = lemma in {"man", "individual", "assailant"}
    return not_against(token, _holder(tokens[:-1], None if plain else owner, lands=False)) if _may_act(token) else None


def _described(token: Any, tokens: Sequence[Any]) -> str | None:
    """Give an unlisted party as the words describe it: "uniformed men", "men in uniform", "men wearing uniforms"."""
    named = words(tokens)
    if len(tokens) == 1 and token.tag_ in {"NNS", "NNPS"} and kind_of_noun(named.lower()) is not None:
        named = named.lower()  # at the head of a sentence "Rebels" is no name
    if len(tokens) == 1 and token.lemma_.lower() in _ANYONE and not _told_apart(token):
        return None
    bare = token.dep_ in _BEFORE or (token.dep_ == "nsubj" and kind_of_noun(f"{named.lower()}s") is not None)
    if bare and child(token, "det") is None and people_class(token) == "combatant" and not named.endswith("s"):
        return f"{named}s"
    if len(tokens) == 1 and token.lemma_ in _DOERS:
        more = next((c for c in token.children if (c.dep_ == "acl" and c.tag_ == "VBG") or c.lower_ == "in"), None)
        tail = told_with(more) if more is not None else []
        named = words([*tokens, *tail]) if 0 < len(tail) <= TAIL_MAX else named
    placed = tokens[0].lower_ in {"near", "in", "at", "on", "outside"}
    if placed or not 0 < len(named.split()) <= NAME_WORDS_MAX or len(named) < MIN_LETTERS:
        named = words([token])
    return named or None


def _told_apart(token: Any) -> bool:
    """Say whether words after a noun tell who is meant: "men in uniform", "individuals wearing masks"."""
    return any(
        (c.dep_ == "acl" and c.tag_ == "VBG") or c.lower_ in {"in", "with"} for c in token.children if c.i > token.i
    )


def _listed(tokens: Sequence[Any], owner: str | None) -> str | None:
    """Give the listed party of a phrase: as a whole, without its first words, or as the government's own."""
    texts = [t.text for t in tokens]
    for first in range(len(tokens)):
        phrase = " ".join(texts[first:]).replace(" - ", "-").replace(" '", "'").replace(" ’", "’")
        if (found := known(phrase)) is not None and not (
            first and (of_region(tokens[first]) or (len(texts) - first == 1 and tokens[-1].pos_ != "PROPN"))
        ):
            return found.name
        if first == 0 and owner and _own(phrase.lower()) and (found := known(f"{owner} {phrase}")) is not None:
            return found.name
        if first == 0 and owner and phrase.lower() == "air force":
            return f"{owner} air force"
    return None


def _own(phrase: str) -> bool:
    first, _, rest = phrase.partition(" ")
    return phrase in _BARE or (
        first in _OWNED and rest in {"forces", "troops", "soldiers", "warplanes", "jets", "army"}
    )


def _holder(tokens: Sequence[Any], owner: str | None, lands: bool = True) -> str | None:
    """Give the listed party named among modifiers ("the regime's bombs", "Russian warplanes", "ISIL fighters")."""
    for first in range(len(tokens)):
        for last in range(len(tokens), first, -1):
            part = [t for t in tokens[first:last] if t.tag_ != "POS"]
            if not part or _not_holder(part):
                continue
            phrase = " ".join(t.text for t in part).replace(" - ", "-")
            if (found := known(phrase)) is not None and found.kind is not AgentKind.OUTLET:
                return found.name
            if owner and not first and phrase.lower() == "air force":
                return f"{owner} air force"
            if owner and not first and phrase.lower() in _BARE and (found := known(f"{owner} {phrase}")) is not None:
                return found.name
            if lands and len(part) == 1 and part[0].ent_type_ == "NORP" and (country := country_of(phrase)) is not None:
                return country
    return None


def _not_holder(part: Sequence[Any]) -> bool:
    """Say whether words before a noun are no owner: a country as a place, unless "United …", or "American-led"."""
    last = part[-1]
    following = last.doc[last.i + 1].text if last.i + 1 < len(last.doc) else ""
    land = last.ent_type_ in {"GPE", "LOC"} and last.dep_ in {"compound", "nmod"} and not last.text.isupper()
    return following == "-" or (land and part[0].lower_ != "united") or of_region(part[0])


def _may_act(token: Any) -> bool:
    """Say whether a noun can be who did something: a name, a body, armed people; never victims or things."""
    lemma = token.lemma_.lower()
    group = people_class(token)
    if group in _NOT_PARTIES or weapon_row(token) is not None:
        return False
    if lemma in _DOERS or group == "combatant":
        return True
    kind = kind_of_noun(lemma) or kind_of_noun(token.lower_)
    if kind in ACTING_BODIES:
        return True
    return token.pos_ == "PROPN" and (token.ent_type_ in _NAMED or answers(token))


def _referred(token: Any, sentence: Sentence) -> str | None:
    """Give the party that a pronoun stands for inside its sentence, or None."""
    if token.lower_ in _RELATIVE:
        verb = clause_head(token)
        while verb.dep_ == "ccomp" and verb.head.dep_ in {"relcl", "ccomp"}:
            verb = verb.head  # "the army, which activists said had shelled it"
        noun = verb.head if verb.dep_ == "relcl" else None
        on = noun.head if noun is not None and noun.dep_ == "pobj" and noun.head.lower_ in _AIMED else None
        if on is not None and token.lower_ == "which" and on.head.lemma_.lower() in act_nouns():
            noun = None  # "the strike on Lom, which destroyed the bridge"
        return party(noun, sentence, refer=False) if noun is not None and noun.pos_ not in {"PRON", "VERB"} else None
    if token.lower_ in {"we", "us"} or _ours(token):
        return OURS
    known_one = token.lower_ in {"it", "they", "itself", "its", "their", "his", "he", "she"}
    if known_one and (one := charged_one(token)) is not None:
        return party(one, sentence, refer=False)
    if said_of_self(token) or of_the_saying(token):
        return SELF
    return _told_before(token, sentence) if known_one and not of_the_charge(token) else None


def _told_before(token: Any, sentence: Sentence) -> str | None:
    """Give the party of the sentence, or of the one before, that a pronoun may mean."""
    asked = bidden(token)
    if asked is not None and agrees(token, asked) and (name := party(asked, sentence, refer=False)) is not None:
        return name
    own = clause_head(token).i
    above = {t.i for t in clause_head(token).ancestors} if token.tag_ != "PRP$" else set()
    # "X, in a paper published by Y, said it …": the subject of the clause above comes first.
    for other in sorted(sentence.doc[: token.i], key=lambda t: (clause_head(t).i not in above, -t.i)):
        if other.dep_ not in {"nsubj", "nsubjpass", "pobj", "dobj"} or other.pos_ not in {"NOUN", "PROPN"}:
            continue
        # "None of its fighters": no pronoun means the phrase that it stands in.
        if (
            not subject_like(other)
            or {kind_of_noun(t.lower_) for t in core(other)} & {AgentKind.OUTLET}
            or other.lemma_.lower() in _TELLERS
            or other.is_ancestor(token)
            or (clause_head(other).i == own and token.tag_ != "PRP$")
        ):
            continue
        name = _of_spokesman(other) or (party(other, sentence, refer=False) if agrees(token, other) else None)
        if name is not None:
            return name
    first = not any(t.dep_ in SUBJECTS for t in sentence.doc[: token.i])
    return sentence.memory.party if first and token.lower_ in {"it", "its"} else None


def _of_spokesman(token: Any) -> str | None:
    """Give the listed body whose spokesman a noun is ("Orsk's military spokesman"), or None."""
    if not token.lower_.startswith("spokes"):
        return None
    before = known(" ".join(t.text for t in core(token)[:-1]).replace(" 's", "'s"))
    return before.name if before is not None else None


def holder(token: Any, sentence: Sentence) -> str | None:
    """Give the listed party among the words before an act's noun ("Russian air strikes", "FMLN offensive")."""
    poss = child(token, "poss")
    arms = _weapon(token) or token.lemma_.lower() in _STRIKES  # "the rebels' attack" is theirs
    theirs = poss is not None and (not is_people(poss) or (people_class(poss) == "combatant" and arms))
    if theirs and (name := party(poss, sentence)) is not None:
        return name
    owned = {t.i for t in poss.subtree} if poss is not None else set()  # "the monks' murder" is no deed of monks
    left = [t for t in core(token)[:-1] if t.lower_ not in {"air", "ground"} and t.i not in owned]
    left = [t for t in left if not (arms and poss is not None and t.lower_ == "military")]
    if (name := _holder(left, sentence.memory.owner)) is not None:
        return name
    noun = next((t for t in left if t.dep_ in _BEFORE and people_class(t) == "combatant"), None)
    if noun is None and _weapon(token):
        armed = next((t for t in left if kind_of_noun(t.lower_) is AgentKind.ARMED_ACTOR), None)
        fighter = next((t for t in left if people_class(t) == "combatant"), None)  # "a rebel shell"
        return words([armed]) if armed is not None else f"{fighter.lemma_.lower()}s" if fighter is not None else None
    if noun is None and token.lemma_.lower() in _STRIKES:
        # "Army shelling", "government air strikes"
        body = next((t for t in left if t.dep_ in _BEFORE and _strikes(t) and token in (t.head, t.head.head)), None)
        return body.lower_ if body is not None else None
    return f"{noun.lemma_.lower()}s" if noun is not None and noun.lemma_.lower() != "terrorist" else None


def _strikes(token: Any) -> bool:
    """Say whether a noun before that of a strike is of who strikes: "army", "government"."""
    return token.lower_ in _BARE | {"police"} or kind_of_noun(token.lower_) is AgentKind.ARMED_ACTOR


def _weapon(token: Any) -> bool:
    """Say whether a noun is a weapon, or what is fired with: what it does, its owner does."""
    return weapon_row(token) is not None or token.lemma_.lower() in ARMS
