"""Quotation marks of two fashions in one text. All texts are invented."""

import pytest

from counterclaim.extract.words.quotes import quotes


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('“We will stay," Mara Tolm said. "We will not go.” Then she left.', ["We will stay,", "We will not go."]),
        ('"The bridge is ours,” he said. “It was always ours."', ["The bridge is ours,", "It was always ours."]),
        ('"“The road is mined,” Tolm said at noon.', ["The road is mined,"]),
        ('“He told me "no" twice,” Tolm said. "So I left."', ['He told me "no" twice,', "So I left."]),
        ('"A “new” order came at dawn," he said.', ["A “new” order came at dawn,"]),
        ("''They tell us 'Lom is lost,''' Tolm said. ''It is not.''", ["They tell us 'Lom is lost,'", "It is not."]),
        ("''He called it 'a game' and left,'' she said.", ["He called it 'a game' and left,"]),
        ("Since the late '70s, \"it was quiet,\" Tolm said, and they let 'em go.", ["it was quiet,"]),
        ("“It is over.”\n\n“No,” the rebels said.", ["It is over.", "No,"]),
    ],
)
def test_a_quotation_ends_at_a_mark_of_the_other_fashion_unless_that_is_one_inside(text: str, said: list[str]) -> None:
    """A mark of the other fashion closes what is open, but for a pair of its own inside."""
    assert [text[q.start : q.end] for q in quotes(text)] == said
