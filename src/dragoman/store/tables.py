"""The tables of the store, the same in SQLite and PostgreSQL.

`articles` and `readings` are what is kept: the article as given, and the record that one version of Dragoman made of it, whole.
The tables below them are an index of the latest reading of each article, with people's corrections applied; they can be made
anew from what is kept. The key of a record is its reading's number and its place in the record, so that keys grow with the store.

`day` is for sorting and asking: the first day that a record's `date` covers or, where it has none, the day of publication.
`until` is the day after the last. Both are ISO days, so that they sort as text.
"""

from typing import Any

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Float,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    Table,
    Text,
    UniqueConstraint,
    func,
)

metadata = MetaData()
Key = BigInteger().with_variant(Integer, "sqlite")
"""An integer of 64 bits; SQLite gives numbers of its own only to what is called INTEGER."""
BITS = 20
"""Bits of a key that tell records of one reading apart: a million, more than the longest article has words."""


def _record(name: str, *columns: Column[Any], day: bool = True) -> Table:
    """A table of records of one kind, a row a record."""
    days = (Column("date", Text), Column("day", Text), Column("until", Text)) if day else ()
    return Table(
        name,
        metadata,
        Column("key", Key, primary_key=True, autoincrement=False),
        Column("reading", Key, ForeignKey("readings.number"), nullable=False),
        Column("id", Text, nullable=False),
        *columns,
        *days,
        Column("rule", Text, nullable=False),
        Column("confidence", Float),
        Column("review", Text),
        Index(f"{name}_by_id", "id"),
        *((Index(f"{name}_by_day", "day", "key"),) if day else ()),
    )


def _part(name: str, of: str, *columns: Column[Any]) -> Table:
    """A table of the parts of records, in their order `n` within the record named by `of`."""
    return Table(
        name,
        metadata,
        Column(of, Key, primary_key=True, autoincrement=False),
        Column("n", Integer, primary_key=True, autoincrement=False),
        *columns,
        sqlite_with_rowid=False,
    )


def _actor(name: str, nullable: bool = False) -> Column[Any]:
    return Column(name, Key, ForeignKey("actors.number"), nullable=nullable)


# ------------------------------------------------------------ what is kept

articles = Table(
    "articles",
    metadata,
    Column("number", Key, primary_key=True),
    Column("hash", Text, nullable=False, unique=True),
    Column("id", Text, nullable=False),
    Column("title", Text),
    Column("publisher", Text),
    Column("published", Text),
    Column("published_basis", Text),
    Column("url", Text),
    Column("language", Text),
    Column("copy_of", Key, ForeignKey("articles.number")),
    Column("layout", Text, nullable=False),
    Column("signature", LargeBinary, nullable=False),
    Column("text", Text, nullable=False),
    Index("articles_by_id", "id"),
    Index("articles_by_day", "published", "number"),
    Index("articles_by_copy", "copy_of"),
)
readings = Table(
    "readings",
    metadata,
    Column("number", Key, primary_key=True),
    Column("article", Key, ForeignKey("articles.number"), nullable=False),
    Column("version", Text, nullable=False),
    Column("model", Text, nullable=False),
    Column("settings", Text, nullable=False),
    Column("saved", Text, nullable=False),
    Column("record", Text, nullable=False),
    UniqueConstraint("article", "version"),
)
corrections = Table(
    "corrections",
    metadata,
    Column("number", Key, primary_key=True),
    Column("kind", Text, nullable=False),
    Column("article", Text),
    Column("article_id", Text),
    Column("record_kind", Text),
    Column("record_id", Text),
    Column("start", Integer),
    Column("end", Integer),
    Column("prefix", Text),
    Column("words", Text),
    Column("suffix", Text),
    Column("gist", Text),
    Column("change", Text, nullable=False),
    Column("who", Text, nullable=False),
    Column("at", Text, nullable=False),
    Column("note", Text),
    Index("corrections_by_article", "article"),
    Index("corrections_by_article_id", "article_id"),
)
origins = Table(
    "origins",
    metadata,
    Column("item", Text, primary_key=True),
    Column("article", Key, ForeignKey("articles.number"), nullable=False),
    Column("place", Text, nullable=False),
    Column("url", Text),
    Column("double", Boolean, nullable=False),
    Index("origins_by_article", "article"),
    Index("origins_by_url", "url"),
)
skipped = Table(
    "skipped",
    metadata,
    Column("item", Text, primary_key=True),
    Column("id", Text, nullable=False),
    Column("place", Text, nullable=False),
    Column("step", Text, nullable=False),
    Column("reason", Text, nullable=False),
    Column("version", Text, nullable=False),
    Column("saved", Text, nullable=False),
)
feeds = Table(
    "feeds",
    metadata,
    Column("url", Text, primary_key=True),
    Column("etag", Text),
    Column("modified", Text),
)
bands = Table(
    "bands",
    metadata,
    Column("band", Key, primary_key=True, autoincrement=False),
    Column("article", Key, ForeignKey("articles.number"), primary_key=True, autoincrement=False),
    sqlite_with_rowid=False,
)

# ------------------------------------------------------------ the index: who, where, when

actors = Table(
    "actors",
    metadata,
    Column("number", Key, primary_key=True),
    Column("name", Text, nullable=False),
    Column("folded", Text, nullable=False),
    Column("kind", Text, nullable=False),
    Column("country", Text),
    Index("actors_by_name", "folded"),
    Index("actors_by_country", "country"),
)
Index("actors_once", actors.c.name, actors.c.kind, func.coalesce(actors.c.country, ""), unique=True)
actor_words = Table(
    "actor_words",
    metadata,
    Column("word", Text, primary_key=True),
    Column("actor", Key, ForeignKey("actors.number"), primary_key=True, autoincrement=False),
    sqlite_with_rowid=False,
)
appearances = Table(
    "appearances",
    metadata,
    Column("reading", Key, ForeignKey("readings.number"), primary_key=True, autoincrement=False),
    Column("id", Text, primary_key=True),
    _actor("actor"),
    Column("sector", Text),
    Column("office", Text),
    Column("jurisdiction", Text),
    Column("basis", Text),
    Column("mentions", Integer, nullable=False),
    Column("day", Text),
    Index("appearances_by_actor", "actor", "day"),
    sqlite_with_rowid=False,
)
places = Table(
    "places",
    metadata,
    Column("key", Key, primary_key=True, autoincrement=False),
    Column("reading", Key, ForeignKey("readings.number"), nullable=False),
    Column("id", Text, nullable=False),
    Column("name", Text, nullable=False),
    Column("folded", Text, nullable=False),
    Column("kind", Text, nullable=False),
    Column("country", Text),
    Column("latitude", Float),
    Column("longitude", Float),
    Column("precision", Text),
    Column("geonames", Integer),
)
times = _part(
    "times",
    "reading",
    Column("id", Text, nullable=False),
    Column("type", Text, nullable=False),
    Column("value", Text),
    Column("start", Text),
    Column("end", Text),
    Column("grain", Text),
    Column("anchor", Text),
    Column("words", Text, nullable=False),
)

# ------------------------------------------------------------ the index: records

meetings = _record(
    "meetings",
    Column("form", Text, nullable=False),
    Column("status", Text, nullable=False),
    _actor("host", nullable=True),
    Column("place", Key),
)
participants = _part("participants", "meeting", _actor("actor"), Column("day", Text))
topics = _part("topics", "meeting", Column("words", Text, nullable=False))
readouts = _part("readouts", "meeting", Column("side", Text, nullable=False), Column("via", Text), Column("statements", Integer))
trips = _record("trips", _actor("traveller"), Column("duration", Text), Column("purpose", Text))
stops = _part(
    "stops",
    "trip",
    Column("place", Key),
    Column("status", Text, nullable=False),
    Column("date", Text),
    Column("day", Text),
)
statements = _record(
    "statements",
    _actor("speaker", nullable=True),
    Column("speaker_words", Text),
    Column("kind", Text, nullable=False),
    Column("cue", Text),
    Column("cue_class", Text),
    _actor("addressee", nullable=True),
    Column("meeting", Key),
    Column("place", Key),
    Column("words", Text, nullable=False),
)
via = _part("via", "statement", _actor("actor"), Column("day", Text))
stances = _record(
    "stances",
    _actor("holder"),
    Column("polarity", Text, nullable=False),
    Column("strength", Text),
    Column("issue", Text),
    _actor("target", nullable=True),
    Column("statement", Key),
    Column("words", Text, nullable=False),
)
events = _record(
    "events",
    Column("event_type", Text, nullable=False),
    Column("status", Text, nullable=False),
    Column("mode", Text),
    Column("contexts", Text),
    Column("cameo", Text),
    Column("quad", Integer),
    Column("goldstein", Float),
    Column("place", Key),
)
sides = _part("sides", "event", Column("role", Text, nullable=False), _actor("actor"), Column("day", Text))
evidence = Table(
    "evidence",
    metadata,
    Column("record", Key, primary_key=True, autoincrement=False),
    Column("kind", Text, primary_key=True),
    Column("field", Text, primary_key=True),
    Column("n", Integer, primary_key=True, autoincrement=False),
    Column("start", Integer, nullable=False),
    Column("end", Integer, nullable=False),
    Column("prefix", Text, nullable=False),
    Column("words", Text, nullable=False),
    Column("suffix", Text, nullable=False),
    sqlite_with_rowid=False,
)
countries = Table(
    "countries",
    metadata,
    Column("kind", Text, primary_key=True),
    Column("country", Text, primary_key=True),
    Column("day", Text, primary_key=True),
    Column("record", Key, primary_key=True, autoincrement=False),
    Index("countries_by_record", "record"),
    sqlite_with_rowid=False,
)

# ------------------------------------------------------------ the dossier: what many reports together tell

unmerged = Table(
    "unmerged",
    metadata,
    Column("reading", Key, primary_key=True, autoincrement=False),
)
profiles = Table(
    "profiles",
    metadata,
    Column("number", Key, primary_key=True, autoincrement=False),
    Column("kind", Text, nullable=False),
    Column("content", Text, nullable=False),
)
blocks = Table(
    "blocks",
    metadata,
    Column("block", Key, primary_key=True, autoincrement=False),
    Column("asks", Boolean, primary_key=True),
    Column("profile", Key, ForeignKey("profiles.number"), primary_key=True, autoincrement=False),
    sqlite_with_rowid=False,
)
links = Table(
    "links",
    metadata,
    Column("profile", Key, ForeignKey("profiles.number"), primary_key=True, autoincrement=False),
    Column("level", Integer, primary_key=True, autoincrement=False),
    Column("other", Key, ForeignKey("profiles.number"), primary_key=True, autoincrement=False),
    Column("score", Float, nullable=False),
    Column("reasons", Text, nullable=False),
    sqlite_with_rowid=False,
)
dossier = Table(
    "dossier",
    metadata,
    Column("number", Key, primary_key=True, autoincrement=False),
    Column("kind", Text, nullable=False),
    Column("id", Text, nullable=False),
    Column("status", Text),
    Column("date", Text),
    Column("day", Text),
    Column("reports", Integer, nullable=False),
    Column("publishers", Integer, nullable=False),
    Column("content", Text, nullable=False),
    Index("dossier_by_id", "id"),
    Index("dossier_by_day", "kind", "day"),
)
tellings = Table(
    "tellings",
    metadata,
    Column("kind", Text, primary_key=True),
    Column("record", Key, primary_key=True, autoincrement=False),
    Column("profile", Key, ForeignKey("profiles.number"), nullable=False),
    Column("dossier", Key, ForeignKey("dossier.number")),
    Index("tellings_by_profile", "profile"),
    Index("tellings_by_dossier", "dossier"),
    sqlite_with_rowid=False,
)

Index("places_by_name", places.c.folded)
Index("places_by_reading", places.c.reading)
Index("participants_by_actor", participants.c.actor, participants.c.day)
Index("via_by_actor", via.c.actor, via.c.day)
Index("sides_by_actor", sides.c.actor, sides.c.day)
Index("stops_by_place", stops.c.place)
Index("meetings_by_place", meetings.c.place)
Index("events_by_place", events.c.place)
Index("events_by_type", events.c.event_type, events.c.day)
Index("trips_by_traveller", trips.c.traveller, trips.c.day)
Index("statements_by_addressee", statements.c.addressee)
Index("statements_by_speaker", statements.c.speaker, statements.c.day)
Index("stances_by_holder", stances.c.holder, stances.c.day)
Index("stances_by_issue", stances.c.issue, stances.c.day)
Index("stances_by_target", stances.c.target, stances.c.day)

ABOUT = {
    "articles": "an article as given; `copy_of` is the first article that it is a wire copy of",
    "readings": "the record that one version made of an article, whole, as JSON; never changed",
    "corrections": "what people corrected, with who and when; never changed",
    "origins": "where an article stood: the hash of its bytes, file and line, or address; `double` where it was there already",
    "skipped": "what could not be read, and why",
    "feeds": "what a feed's server said of the copy that was read last",
    "bands": "parts of the MinHash of each article that is no copy, by which copies are found",
    "actors": "who acts, once for each name, kind and country",
    "actor_words": "the words of actors' names",
    "appearances": "an actor in a reading, with the office held on that day",
    "places": "a place in a reading",
    "times": "a time expression in a reading",
    "meetings": "meetings; `day` and `until` are for asking, `date` is as read",
    "participants": "who takes part in a meeting",
    "topics": "what a meeting is about, in the words of the text",
    "readouts": "what each side reported of a meeting",
    "trips": "trips",
    "stops": "the stops of a trip, in the order travelled",
    "statements": "what was said, with its words",
    "via": "who relayed a statement, nearest the speaker first",
    "stances": "what an actor is for or against, in the words of the text",
    "events": "PLOVER events",
    "sides": "who acts in an event, and on whom",
    "evidence": "the words that a record stands on, with 32 characters before and after",
    "countries": "the countries of a record: of those in it, and of its place",
    "unmerged": "readings that the dossier does not know yet, or knows as they were before",
    "profiles": "what tellings say as far as it is compared; those that say the same share one",
    "blocks": "the keys under which a profile is found, and those under which it looks for others (`asks`)",
    "links": "profiles that are alike enough to be of one thing, from either side, with score and reasons; `level`: cells in common",
    "dossier": "a meeting, trip, event or actor as all reports tell it; `content` is JSON, with what the reports tell otherwise",
    "tellings": "which record, by its key (an actor by its number), tells what of the dossier",
}
"""What stands in each table."""
RECORDS = {"meeting": meetings, "trip": trips, "statement": statements, "stance": stances, "event": events}
"""The table of each kind of record."""
PARTS = (
    (participants, "meeting"),
    (topics, "meeting"),
    (readouts, "meeting"),
    (stops, "trip"),
    (via, "statement"),
    (sides, "event"),
)
"""The tables of parts, each with the kind of record it belongs to, which is also its first column."""
