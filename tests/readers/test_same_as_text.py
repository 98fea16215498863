"""The sample, saved as a page and as a Word file, is understood as its text is."""

from __future__ import annotations

import html
import re

import pytest
from docx import Document

from pressgap.core.declarations.declaration import parse_declaration
from pressgap.core.model import Transcript
from pressgap.core.transcripts.transcript import parse_transcript
from pressgap.readers import read
from tests.conftest import ROOT
from tests.readers.docx.files import Lists, level, saved

SAMPLE = ROOT / "service" / "pressgap" / "samples" / "astana-2024"
SPEECH = (SAMPLE / "press-conference.md").read_text(encoding="utf-8")
DECLARATION = (SAMPLE / "declaration.md").read_text(encoding="utf-8")
LABEL = re.compile(r"([A-Z][\w’'-]+(?: [A-Z][\w’'-]+)+):\s+")
HEADING = re.compile(r"(#+) (.*)")
NUMBER = re.compile(r"\d+\. ")


def paragraphs(text: str) -> list[str]:
    return [part.strip() for part in text.split("\n\n") if part.strip()]


def page(parts: list[str]) -> bytes:
    """Return a page as an office might publish it: menu, cookie notice, comments, footer."""
    body = "\n".join(map(element, parts))
    return f"""<!doctype html><html lang="en"><head><meta charset="utf-8">
<title>Answers to questions | The Office</title><script>track("Vladimir Putin: No.")</script></head>
<body class="has-sidebar"><header><a href="/"><img alt="Logo"></a><nav><ul><li><a href="/1">News</a>
<li><a href="/2">Documents</a><li><a href="/3">Trips</a></ul></nav></header>
<div id="cookie-banner"><p>This site uses cookies. By staying you accept cookies.</p>
<button>Accept</button></div><div class="wrap"><main><article>{body}</article>
<div class="share">Share: <a href="/x">X</a></div></main>
<aside class="related"><h3>Read on</h3><ul><li><a href="/4">Summit opens</a></ul></aside></div>
<section id="comments"><p>Reader: Will it help?</p><p>Another: No.</p></section>
<footer><p>© The Office. Vladimir Putin: biography, photos.</p></footer></body></html>""".encode()


def element(part: str) -> str:
    heading = HEADING.match(part)
    if heading:
        return f"<h{len(heading[1])}>{html.escape(heading[2])}</h{len(heading[1])}>"
    label = LABEL.match(part)
    if label:
        return f"<p><strong>{label[1]}:</strong> {html.escape(part[label.end() :])}</p>"
    return f"<p>{html.escape(part)}</p>"


def word(parts: list[str]) -> bytes:
    document = Document()
    for part in parts:
        heading, label = HEADING.match(part), LABEL.match(part)
        if heading:
            document.add_heading(heading[2], len(heading[1]))
            continue
        added = document.add_paragraph()
        if label:
            added.add_run(f"{label[1]}: ").bold = True
        added.add_run(part[label.end() :] if label else part)
    return saved(document)


def understood(transcript: Transcript, text: str) -> list[tuple[object, ...]]:
    """Return what does not depend on where in the text it stands."""
    speakers = {each.id: (each.name, each.role, each.outlet) for each in transcript.speakers}
    turns = [(speakers[turn.speaker], turn.span.of(text)) for turn in transcript.turns]
    exchanges = [
        (tuple(each.turns), tuple(question.span.of(text) for question in each.questions))
        for each in transcript.exchanges
    ]
    return [*turns, *exchanges]


@pytest.mark.process
@pytest.mark.parametrize("make", [page, word])
def test_the_sample_as_a_page_and_as_a_word_file_has_the_turns_of_the_text(make: object) -> None:
    assert callable(make)
    found = read(make(paragraphs(SPEECH)), name="astana", max_chars=1_000_000)
    expected = understood(parse_transcript(SPEECH), SPEECH)
    assert understood(parse_transcript(found.text), found.text) == expected
    assert len(expected) > 40


@pytest.mark.process
def test_the_declaration_as_a_page_and_as_a_word_file_keeps_the_numbers_lists_only_show() -> None:
    expected = [
        (c.number, c.heading, c.span.of(DECLARATION))
        for c in parse_declaration(DECLARATION).clauses
    ]
    for data in (numbered_page(), numbered_word()):
        text = read(data, name="astana", max_chars=1_000_000).text
        clauses = parse_declaration(text).clauses
        assert [(c.number, c.heading, c.span.of(text)) for c in clauses] == expected


def numbered_page() -> bytes:
    parts, listed = [], 0
    for part in paragraphs(DECLARATION):
        number = NUMBER.match(part)
        if number:
            listed += 1
            parts.append(f"<ol start={listed}><li>{html.escape(part[number.end() :])}</li></ol>")
        else:
            parts.append(element(part))
    whole = page([]).decode()
    return whole.replace("<article>", "<article>" + "\n".join(parts)).encode()


def numbered_word() -> bytes:
    lists = Lists()
    lists.define(1, level(0, "%1."))
    lists.number(1, 1)
    for part in paragraphs(DECLARATION):
        heading, number = HEADING.match(part), NUMBER.match(part)
        if heading:
            lists.document.add_heading(heading[2], len(heading[1]))
        elif number:
            lists.item(part[number.end() :], 1)
        else:
            lists.document.add_paragraph(part)
    return lists.saved()
