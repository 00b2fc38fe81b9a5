"""All words of a piece of HTML (a mail, a feed's entry), paragraph by paragraph; scripts and styles are left out."""

from __future__ import annotations

import re
from html.parser import HTMLParser

from counterclaim.errors import Refused

_BLOCKS = frozenset(
    {"address", "article", "aside", "blockquote", "body", "dd", "div", "dl", "dt", "figcaption", "figure", "footer",
     "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "li", "main", "nav", "ol", "p", "pre", "section",
     "table", "td", "th", "tr", "ul"}
)  # fmt: skip
_HIDDEN = frozenset({"script", "style", "head", "template", "noscript"})
_ENTITIES = re.compile(r"<!ENTITY\b|<!DOCTYPE[^>\[]{0,500}\[", re.IGNORECASE)
_BLANKS = re.compile(r"[^\S\n]+")
#: What ends comments and marked sections, and how those begin that then have no end.
_SECTIONS = (
    (re.compile(r"--\s*+>"), re.compile(r"<!--")),
    (re.compile(r"\]\s*+\]\s*+>"), re.compile(r"<!\[(?=\s*(?:temp|cdata|ignore|include|rcdata)\b)", re.IGNORECASE)),
    (re.compile(r"\]\s*+>"), re.compile(r"<!\[(?=\s*(?:if|else|endif)\b)", re.IGNORECASE)),
)
#: An attribute as a browser cuts it. Source: HTML Living Standard, 13.2.5.32 to 13.2.5.40.
_NAMED = r"""[\s/]*+[^\s/>][^\s/>=]*+(?:\s*+=\s*+(?:"[^"]*+"|'[^']*+'|[^\s>"'][^\s>]*+)?+)?+"""
_ATTRIBUTE = re.compile(_NAMED)
#: A start tag with its attributes; what stands in a comment or a script is no tag.
_STARTS = re.compile(
    rf"<!--(?:.*?-->|.*)|<(script|style)(?=[\s/>])((?:{_NAMED})*+)(?:.*?</\1|.*)|<[a-z][^\s/>]*+((?:{_NAMED})*+)",
    re.IGNORECASE | re.DOTALL,
)
#: Attributes of one element: the parser compares each with all before it (20,000 take half a second, 300,000 minutes).
ATTRIBUTES_MAX = 5_000


class _Words(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.out: list[str] = []
        self.hidden: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:  # noqa: ARG002 - HTMLParser's
        if tag in _HIDDEN:
            self.hidden.append(tag)
        elif tag == "body":
            self.hidden.clear()
        if tag in _BLOCKS:
            self.out.append("\n\n")
        elif tag == "br":
            self.out.append("\n")

    def handle_endtag(self, tag: str) -> None:
        if tag in self.hidden:
            self.hidden.remove(tag)
        elif tag in _BLOCKS:
            self.out.append("\n\n")

    def handle_data(self, data: str) -> None:
        if not self.hidden:
            self.out.append(re.sub(r"\s+", " ", data))


def words_of(html: str) -> str:
    """Give the words of HTML, with a blank line between blocks."""
    reader = _Words()
    # html.parser looks for the end of a tag, a comment or a section from where each begins, as often as one begins.
    last = html.rfind(">") + 1
    html = html[:last] + html[last:].replace("<", "&lt;")
    for ends, begins in _SECTIONS:
        last = max((end.end() for end in ends.finditer(html)), default=0)
        html = html[:last] + begins.sub(lambda begun: f"&lt;{begun[0][1:]}", html[last:])
    reader.feed(html)
    reader.close()
    lines = (_BLANKS.sub(" ", line).strip() for line in "".join(reader.out).split("\n"))
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()


def without_entities(label: str, text: str) -> None:
    """Check that markup declares no entities of its own. Raises Refused when it does: such files can be traps."""
    if _ENTITIES.search(text):
        came = "markup that declares entities of its own (perhaps a trap)"
        raise Refused(label, "plain markup", came, "Save the page or feed again, or take its text as .txt.")


def attributes(text: str) -> int:
    """Give how many attributes the element of HTML has that has the most."""
    most = 0
    for tag in _STARTS.finditer(text):
        told = tag[2] or tag[3] or ""
        if len(told) > 2 * most:  # each takes a blank and a letter at least
            most = max(most, sum(1 for _ in _ATTRIBUTE.finditer(told)))
    return most


def with_few_attributes(label: str, text: str) -> None:
    """Check that no element has more than `ATTRIBUTES_MAX` attributes. Raises Refused where one has."""
    if (came := attributes(text)) > ATTRIBUTES_MAX:
        bound = f"at most {ATTRIBUTES_MAX:,} attributes on one element"
        raise Refused(label, bound, f"{came:,}", "Save the page again, or take its text as .txt.")
