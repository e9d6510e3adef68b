"""Statements: who said what, in whose words, and where the words begin and end."""

from collections.abc import Callable
from dataclasses import dataclass

import pytest

from dragoman.records import Span, Statement

RAO = "Indian Foreign Minister Maria Rao"
OKOYE = "Nigerian President Ahmed Okoye"


@dataclass(frozen=True)
class Told:
    """A statement with words and names in place of spans and ids."""

    speaker: str | None
    content: tuple[str, ...]
    via: tuple[str, ...]
    cue: str | None
    addressee: str | None
    place: str | None
    statement: Statement


Tell = Callable[..., list[Told]]


@pytest.fixture(scope="module")
def tell(reading) -> Tell:
    """The statements of some text."""

    def make(text: str, **more: object) -> list[Told]:
        parsed, mentions, record = reading(text, **more)
        name = {actor.id: actor.name for actor in record.actors}
        place = {p.id: p.name for p in mentions.places}
        return [
            Told(
                name.get(s.speaker or ""),
                tuple(parsed.words(span) for span in s.content),
                tuple(name[v] for v in s.via),
                parsed.words(s.cue) if s.cue else None,
                name.get(s.addressee or ""),
                place.get(s.place or ""),
                s,
            )
            for s in record.statements
        ]

    return make


# ------------------------------------------------------------ frames


@pytest.mark.parametrize(
    ("text", "cue", "content"),
    [
        (f"{RAO} said that the plan was ready.", "said", "the plan was ready"),
        (f"{RAO} said the plan was ready.", "said", "the plan was ready"),
        ("The plan was ready, Maria Rao said.", "said", "The plan was ready"),
        (f"{RAO} called for the release of the crew.", "called for", "the release of the crew"),
        (f"{RAO} called on Nigeria to free the crew.", "called on", "Nigeria to free the crew"),
        (f"{RAO} urged Nigeria to free the crew.", "urged", "Nigeria to free the crew"),
        (f"{RAO} stressed the need for calm on the river.", "stressed", "the need for calm on the river"),
        (f"{RAO} rejected the plan for the river.", "rejected", "the plan for the river"),
        (f"{RAO} pledged to rebuild the bridge.", "pledged", "to rebuild the bridge"),
        (f"{RAO} accused Nigeria of shelling the port.", "accused", "Nigeria of shelling the port"),
    ],
)
def test_content_stands_in_the_frame_of_its_cue(tell: Tell, text: str, cue: str, content: str) -> None:
    [told] = tell(text)
    assert (told.speaker, told.cue, told.content) == ("Maria Rao", cue, (content,))


@pytest.mark.parametrize(
    "text",
    [
        f"{RAO} called off the release of the crew.",
        f"{RAO} issued a statement.",
        f"{RAO} said it.",
        f"{RAO} spoke to the crew.",
        f"{RAO} used the word “gift” for the plan.",
        "The clock said noon.",
    ],
)
def test_what_frames_no_words_is_no_statement(tell: Tell, text: str) -> None:
    assert tell(text) == []


@pytest.mark.parametrize(
    ("text", "cue_class"),
    [
        (f"{RAO} said that the plan was ready.", "say"),
        (f"{RAO} said the plan was ready. She added that the ship was late.", "add"),
        (f"{RAO} stressed the need for calm.", "stress"),
        (f"{RAO} urged Nigeria to free the crew.", "demand"),
        (f"{RAO} pledged to rebuild the bridge.", "promise"),
        (f"{RAO} warned that the bridge was weak.", "warn"),
        (f"{RAO} condemned the shelling of the port.", "condemn"),
        (f"{RAO} welcomed the truce on the river.", "support"),
        (f"{RAO} rejected the plan.", "reject"),
    ],
)
def test_the_cue_gives_its_class(tell: Tell, text: str, cue_class: str) -> None:
    assert tell(text)[-1].statement.cue_class == cue_class


# ------------------------------------------------------------ really said


@pytest.mark.parametrize(
    "text",
    [
        f"{RAO} did not say that the plan was ready.",
        f"{RAO} never said that the plan was ready.",
        f"{RAO} could say that the plan was ready.",
        f"{RAO} should say that the plan is ready.",
        f"{RAO} will say that the plan is ready.",
        f"{RAO} refused to say whether the plan was ready.",
        f"{RAO} wanted Nigeria to say that the plan was ready.",
    ],
)
def test_negated_and_hypothetical_saying_is_marked(tell: Tell, text: str) -> None:
    assert not [t for t in tell(text) if t.statement.cue_class == "say" and t.statement.status == "said"]


@pytest.mark.parametrize(
    ("text", "status"),
    [
        (f"{RAO} did not say that the plan was ready.", "negated"),
        (f"{RAO} could say that the plan was ready.", "hypothetical"),
    ],
)
def test_the_status_tells_whether_it_was_said(tell: Tell, text: str, status: str) -> None:
    assert [(t.speaker, t.content, t.statement.status) for t in tell(text)] == [("Maria Rao", ("the plan was ready",), status)]


def test_going_on_to_say_is_saying(tell: Tell) -> None:
    assert tell(f"{RAO} went on to say that the plan was ready.")[0].content == ("the plan was ready",)


def test_saying_under_if_is_hypothetical(tell: Tell) -> None:
    assert not [t for t in tell(f"If {RAO} says that the plan is ready, boats will sail.") if t.statement.status == "said"]


def test_saying_inside_quoted_words_is_left_out(tell: Tell) -> None:
    [told] = tell("“Nigeria said that the river was closed,” Maria Rao said.")
    assert told.speaker == "Maria Rao"


def test_the_headline_says_nothing(tell: Tell) -> None:
    headline = "Rao says plan is ready"
    found = tell(f"{headline}\n{RAO} said that the ship was late.", headline=Span(0, len(headline)))
    assert [t.content for t in found] == [("the ship was late",)]


# ------------------------------------------------------------ extent


@pytest.mark.parametrize(
    "text",
    [
        f"{RAO} said on Monday that the plan was ready.",
        f"On Monday, {RAO} said that the plan was ready.",
        "Speaking on Monday, Maria Rao said that the plan was ready.",
    ],
)
def test_the_time_of_saying_is_no_part_of_the_content(tell: Tell, text: str) -> None:
    [told] = tell(text)
    assert (told.content, told.statement.date) == (("the plan was ready",), "2024-05-06")


def test_a_time_that_was_said_is_part_of_it(tell: Tell) -> None:
    [told] = tell(f"{RAO} said that the ship had sailed on Monday.")
    assert (told.content, told.statement.date) == (("the ship had sailed on Monday",), None)


@pytest.mark.parametrize(
    "text", [f"{RAO} said in Lima that the plan was ready.", "Speaking in Lima, Maria Rao said that the plan was ready."]
)
def test_the_place_of_saying_is_no_part_of_the_content(tell: Tell, text: str) -> None:
    [told] = tell(text)
    assert (told.content, told.place) == (("the plan was ready",), "Lima")


def test_a_which_clause_is_in_the_article_s_voice(tell: Tell) -> None:
    assert tell(f"{RAO} condemned the shelling of the port, which left two sailors dead.")[0].content == (
        "the shelling of the port",
    )


def test_a_that_clause_of_the_object_is_what_was_said(tell: Tell) -> None:
    assert tell(f"{RAO} condemned the shells that hit the port.")[0].content == ("the shells that hit the port",)


def test_what_is_added_is_a_statement_of_its_own(tell: Tell) -> None:
    found = tell(f"{RAO} said the talks had failed, adding that the boats would stay at home.")
    assert [t.content for t in found] == [("the talks had failed",), ("the boats would stay at home",)]


def test_two_things_said_with_one_subject(tell: Tell) -> None:
    found = tell(f"{RAO} rejected the plan and called for a truce.")
    assert [(t.speaker, t.content) for t in found] == [("Maria Rao", ("the plan",)), ("Maria Rao", ("a truce",))]


def test_words_around_a_cue_in_the_middle_are_its_content(tell: Tell) -> None:
    assert tell("The road, Maria Rao said, was open.")[0].content == ("The road", "was open")


def test_a_list_of_three_demands_is_kept_whole(tell: Tell) -> None:
    [told] = tell(f"{RAO} called for a ceasefire, the release of the crew and talks.")
    assert told.content == ("a ceasefire, the release of the crew and talks",)


# ------------------------------------------------------------ kinds


@pytest.mark.parametrize(
    ("text", "kind", "content"),
    [
        ("“We will not leave the river,” Maria Rao said.", "direct", "We will not leave the river"),
        (f"{RAO} said the plan was “a gift to smugglers”.", "mixed", "the plan was “a gift to smugglers”"),
        (f"{RAO} said the plan was a gift to smugglers.", "indirect", "the plan was a gift to smugglers"),
    ],
)
def test_kind_and_marks(tell: Tell, text: str, kind: str, content: str) -> None:
    [told] = tell(text)
    assert (told.statement.kind, told.content) == (kind, (content,))


def test_the_cue_may_stand_inside_the_marks(tell: Tell) -> None:
    [told] = tell(f"{RAO} “stressed the need to keep the river open”.")
    assert told.content == ("the need to keep the river open",)


# ------------------------------------------------------------ quotations that go on


def test_a_quotation_goes_on_in_its_paragraph(tell: Tell) -> None:
    found = tell("“We want peace on the river,” Maria Rao said. “Our boats will stay at home.”")
    assert [(t.speaker, t.content) for t in found] == [
        ("Maria Rao", ("We want peace on the river", "Our boats will stay at home")),
    ]
    assert found[0].cue == "said"


def test_a_quotation_that_opens_the_next_paragraph_goes_on(tell: Tell) -> None:
    found = tell("“We want peace on the river,” Maria Rao said.\n“Our boats will stay at home this month.”")
    assert [t.speaker for t in found] == ["Maria Rao", "Maria Rao"]


def test_a_quotation_after_another_paragraph_is_nobody_s(tell: Tell) -> None:
    found = tell(
        "“We want peace on the river,” Maria Rao said.\nThe market was quiet.\n“Our boats will stay at home this month.”"
    )
    assert len(found) == 1


def test_an_unclosed_quotation_is_read(tell: Tell) -> None:
    found = tell("“We want peace,” Maria Rao said. “Our boats will stay at home.\n“And our men will wait at the quay,” she said.")
    assert ("And our men will wait at the quay",) in [t.content for t in found]
    assert {t.speaker for t in found} == {"Maria Rao"}


def test_a_quotation_broken_by_its_cue_is_kept_whole(tell: Tell) -> None:
    found = tell("“The river is for all of us,” Maria Rao said, “and we will keep it open this year.”")
    assert "and we will keep it open this year" in {words for t in found for words in t.content}


# ------------------------------------------------------------ speakers


@pytest.mark.parametrize(
    "text",
    [
        "According to the Kenyan Foreign Ministry, the crew was safe.",
        "The crew was safe, according to the Kenyan Foreign Ministry.",
    ],
)
def test_according_to(tell: Tell, text: str) -> None:
    [told] = tell(text)
    assert (told.speaker, told.content[0].lower()) == ("Kenyan Foreign Ministry", "the crew was safe")


@pytest.mark.parametrize("text", ["The crew acted according to the rules.", "Boats sailed according to plan."])
def test_according_to_a_thing_says_nothing(tell: Tell, text: str) -> None:
    assert tell(text) == []


@pytest.mark.parametrize(
    "text",
    [
        f"Xinhua quoted {OKOYE} as saying that the border was shut.",
        f"{OKOYE} was quoted by Xinhua as saying that the border was shut.",
    ],
)
def test_whoever_is_quoted_speaks(tell: Tell, text: str) -> None:
    [told] = tell(text)
    assert (told.speaker, told.via, told.content) == ("Ahmed Okoye", ("Xinhua",), ("the border was shut",))


def test_a_joint_statement_is_one_for_each_speaker(tell: Tell) -> None:
    found = tell(f"{RAO} and {OKOYE} said that the plan was ready.")
    assert [(t.speaker, t.content) for t in found] == [
        ("Maria Rao", ("the plan was ready",)),
        ("Ahmed Okoye", ("the plan was ready",)),
    ]
    assert len({t.statement.id for t in found}) == 2


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("India's statement said that the plan was ready.", "India"),
        ("A statement by the Indian Foreign Ministry said that the plan was ready.", "Indian Foreign Ministry"),
    ],
)
def test_a_statement_speaks_for_its_issuer(tell: Tell, text: str, speaker: str) -> None:
    assert [t.speaker for t in tell(text)] == [speaker]


def test_a_statement_speaks_for_whoever_spoke_before(tell: Tell) -> None:
    found = tell("The Indian Foreign Ministry said the plan was ready. The statement said that the ship was late.")
    assert [t.speaker for t in found] == ["Indian Foreign Ministry"] * 2


def test_a_statement_of_nobody_has_no_speaker(tell: Tell) -> None:
    assert [(t.speaker, t.content) for t in tell("A statement said that the plan was ready.")] == [
        (None, ("the plan was ready",))
    ]


@pytest.mark.parametrize(
    ("text", "addressee"),
    [
        (f"{RAO} told {OKOYE} that the plan was ready.", "Ahmed Okoye"),
        (f"{RAO} urged Nigeria to free the crew.", "Nigeria"),
        (f"{RAO} said that Nigeria was ready.", None),
    ],
)
def test_the_addressee_is_whom_it_was_said_to(tell: Tell, text: str, addressee: str | None) -> None:
    assert tell(text)[0].addressee == addressee


def test_the_evidence_holds_cue_and_content(tell: Tell, reading) -> None:
    text = f"The ship was late. {RAO} said that the plan was ready. It rained."
    [told] = tell(text)
    [span] = told.statement.evidence
    assert text[span.start : span.end] == f"{RAO} said that the plan was ready."


def test_the_aide_after_a_name_speaks_for_himself(tell: Tell) -> None:
    found = tell(f"{OKOYE} was late. {RAO} met Okoye, an aide said.")
    assert "Ahmed Okoye" not in {t.speaker for t in found}


def test_an_attack_on_a_ship_is_no_statement(tell: Tell) -> None:
    assert tell("Nigeria attacked an Indian tanker on Monday.") == []


# ------------------------------------------------------------ what only the heads see


@pytest.mark.parametrize(
    ("text", "speaker", "content"),
    [
        ("Doctors in Lima said that the plan was ready.", "Doctors", "the plan was ready"),
        ("A Peruvian diplomat said that the plan was ready.", "Peruvian diplomat", "the plan was ready"),
        ("Ministers in Lima are convinced that the plan will fail.", "Ministers", "the plan will fail"),
    ],
)
def test_voices_that_nobody_names_speak(tell: Tell, text: str, speaker: str, content: str) -> None:
    [told] = tell(text)
    assert (told.speaker, told.content) == (speaker, (content,))


def test_an_act_is_no_statement(tell: Tell) -> None:
    assert tell("Peru blocked the border on Monday and recalled its ambassador.") == []


def test_a_relative_clause_does_not_say_what_stands_before_it(tell: Tell) -> None:
    [told] = tell("John Kamau spoke to Maria Rao, India's foreign minister, who called on Nigeria to keep talking.")
    assert told.content == ("Nigeria to keep talking",)


def test_who_after_an_office_in_apposition_is_the_person(tell: Tell) -> None:
    [told] = tell("John Kamau met Maria Rao, an adviser to the head of the bank, who urged Nigeria to cut its deficit.")
    assert told.speaker == "Maria Rao"


# ------------------------------------------------------------ what stands around the cue


@pytest.mark.parametrize(
    ("text", "contents"),
    [
        ("The road, according to the ministry in Lima, was closed for a week.", ("The road", "was closed for a week")),
        ("Peru shut roads that, according to Reuters, the drivers had paid for.", ("the drivers had paid for",)),
        (
            f"To understand the river, {RAO} said, one should walk along it.",
            ("To understand the river", "one should walk along it"),
        ),
        (
            f"The north paid nine percent, {RAO} said in a letter, and those in the south paid one percent.",
            ("The north paid nine percent", "those in the south paid one percent"),
        ),
        (
            "''It's more paint than steel,'' said Indian Foreign Minister Maria Rao. ''Nobody will call this a bridge.''",
            ("It's more paint than steel", "Nobody will call this a bridge"),
        ),
        (
            f'"What makes this new is not just its price," {RAO} told a radio station on Wednesday, "but the attempt to hide it."',
            ("What makes this new is not just its price", "but the attempt to hide it"),
        ),
        (f"{RAO} wrote at the time that the road was open.", ("the road was open",)),
    ],
)
def test_what_was_said_stands_on_both_sides_of_its_cue(tell: Tell, text: str, contents: tuple[str, ...]) -> None:
    (told,) = tell(f"Talks in Lima\n\n{text}")
    assert told.content == contents


@pytest.mark.parametrize("text", ["We want to open a second port.", "Do you plan to come to Lima again?"])
def test_no_wish_of_those_who_speak_in_the_text(tell: Tell, text: str) -> None:
    assert not tell(f"An interview\n\n{text}")


def test_what_somebody_quoted_says_of_others_is_no_statement_of_its_own(tell: Tell) -> None:
    (told,) = tell(f'Talks in Lima\n\n"I think the drivers know that the road is shut," {RAO} said.')
    assert told.speaker == "Maria Rao"
