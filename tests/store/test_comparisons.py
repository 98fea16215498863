from typing import Any

import pytest

from pressgap.errors import ComparisonNotFound, DocumentNotFound
from pressgap.store import Store
from tests.store.build import PAPER, SPEECH, add, document


def report(comparison_id: str, created: str = "2024-07-04T10:00:00+00:00") -> dict[str, Any]:
    counts = {"clauses": 1, "asked": 1, "volunteered": 0, "not_raised": 0, "unsure": 0}
    return {
        "id": comparison_id,
        "created": created,
        "declaration": {"id": "d1", "title": "The paper"},
        "transcripts": [{"id": "t1", "title": "The briefing"}],
        "summary": counts,
        "unknown to lists": ["ß", None],
    }


@pytest.fixture
def filled(store: Store) -> Store:
    add(store, document())
    add(store, document(PAPER, "declaration"))
    return store


PAPER_ID, SPEECH_ID = document(PAPER, "declaration").id, document(SPEECH).id


def test_a_report_comes_back_as_it_was(filled: Store) -> None:
    filled.add_comparison(report("rabcdef"), PAPER_ID, [SPEECH_ID])
    assert filled.comparison("rabcdef") == report("rabcdef")
    assert filled.comparison("rabc") == report("rabcdef")


def test_the_same_report_twice_is_kept_once(filled: Store) -> None:
    filled.add_comparison(report("r1"), PAPER_ID, [SPEECH_ID])
    filled.add_comparison(report("r1", created="2025-01-01T00:00:00+00:00"), PAPER_ID, [SPEECH_ID])
    assert filled.comparison("r1")["created"].startswith("2024")
    assert len(filled.comparisons().items) == 1


def test_a_comparison_of_unknown_documents_is_refused(filled: Store) -> None:
    with pytest.raises(DocumentNotFound):
        filled.add_comparison(report("r1"), PAPER_ID, ["tunknown"])
    with pytest.raises(ComparisonNotFound):
        filled.comparison("r1")


def test_comparisons_are_listed_newest_first_and_filtered(filled: Store) -> None:
    for day in (1, 2, 3):
        created = f"2024-07-0{day}T10:00:00+00:00"
        filled.add_comparison(report(f"r{day}", created), PAPER_ID, [SPEECH_ID])
    page = filled.comparisons(limit=2)
    assert [item.id for item in page.items] == ["r3", "r2"]
    assert [item.id for item in filled.comparisons(after=page.next).items] == ["r1"]
    days = filled.comparisons(date_from="2024-07-02", date_to="2024-07-02")
    assert [item.id for item in days.items] == ["r2"]
    assert len(filled.comparisons(document=SPEECH_ID).items) == 3
    assert page.items[0].transcript_titles == ("The briefing",)
    with pytest.raises(DocumentNotFound):
        filled.comparisons(document="tunknown")


def test_reviews_are_appended_and_go_with_their_comparison(filled: Store) -> None:
    filled.add_comparison(report("r1"), PAPER_ID, [SPEECH_ID])
    first = filled.add_review("r1", "c1", "asked", "Eva", "clear")
    second = filled.add_review("r1", "c1", None, "Eva")
    assert filled.reviews("r1") == [first, second]
    assert (first.comparison, first.verdict, first.note) == ("r1", "asked", "clear")
    assert second.id > first.id
    filled.remove_comparison("r1")
    for gone in (
        lambda: filled.reviews("r1"),
        lambda: filled.comparison("r1"),
        lambda: filled.remove_comparison("r1"),
        lambda: filled.add_review("r1", "c1", "asked", "Eva"),
    ):
        with pytest.raises(ComparisonNotFound):
            gone()
