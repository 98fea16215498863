"""Real documents, parsed; vectors play no part in reasons, so they are all alike."""

from __future__ import annotations

import numpy as np
import pytest

from pressgap.core.declarations.declaration import parse_declaration
from pressgap.core.documents.passages import passages
from pressgap.core.matching.align import EmbeddedDocument, clause_weights, sentences_of
from pressgap.core.matching.because import Reason
from pressgap.core.matching.evidence import blocks_around
from pressgap.core.matching.reasons import Reasons
from pressgap.core.model import Document, Kind, Structure, Transcript
from pressgap.core.text.terms import terms
from pressgap.core.transcripts.transcript import parse_transcript

DECLARATION = """
1. The Member States call for a ceasefire in the Gaza Strip and for humanitarian aid.

2. The Member States support a regional centre of the United Nations in Almaty.

3. The Member States welcome the admission of Belarus.

4. The Member States will protect wild rivers and build fish ladders at every dam.

5. The Member States ask the Council to report on safe drinking water before 2030.

6. The Member States will hold a summit in Brand.

7. The Member States note the ferry line and the night buses.

8. The Member States thank the chair.
"""
SPEECH = """
Ann Roe: Ann Roe, Daily Post. Fighting goes on in Ukraine. Could there be a ceasefire at the front
before winter, and who would watch it in the trenches?

Minister Bo: Ukraine has refused. Ukraine will not talk.

Cy Poe: Belarus joins this year. What does its entry promise?

Minister Bo: We have spoken of wild rivers with the Belarusian side, and of the UN.
"""


@pytest.fixture(scope="module")
def reasons() -> Reasons:
    declared = embedded("declaration", DECLARATION, parse_declaration(DECLARATION))
    spoken = embedded("transcript", SPEECH, parse_transcript(SPEECH))
    sentences = sentences_of(declared)
    weights = clause_weights([list(said) for said in sentences.terms], None)
    said = sentences_of(spoken)
    return Reasons(declared, spoken, weights, said, blocks_around(spoken, said))


def embedded(kind: Kind, text: str, structure: Structure) -> EmbeddedDocument:
    document = Document(kind[0], kind, "", text, "", "", "")
    found = passages(
        document.id, text, structure, lambda texts: [len(each.split()) for each in texts], 256
    )
    return EmbeddedDocument(document, structure, tuple(found), np.ones((len(found), 2), np.float32))


def reason(reasons: Reasons, clause: str, words: str) -> Reason:
    """Return why ``clause`` meets the sentence that begins with ``words``, or does not."""
    declared, spoken = sentences_of(reasons.declaration), reasons.spoken
    (sentence,) = [p.span for p in declared.passages if p.clause == clause]
    text = reasons.transcript.document.text
    at = [p.span.of(text).startswith(words) for p in spoken.passages].index(True)
    return reasons.of_clause(clause, sentence, at)


def shown(found: Reason) -> tuple[list[str], list[str], list[str]]:
    return (
        [str(phrase) for phrase in found.topic],
        [str(phrase) for phrase in found.shared],
        [str(phrase) for phrase in found.missing],
    )


def test_the_same_word_on_another_matter_is_told_by_the_names(reasons: Reasons) -> None:
    topic, shared, missing = shown(reason(reasons, "c1", "Could there be a ceasefire"))
    assert topic == ["Ukraine"]
    assert shared == ["“ceasefire”"]
    assert missing[0] == "the Gaza Strip"


def test_actors_that_all_clauses_share_are_no_reason(reasons: Reasons) -> None:
    for clause in (f"c{number}" for number in range(1, 9)):
        said = str(reason(reasons, clause, "Could there be a ceasefire"))
        assert "Member States" not in said


def test_a_name_that_both_mention_is_shown_as_it_was_said(reasons: Reasons) -> None:
    _, shared, missing = shown(reason(reasons, "c3", "Belarus joins"))
    assert shared == ["Belarus"]
    assert missing == ["“admission”"]


def test_a_name_in_other_forms_or_initials_is_not_missing(reasons: Reasons) -> None:
    assert "Belarus" not in shown(reason(reasons, "c3", "We have spoken"))[2]
    _, shared, missing = shown(reason(reasons, "c2", "We have spoken"))
    assert shared == ["the UN"]
    assert missing == ["Almaty", "“regional centre”"]


def test_what_context_names_is_not_missing_from_a_question(reasons: Reasons) -> None:
    assert shown(reason(reasons, "c3", "What does its entry"))[1] == ["Belarus"]


def test_what_is_missing_is_said_nowhere_on_that_side_of_the_exchange(reasons: Reasons) -> None:
    text = reasons.transcript.document.text
    for at, passage in enumerate(reasons.spoken.passages):
        side = " ".join(
            other.span.of(text)
            for other in reasons.spoken.passages
            if (other.part, other.exchange) == (passage.part, passage.exchange)
        )
        for clause in (f"c{number}" for number in range(1, 9)):
            found = reason(reasons, clause, passage.span.of(text))
            assert at >= 0
            for phrase in found.missing:
                assert phrase.text.removeprefix("the ") not in side


def test_phrases_stand_in_where_nothing_is_named(reasons: Reasons) -> None:
    _, shared, missing = shown(reason(reasons, "c4", "We have spoken"))
    assert shared == ["“wild rivers”"]
    assert any("fish ladders" in phrase for phrase in missing)


def test_dates_are_missed_last(reasons: Reasons) -> None:
    missing = shown(reason(reasons, "c5", "Fighting goes on"))[2]
    assert missing[-1] == "“2030”"
    assert len(missing) == 2


def test_a_question_is_compared_by_its_own_words_and_context(reasons: Reasons) -> None:
    speech = reasons.transcript.structure
    assert isinstance(speech, Transcript)
    exchange = speech.exchanges[1]
    question = exchange.questions[0]
    at = [question.span.covers(p.span) for p in reasons.spoken.passages].index(True)
    sentence = next(p.span for p in sentences_of(reasons.declaration).passages if p.clause == "c3")
    found = reasons.of_question("c3", sentence, at, question, exchange)
    assert shown(found)[1] == ["Belarus"]
    assert reasons.needs_context(question, exchange)
    assert not reasons.needs_context(speech.exchanges[0].questions[0], speech.exchanges[0])


def test_a_clause_is_called_by_its_number_and_label(reasons: Reasons) -> None:
    assert reasons.clause_name("c3").startswith("clause 3 (“")


def test_what_nobody_surely_said_changes_no_reason(reasons: Reasons) -> None:
    around = "Notes by the editor\n\nUkraine, Gaza and Brand are in the news.\n\n"
    text = around + SPEECH
    declared = reasons.declaration
    spoken = embedded("transcript", text, parse_transcript(text))
    said = sentences_of(spoken)
    other = Reasons(declared, spoken, reasons.weights, said, blocks_around(spoken, said))
    assert shown(reason(other, "c1", "Could there")) == shown(reason(reasons, "c1", "Could there"))


def test_documents_of_the_wrong_kind_are_refused(reasons: Reasons) -> None:
    turned = Reasons(reasons.transcript, reasons.declaration, {}, reasons.spoken, reasons.blocks)
    with pytest.raises(TypeError, match="in this order"):
        turned.clause_name("c1")


def test_terms_of_a_phrase_are_terms_of_its_document(reasons: Reasons) -> None:
    known = set(terms(DECLARATION))
    found = reason(reasons, "c7", "Fighting goes on")
    assert all(set(terms(phrase.text)) <= known for phrase in found.missing)
