"""SQL is the truth: documents, passages, vectors by text hash, comparisons, reviews."""

from pressgap.store.documents import Listing
from pressgap.store.store import Store
from pressgap.store.values import (
    Candidate,
    Change,
    ComparisonSummary,
    DocumentSummary,
    Edition,
    IndexState,
    Mark,
    NewCorrection,
    Overtaken,
    Page,
    StoredDocument,
    StoredPassage,
    VectorsMissing,
)

__all__ = [
    "Candidate",
    "Change",
    "ComparisonSummary",
    "DocumentSummary",
    "Edition",
    "IndexState",
    "Listing",
    "Mark",
    "NewCorrection",
    "Overtaken",
    "Page",
    "Store",
    "StoredDocument",
    "StoredPassage",
    "VectorsMissing",
]
