"""What UTF-8 cannot hold."""

from hypothesis import given
from hypothesis import strategies as st

from dragoman.characters import storable


@given(st.text(st.characters(exclude_categories=[]), max_size=20))
def test_all_text_is_made_such_that_utf_8_holds_it_and_good_text_stays(text: str) -> None:
    made = storable(text)
    assert made.encode("utf-8").decode("utf-8") == made
    assert (made == text) == (not any("\ud800" <= sign <= "\udfff" for sign in text))


def test_what_is_no_text_stays() -> None:
    assert [storable(value) for value in (None, 7, 0.5, b"\xff")] == [None, 7, 0.5, b"\xff"]
    assert storable("half \ud83d of a pair") == "half ? of a pair"
