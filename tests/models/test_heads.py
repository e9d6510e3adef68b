"""The encoder and its heads: shapes, places, and what they say of plain sentences."""

import numpy
import pytest

from dragoman.models import heads
from dragoman.models.encoder import LONGEST, encode

TEXT = "Peru accused Chile on Monday of arming the rebels. Chile denied it."
FIRST = (0, TEXT.index(" Chile denied"))


def place(words: str) -> tuple[int, int]:
    return TEXT.index(words), TEXT.index(words) + len(words)


def test_pieces_stand_where_their_words_stand() -> None:
    encoding = encode(TEXT, *FIRST)
    assert encoding.states.shape == (len(encoding.starts), 384)
    words = {TEXT[a:b] for a, b in list(zip(encoding.starts, encoding.ends, strict=True))[1:-1]}
    assert {"Peru", "accused", "rebels"} <= words
    assert [TEXT[encoding.starts[i] : encoding.ends[i]] for i in encoding.pieces(*place("accused Chile"))] == ["accused", "Chile"]


def test_edge_pieces_stand_nowhere() -> None:
    encoding = encode(TEXT, *FIRST)
    everywhere = encoding.pieces(0, len(TEXT))
    assert list(everywhere) == list(range(1, len(encoding.starts) - 1))


def test_a_sentence_too_long_is_cut_not_refused() -> None:
    text = "and so on " * 400
    encoding = encode(text, 0, len(text))
    assert len(encoding.starts) == LONGEST


def test_the_same_words_give_the_same_bytes() -> None:
    assert encode(TEXT, *FIRST).states.tobytes() == encode(TEXT, *FIRST).states.tobytes()


def test_a_cue_is_seen_with_its_words_and_its_speaker() -> None:
    text = "Analysts in Lima are convinced that Peru will not sign the treaty."
    encoding = encode(text, 0, len(text))
    at = text.index("convinced")
    cue = encoding.pieces(at, at + len("convinced"))
    assert heads.cues(encoding)[cue].mean(0)[0] < 0.5
    edges = heads.pointers(encoding, cue)
    assert edges.shape == (len(heads.POINTERS), len(encoding.starts))
    assert numpy.allclose(edges.sum(1), 1, atol=1e-5)
    first, last = (int(edges[n].argmax()) for n in (0, 1))
    assert text[encoding.starts[first] : encoding.ends[last]].removeprefix("that ").startswith("Peru will not sign")


@pytest.mark.parametrize(("actor", "recipient", "event_type"), [("Peru", "Chile", "ACCUSE"), ("Chile", "Peru", "NONE")])
def test_an_act_has_a_direction(actor: str, recipient: str, event_type: str) -> None:
    encoding = encode(TEXT, *FIRST)
    scores = heads.acts(encoding, [(encoding.pieces(*place(actor)), encoding.pieces(*place(recipient)))])
    assert heads.labels()["event_type"][int(scores["event_type"][0].argmax())] == event_type


def test_pairs_are_read_together_as_alone() -> None:
    encoding = encode(TEXT, *FIRST)
    pair = (encoding.pieces(*place("Peru")), encoding.pieces(*place("Chile")))
    together = heads.acts(encoding, [pair, (pair[1], pair[0]), (pair[0], ())])["event_type"]
    assert together.shape == (3, len(heads.labels()["event_type"]))
    assert numpy.allclose(together[0], heads.acts(encoding, [pair])["event_type"][0], atol=1e-5)
