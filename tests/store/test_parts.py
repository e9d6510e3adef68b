"""The parts of the store that need no database: hashes, days, text of records, near copies, addresses."""

import random
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.store.made import reading

from dragoman import copies
from dragoman.errors import UsageError
from dragoman.records import Record
from dragoman.store.address import shown, store_url
from dragoman.store.codec import record_from_text, to_text
from dragoman.store.days import days_of
from dragoman.store.keys import content_hash, version_order

# ------------------------------------------------------------ days


@pytest.mark.parametrize(
    ("words", "days"),
    [
        ("2024-02-29", ("2024-02-29", "2024-03-01")),
        ("2024-02-29T10:00", ("2024-02-29", "2024-03-01")),
        ("2024-W01", ("2024-01-01", "2024-01-08")),
        ("2024-12", ("2024-12-01", "2025-01-01")),
        ("2024-Q4", ("2024-10-01", "2025-01-01")),
        ("2024-H1", ("2024-01-01", "2024-07-01")),
        ("2024", ("2024-01-01", "2025-01-01")),
        ("2024-02-30", (None, None)),
        ("2024-W60", (None, None)),
        ("9999", (None, None)),
        ("soon", (None, None)),
        ("", (None, None)),
        (None, (None, None)),
    ],
)
def test_the_days_of_a_date(words: str | None, days: tuple[str | None, str | None]) -> None:
    assert days_of(words) == days


@given(st.dates(max_value=date(9999, 12, 30)))
def test_every_day_lies_in_its_month_and_year(day: date) -> None:
    first, after = days_of(day.isoformat())
    for wider in (day.isoformat()[:7], day.isoformat()[:4]):
        begin, end = days_of(wider)
        assert first is not None
        assert after is not None
        assert begin is None or (begin <= first and after <= (end or ""))


# ------------------------------------------------------------ hashes and versions


def test_the_hash_is_of_what_a_reading_depends_on() -> None:
    article, _ = reading()
    assert content_hash(article) == content_hash(replace(article, id="other", url="https://x.example/"))
    changes = ({"text": article.text + " "}, {"published": "2024-05-08"}, {"publisher": "Other"}, {"title": None})
    assert len({content_hash(article), *(content_hash(replace(article, **change)) for change in changes)}) == 5  # type: ignore[arg-type]


def test_versions_have_their_order() -> None:
    versions = ["0.1.0", "0.1.1", "0.9.0", "0.10.0.dev1", "0.10.0rc1", "0.10.0", "0.10.1", "1.0.0"]
    assert sorted(random.Random(3).sample(versions, len(versions)), key=version_order) == versions


# ------------------------------------------------------------ records as text


def test_a_record_is_the_same_after_being_text() -> None:
    _, record = reading()
    assert record_from_text(to_text(record)) == record


def test_fields_of_other_versions_do_no_harm() -> None:
    _, record = reading()
    text = to_text(record)
    assert record_from_text(text.replace('"rule":"event.accuse"', '"rule":"event.accuse","colour":"red"')) == record
    assert record_from_text("{}") == Record()


# ------------------------------------------------------------ near copies


def jaccard(one: str, other: str) -> float:
    a, b = copies.shingles(one), copies.shingles(other)
    return len(a & b) / len(a | b)


@given(st.integers(0, 400), st.integers(0, 1000))
def test_the_similarity_of_signatures_is_near_that_of_texts(changed: int, seed: int) -> None:
    chance = random.Random(seed)
    words = [f"word{chance.randrange(5000)}" for _ in range(400)]
    other = [f"other{n}" if n < changed else word for n, word in enumerate(words)]
    one, two = " ".join(words), " ".join(other)
    assert abs(copies.similarity(copies.signature(one), copies.signature(two)) - jaccard(one, two)) < 0.3


def test_near_copies_share_a_band_and_others_do_not() -> None:
    chance = random.Random(1)
    texts = [" ".join(f"w{chance.randrange(3000)}" for _ in range(300)) for _ in range(40)]
    bands = [set(copies.bands(copies.signature(text))) for text in texts]
    near = [set(copies.bands(copies.signature(text + " The agency added one sentence at the end of it."))) for text in texts]
    assert all(one & two for one, two in zip(bands, near, strict=True))
    assert sum(bool(bands[i] & bands[j]) for i in range(40) for j in range(i)) == 0


def test_texts_too_short_to_compare_are_no_copies() -> None:
    assert copies.signature("Ministers met in Lima.") == b""
    assert copies.similarity(b"", b"") == 0.0


def test_bands_fit_the_integers_of_a_database() -> None:
    signature = copies.signature(" ".join(map(str, range(100))))
    assert len(signature) == 4 * copies.BANDS * copies.ROWS
    assert all(0 <= band < 1 << 63 for band in copies.bands(signature))


# ------------------------------------------------------------ which store


def test_a_path_is_a_file_of_sqlite(tmp_path: Path) -> None:
    url = store_url(str(tmp_path / "a b.sqlite"))
    assert (url.get_backend_name(), url.database) == ("sqlite", str(tmp_path / "a b.sqlite"))


def test_the_environment_names_the_store_where_no_option_does(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("DRAGOMAN_STORE", str(tmp_path / "kept.sqlite"))
    assert store_url(None).database == str(tmp_path / "kept.sqlite")
    assert store_url(str(tmp_path / "other.sqlite")).database == str(tmp_path / "other.sqlite")


def test_else_it_lies_in_the_users_data_folder(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.delenv("DRAGOMAN_STORE", raising=False)
    monkeypatch.setattr("sys.platform", "linux")
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    assert store_url(None).database == str(tmp_path / "dragoman" / "store.sqlite")


@pytest.mark.parametrize("scheme", ["postgres", "postgresql", "postgresql+psycopg"])
def test_a_password_is_never_shown(scheme: str) -> None:
    url = store_url(f"{scheme}://desk:secret@db.example/archive")
    assert shown(url) == "postgresql://desk:***@db.example/archive"


@pytest.mark.parametrize("address", ["mysql://x/y", "http://x.example/", "sqlite://", "postgresql://[::bad"])
def test_what_is_no_store_is_told(address: str) -> None:
    with pytest.raises(UsageError, match="store"):
        store_url(address)
