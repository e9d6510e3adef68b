"""The dossier: what many reports together tell. Readings kept before are merged the next time that something is kept."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None
KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    """Make the tables, and mark all readings to be merged."""
    op.create_table(
        "unmerged",
        sa.Column("reading", KEY, autoincrement=False, nullable=False),
        sa.PrimaryKeyConstraint("reading"),
    )
    op.create_table(
        "profiles",
        sa.Column("number", KEY, autoincrement=False, nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("content", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("number"),
    )
    op.create_table(
        "blocks",
        sa.Column("block", KEY, autoincrement=False, nullable=False),
        sa.Column("asks", sa.Boolean(), nullable=False),
        sa.Column("profile", KEY, autoincrement=False, nullable=False),
        sa.ForeignKeyConstraint(["profile"], ["profiles.number"]),
        sa.PrimaryKeyConstraint("block", "asks", "profile"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "links",
        sa.Column("profile", KEY, autoincrement=False, nullable=False),
        sa.Column("other", KEY, autoincrement=False, nullable=False),
        sa.Column("score", sa.Float(), nullable=False),
        sa.Column("reasons", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["profile"], ["profiles.number"]),
        sa.ForeignKeyConstraint(["other"], ["profiles.number"]),
        sa.PrimaryKeyConstraint("profile", "other"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "dossier",
        sa.Column("number", KEY, autoincrement=False, nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("status", sa.Text(), nullable=True),
        sa.Column("date", sa.Text(), nullable=True),
        sa.Column("day", sa.Text(), nullable=True),
        sa.Column("reports", sa.Integer(), nullable=False),
        sa.Column("publishers", sa.Integer(), nullable=False),
        sa.Column("content", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("number"),
    )
    op.create_index("dossier_by_id", "dossier", ["id"], unique=False)
    op.create_index("dossier_by_day", "dossier", ["kind", "day"], unique=False)
    op.create_table(
        "tellings",
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("record", KEY, autoincrement=False, nullable=False),
        sa.Column("profile", KEY, nullable=False),
        sa.Column("dossier", KEY, nullable=True),
        sa.ForeignKeyConstraint(["profile"], ["profiles.number"]),
        sa.ForeignKeyConstraint(["dossier"], ["dossier.number"]),
        sa.PrimaryKeyConstraint("kind", "record"),
        sqlite_with_rowid=False,
    )
    op.create_index("tellings_by_profile", "tellings", ["profile"], unique=False)
    op.create_index("tellings_by_dossier", "tellings", ["dossier"], unique=False)
    latest = "SELECT max(number) FROM readings GROUP BY article"
    op.execute(f"INSERT INTO unmerged (reading) {latest}")
