"""Repairs of the tree, on trees made by hand: "word tag dep head", the head by its number."""

from collections.abc import Callable

import pytest

from dragoman.document import Token
from dragoman.parse.repairs import (
    coordinated_sayings,
    coordination_across_tenses,
    object_taken_as_subject,
    reduced_relative_taken_as_main,
    repair_tokens,
)
from dragoman.parse.verb_repairs import (
    day_before_the_teller,
    finite_verb_in_a_list,
    main_verb_after_relative,
    name_beside_a_verb,
    object_after_its_verb,
    with_taken_as_mark,
)

POS = {"V": "VERB", "N": "NOUN", "I": "ADP", "C": "CCONJ", "D": "DET", "R": "ADV", "T": "PART", "M": "AUX"}
LEMMAS = {
    "met": "meet",
    "said": "say",
    "rejected": "reject",
    "urged": "urge",
    "spoke": "speak",
    "failed": "fail",
    "blamed": "blame",
}


def tree(text: str) -> list[Token]:
    """The tokens of a sentence; a head of -1 is the token itself."""
    found: list[Token] = []
    start = 0
    for n, line in enumerate(text.strip().splitlines()):
        word, tag, dep, head = line.split()
        pos = "PROPN" if tag.startswith("NNP") else POS.get(tag[0], "PUNCT")
        at = n if head == "-1" else int(head)
        found.append(Token(n, word, LEMMAS.get(word, word.lower()), pos, tag, dep, at, start, start + len(word), 0))
        start += len(word) + 1
    return found


def arcs(tokens: list[Token]) -> dict[str, tuple[str, str]]:
    """Each word's relation and head word."""
    return {t.text: (t.dep, tokens[t.head].text) for t in tokens}


TAKEN_AS_SUBJECT = """
Rao NNP nsubj 1
met VBD ROOT -1
Okoye NNP nsubj 5
and CC cc 2
talks NNS conj 2
focused VBD conj 1
"""


def test_object_taken_as_subject_goes_back_to_the_verb_of_meeting() -> None:
    mended = arcs(object_taken_as_subject(tree(TAKEN_AS_SUBJECT)))
    assert mended["Okoye"] == ("dobj", "met")
    assert mended["talks"] == ("nsubj", "focused")


@pytest.mark.parametrize(
    "text",
    [
        TAKEN_AS_SUBJECT.replace("met VBD", "ate VBD"),
        TAKEN_AS_SUBJECT.replace("talks NNS conj 2", "talks NNS dobj 5"),
        TAKEN_AS_SUBJECT.replace("Okoye NNP nsubj 5", "Okoye NNP dobj 1"),
        TAKEN_AS_SUBJECT.replace("met VBD", "met VBN"),
    ],
    ids=["no verb of meeting", "subject alone", "object already", "participle"],
)
def test_other_subjects_stay_subjects(text: str) -> None:
    assert object_taken_as_subject(tree(text)) == tree(text)


ACROSS_TENSES = """
Rao NNP nsubj 1
urged VBD ROOT -1
Peru NNP dobj 1
to TO aux 4
wait VB xcomp 1
and CC cc 4
spoke VBD conj 4
"""


def test_a_finite_verb_is_not_coordinated_with_an_infinitive() -> None:
    assert arcs(coordination_across_tenses(tree(ACROSS_TENSES)))["spoke"] == ("conj", "urged")


@pytest.mark.parametrize(
    "text",
    [
        ACROSS_TENSES.replace("spoke VBD", "speak VB"),
        ACROSS_TENSES.replace("wait VB xcomp", "waited VBD ccomp"),
        ACROSS_TENSES.replace("and CC cc 4", "she PRP nsubj 6"),
        ACROSS_TENSES.replace("urged VBD", "urges VBZ"),
    ],
    ids=["two infinitives", "two past verbs", "subject of its own", "no verb above in its tense"],
)
def test_coordination_within_a_tense_stays(text: str) -> None:
    assert coordination_across_tenses(tree(text)) == tree(text)


SAYINGS = """
Rao NNP nsubj 1
said VBD ROOT -1
Peru NNP nsubj 3
failed VBD ccomp 1
and CC cc 3
rejected VBD conj 3
"""


def test_a_second_saying_goes_with_the_first() -> None:
    assert arcs(coordinated_sayings(tree(SAYINGS)))["rejected"] == ("conj", "said")


@pytest.mark.parametrize(
    "text",
    [
        SAYINGS.replace("rejected VBD", "slept VBD"),
        SAYINGS.replace("failed VBD", "urged VBD"),
        SAYINGS.replace("and CC cc 3", "it PRP nsubj 5"),
        SAYINGS.replace("said VBD", "saw VBD"),
    ],
    ids=["no saying", "coordinated with a saying", "subject of its own", "not under a saying"],
)
def test_what_is_said_keeps_its_second_verb(text: str) -> None:
    assert coordinated_sayings(tree(text)) == tree(text)


@pytest.mark.parametrize("text", [TAKEN_AS_SUBJECT, ACROSS_TENSES, SAYINGS])
def test_a_mended_tree_needs_no_more_repairs(text: str) -> None:
    once = repair_tokens(tree(text))
    assert once != tree(text)
    assert repair_tokens(once) == once


@pytest.mark.parametrize("repair", [object_taken_as_subject, coordination_across_tenses, coordinated_sayings])
def test_no_tokens_give_no_tokens(repair: Callable[[list[Token]], list[Token]]) -> None:
    assert repair([]) == []


AFTER_ITS_VERB = """
Rao NNP nsubj 1
rested VBD ROOT -1
and CC cc 1
then RB advmod 4
met VBD conj 1
Okoye NNP nsubj 4
"""


def test_whom_somebody_met_after_an_adverb_is_the_object() -> None:
    assert arcs(object_after_its_verb(tree(AFTER_ITS_VERB)))["Okoye"] == ("dobj", "met")


IN_A_LIST = """
Rao NNP nsubj 1
flew VBD ROOT -1
with IN prep 1
doctors NNS pobj 2
, , punct 1
called VBD acl 3
on IN prep 5
Okoye NNP pobj 6
and CC cc 5
left VBD conj 5
"""


def test_a_verb_in_a_list_of_acts_belongs_to_no_noun() -> None:
    assert arcs(finite_verb_in_a_list(tree(IN_A_LIST)))["called"] == ("conj", "flew")


AFTER_RELATIVE = """
Rebels NNS ROOT -1
, , punct 0
who WP nsubj 3
lost VBD relcl 0
, , punct 0
promised VBN acl 0
to TO aux 7
leave VB xcomp 5
. . punct 0
"""


def test_the_verb_after_a_relative_clause_is_the_sentences() -> None:
    mended = arcs(main_verb_after_relative(tree(AFTER_RELATIVE)))
    assert (mended["promised"], mended["Rebels"]) == (("ROOT", "promised"), ("nsubj", "promised"))


WITH_AS_MARK = """
Rao NNP nsubj 1
spoke VBD ROOT -1
with IN mark 4
Ratu NNP nsubj 4
Okoye NNP advcl 1
and CC cc 1
left VBD conj 1
"""


def test_with_before_a_name_governs_it() -> None:
    mended = arcs(with_taken_as_mark(tree(WITH_AS_MARK)))
    assert (mended["with"], mended["Okoye"], mended["Ratu"]) == (("prep", "spoke"), ("pobj", "with"), ("compound", "Okoye"))


COORDINATED_PARTICIPLE = """
Rao NNP nsubj 1
left VBD ROOT -1
and CC cc 1
talks NNS nsubj 4
planned VBN conj 1
for IN prep 4
May NNP pobj 5
were VBD auxpass 8
cancelled VBN conj 1
"""


def test_a_coordinated_participle_belongs_to_its_noun() -> None:
    mended = arcs(reduced_relative_taken_as_main(tree(COORDINATED_PARTICIPLE)))
    assert (mended["planned"], mended["talks"]) == (("acl", "talks"), ("nsubjpass", "cancelled"))


NAME_BESIDE_A_VERB = """
Rao NNP nsubj 1
saw VBD ROOT -1
Holt NNP dobj 1
and CC cc 1
on IN prep 6
Sunday NNP pobj 4
Okoye NNP {dep} 1
"""


@pytest.mark.parametrize("dep", ["conj", "ccomp"])
def test_a_name_is_coordinated_with_a_name(dep: str) -> None:
    assert arcs(name_beside_a_verb(tree(NAME_BESIDE_A_VERB.format(dep=dep))))["Okoye"] == ("conj", "Holt")


def test_a_name_with_a_verb_of_its_own_stays() -> None:
    kept = tree(NAME_BESIDE_A_VERB.format(dep="ccomp").replace("on IN prep 6", "was VBD aux 6"))
    assert name_beside_a_verb(kept) == kept


DAY_BEFORE_THE_TELLER = """
He PRP nsubj 2
will MD aux 2
end VB ccomp 9
in IN prep 2
Accra NNP pobj 3
on IN prep 9
Saturday NNP pobj 5
, , punct 9
Rao NNP nsubj 9
said VBD ROOT -1
"""


def test_a_day_before_the_teller_is_of_what_is_told() -> None:
    mended = arcs(day_before_the_teller(tree(DAY_BEFORE_THE_TELLER)))
    assert (mended["on"], mended["in"]) == (("prep", "end"), ("prep", "end"))


DAY_AFTER_THE_TELLER = """
He PRP nsubj 2
will MD aux 2
end VB ccomp 5
, , punct 5
Rao NNP nsubj 5
said VBD ROOT -1
on IN prep 5
Saturday NNP pobj 6
"""


def test_a_day_after_the_teller_stays() -> None:
    kept = tree(DAY_AFTER_THE_TELLER)
    assert day_before_the_teller(kept) == kept
