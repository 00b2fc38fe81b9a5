"""Credit lines and declared reuse, on invented texts."""

from __future__ import annotations

import pytest

from counterclaim.records.registry import Registry
from counterclaim.records.source import Report
from counterclaim.records.words import Aspect, LineageKind
from counterclaim.settings import Settings
from counterclaim.trace import report_origins
from counterclaim.trace.credits import credit_lines, declared
from counterclaim.trace.names import Names
from counterclaim.tracing import lineage
from tests.unit.builders import a_claim, a_report


def names(reports: list[Report]) -> Names:
    """Give the names of the publishers of some reports."""
    return Names((r.publisher for r in reports), Registry())


def test_an_agency_in_the_dateline_is_a_credit() -> None:
    """A dateline with an agency credits it; the agency's own report credits nobody."""
    copy = a_report("VELM (Reuters) - The bridge was closed.", "Harbour Post")
    own = a_report("VELM (Reuters) - The bridge was closed.", "Reuters")
    found = credit_lines([copy, own], names([copy, own]), Registry())
    assert [m.key for m in found[copy.id]] == ["reuters"]
    assert found[own.id] == ()


def test_an_agency_named_in_the_middle_is_no_credit() -> None:
    """An agency mentioned far from head and foot credits nothing."""
    body = "The bridge was closed. " * 20
    report = a_report(f"{body}A van marked (Reuters) stood there. {body}", "Harbour Post")
    assert credit_lines([report], names([report]), Registry())[report.id] == ()


def test_citing_another_publisher_of_the_case_is_declared() -> None:
    """Words that name another report's publisher are found with where they stand; unknown names are not."""
    source = a_report("The bridge was closed.", "Valley Herald")
    citing = a_report("The bridge is closed, as reported by the Valley Herald, and via Nobody News.", "Harbour Post")
    (mention,) = declared([source, citing], names([source, citing]), Registry())[citing.id]
    assert mention.key == "valley herald"
    assert citing.text[mention.start :].startswith("as reported by the Valley Herald")


HEADS = {
    "en": ["VELM (AFP) - The bridge was closed.", "By Ann Brook, Reuters\nThe bridge was closed."],
    "fr": ["VELM (AFP) — Le pont a été fermé.", "Velm, avec AFP\nLe pont a été fermé."],
    "es": ["Velm (EFE).- El puente fue cerrado.", "Fuente: Europa Press. El puente fue cerrado."],
    "ru": ["ВЕЛЬМ, 3 мая — РИА Новости. Мост закрыт.", "Вельм. (Интерфакс) Мост закрыт."],
    "ar": ["فيلم (رويترز) - أغلق الجسر.", "وكالة الأناضول - أغلق الجسر."],
    "de": ["Velm (dpa) - Die Brücke wurde gesperrt.", "Velm (dpa/lno) - Die Brücke wurde gesperrt."],
    "tr": ["VELM (AA) - Köprü kapatıldı.", "Kaynak: Demirören Haber Ajansı. Köprü kapatıldı."],
}
CITED = {
    "en": [
        "he told AFP",
        "Quay Radio reported, citing the Valley Herald",
        "as reported by Reuters",
        "h/t Valley Herald",
    ],
    "fr": ["a-t-il déclaré à l’AFP", "selon le Valley Herald", "cité par l'agence Reuters"],
    "es": ["dijo a EFE", "según la agencia Reuters", "informó Valley Herald"],
    "ru": ["сообщает РИА Новости", "со ссылкой на Интерфакс", "заявил агентству Рейтер", "рассказал Интерфаксу"],
    "ar": ["نقلا عن رويترز", "قال المسؤول لوكالة فرانس برس", "وقال لرويترز", "ذكرت وكالة الأناضول"],
    "de": [
        "sagte er der dpa",
        "laut Reuters",
        "unter Berufung auf die Zeitung „Valley Herald“",
        "wie die dpa berichtet",
    ],
    "tr": ["AA’nın haberine göre", "Kaynak güvenilir, AA muhabirine konuşan başkan", "Reuters'ın aktardığına göre"],
}


@pytest.mark.parametrize(("language", "text"), [(k, t) for k, texts in HEADS.items() for t in texts])
def test_credits_are_read_in_each_language(language: str, text: str) -> None:
    """A credit at the head names one agency, whatever the language; a report of unknown language is read by all."""
    for said in (language, ""):
        report = a_report(text, "Harbour Post", language=said)
        assert len(credit_lines([report], names([report]), Registry())[report.id]) == 1, said


@pytest.mark.parametrize(("language", "words"), [(k, t) for k, texts in CITED.items() for t in texts])
def test_declared_sources_are_read_in_each_language(language: str, words: str) -> None:
    """Words that name a source are found in the middle of a text, and are given as they stand."""
    source = a_report("The bridge was closed.", "Valley Herald")
    body = "x " * 120
    report = a_report(f"{body}. {words}. {body}", "Harbour Post", language=language)
    (mention,) = declared([source, report], names([source, report]), Registry())[report.id]
    assert mention.words in report.text
    assert mention.start == report.text.index(mention.words)


def test_a_name_inside_another_word_is_none() -> None:
    """Initials are whole words with their capitals; the longest of overlapping names counts."""
    source = a_report("The bridge was closed.", "Valley Herald Weekly")
    report = a_report("He told APPLE and told afp, according to Valley Herald Weekly.", "Harbour Post")
    (mention,) = declared([source, report], names([source, report]), Registry())[report.id]
    assert mention.key == "valley herald weekly"


def test_reports_of_one_event_that_name_one_absent_source_are_tied() -> None:
    """Neither is the other's copy; the edge quotes the words of both, and joins nothing."""
    words = "The bridge fell"
    texts = [f"{words}, the mayor told Reuters.", f"{words}, according to Reuters."]
    reports = [a_report(t, p, "2021-05-07") for t, p in zip(texts, ("Harbour Post", "Northern Ledger"), strict=True)]
    claims = [a_claim(r, words, Aspect.OCCURRENCE, "collapse", event="e_1") for r in reports]
    edges = lineage(reports, claims, Registry(), Settings())
    (edge,) = [e for e in edges if e.kind is LineageKind.QUOTES]
    assert "told Reuters" in edge.evidence
    assert "according to Reuters" in edge.evidence
    assert len(report_origins(reports, edges)) == 2


def test_a_byline_is_its_agency_and_nobody_elses() -> None:
    """A short form means the only agency that begins so; before a noun, or where two begin so, it means none."""
    names = Names(["Ostra News Agency", "Velm News", "Austria Press Agency", "Chile News Agency"], Registry())
    for text in ("a doctor told Ostra.", "Ostra reported on Friday", "the Ostra news agency said", "(Ostra)"):
        assert [f.key for f in names.find(text)] == ["ostra news agency"]
    for text in (
        "according to Ostra army sources",
        "the Ostra Radio",
        "a doctor told Velm.",
        "told OSTRA",
        "told Austria",
        "told Chile",
    ):
        assert names.find(text) == []
    two = Names(["Ostra News Agency", "Ostra Press Service"], Registry())
    assert two.find("a doctor told Ostra.") == []
