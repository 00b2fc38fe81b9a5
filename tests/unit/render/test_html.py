"""The pages: self-contained, inert, complete, and each figure one click from its words."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace
from importlib.resources import files

import pytest

from counterclaim.records.dossier import Dossier
from counterclaim.records.extent import NumberRange
from counterclaim.records.judgement import Finding, Tally
from counterclaim.records.source import Refusal
from counterclaim.render import html, markdown, table
from counterclaim.render.visible import visible
from tests.unit.render import sample
from tests.unit.render.reading import Page


@pytest.fixture(scope="module")
def markup() -> str:
    return html.page(sample.a_dossier())


@pytest.fixture(scope="module")
def page(markup: str) -> Page:
    return Page(markup)


def an_index() -> str:
    refusal = Refusal(name="<i>scan</i>.pdf", reason="it holds no text", todo="Supply a text.", sha256="ab" * 32)
    return html.index([sample.a_dossier()], "Kesh <valley>", [refusal], [sample.UNREAD], "run_1")


def test_nothing_is_loaded_and_nothing_runs(page: Page, markup: str) -> None:
    """A page has no script, no form, no outside address in an attribute, and a policy that forbids loading."""
    assert not {tag for tag, _ in page.tags} & {"script", "img", "link", "iframe", "form", "object", "embed", "base"}
    assert not [name for _, values in page.tags for name in values if name.startswith("on")]
    assert all(link.startswith("#") or link == "index.html" for link in page.attributes("href"))
    assert not page.attributes("src")
    assert "default-src 'none'; style-src 'unsafe-inline'; img-src data:" in markup
    css = markup[markup.index("<style>") : markup.index("</style>")]
    assert "@import" not in css
    assert "http" not in css


@pytest.mark.parametrize("make", [lambda: html.page(sample.a_dossier()), an_index])
def test_ids_are_unique_and_links_lead_somewhere(make: object) -> None:
    """Every link inside a page has its target, and no id stands twice."""
    found = Page(make())  # type: ignore[operator]
    ids = Counter(found.attributes("id"))
    assert not [name for name, count in ids.items() if count > 1]
    inner = {link[1:] for link in found.attributes("href") if link.startswith("#")}
    assert inner <= set(ids)


def test_each_claim_is_highlighted_in_the_whole_text(page: Page) -> None:
    """The marked text is the report's text, and each claim's id stands on its own first words."""
    dossier = sample.a_dossier()
    shown = Counter(page.texts)
    assert shown == Counter(visible(r.text) for r in (*dossier.reports, *dossier.not_read))
    for claim in dossier.claims:
        words = page.by_id[claim.id]
        assert words
        assert visible(claim.text).startswith(words)


def test_a_claim_in_pieces_is_lit_in_full(markup: str) -> None:
    """A claim that another one cuts has a rule of its own that lights its further pieces."""
    cut = sample.DESTROYED[0].id
    assert f":root:has(#{cut}:target) .in-{cut}" in markup


def test_hostile_words_stay_words(page: Page, markup: str) -> None:
    """Markup in a report, a name or an answer is shown, and hiding characters are written out."""
    assert "<script>alert('x')</script>" in page.by_id[sample.HOSTILE.id]
    assert "<script" not in markup
    assert "<i>no damage" not in markup
    assert not re.search("[\u200b\u202a-\u202e\u2066-\u2069]", markup)
    assert "⟦U+202E⟧" in markup
    assert "RIGHT-TO-LEFT OVERRIDE" in markup


def test_every_mark_has_words_for_those_who_hear_the_page(markup: str) -> None:
    """Each sign is hidden from a screen reader and has a word beside it."""
    cells = re.findall(r'class="mark".*?</(?:a|span)>\s*', markup, re.DOTALL)
    assert len(cells) > 20
    assert all('aria-hidden="true"' in cell for cell in cells)
    for word in ("asserts", "hedges", "denies", "relays", "silent"):
        assert f'<span class="vh">{word}' in markup
    assert "asserts, against interest" in markup


def test_a_reader_finds_all_parts(page: Page) -> None:
    """The sections of the design stand on the page, each reachable from the contents."""
    parts = "say glance questions numbers origins timeline locator coverage grades watch decisions reports unread"
    links = page.attributes("href")
    assert all(f"#{part}" in links for part in parts.split())
    assert "Not comparable" in page.by_id["numbers"]
    assert "What would change it" in page.by_id["grades"]
    assert "the rules gave weak" in " ".join(page.by_id["grades"].split())
    assert sample.POST.sha256 in page.by_id[sample.POST.id]
    assert "from byline" in " ".join(page.by_id[sample.COURIER.id].split())
    assert "kept, not yet read" in page.by_id["unread"]


def test_the_same_dossier_gives_the_same_bytes(markup: str) -> None:
    """A page is a function of its dossier, and can be written as UTF-8."""
    assert html.page(sample.a_dossier()) == markup
    assert markup.encode("utf-8")


def test_an_empty_event_still_has_a_page() -> None:
    """With nothing but an event, the page says so instead of failing; unknown is said in words."""
    full = sample.a_dossier()
    nothing = Finding(
        event="e_kesh", questions=(), ranges=(), origins=(), first_reported_by=None,
        tally=Tally(reports=0, origins=0, shown_independent=0),
    )  # fmt: skip
    gone = dict.fromkeys(
        ("can_say", "agreed", "contested", "grades", "claims", "reports", "not_read", "origins", "lineage", "coverage",
         "watch", "timeline", "decisions", "camps"), (),
    )  # fmt: skip
    bare: Dossier = replace(
        full, finding=nothing, event=replace(full.event, place=None, time=None, act_types=()), **gone
    )
    text = html.page(bare)
    assert "Place unknown" in text
    assert "Date unknown" in text
    assert Page(text).tags
    assert markdown.page(bare).startswith("# ")
    assert table.rows(bare).count("\r\n") == 1


def test_a_claim_outside_its_text_is_said_to_be() -> None:
    """A span that the text does not hold is never a dead link: the page says so and still stands."""
    full = sample.a_dossier()
    lost = replace(sample.NINE, end=10_000)
    text = html.page(replace(full, claims=tuple(lost if c.id == lost.id else c for c in full.claims)))
    found = Page(text)
    assert {link[1:] for link in found.attributes("href") if link.startswith("#")} <= set(found.attributes("id"))
    assert "these characters are not in the text" in text


def test_a_wholly_unknown_range_is_unknown() -> None:
    """A range that is open on both sides is said to be unknown, not zero."""
    full = sample.a_dossier()
    group = replace(full.finding.ranges[0], range=NumberRange(None, None), answers=())
    assert "Unknown" in Page(html.page(replace(full, finding=replace(full.finding, ranges=(group,))))).by_id["numbers"]


def test_a_lone_surrogate_does_not_stop_a_page() -> None:
    """A text with half a character is shown with its code, and the page can still be written."""
    full = sample.a_dossier()
    broken = replace(full, notice="half \ud83d a sign")
    assert "⟦U+D83D⟧" in html.page(broken).encode("utf-8").decode()


def test_the_index_lists_events_refusals_and_unread_reports() -> None:
    """The index links each event's page and says what was not taken and what is not read."""
    text = an_index()
    found = Page(text)
    assert "e_kesh.html" in found.attributes("href")
    assert "&lt;i&gt;scan" in text
    assert "2 contested questions" in text
    assert 'lang="ar"' in text
    alone = replace(sample.a_dossier(), contested=(), finding=replace(sample.FINDING, tally=sample.ONE))
    assert "1 event told by one report only" in html.index([alone], "Kesh", [], [], "run_1")
    assert Page(html.index([], "Empty", [], [], "run_0")).tags


def _luminance(colour: str) -> float:
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


@pytest.mark.parametrize("scheme", [0, 1])
def test_colours_have_enough_contrast(scheme: int) -> None:
    """Each colour that carries words has 4.5 to 1 on each ground it stands on (WCAG 2.2, 1.4.3)."""
    css = files("counterclaim.render").joinpath("static/dossier.css").read_text(encoding="utf-8")
    colours = dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6})", css.split(":root {")[1 + scheme].split("}")[0]))
    words = ("ink", "dim", "link", "asserts", "denies", "hedges", "relays", "silent", "flag")
    pairs = [(word, ground) for word in words for ground in ("paper", "sheet", "sunk")]
    pairs += [("flag", "flag-bg"), ("target-ink", "target")] + [("mark-ink", f"mark{i}") for i in (1, 2, 3)]
    for word, ground in pairs:
        light, dark = sorted((_luminance(colours[word]), _luminance(colours[ground])), reverse=True)
        assert (light + 0.05) / (dark + 0.05) >= 4.5, (word, ground)


def test_a_report_that_no_event_draws_on_is_on_the_index() -> None:
    """It was read, and what it tells may be of an event: it is named with its text, apart from what was not read."""
    alone = replace(
        sample.UNREAD, id="r_alone", read="yes", publisher="Northern Wire", text="Stretchers left the yard."
    )
    page = html.index([sample.a_dossier()], "Kesh", [], [sample.UNREAD, alone], "run_1")
    assert page.index("Kept, not yet read") < page.index("Read, and in no event") < page.index("Northern Wire")
    assert "Stretchers left the yard." in page
    assert "Read, and in no event" not in html.index([sample.a_dossier()], "Kesh", [], [sample.UNREAD], "run_1")
