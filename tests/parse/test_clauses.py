"""Clauses: subjects, objects, tense, negation and what a verb takes from those above it."""

from collections.abc import Callable

import pytest

from dragoman.article import Article
from dragoman.document import Clause, Document, Paragraph, Sentence, Token
from dragoman.parse.clauses import find_clauses
from dragoman.records import Span

Find = Callable[[str, str], "Words"]


class Words:
    """A clause with words in place of token numbers."""

    def __init__(self, parsed: Document, clause: Clause) -> None:
        def text(indices: tuple[int, ...]) -> set[str]:
            return {parsed.tokens[i].text for i in indices}

        self.clause = clause
        self.subjects, self.objects, self.complements = text(clause.subjects), text(clause.objects), text(clause.complements)
        self.obliques = {(o.preposition, parsed.tokens[o.head].text) for o in clause.obliques}


@pytest.fixture(scope="module")
def find(document) -> Find:
    """The clause of a verb, given as it stands in the text."""

    def make(text: str, verb: str) -> Words:
        parsed = document(text)
        return next(Words(parsed, c) for c in parsed.clauses if parsed.tokens[c.verb].text == verb)

    return make


def test_a_plain_clause_has_its_subject_and_object(find: Find) -> None:
    found = find("Kenya sent a ship to Lima.", "sent")
    assert (found.subjects, found.objects, found.obliques) == ({"Kenya"}, {"ship"}, {("to", "Lima")})


def test_coordination_is_spelled_out(find: Find) -> None:
    found = find("Kenya and Peru sent ships and planes.", "sent")
    assert (found.subjects, found.objects) == ({"Kenya", "Peru"}, {"ships", "planes"})


def test_coordinated_obliques_are_spelled_out(find: Find) -> None:
    assert {("in", "Lima"), ("in", "Quito")} <= find("The envoys met in Lima and Quito.", "met").obliques


def test_the_agent_of_a_passive_is_its_subject(find: Find) -> None:
    found = find("The ship was seized by Kenya.", "seized")
    assert (found.subjects, found.objects, found.clause.passive) == ({"Kenya"}, {"ship"}, True)


def test_a_passive_without_agent_has_no_subject(find: Find) -> None:
    found = find("The ship was seized on Monday.", "seized")
    assert (found.subjects, found.objects) == (set(), {"ship"})


def test_coordinated_verbs_share_a_subject(find: Find) -> None:
    found = find("Kenya seized the ship and freed the crew.", "freed")
    assert found.subjects == {"Kenya"}
    assert found.clause.inherited


def test_a_coordinated_verb_with_its_own_subject_keeps_it(find: Find) -> None:
    found = find("Kenya seized the ship, but the court freed the crew.", "freed")
    assert found.subjects == {"court"}
    assert not found.clause.inherited


@pytest.mark.parametrize(
    ("text", "subject"),
    [("Kenya urged Peru to free the crew.", "Peru"), ("Kenya promised Peru to free the crew.", "Kenya")],
)
def test_an_infinitive_is_about_whom_its_verb_says(find: Find, text: str, subject: str) -> None:
    assert find(text, "free").subjects == {subject}


def test_an_infinitive_of_wanting_is_about_the_subject(find: Find) -> None:
    assert find("Kenya hopes to free the crew.", "free").subjects == {"Kenya"}


def test_a_relative_pronoun_stands_for_its_noun(find: Find) -> None:
    assert find("The envoy who freed the crew flew home.", "freed").subjects == {"envoy"}


def test_a_participle_is_about_its_noun(find: Find) -> None:
    assert find("The ship carrying grain sailed on.", "carrying").subjects == {"ship"}


def test_a_reduced_passive_acts_on_its_noun(find: Find) -> None:
    found = find("The ship seized by Kenya sailed on.", "seized")
    assert (found.subjects, found.objects) == ({"Kenya"}, {"ship"})


def test_telegraphic_style_goes_on_about_the_subject_before(find: Find) -> None:
    assert find("The envoy landed in Lima. Met with the king.", "Met").subjects == {"envoy"}


def test_telegraphic_style_does_not_reach_over_a_paragraph(find: Find) -> None:
    assert find("The envoy landed in Lima.\nMet with the king.", "Met").subjects == set()


@pytest.mark.parametrize(
    ("text", "verb", "lemma"),
    [("Kenya called off the talks.", "called", "call off"), ("Kenya called the ship.", "called", "call")],
)
def test_the_lemma_carries_the_particle(find: Find, text: str, verb: str, lemma: str) -> None:
    assert find(text, verb).clause.lemma == lemma


@pytest.mark.parametrize(
    ("text", "verb", "tense"),
    [
        ("Kenya freed the crew.", "freed", "past"),
        ("Kenya has freed the crew.", "freed", "past"),
        ("Kenya frees the crew.", "frees", "present"),
        ("Kenya is freeing the crew.", "freeing", "present"),
        ("Kenya will free the crew.", "free", "future"),
        ("Kenya could free the crew.", "free", "present"),
        ("Kenya plans to free the crew.", "free", "infinitive"),
        ("The ship carrying grain sailed on.", "carrying", "participle"),
    ],
)
def test_tense(find: Find, text: str, verb: str, tense: str) -> None:
    assert find(text, verb).clause.tense == tense


@pytest.mark.parametrize(
    ("text", "negated"),
    [
        ("Kenya did not free the crew.", True),
        ("Kenya never freed the crew.", True),
        ("Kenya freed the crew.", False),
        ("Kenya freed no crew but its own.", False),
    ],
)
def test_negation(find: Find, text: str, negated: bool) -> None:
    verb = "free" if " free " in text else "freed"
    assert find(text, verb).clause.negated is negated


def test_negation_and_modal_reach_a_coordinated_infinitive(find: Find) -> None:
    found = find("Kenya will not free the crew or return the ship.", "return").clause
    assert (found.modals, found.negated, found.tense) == (("will",), True, "future")


def test_a_that_clause_is_a_complement(find: Find) -> None:
    assert find("Kenya said that the ship had sailed.", "said").complements == {"sailed"}


@pytest.mark.parametrize("text", ["The seized ship.", "A quiet day in Lima."])
def test_a_mere_modifier_heads_no_clause(document, text: str) -> None:
    assert document(text).clauses == ()


def test_clauses_stand_in_text_order(document) -> None:
    verbs = [c.verb for c in document("Kenya said that Peru, which freed the crew, would return the ship.").clauses]
    assert verbs == sorted(verbs)
    assert len(verbs) == 3


def test_a_tree_that_goes_in_circles_costs_no_crash() -> None:
    words = [("sailed", 1), ("freed", 0)]
    tokens = tuple(Token(n, w, w, "VERB", "VBD", "conj", head, n * 7, n * 7 + len(w), 0) for n, (w, head) in enumerate(words))
    article = Article("test", "sailed freed")
    circle = Document(article, tokens, (Sentence(0, 0, 1, 0),), (Paragraph(0, Span(0, 12), "body"),))
    assert [c.verb for c in find_clauses(circle)] == [0, 1]


def test_the_end_of_a_perfect_is_no_passive(find: Find) -> None:
    words = find("Prices rose after Rao had hosted Okoye.", "hosted")
    assert (words.subjects, words.objects) == ({"Rao"}, {"Okoye"})


def test_a_relative_pronoun_after_a_preposition_stands_for_its_noun(find: Find) -> None:
    words = find("Okoye, with whom Rao met, left.", "met")
    assert ("with", "Okoye") in words.obliques
