"""A reader in a browser: marks open the right words, by mouse and keyboard, on a phone, on paper, without scripts."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.e2e.conftest import PHONE


def events(pages: Path) -> list[Path]:
    """Give the event pages, the heaviest first."""
    found = [p for p in pages.glob("*.html") if p.name != "index.html"]
    return sorted(found, key=lambda p: (-p.stat().st_size, p.name))


@pytest.fixture(scope="module")
def contested(pages: Path) -> Path:
    """Give the page with a contested question on which most agents take a position."""

    def size(page: Path) -> tuple[bool, int]:
        questions = json.loads(page.with_suffix(".json").read_text())["questions"]
        answers = [a for q in questions for a in q["answers"]]
        return any(q["contested"] for q in questions), sum(len(a["asserts"]) + len(a["denies"]) for a in answers)

    return max(sorted(pages.glob("e_*.html")), key=size)


def test_every_mark_opens_the_words_it_stands_on(visit: Callable[..., Any], contested: Path) -> None:
    """Following a mark lights words that stand in the report, in view, under the digest of that report."""
    page = visit(contested)
    marks = page.locator("a.mark")
    assert marks.count() > 5
    for n in range(marks.count()):
        mark = marks.nth(n)
        if not mark.is_visible():
            continue
        said = mark.get_attribute("title") or ""
        mark.click()
        lit = page.locator(":target")
        assert lit.count() == 1
        words = " ".join(lit.inner_text().split())
        assert words
        assert words[:40] in " ".join(said.split())
        box = lit.bounding_box()
        assert box is not None
        assert 0 <= box["y"] < page.viewport_size["height"]
        report = lit.locator("xpath=ancestor::article")
        assert len(report.locator("header code").first.inner_text()) == 64
        page.go_back()


def test_the_first_screen_is_the_finding(visit: Callable[..., Any], contested: Path) -> None:
    """Without scrolling, a reader sees who says so, who denies, how many voices, a grade and one caveat."""
    page = visit(contested, viewport={"width": 1440, "height": 900})
    asked = page.locator(".brief dt").all_inner_texts()
    assert {"Who says so", "Who denies", "How many voices", "A standard gives", "Mind above all"} <= set(asked)
    box = page.locator(".brief").bounding_box()
    assert box is not None
    assert box["y"] + box["height"] < 900


def test_the_contents_stay_in_sight(visit: Callable[..., Any], contested: Path) -> None:
    """At the end of the page the line of contents is still at the top, and leads to a section below itself."""
    page = visit(contested)
    page.evaluate("window.scrollTo(0, document.body.scrollHeight)")
    line = page.locator("nav.contents").bounding_box()
    assert line is not None
    assert abs(line["y"]) < 2
    page.locator("nav.contents a[href='#questions']").click()
    head = page.locator("#h-questions").bounding_box()
    assert head is not None
    assert head["y"] > line["height"]


def test_a_link_opens_the_fold_its_words_are_in(visit: Callable[..., Any], contested: Path) -> None:
    """The texts are folded; following a figure opens the one its words stand in, and no other."""
    page = visit(contested)
    assert page.locator("details.whole[open]").count() == 0
    page.locator(".brief .source a").first.click()
    assert page.locator("details.whole[open]").count() == 1
    assert page.locator(":target").is_visible()


def test_the_matrix_keeps_its_first_column_and_loses_none(visit: Callable[..., Any], contested: Path) -> None:
    """On a phone the answers stay while the columns move, up to the last one, which names who passes on."""
    page = visit(contested, viewport=PHONE)
    box = page.locator(".scroll.tall")
    before = box.locator("tbody tr:not(.question) > th").first.bounding_box()
    box.evaluate("e => e.scrollLeft = e.scrollWidth")
    after = box.locator("tbody tr:not(.question) > th").first.bounding_box()
    assert before["x"] == after["x"]
    last, frame = box.locator("thead .carriers").bounding_box(), box.bounding_box()
    assert last["x"] + last["width"] <= frame["x"] + frame["width"] + 1


def test_the_index_leads_to_every_event_and_back(visit: Callable[..., Any], pages: Path) -> None:
    """All events are one step from the index, and the index one step from each."""
    page = visit(pages / "index.html")
    links = page.locator("h3 a").evaluate_all("all => all.map(a => a.getAttribute('href'))")
    assert sorted(links) == sorted(p.name for p in events(pages))
    page.locator("h3 a").first.click()
    page.get_by_text("All events of this case").click()
    assert page.url.endswith("index.html")


def test_the_keyboard_is_enough(visit: Callable[..., Any], contested: Path) -> None:
    """Tab reaches the skip link first, then a mark whose focus can be seen; Enter opens its words."""
    page = visit(contested)
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    page.keyboard.press("Enter")
    for _ in range(120):
        page.keyboard.press("Tab")
        if "mark" in page.evaluate("document.activeElement.classList.value").split():
            break
    else:
        pytest.fail("No mark is reached within 120 steps of Tab.")
    assert page.evaluate("getComputedStyle(document.activeElement).outlineStyle") == "solid"
    page.keyboard.press("Enter")
    assert page.locator(":target").count() == 1


@pytest.mark.parametrize("which", ["index", "first", "last"])
def test_a_phone_never_scrolls_sideways(visit: Callable[..., Any], pages: Path, which: str) -> None:
    """At 390 pixels the page fits; only the tables scroll, inside themselves."""
    path = {"index": pages / "index.html", "first": events(pages)[0], "last": events(pages)[-1]}[which]
    page = visit(path, viewport=PHONE)
    page.evaluate("document.querySelectorAll('details').forEach(d => d.open = true)")
    wide = """[...document.querySelectorAll('body *')].filter(e => e.getBoundingClientRect().right > innerWidth + 1
      && !e.closest('.scroll, .contents') && !e.closest('.vh') && !e.classList.contains('vh'))
      .map(e => e.tagName + '.' + e.getAttribute('class') + ': ' + e.textContent.slice(0, 40)).slice(0, 5)"""
    assert page.evaluate(wide) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]


def test_nothing_needs_a_script(visit: Callable[..., Any], contested: Path) -> None:
    """With scripts off, marks, folds and the way back still work."""
    page = visit(contested, java_script_enabled=False)
    page.locator("a.mark").first.click()
    assert "#c_" in page.url
    fold = page.locator("details.fold:not([open])").first
    fold.locator("summary").first.click()
    assert fold.get_attribute("open") is None or fold.get_attribute("open") == ""


def test_on_paper_all_folded_parts_are_open(visit: Callable[..., Any], contested: Path) -> None:
    """Printed, nothing that is folded on the screen is missing, and the contents list is gone."""
    page = visit(contested)
    page.emulate_media(media="print")
    # What a mark of the coverage opens stands again, whole, in the table of its counts.
    hidden = """[...document.querySelectorAll('details:not([open]):not([name=cov])')].filter(d => d.textContent.trim()
      && [...d.children].some(c => c.tagName !== 'SUMMARY' && c.getBoundingClientRect().height === 0
      && c.textContent.trim())).map(d => d.textContent.slice(0, 60))"""
    assert page.evaluate(hidden) == []
    assert not page.locator("nav.contents").is_visible()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_words_stand_out_from_their_ground(visit: Callable[..., Any], contested: Path, scheme: str) -> None:
    """Each text that is seen has 4.5 to 1 against the ground it is drawn on, by day and by night (WCAG 2.2, 1.4.3)."""
    page = visit(contested, color_scheme=scheme)
    assert page.evaluate(CONTRAST) == []


@pytest.mark.parametrize("name", ["index", "event"])
def test_what_assistive_technology_needs_is_there(
    visit: Callable[..., Any], pages: Path, contested: Path, name: str
) -> None:
    """Language, one h1, headings without a leap, named links and regions, table heads with a scope, live links."""
    page = visit(pages / "index.html" if name == "index" else contested)
    assert page.evaluate(ACCESS) == []


def test_unread_reports_keep_their_direction(visit: Callable[..., Any], pages: Path) -> None:
    """The Arabic report is set from right to left and the Russian from left to right, each in its language."""
    page = visit(pages / "index.html")
    page.evaluate("document.querySelectorAll('details').forEach(d => d.open = true)")
    arabic, russian = page.locator(".text[lang=ar]"), page.locator(".text[lang=ru]")
    assert arabic.evaluate("e => getComputedStyle(e).direction") == "rtl"
    assert russian.evaluate("e => getComputedStyle(e).direction") == "ltr"


CONTRAST = """() => {
  const rgb = s => (s.match(/[\\d.]+/g) || [0, 0, 0, 0]).map(Number);
  const lum = c => { const [r, g, b] = c.map(v => { v /= 255; return v <= .04045 ? v / 12.92 : ((v + .055) / 1.055) ** 2.4; });
    return .2126 * r + .7152 * g + .0722 * b; };
  const ground = e => { for (; e; e = e.parentElement) { const c = rgb(getComputedStyle(e).backgroundColor);
    if (c.length < 4 || c[3] > .99) return c.slice(0, 3); } return [255, 255, 255]; };
  const wrong = new Set(), walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walk.nextNode()) { const e = walk.currentNode.parentElement;
    if (!walk.currentNode.data.trim() || e.closest('svg, .vh, style, .skip') || !e.checkVisibility()) continue;
    const a = lum(rgb(getComputedStyle(e).color).slice(0, 3)), b = lum(ground(e));
    const ratio = (Math.max(a, b) + .05) / (Math.min(a, b) + .05);
    if (ratio < 4.5) wrong.add(e.tagName + '.' + e.className + ' ' + ratio.toFixed(2)); }
  return [...wrong].slice(0, 8); }"""  # noqa: E501

ACCESS = """() => {
  const wrong = [], all = s => [...document.querySelectorAll(s)], word = e => (e.textContent || '').trim();
  if (!document.documentElement.lang) wrong.push('no language');
  if (all('h1').length !== 1) wrong.push('h1: ' + all('h1').length);
  if (all('main').length !== 1) wrong.push('main: ' + all('main').length);
  if (!document.title.trim()) wrong.push('no title');
  let last = 1;
  for (const h of all('h1, h2, h3, h4, h5, h6')) { const n = +h.tagName[1];
    if (n > last + 1) wrong.push('leap to ' + h.tagName + ': ' + word(h)); last = n; }
  for (const a of all('a')) if (!word(a) && !a.getAttribute('aria-label')) wrong.push('link without words ' + a.outerHTML.slice(0, 80));
  for (const th of all('th')) if (!th.getAttribute('scope') && word(th)) wrong.push('head without scope: ' + word(th));
  for (const r of all('[role=region], nav')) if (!r.getAttribute('aria-label')) wrong.push('region without name');
  const called = all('[role=region]').map(r => r.getAttribute('aria-label'));
  if (new Set(called).size !== called.length) wrong.push('a region is called twice');
  for (const s of all('svg[role=img]')) if (!s.getAttribute('aria-label') && !s.querySelector('title')) wrong.push('drawing without words');
  for (const e of all('[aria-labelledby]')) if (!document.getElementById(e.getAttribute('aria-labelledby'))) wrong.push('lost label');
  for (const t of all('[tabindex]')) if (+t.getAttribute('tabindex') > 0) wrong.push('order of tabs forced');
  for (const s of all('summary')) if (!word(s)) wrong.push('fold without words');
  const ids = all('[id]').map(e => e.id); if (new Set(ids).size !== ids.length) wrong.push('an id stands twice');
  for (const a of all('a[href^="#"]')) if (!document.getElementById(a.getAttribute('href').slice(1))) wrong.push('dead link ' + a.hash);
  return wrong.slice(0, 8); }"""  # noqa: E501
