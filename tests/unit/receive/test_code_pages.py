"""Windows code pages of Latin letters are told apart by the language that has their letters. Texts are invented."""

from __future__ import annotations

import pytest

from counterclaim.receive.decode import decode

ENGLISH = "Residents of Orvane said on Monday that two shells hit the market – “a rain of iron”. {} said that 20 died. "


@pytest.mark.parametrize(
    ("text", "page"),
    [
        (ENGLISH.format("François Lefèvre of Radio Médine and Élodie Hâmid"), "cp1252"),
        (ENGLISH.format("Jürgen Groß"), "cp1252"),
        (ENGLISH.format("José Ibáñez"), "cp1252"),
        (ENGLISH.format("Jovan Vučić and Ana Đokić"), "cp1250"),
        (ENGLISH.format("Łucja Wąs and Paweł Żółć"), "cp1250"),
        (ENGLISH.format("Ayşe Yıldız and Oğuz Işık"), "cp1254"),
        (ENGLISH.format("the mayor"), "cp1252"),
        ("Mešita v Orvaně byla v pondělí zasažena dvěma granáty, řekl starosta. Zemřelo čtyřicet lidí. ", "cp1250"),
        ("L’école d’Orvane a été touchée lundi par deux obus, a déclaré le maire. Çà et là, des blessés. ", "cp1252"),
        (ENGLISH.format("Jón Þórðarson and Ásta Guðmundsdóttir"), "cp1252"),
        ("Pirmdien Orvānes tirgū nokrita divi šāviņi, sacīja mērs. Gāja bojā četrdesmit cilvēki, ļoti daudz. ",
         "cp1257"),
    ],
)  # fmt: skip
def test_the_page_is_that_whose_language_has_the_letters(text: str, page: str) -> None:
    """ "Lefèvre" was read as "Lefčvre": a few names are alike to a guess by statistics."""
    assert decode("a.txt", text.encode(page)) == (text, f"{page} (guessed)")
