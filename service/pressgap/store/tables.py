"""The tables, as SQLAlchemy sees them. Migrations change the database; a test holds both equal.

``passage_terms`` (full text, FTS5) is made by a migration and is not listed here: SQLAlchemy knows
no virtual tables.
"""

from __future__ import annotations

from typing import Any

from sqlalchemy import (
    Boolean,
    Column,
    Float,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    Row,
    String,
    Table,
    Text,
    UniqueConstraint,
)

metadata = MetaData()
AnyRow = Row[*tuple[Any, ...]]

# One row per transaction that changes documents. ``stamp`` is random: after a backup is put back,
# numbers repeat and stamps do not, so an index of the lost time is recognised.
changes = Table(
    "changes",
    metadata,
    Column("generation", Integer, primary_key=True),
    Column("stamp", String, nullable=False),
    sqlite_autoincrement=True,
)

documents = Table(
    "documents",
    metadata,
    Column("key", Integer, primary_key=True),
    Column("id", String, nullable=False, unique=True),
    Column("kind", String, nullable=False),
    Column("title", String, nullable=False),
    Column("date", String),
    Column("source", String),
    Column("language", String, nullable=False),
    Column("verbatim", Boolean, nullable=False),
    Column("note", String),
    Column("added", String, nullable=False),
    Column("sha256", String, nullable=False),
    Column("source_sha256", String, nullable=False),
    Column("characters", Integer, nullable=False),
    # Counts how often the text was parsed: what was read of it before is then out of date.
    Column("revision", Integer, nullable=False),
    sqlite_autoincrement=True,
)

# Apart from ``documents`` so that listing does not read through megabytes.
contents = Table(
    "contents",
    metadata,
    Column("document", Integer, ForeignKey("documents.key", ondelete="CASCADE"), primary_key=True),
    Column("structure", Text, nullable=False),
    Column("options", Text),
    # Where pages and times begin, as JSON; null where the source has neither.
    Column("landmarks", Text),
    Column("text", Text, nullable=False),
    Column("source_bytes", LargeBinary, nullable=False),
)

# ``id`` is also the id in the vector index and in ``passage_terms``; it never comes back.
passages = Table(
    "passages",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("document", Integer, ForeignKey("documents.key", ondelete="CASCADE"), nullable=False),
    Column("level", String, nullable=False),
    Column("start", Integer, nullable=False),
    Column("end", Integer, nullable=False),
    Column("part", String, nullable=False),
    Column("turn", Integer),
    Column("exchange", Integer),
    Column("speaker", String),
    Column("role", String),
    Column("clause", String),
    # What leads up to an item of a list, where the passage is embedded with it.
    Column("lead_start", Integer),
    Column("lead_end", Integer),
    Column("text_sha256", String, nullable=False),
    # The block a sentence stands in; null for blocks, and for a sentence in no block.
    Column("block", Integer, ForeignKey("passages.id", ondelete="CASCADE")),
    UniqueConstraint("document", "level", "start", "end"),
    Index("passages_by_text", "text_sha256"),
    Index("passages_by_block", "block"),
    sqlite_autoincrement=True,
)

models = Table(
    "models",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("sha256", String, nullable=False, unique=True),
    Column("dimension", Integer, nullable=False),
)

# By text, not by passage: "Next question." is embedded once. ``row``: little-endian float32.
vectors = Table(
    "vectors",
    metadata,
    Column("text_sha256", String, primary_key=True),
    Column("model", Integer, ForeignKey("models.id"), primary_key=True),
    Column("row", LargeBinary, nullable=False),
)

comparisons = Table(
    "comparisons",
    metadata,
    Column("key", Integer, primary_key=True),
    Column("id", String, nullable=False, unique=True),
    Column("created", String, nullable=False),
    # What lists show, so that they need not read whole reports.
    Column("summary", Text, nullable=False),
    Column("report", Text, nullable=False),
    sqlite_autoincrement=True,
)

comparison_documents = Table(
    "comparison_documents",
    metadata,
    Column(
        "comparison",
        Integer,
        ForeignKey("comparisons.key", ondelete="CASCADE"),
        primary_key=True,
    ),
    Column("document", Integer, ForeignKey("documents.key"), primary_key=True),
    # 0 is the declaration; transcripts follow in the order given.
    Column("position", Integer, nullable=False),
    Index("comparisons_by_document", "document"),
)

reviews = Table(
    "reviews",
    metadata,
    Column("id", Integer, primary_key=True),
    Column(
        "comparison", Integer, ForeignKey("comparisons.key", ondelete="CASCADE"), nullable=False
    ),
    Column("target", String, nullable=False),
    Column("verdict", String),
    Column("reviewer", String, nullable=False),
    Column("note", Text),
    Column("created", String, nullable=False),
    Index("reviews_by_comparison", "comparison"),
    sqlite_autoincrement=True,
)

# What people correct of the reading of a transcript. ``correction`` is null where the row takes
# another back, which ``undoes`` names.
corrections = Table(
    "corrections",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("document", Integer, ForeignKey("documents.key", ondelete="CASCADE"), nullable=False),
    Column("correction", Text),
    Column("undoes", Integer, ForeignKey("corrections.id", ondelete="CASCADE")),
    Column("by", String, nullable=False),
    Column("note", Text),
    Column("created", String, nullable=False),
    Index("corrections_by_document", "document"),
    sqlite_autoincrement=True,
)

# What judges said of pairs of a clause and a passage. ``id`` is the hash of all that was put to the
# judge, and of the judge: the same pair is never put twice. An opinion goes with its documents.
opinions = Table(
    "opinions",
    metadata,
    Column("id", String, primary_key=True),
    Column("declaration", Integer, ForeignKey("documents.key", ondelete="CASCADE"), nullable=False),
    Column("transcript", Integer, ForeignKey("documents.key", ondelete="CASCADE"), nullable=False),
    Column("judge", String, nullable=False),
    Column("relation", String, nullable=False),
    Column("probability", Float, nullable=False),
    Column("reason", Text, nullable=False),
    Index("opinions_by_declaration", "declaration"),
    Index("opinions_by_transcript", "transcript"),
)
