"""Which Windows code page of Latin letters some bytes are in: that in which one language has most of their letters.

A few names in an English text fit every page alike, and so a guess by statistics says nothing: "Lefèvre" is as good as
"Lefčvre". Letters are those beyond ASCII that each language's alphabet has, listed from general knowledge: they were
not checked against Unicode CLDR.
"""

from __future__ import annotations

from collections import Counter

#: By page, the first where all fit alike: its languages.
_PAGES = {
    "cp1252": ("es", "pt", "fr", "de", "it", "nl", "sv", "ca", "sq", "da", "fi", "no", "is"),
    "cp1254": ("tr",),
    "cp1250": ("pl", "ro", "hu", "cs", "hr", "sk", "sl"),
    "cp1257": ("lt", "lv", "et"),
    "cp1258": ("vi",),
}
#: Small letters of each, the languages of more speakers first.
_LETTERS = {
    "es": "áéíñóúü", "pt": "ãáàâçéêíõóôú", "fr": "àâæçéèêëîïôœùûüÿ", "de": "äöüß", "tr": "âçğıîöşüû",
    "vi": "ăâđêôơưáéíóúýàèìòùãõ", "it": "àéèìóòù", "pl": "ąćęłńóśźż", "nl": "áäéëíïóöúü", "ro": "ăâîşţ",
    "hu": "áéíóöőúüű", "cs": "áčďéěíňóřšťúůýž", "sv": "åäöàé",
    "ca": "àçéèíïóòúü", "sq": "çë", "da": "åæø", "hr": "čćđšž", "sk": "áäčďéíĺľňóôŕšťúýž", "fi": "åäöšž", "no": "åæøéô",
    "lt": "ąčęėįšųūž", "sl": "čšž", "lv": "āčēģīķļņšūž", "et": "äõöüšž", "is": "áðéíóúýþæö",
}  # fmt: skip
_BY_SPEAKERS = tuple(_LETTERS)


def likeliest(data: bytes, guessed: str) -> str:
    """Give the page that bytes are likely in, where a page of Latin letters was guessed; else what was guessed.

    Of languages that have as many of the letters, that of more speakers is likelier.
    """
    if guessed not in _PAGES:
        return guessed
    return max(_PAGES, key=lambda page: _fit(data, page))


def _fit(data: bytes, page: str) -> tuple[int, int]:
    """Give how many letters beyond ASCII one language of a page has, and where that one stands, the likelier higher."""
    try:
        letters = Counter(c for c in data.decode(page).lower() if c.isalpha() and not c.isascii())
    except UnicodeDecodeError:
        return -1, 0
    return max((sum(letters[c] for c in _LETTERS[code]), -_BY_SPEAKERS.index(code)) for code in _PAGES[page])
