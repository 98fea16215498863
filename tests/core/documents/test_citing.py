from dataclasses import replace

import pytest

from pressgap.core.documents.citing import Cited, cite
from pressgap.core.model import Document, Landmark, Span, Structure
from pressgap.errors import BadSettings
from pressgap.library import NewDocument
from pressgap.library.reading import make_document, parse
from pressgap.render.citation import citation_words
from tests.web.texts import DECLARATION, TRANSCRIPT

ANSWER = "The reserve fund pays for the tunnel"


def conference(**more: object) -> tuple[Document, Structure]:
    new = NewDocument("transcript", TRANSCRIPT, b"", title="Press conference", date="2024-07-04")
    document = make_document(new, 10_000)
    return replace(document, **more), parse(document, None)  # type: ignore[arg-type]


def cited(quote: str, landmarks: list[Landmark] | None = None, **more: object) -> Cited:
    document, structure = conference(**more)
    start = document.text.index(quote)
    return cite(document, structure, Span(start, start + len(quote)), landmarks or [])


def test_what_is_said_in_an_exchange_is_cited_with_speaker_and_exchange() -> None:
    found = cited(ANSWER)
    assert found.quote == ANSWER
    assert found.speaker is not None
    assert found.speaker.name == "Mayor"
    assert found.exchange is not None
    assert found.exchange.number == 1
    start = TRANSCRIPT.index(ANSWER)
    assert citation_words(found) == (
        f"Mayor, exchange 1, Press conference, 2024-07-04, characters {start}–"
        f"{start + len(ANSWER)} of {found.document.id} (sha256 {found.document.sha256}): “{ANSWER}”"
    )


def test_a_paraphrase_is_called_one_and_set_in_no_quotation_marks() -> None:
    words = citation_words(cited(ANSWER, verbatim=False))
    assert ", Press conference, paraphrase, 2024" in words
    assert words.endswith(f": {ANSWER}")


def test_the_source_and_the_page_it_begins_on_are_named() -> None:
    marks = [Landmark(0, page=1), Landmark(60, page=2, time="00:01:00"), Landmark(10_000, page=3)]
    words = citation_words(cited(ANSWER, marks, source="https://millbrook.example/press"))
    assert ", page 2, at 00:01:00, " in words
    assert words.endswith("” https://millbrook.example/press")


def test_a_clause_is_cited_by_its_number() -> None:
    new = NewDocument("declaration", DECLARATION, b"", title="Budget")
    document = make_document(new, 10_000)
    start = DECLARATION.index("Night buses")
    found = cite(document, parse(document, None), Span(start, start + 11))
    assert "clause 2, Budget, characters" in citation_words(found)


def test_text_that_nobody_says_has_no_speaker() -> None:
    found = cited("Question: Rosa"[:8])
    assert found.speaker is None


@pytest.mark.parametrize("span", [Span(0, 0), Span(5, 3), Span(-1, 4), Span(0, 10**9)])
def test_a_passage_that_is_not_in_the_text_is_refused(span: Span) -> None:
    document, structure = conference()
    with pytest.raises(BadSettings, match="has no passage from"):
        cite(document, structure, span)
