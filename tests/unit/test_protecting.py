"""What is closed of a title is the title: its words alone, such as a town, stay, and so does the place. Invented."""

from __future__ import annotations

from contextlib import closing
from dataclasses import replace
from hashlib import sha256
from pathlib import Path

import pytest
from click.testing import CliRunner
from cryptography.hazmat.primitives.ciphers.aead import AESSIV

from counterclaim import extract
from counterclaim.cli import main
from counterclaim.lone_names import names_of
from counterclaim.name_matching import Names
from counterclaim.noticed import Agents, Met, named
from counterclaim.protecting import hidden, revealed, to_withhold
from counterclaim.read import passages
from counterclaim.records.source import Capture, Report
from counterclaim.records.words import AgentKind, Aspect
from counterclaim.settings import Settings
from counterclaim.store import CaseFolder
from counterclaim.store.protection import Protection
from tests.unit.builders import a_claim, a_report, an_agent

KEY = Protection("0" * 16, AESSIV.generate_key(512))
TAKEN = Capture(
    sha256="0" * 64, byte_count=1, name="a.txt", media_type="text/plain", method="file", taken_at="", tool=""
)


def closed(report: Report, *fields: str) -> Report:
    (found,) = hidden(KEY, [report], TAKEN, fields)
    assert isinstance(found, Report)
    return found


@pytest.mark.parametrize(
    ("title", "there", "gone"),
    [
        ("A Night in Orvane", "Night fell in Orvane. Orvane burned all night.", "She calls it A night in  Orvane."),
        ("Ночь в Орване", "Night fell on Orvane.", "В книге «Ночь в Орване» она пишет."),
        ("Orvane", "The market of Orvane was shelled.", ""),
    ],
)
def test_of_a_title_the_whole_is_closed_and_no_word_of_it(title: str, there: str, gone: str) -> None:
    found = closed(a_report(f"{there}\n{gone}", title=title), "title")
    assert found.title == f"Protected source {KEY.tag(title)}"
    assert found.text.startswith(f"{there}\n")
    assert not gone or (gone not in found.text and f"Protected source {KEY.tag(title)}" in found.text)


def test_a_title_that_is_also_a_name_is_closed_as_a_name() -> None:
    report = a_report("Velin wept. Orsa Velin is well.", title="Orsa Velin")
    assert "Velin" in closed(report, "title").text
    assert "Velin" not in closed(replace(report, author="Orsa Velin"), "author", "title").text


def test_what_is_left_beside_a_placeholder_is_no_full_name() -> None:
    """A relative's given name is a name by itself; the words of the placeholder are none."""
    report = closed(a_report("Three were killed, Hala Velin said.\nHala Velin saw it.", author="Orsa Velin"), "author")
    assert "Hala Protected source" in report.text
    assert not any("Protected" in name for name in extract.persons_in([report.text]))
    assert "Hala Quist" in extract.persons_in([report.text + " Protected source 12345678 was there with Hala Quist."])


def test_a_bundle_names_nobody_by_a_placeholder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It asked for leave to show "Hala Protected"."""
    monkeypatch.setenv("COUNTERCLAIM_KEYS", str(tmp_path / "keys"))
    text = "Shelling killed three people in Orvane on Monday, Hala Velin said.\n\nHala Velin, a nurse, was wounded."
    head = "Publisher: Harbour Post\nPublished: 2031-05-06\nAuthor: Orsa Velin\n\n"
    (tmp_path / "a.txt").write_text(f"{head}{text} (Invented.)", encoding="utf-8")
    case = str(tmp_path / "case")
    for words in (["take", case, str(tmp_path / "a.txt"), "--protect", "author"], ["settle", case]):
        assert CliRunner().invoke(main, words).exit_code == 0
    done = CliRunner().invoke(main, ["bundle", case, "--event", "all", "--out", str(tmp_path / "b.zip")])
    assert "Hala Protected" not in done.output


def test_of_a_name_protected_in_part_the_rest_is_a_person() -> None:
    report = a_report("Nobody spoke.", author="Hala Protected source 1a2b3c4d")
    met = Met(Agents((), (report,)), (), (report,))
    met.agents.persons.add("Hala Protected source 1a2b3c4d")
    met.agents.persons.add("Protected source 1a2b3c4d")
    assert named((), met) == {"Hala"}


def test_a_name_written_together_is_masked() -> None:
    report = closed(a_report("Follow orsavelin, @VelinOrsa. The velinors left.", author="Orsa Velin"), "author")
    assert report.text == "Follow {0}, @{0}. The velinors left.".format(f"Protected source {KEY.tag('Orsa Velin')}")


def test_what_is_left_of_a_relatives_name_is_withheld_with_persons() -> None:
    """Her surname is the protected author's: only "Hala" was left, which nobody took for a person."""
    said = "My brother Hala Velin was hit, Mr Velin said. The Velin house burned in Orvane. Hala saw Orsa Quist."
    report = closed(a_report(said, author="Orsa Velin"), "author")
    assert named((), Met(Agents((), (report,)), (), (report,))) == {"Hala", "Quist"}


def test_that_an_encoding_was_guessed_is_said_openly_of_a_protected_report() -> None:
    """Its other notes are closed, since they can hold a name."""
    told = (("encoding", "cp1257 (guessed)"), ("note", "read as cp1257 (guessed): by Hala Odeh"))
    made = closed(replace(a_report("Shelling of Orl.", author="Hala Odeh"), came_from=told))
    notes = [words for name, words in made.came_from if name == "note"]
    assert notes == ["its encoding was guessed: look whether names with accents are as they were written"]


def test_nicknames_that_its_user_lists_are_withheld(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody can know them; they lie beside the case's key, not in the case."""
    monkeypatch.setenv("COUNTERCLAIM_KEYS", str(tmp_path / "keys"))
    (tmp_path / "a.txt").write_text(
        "Author: Orsa Velin\n\nThree were killed in Orvane on Monday, Old Plover said. (Invented.)\n"
    )
    ran = [
        CliRunner().invoke(main, ["take", str(tmp_path / "case"), str(tmp_path / "a.txt"), "--protect", "author"]),
        CliRunner().invoke(main, ["settle", str(tmp_path / "case")]),
    ]
    assert [r.exit_code for r in ran] == [0, 0]
    out = ["dossier", str(tmp_path / "case"), "all", "--out"]
    assert CliRunner().invoke(main, [*out, str(tmp_path / "one")]).exit_code == 0
    (key,) = (tmp_path / "keys" / "cases").glob("*.key")
    key.with_suffix(".names").write_text("# what people call her\nOld Plover\n", encoding="utf-8")
    assert CliRunner().invoke(main, [*out, str(tmp_path / "two")]).exit_code == 0
    said = ["".join(p.read_text() for p in sorted((tmp_path / n).rglob("*")) if p.is_file()) for n in ("one", "two")]
    assert ["Plover" in text for text in said] == [True, False]
    key.with_suffix(".names").write_bytes(b"\xff")
    assert "names in UTF-8" in CliRunner().invoke(main, [*out, str(tmp_path / "three")]).output


@pytest.mark.parametrize(
    ("author", "publisher", "stays"),
    [
        ("Reuters", None, True),
        ("free syrian army", "Orvane Gazette", True),
        ("Defence Ministry of Karra", None, False),
        ("Orvane Gazette", "Orvane Gazette", False),
        ("Anna Post", "Anna Post", False),
        ("Velin, Orsa, Free Syrian Army", None, False),
        ("Lt. Orsa Velin, Orvane Police", None, False),
        ("Orsa Velin Reuters", None, False),
        ("Abu Velin Brigade", None, False),
        ("Orsa Velin Defence Ministry", None, False),
    ],
)
def test_a_body_that_signs_is_no_protected_person(author: str, publisher: str | None, stays: bool) -> None:
    """It hid who is accused, and made one denial two voices; what may be a person's name is closed."""
    found = closed(a_report(f"{author} denies the shelling.", author=author, publisher=publisher), "author")
    assert (found.author == author) is stays
    assert (author in found.text) is stays


@pytest.mark.parametrize(
    ("author", "masked"),
    [("Army", False), ("admin", False), ("Bishop", True), ("Post", True), ("Guest", True), ("Staff", True)],
)
def test_an_ordinary_word_is_closed_as_author_and_stays_in_texts(author: str, masked: bool) -> None:
    """It masked "the army" everywhere; who signs with a surname is a person."""
    found = closed(a_report(f"{author} said: the {author.lower()} was there. {author} left.", author=author), "author")
    assert found.author == f"Protected source {KEY.tag(author)}"
    assert (author in found.text) is not masked


@pytest.mark.parametrize(("author", "stays"), [("Guard", True), ("Bishop", True), ("Rask", False)])
def test_a_word_for_a_role_is_a_name_where_it_has_a_capital(author: str, stays: bool) -> None:
    """A sender called "Guard" took the guards out of every text; a surname goes however it is written."""
    text = f"A prison {author.lower()} was killed, {author} said."
    found = closed(a_report(text, author=author), "author")
    assert author not in found.text
    assert (author.lower() in found.text) is stays
    out = names_of(set(), Met(Agents((), ()), (), ()), ([author], ())).masked(text)
    assert out == (f"A prison {author.lower()} was killed, [withheld] said." if stays else
                   "A prison [withheld] was killed, [withheld] said.")  # fmt: skip


def test_who_shares_a_protected_name_is_called_by_the_whole_placeholder() -> None:
    """A witness's brother became a victim "Hala Protected"."""
    report = closed(a_report("My brother Hala Velin was killed in Orvane.", author="Orsa Velin"), "author")
    found = extract.RuleExtractor().claims(report, passages(report, Settings()))
    named_dead = {c.value for c in found if c.aspect is Aspect.VICTIM_IDENTITY}
    assert named_dead == {f"Hala Protected source {KEY.tag('Orsa Velin')}"}


def test_a_heading_s_verb_before_a_place_is_no_person() -> None:
    """It was listed as a person, and then withheld. Who bears a place as a surname stays one."""
    texts = ("Update Aleppo", "Shells hit the market in Aleppo on Monday.")
    assert extract.persons_in(texts) == set()
    assert "Karim Aleppo" in extract.persons_in(("Karim Aleppo was killed, his wife Nadia Aleppo said.", texts[1]))


def test_a_first_letter_goes_with_the_name_beside_it() -> None:
    """ "Market trader M. [withheld]" tells more than it must."""
    report = a_report("Orsa Velin sells tea. Market trader O. Velin saw it; so did U. Velin, and the U.N. came.")
    names = names_of({"Orsa Velin"}, Met(Agents((), (report,)), (), (report,)), ((), ()))
    assert names.masked(report.text) == (
        "[withheld] sells tea. Market trader [withheld] saw it; so did U. [withheld], and the U.N. came."
    )


@pytest.mark.parametrize(("credit", "open_"), [("Kestrel Wire", True), ("SNA", True), ("Orsa Velin", False)])
def test_an_agency_in_a_dateline_is_no_person(credit: str, open_: bool) -> None:
    """It stands in the text, and a credit tells whose words those are; of a person the credit is closed."""
    row = ("credit", f"{credit} (dateline)")
    report = closed(a_report("ORVANE - Shells fell.", author="Petr Harsk", came_from=(row,)), "author")
    assert (row in report.came_from) is open_
    assert (row[1] in revealed(KEY, report).values()) is not open_


def test_an_outlet_with_a_remark_after_its_name_is_no_person() -> None:
    """Of "Harrow Monitor (invented)" a text that says "Vale Gazette" of it means the outlet."""
    report = a_report(
        "Vale Gazette said that shells hit the market in Orvane and killed six people.", "Vale Gazette (invented)"
    )
    claims = extract.RuleExtractor().claims(report, passages(report, Settings()))
    assert claims
    assert {h.agent.kind for c in claims for h in c.chain} == {AgentKind.OUTLET}
    other = a_report("Shells fell, Vale Gazette said.", "Quay News")
    said = a_claim(other, "Shells fell", Aspect.OCCURRENCE, "shelling", an_agent("Vale Gazette", AgentKind.PERSON))
    assert named((), Met(Agents((said,), (report, other)), (said,), (report, other))) == set()


def test_a_refusal_names_its_file_in_no_words(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file that is called by a person and cannot be read whole is told by its tag, in the reason too."""
    monkeypatch.setenv("COUNTERCLAIM_KEYS", str(tmp_path / "keys"))
    files = tmp_path / "in"
    files.mkdir()
    (files / "a.md").write_text("Publisher: Kesh Post\nPublished: 2031-05-02\n\nTwo men were killed in Lom.\n")
    (files / "Zelvira Quontrask.csv").write_text('title,text\n"Zelvira Quontrask\n')
    case = tmp_path / "case"
    done = CliRunner().invoke(main, ["take", str(case), str(files), "--protect", "author"])
    assert "broken CSV" in done.output
    assert "quontrask" not in done.output.lower()
    assert b"quontrask" not in (case / "case.sqlite").read_bytes().lower()


@pytest.mark.parametrize(
    ("whose", "stays"),
    [
        ("Free Kelmar Front", True),
        ("Kelmar Front", True),
        ("People's Front of Kelmar", True),
        ("Defence Ministry of Kelmar", True),
        ("Vesper Times", True),
        ("Reuters", True),
        ("Orsa Velin", False),
        ("Abu Velin Brigade", False),
        ("Velin News", False),
        ("Anna Post", False),
        ("Colonel Hill Front", False),
        ("OrsaVelin Front", False),
        ("Orsa-Velin Front", False),
        ("O. Velin Front", False),
        ("Orsa Velin Defence Ministry", False),
    ],
)
def test_a_body_whose_words_a_message_passes_on_stays(whose: str, stays: bool) -> None:
    """ "Free Kelmar Front" took "Kelmar army" and "in front of" out of every text, and itself out of the chain."""
    text = f"The Kelmar army fired in front of the depot, {whose} said."
    found = closed(a_report(text, came_from=(("forwarded", whose),)), "author")
    assert dict(found.came_from)["forwarded"] == (whose if stays else f"Protected source {KEY.tag(whose)}")
    assert (whose in found.text) is stays
    assert "Kelmar army fired in front of the depot" in found.text
    assert (whose in revealed(KEY, found).values()) is not stays
    shut = closed(a_report(text, came_from=(("forwarded", whose),)), "publisher")
    assert whose not in dict(shut.came_from)["forwarded"]


def test_whoever_passes_protected_words_on_is_no_voice_of_its_own() -> None:
    """The chain ends with a withheld hop, the same for the same name: without it three voices were two."""
    chains = []
    for publisher in ("Lunet Watch", "Sarn Watch"):
        report = a_report("Shelling killed five people in Orvane on Monday.", publisher=publisher)
        report = closed(replace(report, came_from=(("forwarded", "Orsa Velin"),)), "author")
        claims = extract.RuleExtractor().claims(report, passages(report, Settings()))
        assert claims
        chains += [[h.agent.name for h in c.chain] for c in claims]
    assert {chain[0] for chain in chains} == {f"Protected source {KEY.tag('Orsa Velin')}"}


@pytest.mark.parametrize(
    ("author", "publisher", "text", "left", "open_"),
    [
        ("Lakeside staff", "Lakeside Courier", "Staff of the hospital by the Lakeside ran.", True, True),
        ("Halden editors", "Halden Wire", "Halden Wire said so.", True, True),
        ("Vesper Times correspondent", "Vesper Times", "A correspondent saw it, Vesper Times said.", True, False),
        ("Halden Wire correspondent", "Halden Wire", "Halden Wire said so.", True, False),
        ("Orsa Velin, Halden Wire correspondent", "Halden Wire", "Velin left.", False, False),
        ("Orsa Velin Reporter", "Orsa Velin", "Velin left.", False, False),
        ("Orsa Staff", "Lakeside Courier", "Staff left.", False, False),
        ("Ivor Hill, staff writer", "Lakeside Courier", "Hill left.", False, False),
    ],
)
def test_words_for_whoever_writes_for_an_outlet_are_no_name(
    author: str, publisher: str, text: str, left: bool, open_: bool
) -> None:
    """An author "Lakeside staff" renamed the Lakeside Courier, and took a hospital's staff away: it is nobody."""
    found = closed(a_report(text, author=author, publisher=publisher), "author")
    assert found.author == (author if open_ else f"Protected source {KEY.tag(author)}")
    assert (found.text == text) is left
    assert not left or found.publisher == publisher
    signed = closed(a_report(f"{author} said so.", author=author, publisher=publisher), "author").text
    assert (author in signed) is open_


@pytest.mark.parametrize(
    ("name", "publisher", "said", "stays"),
    [
        ("08-vesper-times.txt", "Vesper Times", "Vesper Times", True),
        ("halden_wire 2.md", "Halden Wire", "Halden Wire", True),
        ("free-kelmar-front.txt", "Halden Wire", "Free Kelmar Front", True),
        ("market attack.txt", "Halden Wire", "market attack", True),
        ("orsa-velin.txt", "Halden Wire", "Orsa Velin", False),
        ("hala-hill.txt", "Halden Wire", "Hala Hill", False),
    ],
)
def test_a_file_named_after_its_outlet_takes_it_out_of_no_text(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, publisher: str, said: str, stays: bool
) -> None:
    """ "08-vesper-times.txt" made "[withheld]" of the Vesper Times."""
    monkeypatch.setenv("COUNTERCLAIM_KEYS", str(tmp_path / "keys"))
    words = f"Publisher: {publisher}\nAuthor: Ivo Lanner\n\nThree were killed in Orvane on Monday. (Invented.)\n"
    (tmp_path / name).write_text(words, encoding="utf-8")
    case = tmp_path / "case"
    assert CliRunner().invoke(main, ["take", str(case), str(tmp_path / name), "--protect", "author"]).exit_code == 0
    with closing(CaseFolder.open(case)) as folder:
        names = Names(*to_withhold(folder))
    assert (names.masked(f"It was {said}.") == f"It was {said}.") is stays
    assert "Lanner" not in names.masked("Lanner left.")


def test_a_byline_that_is_another_report_s_outlet_takes_it_out_of_no_text(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """An author "Halden Wire" withheld it everywhere. Who publishes under their own name stays withheld."""
    monkeypatch.setenv("COUNTERCLAIM_KEYS", str(tmp_path / "keys"))
    said = [("Halden Wire", "Edda Strom"), ("Meridian Post", "Halden Wire"), ("Orsa Velin", "Ana Orlu"),
            ("Meridian Post", "Orsa Velin"), ("Hala Quist News", "Ivo Lanner"),
            ("Meridian Post", "Hala Quist News")]  # fmt: skip
    for number, (publisher, author) in enumerate(said):
        words = f"Publisher: {publisher}\nAuthor: {author}\n\nShells fell in Orvane {number} times. (Invented.)\n"
        (tmp_path / f"{number}.txt").write_text(words, encoding="utf-8")
    case, files = str(tmp_path / "case"), [str(tmp_path / f"{n}.txt") for n in range(len(said))]
    assert CliRunner().invoke(main, ["take", case, *files, "--protect", "author"]).exit_code == 0
    with closing(CaseFolder.open(tmp_path / "case")) as folder:
        names = Names(*to_withhold(folder))
    assert names.masked("Halden Wire and Halden told it.") == "Halden Wire and Halden told it."
    for name in ("Velin", "Strom", "Orlu", "Quist", "Lanner"):
        assert names.masked(f"{name} left.") == "[withheld] left."


def test_which_file_was_refused_is_told_on_the_screen_and_nowhere_in_the_case(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """By its size and digest: of two refused files nobody could tell which to send again, by their tags."""
    monkeypatch.setenv("COUNTERCLAIM_KEYS", str(tmp_path / "keys"))
    data = b"%PDF-1.7 cut short"
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "orsa-velin.pdf").write_bytes(data)
    (tmp_path / "in" / "a.txt").write_text("Shelling killed two people in Orvane, residents said.", encoding="utf-8")
    words = ["take", str(tmp_path / "case"), str(tmp_path / "in"), "--protect", "author", "--json"]
    told = CliRunner().invoke(main, words).output
    begins = sha256(data).hexdigest()[:12]
    assert "orsa" not in told
    assert f"{len(data)} bytes; `sha256sum` begins {begins}" in told
    held = [p.read_bytes() for p in (tmp_path / "case").rglob("*") if p.is_file()]
    assert not any(begins.encode() in one for one in held)
