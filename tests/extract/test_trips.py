"""Trips: stops in the order travelled, and what is no stop."""

from collections.abc import Callable

import pytest

RAO = "Indian Foreign Minister Maria Rao"
Stops = Callable[..., list[list[tuple[str, str | None, str]]]]


@pytest.fixture(scope="module")
def stops(reading) -> Stops:
    """Place, date and status of the stops of each trip; the day of the report is a Friday."""

    def make(text: str, published: str | None = "2024-05-10") -> list[list[tuple[str, str | None, str]]]:
        _, mentions, record = reading(text, published)
        place = {p.id: p.name for p in mentions.places}
        return [[(place[s.place], s.date, s.status) for s in trip.stops] for trip in record.trips]

    return make


def places(trips: list[list[tuple[str, str | None, str]]]) -> list[list[str]]:
    """The names of the stops alone."""
    return [[name for name, _, _ in trip] for trip in trips]


# ------------------------------------------------------------ what is a stop


@pytest.mark.parametrize(
    ("text", "status"),
    [
        (f"{RAO} visited Lima.", "made"),
        (f"{RAO} arrived in Lima.", "made"),
        (f"{RAO} made a stop in Lima.", "made"),
        (f"{RAO} will travel to Lima.", "planned"),
        (f"{RAO} is expected in Lima.", "planned"),
        (f"{RAO} cancelled a visit to Lima.", "cancelled"),
        (f"{RAO} postponed a trip to Lima.", "cancelled"),
    ],
)
def test_status(stops: Stops, text: str, status: str) -> None:
    assert stops(text) == [[("Lima", None, status)]]


@pytest.mark.parametrize(
    "text",
    [
        f"{RAO} visited the museum.",
        f"{RAO} could visit Lima.",
        f"{RAO} did not visit Lima.",
        "“I flew to Lima,” Maria Rao said.",
        "The parcel arrived in Lima.",
        "Indian officials arrived in Lima.",
        f"{RAO} flew to Mumbai.",
        f"{RAO} spoke by phone with Peruvian President Elena Quiroga in Lima.",
    ],
)
def test_what_is_no_stop(stops: Stops, text: str) -> None:
    assert stops(text) == []


def test_where_somebody_spoke_is_a_stop(stops: Stops) -> None:
    assert stops(f"{RAO} flew to Quito. In Lima, she said that the plan was ready.") == [
        [("Quito", None, "made"), ("Lima", None, "made")]
    ]


def test_who_spoke_somewhere_and_is_not_known_to_travel_is_at_work_there(stops: Stops) -> None:
    assert stops(f"{RAO} said in Lima that the plan was ready.") == []


def test_a_present_with_a_day_to_come_is_a_plan(stops: Stops) -> None:
    assert stops(f"{RAO} flies to Lima on 8 May 2031.") == [[("Lima", "2031-05-08", "planned")]]


def test_officers_of_bodies_of_states_are_no_guests_where_they_meet(reading) -> None:
    _, mentions, record = reading(f"{RAO} met UN envoy Lars Holm in Lima.")
    assert [mentions.by_id[t.traveller].name for t in record.trips] == ["Maria Rao"]


def test_a_meeting_abroad_is_a_stop_of_whoever_came(reading) -> None:
    _, mentions, record = reading(f"{RAO} and Peruvian President Elena Quiroga met in Lima.")
    assert [mentions.by_id[t.traveller].name for t in record.trips] == ["Maria Rao"]


def test_each_traveller_has_a_trip(reading) -> None:
    _, mentions, record = reading(f"{RAO} and Nigerian President Ahmed Okoye flew to Lima.")
    assert [mentions.by_id[t.traveller].name for t in record.trips] == ["Maria Rao", "Ahmed Okoye"]


# ------------------------------------------------------------ order


@pytest.mark.parametrize(
    "text",
    [
        f"{RAO} travelled to Lima on Monday and flew to Quito on Wednesday.",
        f"{RAO} visited Lima and Quito.",
        f"{RAO} will visit Lima before heading to Quito.",
        f"{RAO} arrived in Quito from Lima.",
        f"{RAO} flew to Quito after visiting Lima.",
        f"{RAO} flew to Quito after stopping in Lima.",
        f"{RAO} visited Quito on 9 May 2024 after stopping in Lima on 7 May 2024.",
        f"{RAO} flew to Quito on Wednesday. She had visited Lima on Monday.",
    ],
)
def test_stops_stand_in_the_order_travelled(stops: Stops, text: str) -> None:
    assert places(stops(text)) == [["Lima", "Quito"]]


def test_a_stop_told_in_the_pluperfect_is_kept(stops: Stops) -> None:
    assert places(stops(f"{RAO} flew to Quito on Monday after she had visited Lima.")) == [["Lima", "Quito"]]


def test_each_stop_has_its_own_day(stops: Stops) -> None:
    [trip] = stops(f"{RAO} travelled to Lima on Monday. She flew to Quito on Wednesday.")
    assert trip == [("Lima", "2024-05-06", "made"), ("Quito", "2024-05-08", "made")]


def test_a_place_visited_twice_in_the_text_is_one_stop(stops: Stops) -> None:
    assert stops(f"{RAO} arrived in Lima. Rao visited Lima on Monday.") == [[("Lima", "2024-05-06", "made")]]


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        (f"{RAO} visited Peru. She arrived in Lima on Monday.", [["Lima"]]),
        (f"{RAO} visited Peru. She arrived in Quito on Monday.", [["Peru", "Quito"]]),
        (f"{RAO} is on a tour of Peru, Ecuador and Chile.", [["Peru", "Ecuador", "Chile"]]),
        (f"{RAO} is on a tour of Asia. She arrived in Tokyo on Monday.", [["Tokyo"]]),
    ],
)
def test_a_country_goes_where_a_city_of_it_is_a_stop(stops: Stops, text: str, kept: list[list[str]]) -> None:
    assert places(stops(text)) == kept


def test_going_home_is_no_stop(stops: Stops) -> None:
    assert places(stops(f"{RAO} travelled to Lima on Monday and returned to New Delhi on Wednesday.")) == [["Lima"]]


# ------------------------------------------------------------ one trip or two


@pytest.mark.parametrize(
    ("text", "trips"),
    [
        (f"{RAO} visited Lima on 3 May 2024. She visited Quito on 5 May 2024.", [["Lima", "Quito"]]),
        (f"{RAO} visited Lima on 3 March 2024. She visited Quito on 5 May 2024.", [["Lima"], ["Quito"]]),
        (f"{RAO} visited Lima on 3 March 2024. She will visit Lima on 20 June 2024.", [["Lima"], ["Lima"]]),
        (f"{RAO} visited Lima on Monday. She cancelled a visit to Quito.", [["Lima"], ["Quito"]]),
    ],
)
def test_stops_weeks_apart_or_called_off_lie_on_two_trips(stops: Stops, text: str, trips: list[list[str]]) -> None:
    assert places(stops(text)) == trips


def test_purpose_and_length_of_a_journey(reading) -> None:
    parsed, _, record = reading(f"{RAO} is on a week-long trip to Peru aimed at calming tensions.")
    [trip] = record.trips
    assert trip.purpose is not None
    assert (trip.duration, parsed.words(trip.purpose)) == ("P1W", "calming tensions")


def test_neither_where_none_is_told(reading) -> None:
    [trip] = reading(f"{RAO} is on a trip to Peru.")[2].trips
    assert (trip.duration, trip.purpose) == (None, None)


@pytest.mark.parametrize("where", ["Lima, Peru,", "the Peruvian capital, Lima,"])
def test_of_a_city_and_its_country_the_city_is_the_stop(stops: Stops, where: str) -> None:
    assert places(stops(f"{RAO} travelled to {where} on Monday.")) == [["Lima"]]


def test_each_of_two_goals_has_the_day_right_after_it(stops: Stops) -> None:
    [trip] = stops(f"{RAO} will fly to Lima on 8 May 2031 and to Quito on 9 May 2031.")
    assert trip == [("Lima", "2031-05-08", "planned"), ("Quito", "2031-05-09", "planned")]


@pytest.mark.parametrize(("text", "status"), [(f"{RAO} was in Lima.", "made"), (f"{RAO} is due in Lima.", "planned")])
def test_being_somewhere_is_a_stop(stops: Stops, text: str, status: str) -> None:
    assert stops(text) == [[("Lima", None, status)]]


def test_who_flies_others_does_not_travel(stops: Stops) -> None:
    assert stops(f"{RAO} flew nurses to Lima.") == []


def test_a_host_away_from_home_travelled_too(stops: Stops) -> None:
    assert stops(f"In Lima {RAO} received Kenyan Foreign Minister John Kamau on Monday.") == [
        [("Lima", "2024-05-06", "made")],
        [("Lima", "2024-05-06", "made")],
    ]


@pytest.mark.parametrize(
    ("text", "length", "purpose"),
    [
        (
            "Indian Foreign Minister Maria Rao left on Monday for a week-long tour of Kenya and Ghana to drum up support for the treaty.",
            "P1W",
            "drum up support for the treaty",
        ),
        (
            "Indian Foreign Minister Maria Rao is on a two-week swing through Peru and Chile, seeking to sell rice.",
            "P2W",
            "sell rice",
        ),
        ("Indian Foreign Minister Maria Rao arrived in Lima on Monday on a three-day visit.", "P3D", None),
        ("Indian Foreign Minister Maria Rao agreed during a visit to Peru to build a dam.", None, None),
    ],
)
def test_purpose_and_length_in_other_words(reading, text: str, length: str | None, purpose: str | None) -> None:
    parsed, _, record = reading(text)
    [trip] = record.trips
    assert (trip.duration, parsed.words(trip.purpose) if trip.purpose else None) == (length, purpose)


def test_a_tour_ended_in_a_town_has_a_stop_there(reading) -> None:
    _, mentions, record = reading("Indian Foreign Minister Maria Rao ended a swing through West Africa in Accra on Friday.")
    name = {place.id: place.name for place in mentions.places}
    assert [(name[stop.place], stop.date) for trip in record.trips for stop in trip.stops] == [("Accra", "2024-05-03")]


def test_stops_that_a_report_looks_back_on_come_before_those_of_its_days(stops: Stops) -> None:
    text = f"{RAO} flew to Quito on 8 May 2024. Her journey had taken her to Lima and La Paz."
    assert places(stops(text)) == [["Lima", "La Paz", "Quito"]]
