"""By what a source is found who is not named: telephone numbers, mail addresses, handles and accounts in words."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator

#: It begins where no letter of it stands before: a line of a hundred thousand dashes would be read from each of them.
_MAIL = re.compile(r"(?<![\w.+-])[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
#: A number as people write it: with its country (`+…`), with its trunk prefix (`0…`), or after a word that says so.
_DIGITS = r"\d(?:[ \u00a0()/-]{0,2}\d){%d,14}"
_DIALLED = re.compile(rf"(?<![\w.,:/+-])\(?(?:\+{_DIGITS % 6}|0{_DIGITS % 7})(?![\w:]|[.,]\d)")
_SAID = re.compile(
    r"\b(?:tel|phone|telephone|mobile|cell|whatsapp|signal|viber|call)\b[.:]?\s*(?:(?:no|number)\b[.:]?\s*)?"
    rf"(?P<number>\+?{_DIGITS % 5})",
    re.IGNORECASE,
)
_DAY = re.compile(r"\(?\d{1,2}[/-]\d{1,2}[/-](?:\d{2}|\d{4})\b|\d{4}[-/ .]\d\d[-/ .]\d\d\b")
#: A name at a service, as it is written in words and in the address of somebody's page there.
_HANDLE = re.compile(r"(?<![\w@./+-])@(?P<name>[A-Za-z_][\w.]{1,30}\w)")
_HOSTS = ("t.me", "x.com", "twitter.com", "instagram.com", "facebook.com", "tiktok.com", "vk.com", "wa.me")
_PAGE = re.compile(
    rf"(?<![\w.])(?:www\.)?(?:{'|'.join(map(re.escape, _HOSTS))})/@?(?P<name>\w[\w.]{{1,60}}\w)", re.IGNORECASE
)
#: A bank's account as ISO 13616 writes it, a card's number, an account after a word that says so, keys of coins.
_IBAN = re.compile(r"(?<![0-9A-Za-z])[A-Z]{2}\d{2}[A-Z0-9]{0,30}(?:[ -][A-Z0-9]{2,30}){0,9}(?![0-9A-Za-z])")
_CARD = re.compile(r"(?<![\d.,])\d{4}(?:[ -]?\d{4}){2,3}(?:[ -]?\d{1,3})?(?![\d.,]?\d)")
_ACCOUNT = re.compile(
    r"\b(?:account|acct|iban|card|wallet)\b[.:]?\s*(?:(?:no|number)\b[.:]?\s*)?(?P<number>\d(?:[ -]?\d){5,25})(?!\w)",
    re.IGNORECASE,
)
_COIN = re.compile(
    r"(?<!\w)(?:0x[0-9a-fA-F]{40}|bc1[a-z0-9]{25,59}|T[1-9A-HJ-NP-Za-km-z]{33}|[13][1-9A-HJ-NP-Za-km-z]{25,33})(?!\w)"
)
_IBAN_MIN, _CARD_MIN, _LAST = 15, 13, 97
#: What stands between the digits of one number, how many digits tell it, and how many may stand before them.
_SIGNS, _TELLING, _TELLING_MIN, _BEFORE = r"[\s()./\u2010-\u2013-]{0,3}", 8, 7, 5
_NUMBER, _CODE = re.compile(r"[+(]*\d[\d\s()./-]*"), re.compile(r"[A-Z]{2}\d\d[A-Z0-9 -]{11,40}")


def ways_to_reach(text: str) -> frozenset[str]:
    """Give what somebody is reached or paid by, as a text writes it; days, sums and places on a map are none.

    Of a name at a service all that it may be written as elsewhere.
    """
    numbers = [m.group() for m in _DIALLED.finditer(text)] + [m["number"] for m in _SAID.finditer(text)]
    numbers += [m["number"] for m in _ACCOUNT.finditer(text)]
    cards = [m.group() for m in _CARD.finditer(text) if _is_card(m.group())]
    handles = {m["name"] for kind in (_HANDLE, _PAGE) for m in kind.finditer(_MAIL.sub(" ", text))}
    return frozenset(
        [*_MAIL.findall(text), *(n for n in numbers if not _DAY.match(n)), *cards, *_ibans(text)]
        + [m.group() for m in _COIN.finditer(text)]
        + [one for name in handles for one in _handle(name)]
    )


def _handle(name: str) -> Iterator[str]:
    """Give a name at a service as it may be written: bare too where it is no word."""
    yield f"@{name}"
    yield from (f"{host}/{sign}{name}" for host in _HOSTS for sign in ("", "@"))
    if not name.isalpha():
        yield name


def _ibans(text: str) -> Iterator[str]:
    """Give the accounts whose digits check by ISO 7064, MOD 97-10; words in capitals behind one are tried with it."""
    for found in _IBAN.finditer(text):
        ends = [m.end() for m in re.finditer(r"[A-Z0-9]+", found[0])]
        yield from (found[0][:end] for end in ends if _is_iban(found[0][:end]))


def _is_iban(words: str) -> bool:
    plain = re.sub(r"[ -]", "", words)
    turned = "".join(str(int(letter, 36)) for letter in plain[4:] + plain[:4])
    return len(plain) >= _IBAN_MIN and int(turned) % _LAST == 1


def _is_card(words: str) -> bool:
    """Say whether the digits check by ISO/IEC 7812-1, annex B."""
    digits = [int(d) for d in words if d.isdigit()]
    doubled = [sum(divmod(2 * d, 10)) for d in digits[-2::-2]]
    return len(digits) >= _CARD_MIN and (sum(digits[::-2]) + sum(doubled)) % 10 == 0


class Numbers:
    """Numbers to be found however they are spaced, with their country's prefix or without; other phrases are left."""

    def __init__(self, phrases: Iterable[str]) -> None:
        told = {core for phrase in phrases if (core := _core(phrase))}
        self._found = [(core, _pattern(core)) for core in sorted(told)]

    def spans(self, text: str) -> Iterator[tuple[int, int]]:
        """Give where they stand in a text."""
        if not self._found or not any(c.isdigit() for c in text):
            return
        plain = re.sub(r"\d", lambda m: str(unicodedata.decimal(m[0])), text)
        packed = re.sub(r"[\W_]+", "", plain).upper()
        for core, pattern in self._found:
            if core in packed:
                yield from (m.span() for m in pattern.finditer(plain))


def _core(phrase: str) -> str:
    """Give what of a number tells it: an account whole, of others the last digits; nothing for what is no number."""
    if _CODE.fullmatch(phrase):
        return re.sub(r"[ -]", "", phrase)
    digits = "".join(str(unicodedata.decimal(d)) for d in phrase if d.isdecimal()).lstrip("0")
    number = _NUMBER.fullmatch(phrase) and not _DAY.match(phrase) and len(digits) >= _TELLING_MIN
    return digits[-_TELLING:] if number else ""


def _pattern(core: str) -> re.Pattern[str]:
    digits = _SIGNS.join(core)
    if not core.isdecimal():
        return re.compile(rf"(?<!\w){digits}(?!\w)", re.IGNORECASE)
    return re.compile(rf"(?<!\d)[+(]{{0,2}}(?:\d{_SIGNS}){{0,{_BEFORE}}}{digits}(?!\d)")
