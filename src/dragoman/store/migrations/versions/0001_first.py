"""The first tables, and the indexes of words: FTS5 in SQLite, kept by triggers; tsvector in PostgreSQL."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
WORDS = (("statements", "key", ("words",)), ("stances", "key", ("words",)), ("articles", "number", ("title", "text")))
"""The tables whose words are searched, each with its key and the columns that hold them."""


def upgrade() -> None:
    """Make everything."""
    _make_tables()
    for table, key, columns in WORDS:
        if op.get_context().dialect.name == "sqlite":
            _index_words_in_sqlite(table, key, columns)
        else:
            # A tsvector holds a megabyte: of a longer text only the beginning is searched.
            words = " || ' ' || ".join(f"coalesce({column}, '')" for column in columns)
            op.execute(f"CREATE INDEX {table}_words ON {table} USING gin (to_tsvector('english', left({words}, 200000)))")


def downgrade() -> None:
    """There is nothing before this."""


def _index_words_in_sqlite(table: str, key: str, columns: tuple[str, ...]) -> None:
    listed = ", ".join(columns)
    new, old = (", ".join(f"{row}.{name}" for name in (key, *columns)) for row in ("new", "old"))
    op.execute(
        f"CREATE VIRTUAL TABLE {table}_words USING fts5({listed}, content='{table}', content_rowid='{key}', "
        "tokenize='porter unicode61 remove_diacritics 2')"
    )
    op.execute(
        f"CREATE TRIGGER {table}_words_new AFTER INSERT ON {table} BEGIN "
        f"INSERT INTO {table}_words(rowid, {listed}) VALUES ({new}); END"
    )
    op.execute(
        f"CREATE TRIGGER {table}_words_old AFTER DELETE ON {table} BEGIN "
        f"INSERT INTO {table}_words({table}_words, rowid, {listed}) VALUES ('delete', {old}); END"
    )


def _make_tables() -> None:
    op.create_table(
        "actors",
        sa.Column("number", KEY, nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("folded", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("country", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("number"),
    )
    op.create_index("actors_by_country", "actors", ["country"], unique=False)
    op.create_index("actors_by_name", "actors", ["folded"], unique=False)
    op.create_table(
        "articles",
        sa.Column("number", KEY, nullable=False),
        sa.Column("hash", sa.Text(), nullable=False),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("title", sa.Text(), nullable=True),
        sa.Column("publisher", sa.Text(), nullable=True),
        sa.Column("published", sa.Text(), nullable=True),
        sa.Column("published_basis", sa.Text(), nullable=True),
        sa.Column("url", sa.Text(), nullable=True),
        sa.Column("language", sa.Text(), nullable=True),
        sa.Column("copy_of", KEY, nullable=True),
        sa.Column("layout", sa.Text(), nullable=False),
        sa.Column("signature", sa.LargeBinary(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["copy_of"],
            ["articles.number"],
        ),
        sa.PrimaryKeyConstraint("number"),
        sa.UniqueConstraint("hash"),
    )
    op.create_index("articles_by_copy", "articles", ["copy_of"], unique=False)
    op.create_index("articles_by_day", "articles", ["published", "number"], unique=False)
    op.create_index("articles_by_id", "articles", ["id"], unique=False)
    op.create_table(
        "corrections",
        sa.Column("number", KEY, nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("article", sa.Text(), nullable=True),
        sa.Column("article_id", sa.Text(), nullable=True),
        sa.Column("record_kind", sa.Text(), nullable=True),
        sa.Column("record_id", sa.Text(), nullable=True),
        sa.Column("start", sa.Integer(), nullable=True),
        sa.Column("end", sa.Integer(), nullable=True),
        sa.Column("prefix", sa.Text(), nullable=True),
        sa.Column("words", sa.Text(), nullable=True),
        sa.Column("suffix", sa.Text(), nullable=True),
        sa.Column("gist", sa.Text(), nullable=True),
        sa.Column("change", sa.Text(), nullable=False),
        sa.Column("who", sa.Text(), nullable=False),
        sa.Column("at", sa.Text(), nullable=False),
        sa.Column("note", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("number"),
    )
    op.create_index("corrections_by_article", "corrections", ["article"], unique=False)
    op.create_index("corrections_by_article_id", "corrections", ["article_id"], unique=False)
    op.create_table(
        "countries",
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("country", sa.Text(), nullable=False),
        sa.Column("day", sa.Text(), nullable=False),
        sa.Column("record", KEY, autoincrement=False, nullable=False),
        sa.PrimaryKeyConstraint("kind", "country", "day", "record"),
        sqlite_with_rowid=False,
    )
    op.create_index("countries_by_record", "countries", ["record"], unique=False)
    op.create_table(
        "evidence",
        sa.Column("record", KEY, autoincrement=False, nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("field", sa.Text(), nullable=False),
        sa.Column("n", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("start", sa.Integer(), nullable=False),
        sa.Column("end", sa.Integer(), nullable=False),
        sa.Column("prefix", sa.Text(), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("suffix", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("record", "kind", "field", "n"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "feeds",
        sa.Column("url", sa.Text(), nullable=False),
        sa.Column("etag", sa.Text(), nullable=True),
        sa.Column("modified", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("url"),
    )
    op.create_table(
        "readouts",
        sa.Column("meeting", KEY, autoincrement=False, nullable=False),
        sa.Column("n", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("side", sa.Text(), nullable=False),
        sa.Column("via", sa.Text(), nullable=True),
        sa.Column("statements", sa.Integer(), nullable=True),
        sa.PrimaryKeyConstraint("meeting", "n"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "skipped",
        sa.Column("item", sa.Text(), nullable=False),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("place", sa.Text(), nullable=False),
        sa.Column("step", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("version", sa.Text(), nullable=False),
        sa.Column("saved", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("item"),
    )
    op.create_table(
        "stops",
        sa.Column("trip", KEY, autoincrement=False, nullable=False),
        sa.Column("n", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("place", KEY, nullable=True),
        sa.Column("status", sa.Text(), nullable=False),
        sa.Column("date", sa.Text(), nullable=True),
        sa.Column("day", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("trip", "n"),
        sqlite_with_rowid=False,
    )
    op.create_index("stops_by_place", "stops", ["place"], unique=False)
    op.create_table(
        "times",
        sa.Column("reading", KEY, autoincrement=False, nullable=False),
        sa.Column("n", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("type", sa.Text(), nullable=False),
        sa.Column("value", sa.Text(), nullable=True),
        sa.Column("start", sa.Text(), nullable=True),
        sa.Column("end", sa.Text(), nullable=True),
        sa.Column("grain", sa.Text(), nullable=True),
        sa.Column("anchor", sa.Text(), nullable=True),
        sa.Column("words", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("reading", "n"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "topics",
        sa.Column("meeting", KEY, autoincrement=False, nullable=False),
        sa.Column("n", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("meeting", "n"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "actor_words",
        sa.Column("word", sa.Text(), nullable=False),
        sa.Column("actor", KEY, autoincrement=False, nullable=False),
        sa.ForeignKeyConstraint(
            ["actor"],
            ["actors.number"],
        ),
        sa.PrimaryKeyConstraint("word", "actor"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "bands",
        sa.Column("band", KEY, autoincrement=False, nullable=False),
        sa.Column("article", KEY, autoincrement=False, nullable=False),
        sa.ForeignKeyConstraint(
            ["article"],
            ["articles.number"],
        ),
        sa.PrimaryKeyConstraint("band", "article"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "origins",
        sa.Column("item", sa.Text(), nullable=False),
        sa.Column("article", KEY, nullable=False),
        sa.Column("place", sa.Text(), nullable=False),
        sa.Column("url", sa.Text(), nullable=True),
        sa.Column("double", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["article"],
            ["articles.number"],
        ),
        sa.PrimaryKeyConstraint("item"),
    )
    op.create_index("origins_by_article", "origins", ["article"], unique=False)
    op.create_index("origins_by_url", "origins", ["url"], unique=False)
    op.create_table(
        "participants",
        sa.Column("meeting", KEY, autoincrement=False, nullable=False),
        sa.Column("n", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("actor", KEY, nullable=False),
        sa.Column("day", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(
            ["actor"],
            ["actors.number"],
        ),
        sa.PrimaryKeyConstraint("meeting", "n"),
        sqlite_with_rowid=False,
    )
    op.create_index("participants_by_actor", "participants", ["actor", "day"], unique=False)
    op.create_table(
        "readings",
        sa.Column("number", KEY, nullable=False),
        sa.Column("article", KEY, nullable=False),
        sa.Column("version", sa.Text(), nullable=False),
        sa.Column("model", sa.Text(), nullable=False),
        sa.Column("settings", sa.Text(), nullable=False),
        sa.Column("saved", sa.Text(), nullable=False),
        sa.Column("record", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["article"],
            ["articles.number"],
        ),
        sa.PrimaryKeyConstraint("number"),
        sa.UniqueConstraint("article", "version"),
    )
    op.create_table(
        "sides",
        sa.Column("event", KEY, autoincrement=False, nullable=False),
        sa.Column("n", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("role", sa.Text(), nullable=False),
        sa.Column("actor", KEY, nullable=False),
        sa.Column("day", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(
            ["actor"],
            ["actors.number"],
        ),
        sa.PrimaryKeyConstraint("event", "n"),
        sqlite_with_rowid=False,
    )
    op.create_index("sides_by_actor", "sides", ["actor", "day"], unique=False)
    op.create_table(
        "via",
        sa.Column("statement", KEY, autoincrement=False, nullable=False),
        sa.Column("n", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("actor", KEY, nullable=False),
        sa.Column("day", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(
            ["actor"],
            ["actors.number"],
        ),
        sa.PrimaryKeyConstraint("statement", "n"),
        sqlite_with_rowid=False,
    )
    op.create_index("via_by_actor", "via", ["actor", "day"], unique=False)
    op.create_table(
        "appearances",
        sa.Column("reading", KEY, autoincrement=False, nullable=False),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("actor", KEY, nullable=False),
        sa.Column("sector", sa.Text(), nullable=True),
        sa.Column("office", sa.Text(), nullable=True),
        sa.Column("jurisdiction", sa.Text(), nullable=True),
        sa.Column("basis", sa.Text(), nullable=True),
        sa.Column("mentions", sa.Integer(), nullable=False),
        sa.Column("day", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(
            ["actor"],
            ["actors.number"],
        ),
        sa.ForeignKeyConstraint(
            ["reading"],
            ["readings.number"],
        ),
        sa.PrimaryKeyConstraint("reading", "id"),
        sqlite_with_rowid=False,
    )
    op.create_index("appearances_by_actor", "appearances", ["actor", "day"], unique=False)
    op.create_table(
        "events",
        sa.Column("key", KEY, autoincrement=False, nullable=False),
        sa.Column("reading", KEY, nullable=False),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("event_type", sa.Text(), nullable=False),
        sa.Column("status", sa.Text(), nullable=False),
        sa.Column("mode", sa.Text(), nullable=True),
        sa.Column("contexts", sa.Text(), nullable=True),
        sa.Column("cameo", sa.Text(), nullable=True),
        sa.Column("quad", sa.Integer(), nullable=True),
        sa.Column("goldstein", sa.Float(), nullable=True),
        sa.Column("place", KEY, nullable=True),
        sa.Column("date", sa.Text(), nullable=True),
        sa.Column("day", sa.Text(), nullable=True),
        sa.Column("until", sa.Text(), nullable=True),
        sa.Column("rule", sa.Text(), nullable=False),
        sa.Column("confidence", sa.Float(), nullable=True),
        sa.Column("review", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(
            ["reading"],
            ["readings.number"],
        ),
        sa.PrimaryKeyConstraint("key"),
    )
    op.create_index("events_by_day", "events", ["day", "key"], unique=False)
    op.create_index("events_by_id", "events", ["id"], unique=False)
    op.create_index("events_by_place", "events", ["place"], unique=False)
    op.create_index("events_by_type", "events", ["event_type", "day"], unique=False)
    op.create_table(
        "meetings",
        sa.Column("key", KEY, autoincrement=False, nullable=False),
        sa.Column("reading", KEY, nullable=False),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("form", sa.Text(), nullable=False),
        sa.Column("status", sa.Text(), nullable=False),
        sa.Column("host", KEY, nullable=True),
        sa.Column("place", KEY, nullable=True),
        sa.Column("date", sa.Text(), nullable=True),
        sa.Column("day", sa.Text(), nullable=True),
        sa.Column("until", sa.Text(), nullable=True),
        sa.Column("rule", sa.Text(), nullable=False),
        sa.Column("confidence", sa.Float(), nullable=True),
        sa.Column("review", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(
            ["host"],
            ["actors.number"],
        ),
        sa.ForeignKeyConstraint(
            ["reading"],
            ["readings.number"],
        ),
        sa.PrimaryKeyConstraint("key"),
    )
    op.create_index("meetings_by_day", "meetings", ["day", "key"], unique=False)
    op.create_index("meetings_by_id", "meetings", ["id"], unique=False)
    op.create_index("meetings_by_place", "meetings", ["place"], unique=False)
    op.create_table(
        "places",
        sa.Column("key", KEY, autoincrement=False, nullable=False),
        sa.Column("reading", KEY, nullable=False),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("folded", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("country", sa.Text(), nullable=True),
        sa.Column("latitude", sa.Float(), nullable=True),
        sa.Column("longitude", sa.Float(), nullable=True),
        sa.Column("precision", sa.Text(), nullable=True),
        sa.Column("geonames", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["reading"],
            ["readings.number"],
        ),
        sa.PrimaryKeyConstraint("key"),
    )
    op.create_index("places_by_name", "places", ["folded"], unique=False)
    op.create_index("places_by_reading", "places", ["reading"], unique=False)
    op.create_table(
        "stances",
        sa.Column("key", KEY, autoincrement=False, nullable=False),
        sa.Column("reading", KEY, nullable=False),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("holder", KEY, nullable=False),
        sa.Column("polarity", sa.Text(), nullable=False),
        sa.Column("strength", sa.Text(), nullable=True),
        sa.Column("issue", sa.Text(), nullable=True),
        sa.Column("target", KEY, nullable=True),
        sa.Column("statement", KEY, nullable=True),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("date", sa.Text(), nullable=True),
        sa.Column("day", sa.Text(), nullable=True),
        sa.Column("until", sa.Text(), nullable=True),
        sa.Column("rule", sa.Text(), nullable=False),
        sa.Column("confidence", sa.Float(), nullable=True),
        sa.Column("review", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(
            ["holder"],
            ["actors.number"],
        ),
        sa.ForeignKeyConstraint(
            ["reading"],
            ["readings.number"],
        ),
        sa.ForeignKeyConstraint(
            ["target"],
            ["actors.number"],
        ),
        sa.PrimaryKeyConstraint("key"),
    )
    op.create_index("stances_by_day", "stances", ["day", "key"], unique=False)
    op.create_index("stances_by_holder", "stances", ["holder", "day"], unique=False)
    op.create_index("stances_by_id", "stances", ["id"], unique=False)
    op.create_index("stances_by_issue", "stances", ["issue", "day"], unique=False)
    op.create_index("stances_by_target", "stances", ["target", "day"], unique=False)
    op.create_table(
        "statements",
        sa.Column("key", KEY, autoincrement=False, nullable=False),
        sa.Column("reading", KEY, nullable=False),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("speaker", KEY, nullable=True),
        sa.Column("speaker_words", sa.Text(), nullable=True),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("cue", sa.Text(), nullable=True),
        sa.Column("cue_class", sa.Text(), nullable=True),
        sa.Column("addressee", KEY, nullable=True),
        sa.Column("meeting", KEY, nullable=True),
        sa.Column("place", KEY, nullable=True),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("date", sa.Text(), nullable=True),
        sa.Column("day", sa.Text(), nullable=True),
        sa.Column("until", sa.Text(), nullable=True),
        sa.Column("rule", sa.Text(), nullable=False),
        sa.Column("confidence", sa.Float(), nullable=True),
        sa.Column("review", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(
            ["addressee"],
            ["actors.number"],
        ),
        sa.ForeignKeyConstraint(
            ["reading"],
            ["readings.number"],
        ),
        sa.ForeignKeyConstraint(
            ["speaker"],
            ["actors.number"],
        ),
        sa.PrimaryKeyConstraint("key"),
    )
    op.create_index("statements_by_addressee", "statements", ["addressee"], unique=False)
    op.create_index("statements_by_day", "statements", ["day", "key"], unique=False)
    op.create_index("statements_by_id", "statements", ["id"], unique=False)
    op.create_index("statements_by_speaker", "statements", ["speaker", "day"], unique=False)
    op.create_table(
        "trips",
        sa.Column("key", KEY, autoincrement=False, nullable=False),
        sa.Column("reading", KEY, nullable=False),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("traveller", KEY, nullable=False),
        sa.Column("duration", sa.Text(), nullable=True),
        sa.Column("purpose", sa.Text(), nullable=True),
        sa.Column("date", sa.Text(), nullable=True),
        sa.Column("day", sa.Text(), nullable=True),
        sa.Column("until", sa.Text(), nullable=True),
        sa.Column("rule", sa.Text(), nullable=False),
        sa.Column("confidence", sa.Float(), nullable=True),
        sa.Column("review", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(
            ["reading"],
            ["readings.number"],
        ),
        sa.ForeignKeyConstraint(
            ["traveller"],
            ["actors.number"],
        ),
        sa.PrimaryKeyConstraint("key"),
    )
    op.create_index("trips_by_day", "trips", ["day", "key"], unique=False)
    op.create_index("trips_by_id", "trips", ["id"], unique=False)
    op.create_index("trips_by_traveller", "trips", ["traveller", "day"], unique=False)
    op.create_index("actors_once", "actors", ["name", "kind", sa.text("coalesce(country, '')")], unique=True)
