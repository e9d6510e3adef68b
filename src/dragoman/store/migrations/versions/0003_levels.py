"""How close two profiles are that are linked. The dossier is made anew the next time that something is kept."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None
KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    """Make the table of links anew, and mark all readings to be merged."""
    for table in ("tellings", "dossier", "blocks", "links", "profiles", "unmerged"):
        op.execute(f"DELETE FROM {table}")
    op.drop_table("links")
    op.create_table(
        "links",
        sa.Column("profile", KEY, autoincrement=False, nullable=False),
        sa.Column("level", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("other", KEY, autoincrement=False, nullable=False),
        sa.Column("score", sa.Float(), nullable=False),
        sa.Column("reasons", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["profile"], ["profiles.number"]),
        sa.ForeignKeyConstraint(["other"], ["profiles.number"]),
        sa.PrimaryKeyConstraint("profile", "level", "other"),
        sqlite_with_rowid=False,
    )
    op.execute("INSERT INTO unmerged SELECT max(number) FROM readings GROUP BY article")


def downgrade() -> None:
    """The dossier is made of the readings: an older Dragoman makes it anew."""
