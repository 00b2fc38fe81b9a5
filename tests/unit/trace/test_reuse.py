"""Text reuse on invented texts: what is a copy, what is not, and where the shared words stand."""

from __future__ import annotations

from counterclaim.engine import Tables
from counterclaim.settings import Settings
from counterclaim.trace.columns import cut, encoded
from counterclaim.trace.reuse import Shared, Text, is_quote
from counterclaim.tracing import shared_texts

WIRE = (
    "Troops entered the harbour town of Velm before dawn after three days of fighting on the northern road. "
    "Two bridges were closed and the market stood empty, an official of the district council said. "
    "Families had left with handcarts for the salt works along the coast."
)
OTHER = (
    "The river rose again on Monday and the ferry to Orsk did not run, its captain told passengers at the quay. "
    "Farmers moved their cattle to the old airfield and waited for the water to fall."
)
QUOTE = "“We shall rebuild every house on the hill before the first snow and nobody will be left behind in the valley”"


def shared(given: list[Text]) -> tuple[Shared, ...]:
    """Compare texts in this process."""
    return shared_texts(Tables(), given, Settings())


def texts(*bodies: str) -> list[Text]:
    """Give texts of different publishers, earliest first."""
    return [Text(id=f"r_{n}", text=body, publisher=f"outlet {n}") for n, body in enumerate(bodies)]


def test_a_shortened_copy_is_found_with_exact_spans() -> None:
    """A copy without the last sentence is one pair, and each span holds the same words in both texts."""
    copy = "New headline. " + WIRE[: WIRE.index("Families")]
    (found,) = shared(texts(WIRE, copy))
    (span,) = found.spans
    assert WIRE[span.a_start : span.a_end] == copy[span.b_start : span.b_end]
    assert found.share_b > 0.9
    assert not is_quote(found, Settings())


def test_unrelated_texts_share_nothing() -> None:
    """Two texts with nothing in common give no pair; neither does a lone, empty or very short text."""
    assert shared(texts(WIRE, OTHER)) == ()
    assert shared(texts(WIRE)) == ()
    assert shared(texts("", "Two words", WIRE)) == ()
    assert shared([]) == ()


def test_a_shared_quotation_alone_is_known_as_one() -> None:
    """Two rivals that carry one speaker's words share a quotation, not a text."""
    (found,) = shared(texts(f"{OTHER} The mayor said {QUOTE}.", f"{QUOTE}, she told us. {WIRE}"))
    assert is_quote(found, Settings())


def test_a_quotation_over_broken_lines_is_a_quotation() -> None:
    """Wires and scans break lines in a sentence; a paragraph that ends still ends a quotation whose mark is lost."""
    lines = QUOTE.replace(" house ", "\nhouse ").replace(" and ", " \r\nand ")
    (found,) = shared(texts(f"{OTHER} The mayor said {QUOTE}.", f"{lines}, she told us. {WIRE}"))
    assert is_quote(found, Settings())
    broken = ["He said “never again.\nOther words” stand here", "“one,\n\ntwo” three", "“one\ntwo” three"]
    columns = cut(*encoded(broken))
    assert columns.begins_quoted.tolist() == [0, 0, 0, 2]
    assert columns.quoted.tolist() == [0, 2]


def test_a_publishers_own_footer_is_not_reuse() -> None:
    """Two reports of one publisher that share only a footer give no pair."""
    footer = " This paper is printed by the harbour cooperative and sold at every kiosk along the eastern quay daily."
    pair = [Text(id=f"r_{n}", text=body + footer, publisher="one") for n, body in enumerate((WIRE, OTHER))]
    assert shared(pair) == ()


def test_a_footer_of_no_known_publisher_is_found_from_the_texts() -> None:
    """Unrelated texts that end alike, but for a date on the way, share nothing; a copy among them is still found."""
    footer = (
        " The Velm Courier first printed {} is set by hand in the old customs house and sold at every kiosk along the"
        " quay by the morning boat."
    )
    bodies = [WIRE, OTHER, f"{OTHER[::-1]} {QUOTE}", "Late news. " + WIRE]
    ends = [footer.format(f"{day} May") for day in ("third", "ninth", "last", "second")]
    given = [Text(id=f"r_{n}", text=b + e, publisher="") for n, (b, e) in enumerate(zip(bodies, ends, strict=True))]
    (found,) = shared(given)
    assert (found.a, found.b) == ("r_0", "r_3")
    assert all("Courier" not in given[0].text[s.a_start : s.a_end] for s in found.spans)


def test_changed_words_stay_inside_one_extent() -> None:
    """A word replaced in the middle does not break the extent."""
    (found,) = shared(texts(WIRE, WIRE.replace("three days", "some days")))
    assert len(found.spans) == 1


def test_a_quotation_of_several_paragraphs_is_one() -> None:
    """Each paragraph opens it again, and the last one closes it."""
    paragraphs = QUOTE.strip("“”").split(" and ")
    said = "\n\n".join(f"“{words}" for words in paragraphs) + "”"
    (found,) = shared(texts(f"{OTHER}\n\n{said}\n\n{OTHER[::-1]}", f"{said}\n\nShe told us. {WIRE}"))
    assert is_quote(found, Settings())


def test_a_rival_quotes_what_a_copy_prints_without_its_marks() -> None:
    """One text may have lost its marks: what just one quotes, from mark to mark, is a quotation."""
    bare = QUOTE.strip("“”")
    (found,) = shared(texts(f"{OTHER} The mayor said {bare}.", f"She told us {QUOTE}. {WIRE}"))
    assert is_quote(found, Settings())


def test_thirty_words_lifted_into_a_long_report_are_an_edge() -> None:
    """However long the text around it; a paragraph is shorter than fifty words."""
    long = " ".join(f"word{n}" for n in range(600))
    (found,) = shared(texts(WIRE, f"{long} {' '.join(WIRE.split()[:30])} {long[::-1]}"))
    assert found.words == 30


def test_a_footer_is_found_where_neighbours_in_time_print_one_wire() -> None:
    """Three wires, each printed by four papers within the hour, under one group's footer: copies, but not of all."""
    footer = " ".join(f"foot{n}" for n in range(24))
    bodies = [" ".join(f"{name}{n}" for n in range(90)) for name in ("salt", "road", "hill")]
    given = [f"{body} {footer}" for body in bodies for _ in range(4)]
    found = shared([Text(id=f"r_{n:02}", text=text, publisher=f"Paper {n}") for n, text in enumerate(given)])
    assert {int(s.a[2:]) // 4 - int(s.b[2:]) // 4 for s in found} == {0}
    assert not any("foot0" in given[int(s.a[2:])][p.a_start : p.a_end] for s in found for p in s.spans)


def test_a_footer_is_found_beside_a_line_that_the_outlet_puts_into_every_text() -> None:
    """An outlet's line between its paragraphs makes no copies of its reports, and hides no footer."""
    line, footer = "Sign up to our newsletter for the latest stories from around the world", f"Printed by {OTHER}"
    bodies = [" ".join(f"{name}{n}" for n in range(120)) for name in ("salt", "road", "hill", "quay")]
    given = [f"{body} {line}. {body[::-1]} {footer}" for body in bodies]
    assert shared([Text(id=f"r_{n}", text=text, publisher="") for n, text in enumerate(given)]) == ()


def test_briefs_that_are_the_start_of_one_report_are_its_copies() -> None:
    """The start that a wire shares with two briefs is no head of an outlet, and footers count for nothing."""
    body, footer = f"{WIRE} {' '.join(f'salt{n}' for n in range(200))}", " ".join(f"foot{n}" for n in range(60))
    others = [
        Text(id=f"r_{n}", text=f"{' '.join(f'{n}x{m}' for m in range(90))} {footer}", publisher="B") for n in "567"
    ]
    found = shared([
        Text(id="r_0", text=body, publisher="A"), Text(id="r_1", text=f"{WIRE} {footer}", publisher="B"),
        Text(id="r_2", text=WIRE, publisher="C"), *others,
    ])  # fmt: skip
    assert {(s.a, s.b) for s in found} == {("r_0", "r_1"), ("r_0", "r_2"), ("r_1", "r_2")}
    assert all(s.share_b == 1 for s in found)
