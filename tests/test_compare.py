from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from pressgap.compare import ComparisonSettings
from pressgap.core.matching.align import EmbeddedDocument
from pressgap.core.matching.declared import Declared
from pressgap.core.model import Kind
from pressgap.errors import BadSettings, ComparisonNotFound, DocumentNotFound
from pressgap.library import NewDocument
from pressgap.wiring import Parts
from tests.cli.conftest import CONFERENCE, DECLARATION
from tests.parts import fake_parts
from tests.stored_before import spoken_in

SECOND = "# Order\n\n1. The harbour will be dredged.\n2. A tower will be built in the north."
OTHER = CONFERENCE.replace("run for mayor", "stand for parliament")


@pytest.fixture
def parts(tmp_path: Path) -> Iterator[Parts]:
    opened = fake_parts(tmp_path)
    yield opened
    opened.close()


def add(parts: Parts, kind: Kind, text: str, language: str = "en") -> str:
    new = NewDocument(kind=kind, text=text, data=text.encode(), title=kind, language=language)
    return parts.library.add(new).document.id


@pytest.fixture
def budget(parts: Parts) -> str:
    return add(parts, "declaration", DECLARATION)


@pytest.fixture
def conference(parts: Parts) -> str:
    return add(parts, "transcript", CONFERENCE)


def test_the_same_documents_and_settings_give_the_same_comparison(
    parts: Parts, budget: str, conference: str
) -> None:
    first = parts.comparer.compare(budget, [conference])
    parts.kept.review(first.id, "c1", "asked", "A. Coder")
    again = parts.comparer.compare(budget, [conference, conference])
    assert again.id == first.id
    assert [review.reviewer for review in again.clauses[0].reviews] == ["A. Coder"]
    assert len(parts.kept.list().items) == 1


def test_other_settings_give_another_comparison(parts: Parts, budget: str, conference: str) -> None:
    first = parts.comparer.compare(budget, [conference])
    other = parts.comparer.compare(budget, [conference], ComparisonSettings(evidence=1))
    assert other.id != first.id
    assert all(len(clause.evidence) <= 1 for clause in other.clauses)


def test_what_is_not_kept_is_not_found(parts: Parts, budget: str, conference: str) -> None:
    report = parts.comparer.compare(budget, [conference], keep=False)
    with pytest.raises(ComparisonNotFound, match=report.id):
        parts.kept.get(report.id)


def test_chances_tell_which_turn_raises_which_clause(
    parts: Parts, budget: str, conference: str
) -> None:
    speech = parts.library.embedded(conference)
    chances = parts.comparer.chances(parts.library.embedded(budget), speech)
    assert chances.shape == (4, 5)
    assert chances.min() >= 0.0
    assert chances.max() <= 1.0
    assert chances[0].argmax() in (1, 2)  # the tunnel: asked and answered
    assert chances[2].argmax() == 0  # school meals: the opening


def test_several_transcripts_are_judged_each_and_together(
    parts: Parts, budget: str, conference: str
) -> None:
    other = add(parts, "transcript", OTHER)
    report = parts.comparer.compare(budget, [conference, other])
    assert [each.transcript for each in report.clauses[0].by_transcript] == [conference, other]
    assert {question.transcript for question in report.questions} == {conference, other}
    assert set(report.manifest.texts) == {budget, conference, other}


def test_kinds_that_are_swapped_are_named(parts: Parts, budget: str, conference: str) -> None:
    with pytest.raises(BadSettings, match=f"{conference}.* is a transcript, but stands where"):
        parts.comparer.compare(conference, [budget])
    with pytest.raises(BadSettings, match=f"{budget}.* is a declaration, but stands where"):
        parts.comparer.compare(budget, [budget])


def test_a_document_is_not_compared_with_itself(parts: Parts) -> None:
    text = "Mayor: The tunnel opens in May. It is free of charge.\n\nReporter: Is it long?\n"
    transcript = parts.library.embedded(add(parts, "transcript", text))
    declaration = parts.library.embedded(add(parts, "declaration", DECLARATION))
    same = type(declaration)(
        type(declaration.document)(
            "d0", "declaration", "the same", text, transcript.document.sha256, "", ""
        ),
        declaration.structure,
        declaration.passages,
        declaration.vectors,
    )
    with pytest.raises(BadSettings, match="cannot be compared with itself"):
        parts.comparer.compare_embedded(same, [transcript])


def test_a_comparison_needs_a_transcript(parts: Parts, budget: str) -> None:
    with pytest.raises(BadSettings, match="at least one transcript"):
        parts.comparer.compare(budget, [])


def test_unknown_documents_are_named(parts: Parts, budget: str) -> None:
    with pytest.raises(DocumentNotFound, match="t0123456789"):
        parts.comparer.compare(budget, ["t0123456789"])


def test_a_language_the_model_does_not_know_gives_only_unsure_and_a_warning(
    parts: Parts, budget: str
) -> None:
    foreign = add(parts, "transcript", OTHER)
    spoken_in(parts.store, foreign, "de")
    report = parts.comparer.compare(budget, [foreign])
    assert report.summary.unsure == report.summary.clauses == 4
    assert {question.verdict for question in report.questions} == {"unsure"}
    assert any("(de)" in warning for warning in report.warnings)


@pytest.mark.parametrize("settings", [{"evidence": -1}, {"closest": 51}])
def test_counts_that_cannot_be_meant_are_refused(settings: dict[str, int]) -> None:
    with pytest.raises(BadSettings, match=next(iter(settings))):
        ComparisonSettings(**settings)


def test_a_declaration_is_got_ready_once_for_all_its_transcripts(
    parts: Parts, budget: str, conference: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    made: list[str] = []
    of = Declared.of

    def counted(declaration: EmbeddedDocument, *models: Any) -> Declared:
        made.append(declaration.document.id)
        return of(declaration, *models)

    monkeypatch.setattr(Declared, "of", counted)
    other, second = add(parts, "transcript", OTHER), add(parts, "declaration", SECOND)
    first = parts.comparer.compare(budget, [conference, other], keep=False)
    parts.comparer.compare(budget, [other], keep=False)
    assert made == [budget]
    parts.comparer.compare(second, [conference], keep=False)
    again = parts.comparer.compare(budget, [conference, other], keep=False)
    assert made == [budget, second, budget]
    assert again.clauses == first.clauses
