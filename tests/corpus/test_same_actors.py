"""Actors of several articles: who is compared with whom."""

from hypothesis import given
from hypothesis import strategies as st

from dragoman.corpus.actors import ACTORS, by_name
from dragoman.corpus.groups import fits, weighed
from dragoman.corpus.who import Who

WORDS = ("Sigrid", "Sygrid", "Halvorsen", "Lunde", "Torstein", "Maria")
NAMES = st.lists(st.sampled_from(WORDS), min_size=1, max_size=4).map(" ".join)
ACTOR = st.builds(by_name, NAMES, st.sampled_from(["person", "ministry"]), st.sampled_from(["NOR", "KEN", None]))


def compared(one: Who, other: Who) -> bool:
    mine, theirs = ACTORS.blocks(one), ACTORS.blocks(other)
    return bool(mine.asked & theirs.filed or theirs.asked & mine.filed)


@given(ACTOR, ACTOR)
def test_whoever_may_be_one_is_compared(one: Who, other: Who) -> None:
    if fits(ACTORS, weighed(ACTORS, one, other)):
        assert compared(one, other)


def test_who_shares_only_a_family_name_is_not_compared() -> None:
    sigrid, maria, short = (by_name(name, "person", "NOR") for name in ("Sigrid Lunde", "Maria Lunde", "Lunde"))
    assert not compared(sigrid, maria)
    assert compared(sigrid, short)
    assert compared(maria, short)


def test_of_a_very_long_name_the_shorter_ones_stand_together_in_it() -> None:
    long = by_name("Sigrid Maria Torstein Anne Helga Lunde", "person", "NOR")
    assert compared(long, by_name("Helga Lunde", "person", "NOR"))
    assert compared(long, by_name("Lunde", "person", "NOR"))
