"""Names of languages, in English and in the language itself, to ISO 639-1 codes; the names follow Unicode CLDR."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from functools import cache

_TAG = re.compile(r"^([a-z]{2,3})(?:[-_][a-z0-9]+)*$")
_REMARK = re.compile(r"\s*[(（].*$")
#: One language a line: ISO 639-1 code, its three-letter codes, its names.
_ROWS = """
aa|aar|Afar|Qafar
ab|abk|Abkhazian|Аԥсшәа
ae|ave|Avestan
af|afr|Afrikaans
ak|aka fat|Akan
am|amh|Amharic|አማርኛ
an|arg|Aragonese|aragonés
ar|ara arb|Arabic|العربية
as|asm|Assamese|অসমীয়া
av|ava|Avaric
ay|aym ayr|Aymara
az|aze azj|Azerbaijani|azərbaycan
ba|bak|Bashkir|башҡорт теле
be|bel|Belarusian|беларуская
bg|bul|Bulgarian|български
bi|bis|Bislama
bm|bam|Bambara|bamanakan
bn|ben|Bangla|বাংলা|Bengali
bo|bod tib|Tibetan|བོད་སྐད་
br|bre|Breton|brezhoneg
bs|bos|Bosnian|bosanski
ca|cat|Catalan|català
ce|che|Chechen|нохчийн
ch|cha|Chamorro
co|cos|Corsican|corsu
cr|cre cwd|Cree
cs|ces cze|Czech|čeština
cu|chu|Church Slavic|церковнослове́нскїй
cv|chv|Chuvash|чӑваш
cy|cym wel|Welsh|Cymraeg
da|dan|Danish|dansk
de|deu ger|German|Deutsch
dv|div|Divehi|ދިވެހިބަސް
dz|adp dzo|Dzongkha|རྫོང་ཁ
ee|ewe|Ewe|eʋegbe
el|ell gre|Greek|Ελληνικά
en|eng|English
eo|epo|Esperanto
es|spa|Spanish|español|Castilian
et|ekk est|Estonian|eesti
eu|baq eus|Basque|euskara
fa|fas per pes|Persian|فارسی|Farsi
ff|fuc ful|Fula|Pulaar
fi|fin|Finnish|suomi
fj|fij|Fijian
fo|fao|Faroese|føroyskt
fr|fra fre|French|français
fy|fry|Western Frisian|Frysk
ga|gle|Irish|Gaeilge
gd|gla|Scottish Gaelic|Gàidhlig
gl|glg|Galician|galego
gn|grn gug|Guarani|avañe’ẽ
gu|guj prp|Gujarati|ગુજરાતી
gv|glv|Manx|Gaelg
ha|hau|Hausa
he|heb|Hebrew|עברית
hi|hin|Hindi|हिन्दी
ho|hmo|Hiri Motu
hr|hrv scr|Croatian|hrvatski
ht|hat|Haitian Creole|Kreyòl Ayisyen
hu|hun|Hungarian|magyar
hy|arm hye|Armenian|հայերեն
hz|her|Herero
ia|ina|Interlingua|interlingua
id|ind|Indonesian|Indonesia
ie|ile|Interlingue
ig|ibo|Igbo
ii|iii|Sichuan Yi|ꆈꌠꉙ
ik|esk ipk|Inupiaq
io|ido|Ido
is|ice isl|Icelandic|íslenska
it|ita|Italian|italiano
iu|ike iku|Inuktitut|ᐃᓄᒃᑎᑐᑦ
ja|jpn|Japanese|日本語
jv|jav|Javanese|Jawa
ka|geo kat|Georgian|ქართული
kg|kng kon|Kongo
ki|kik|Kikuyu|Gikuyu
kj|kua|Kuanyama
kk|kaz|Kazakh|қазақ тілі
kl|kal|Kalaallisut|kalaallisut
km|khm|Khmer|ខ្មែរ
kn|kan|Kannada|ಕನ್ನಡ
ko|kor|Korean|한국어
kr|kau knc|Kanuri
ks|kas|Kashmiri|کٲشُر
ku|kmr kur|Kurdish|kurdî (kurmancî)|Kurmanji
kv|kom kpv|Komi
kw|cor|Cornish|kernewek
ky|kir|Kyrgyz|кыргызча
la|lat|Latin|Latina
lb|ltz|Luxembourgish|Lëtzebuergesch
lg|lug|Ganda|Luganda
li|lim|Limburgish
ln|lin|Lingala|lingála
lo|lao|Lao|ລາວ
lt|lit|Lithuanian|lietuvių
lu|lub|Luba-Katanga|Tshiluba
lv|lav lvs|Latvian|latviešu
mg|mlg plt|Malagasy
mh|mah|Marshallese
mi|mao mri|Māori
mk|mac mkd|Macedonian|македонски
ml|mal|Malayalam|മലയാളം
mn|drh khk mon|Mongolian|монгол
mr|mar|Marathi|मराठी
ms|may msa zsm|Malay|Melayu
mt|mlt|Maltese|Malti
my|bur mya|Burmese|မြန်မာ
na|nau|Nauru
nb|nob|Norwegian Bokmål|norsk bokmål
nd|nde|North Ndebele
ne|nep npi|Nepali|नेपाली
ng|ndo|Ndonga
nl|dut nld|Dutch|Nederlands|Flemish
nn|nno|Norwegian Nynorsk|norsk nynorsk
no|nor|Norwegian|norsk
nr|nbl|South Ndebele
nv|nav|Navajo|Diné Bizaad
ny|nya|Nyanja
oc|oci|Occitan|occitan
oj|ojg oji|Ojibwa
om|gaz orm|Oromo|Oromoo
or|ori ory|Odia|ଓଡ଼ିଆ
os|oss|Ossetic|ирон
pa|pan|Punjabi|ਪੰਜਾਬੀ
pi|pli|Pali
pl|pol|Polish|polski
ps|pbu pus|Pashto|پښتو|Pashtu
pt|por|Portuguese|português
qu|que quz|Quechua|Runasimi
rm|roh|Romansh|rumantsch
rn|run|Rundi|Ikirundi
ro|mol ron rum|Romanian|română|Moldovan
ru|rus|Russian|русский
rw|kin|Kinyarwanda|Ikinyarwanda
sa|cls san|Sanskrit|संस्कृत भाषा
sc|src srd|Sardinian|sardu
sd|snd|Sindhi|سنڌي
se|sme|Northern Sami|davvisámegiella
sg|sag|Sango|Sängö
sh|hbs|Serbo-Croatian
si|sin|Sinhala|සිංහල
sk|slk slo|Slovak|slovenčina
sl|slv|Slovenian|slovenščina
sm|smo|Samoan
sn|sna|Shona|chiShona
so|som|Somali|Soomaali
sq|alb als sqi|Albanian|shqip
sr|scc srp|Serbian|српски
ss|ssw|Swati|siSwati
st|sot|Southern Sotho|Sesotho
su|sun|Sundanese|Basa Sunda
sv|swe|Swedish|svenska
sw|swa swh|Swahili|Kiswahili
ta|tam|Tamil|தமிழ்
te|tel|Telugu|తెలుగు
tg|tgk|Tajik|тоҷикӣ
th|tha|Thai|ไทย
ti|tir|Tigrinya|ትግርኛ
tk|tuk|Turkmen|türkmen dili
tl|tgl|Tagalog
tn|tsn|Tswana|Setswana
to|ton|Tongan|lea fakatonga
tr|tur|Turkish|Türkçe
ts|tso|Tsonga|Xitsonga
tt|tat|Tatar|татар
tw|twi|Twi
ty|tah|Tahitian
ug|uig|Uyghur|ئۇيغۇرچە
uk|ukr|Ukrainian|українська
ur|urd|Urdu|اردو
uz|uzb uzn|Uzbek|o‘zbek
ve|ven|Venda|Tshivenḓa
vi|vie|Vietnamese|Tiếng Việt
vo|vol|Volapük
wa|wln|Walloon|walon
wo|wol|Wolof
xh|xho|Xhosa|IsiXhosa
yi|ydd yid|Yiddish|ייִדיש
yo|yor|Yoruba|Èdè Yorùbá
za|zha zyb|Zhuang|Vahcuengh
zh|chi cmn zho|Chinese|中文|Mandarin
zu|zul|Zulu|isiZulu
"""


def language_code(words: str) -> str | None:
    """Give the two-letter code of `en`, `en-GB`, `eng`, `English` or `español`; None for other words."""
    known = words.strip().casefold()
    if tag := _TAG.match(known):
        return _codes().get(tag.group(1)) or _codes().get(known)
    return _codes().get(known) or _codes().get(_REMARK.sub("", known))


def could_be(likely: Sequence[str], text: str) -> str:
    """Give the first of some likely languages that the text can be in; the first of all where it can be in none.

    What stands mostly in Latin letters is in no language that calls itself by others: a mail address is not Russian.
    """
    letters = [c for c in text if c.isalpha()]
    if 2 * sum(map(_latin, letters)) <= len(letters):
        return likely[0]
    return next((code for code in likely if code not in _in_other_letters()), likely[0])


def _latin(letter: str) -> bool:
    return unicodedata.name(letter, "").startswith("LATIN")


@cache
def _in_other_letters() -> frozenset[str]:
    """Give the codes of languages whose own name is not in Latin letters."""
    rows = _ROWS.strip().split("\n")
    return frozenset(row[:2] for row in rows if not all(_latin(c) for c in row if c.isalpha()))


@cache
def _codes() -> dict[str, str]:
    table: dict[str, str] = {}
    for row in _ROWS.strip().split("\n"):
        code, longer, *names = row.split("|")
        table |= {word.casefold(): code for word in (code, *longer.split(), *names)}
    return table
