"""A page → its text; the pages are written here, and what is lost or kept is held to the letter."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pressgap.errors import UnreadableDocument
from pressgap.readers.html import extract

TURNS = [
    "Moderator: Good morning. The minister will take a few questions on the harbour tunnel.",
    "Anna Lee: Anna Lee, Harbour Post. Who pays for the tunnel, and when will it be finished?",
    "Minister Ek: The city pays a third and the state pays the rest. It will be finished in May.",
    "Moderator: Next question.",
    "Bo Dahl: Is that certain?",
    "Minister Ek: Yes.",
    "Moderator: Next question.",
    "Bo Dahl: And the fares?",
    "Minister Ek: No.",
    "Moderator: Next question.",
]
NAV = '<nav><ul><li><a href="/a">News</a></li><li><a href="/b">Contact</a></li></ul></nav>'
COOKIES = '<div class="cookie-consent"><p>We use cookies. Accept all cookies?</p></div>'
FOOTER = "<footer><p>© 2026 The Ministry. All rights reserved.</p></footer>"
COMMENTS = (
    '<section id="comments" class="comments-area"><h2>2 comments</h2><ol class="comment-list">'
    "<li><p>Troll: Who believes that man? I certainly do not, and nor should you.</p></li>"
    "<li><p>Reader: Thank you for publishing all of this, it was a joy.</p></li></ol></section>"
)
AROUND = ("News", "cookies", "All rights reserved", "Troll")


def bold(turn: str) -> str:
    name, _, said = turn.partition(": ")
    return f"<b>{name}:</b> {said}"


def page(main: str, head: str = "<title>Talks</title>") -> bytes:
    body = f"{NAV}{COOKIES}{main}{COMMENTS}{FOOTER}"
    return (
        f'<!doctype html><html lang="en-GB"><head>{head}</head><body>{body}</body></html>'.encode()
    )


def text(main: str) -> str:
    return extract(page(main), "page").text


def rows(turns: list[str], row: str) -> str:
    return "".join(row.format(*turn.split(": ", 1)) for turn in turns)


@pytest.mark.parametrize(
    "main",
    [
        "<main><article>" + "".join(f"<p>{bold(t)}</p>" for t in TURNS) + "</article></main>",
        '<div class="a"><div class="b">'
        + "".join(f"<div>{bold(t)}</div>" for t in TURNS)
        + "</div></div>",
        "<div>" + "<br><br>".join(map(bold, TURNS)) + "</div>",
        "<div>" + "<br>".join(map(bold, TURNS)) + "</div>",
        "<div>" + "".join(f"<p>{bold(t)}</p>" for t in TURNS[:4]) + "</div>"
        '<div class="advert">Buy!</div>'
        "<div>" + "".join(f"<p>{bold(t)}</p>" for t in TURNS[4:]) + "</div>",
        "<table>" + rows(TURNS, "<tr><td>{}</td><td>{}</td></tr>") + "</table>",
        "<table><tr><th>Who</th><th>What</th></tr>"
        + rows(TURNS, "<tr><td><b>{}</b></td><td><p>{}</p></td></tr>")
        + "</table>",
        "<dl>" + rows(TURNS, "<dt>{}</dt><dd>{}</dd>") + "</dl>",
        "<ul>" + "".join(f"<li>{bold(t)}</li>" for t in TURNS) + "</ul>",
        "<div>" + rows(TURNS, '<p class="speaker">{}</p><p>{}</p>') + "</div>",
        "<div>" + rows(TURNS, '<p><span class="speaker-name">{}</span> {}</p>') + "</div>",
        "<div>" + rows(TURNS, '<p><span class="speaker">{}</span>: {}</p>') + "</div>",
        "<pre>" + "\n\n".join(TURNS) + "</pre>",
        "<form><table><tr><td>"
        + "".join(f"<p>{bold(t)}</p>" for t in TURNS)
        + "</td></tr></table></form>",
        '<div hidden class="transcript">'
        + "".join(f"<p>{bold(t)}</p>" for t in TURNS * 2)
        + "</div>",
        "<details><summary>Transcript</summary>"
        + "".join(f"<p>{bold(t)}</p>" for t in TURNS)
        + "</details>",
        "<div>"
        + "".join(f'<p><a href="#t{i}">{t}</a></p>' for i, t in enumerate(TURNS))
        + "</div>",
    ],
)
def test_every_turn_is_read_once_in_order_however_short_and_nothing_around_it(main: str) -> None:
    found = text(main).replace("*", "")
    lines = [line.strip("- ") for line in found.splitlines() if line.strip("- ") in TURNS]
    assert lines[: len(TURNS)] == TURNS
    assert not [word for word in AROUND if word in found]


def test_comments_that_are_left_out_are_counted_in_a_warning() -> None:
    found = extract(page("".join(f"<p>{bold(t)}</p>" for t in TURNS)), "page")
    assert any("comments under the text" in warning for warning in found.warnings)


@pytest.mark.parametrize(
    ("inside", "line"),
    [
        ("<b>Anna Lee:</b> Will it?", "**Anna Lee:** Will it?"),
        ("<strong>Anna Lee</strong>: Will it?", "**Anna Lee**: Will it?"),
        ("<b>Anna Lee:</b>Will it?", "**Anna Lee:** Will it?"),
        ("<b>Anna </b><b>Lee: </b>Will it?", "**Anna Lee:** Will it?"),
        ("<span style='font-weight: 700'>Anna Lee:</span> Will it?", "**Anna Lee:** Will it?"),
        ("<em>Anna Lee:</em> Will it?", "*Anna Lee:* Will it?"),
        ("<i><b>Anna Lee:</b></i> Will it?", "**Anna Lee:** Will it?"),
        ("<b>Anna Lee: Will it?</b>", "**Anna Lee:** Will it?"),
        ("<b>Will it rain?</b>", "**Will it rain?**"),
        ("<i>Will it rain?</i>", "*Will it rain?*"),
        ("<em>(Laughter.)</em>", "(Laughter.)"),
        ("<i>Then</i> it will rain.", "Then it will rain."),
        ("It will <b>never</b> <i>rain</i>.", "It will never rain."),
        ("Anna\u00a0Lee\u00a0: Will it\u00ad rain?", "Anna Lee : Will it rain?"),
        ("The 1<sup>st</sup> tunnel<sup><a href='#n1'>1</a></sup>.", "The 1st tunnel."),
        ("He said <q>never</q>.", "He said “never”."),
        ("It <del>rains</del><ins>snows</ins>.", "It snows."),
        ("Will\n   it\train?", "Will it rain?"),
        ("5 &lt; 6 &amp; R&eacute;sum&eacute;", "5 < 6 & Résumé"),
    ],
)
def test_emphasis_is_kept_where_a_line_begins_and_dropped_inside_speech(
    inside: str, line: str
) -> None:
    assert text(f"<div><p>{TURNS[0]}</p><p>{inside}</p></div>").splitlines()[2] == line


@pytest.mark.parametrize(
    ("listed", "lines"),
    [
        ("<ol><li>One.<li>Two.</ol>", ["1. One.", "2. Two."]),
        (
            '<ol start="12"><li>One.<li value="20">Two.<li>Three.</ol>',
            ["12. One.", "20. Two.", "21. Three."],
        ),
        ('<ol type="a"><li>One.<li>Two.</ol>', ["a. One.", "b. Two."]),
        ('<ol type="A" start="27"><li>One.</ol>', ["AA. One."]),
        ('<ol type="i" start="4"><li>One.<li>Two.</ol>', ["iv. One.", "v. Two."]),
        ('<ol style="list-style-type: upper-roman"><li>One.</ol>', ["I. One."]),
        ("<ol reversed><li>One.<li>Two.</ol>", ["2. One.", "1. Two."]),
        ("<ol style='list-style: none'><li>One.</ol>", ["One."]),
        ("<ol><li>1. One.<li>2. Two.</ol>", ["1. One.", "2. Two."]),
        ('<ol start="99999999999999"><li>One.</ol>', ["1. One."]),
        ("<ul><li>One.<li>Two.</ul>", ["- One.", "- Two."]),
        (
            '<ol><li><p>One:</p><ol type="a"><li>Deep.</ol><p>More.</p><li>Two.</ol>',
            ["1. One:", "   a. Deep.", "More.", "2. Two."],
        ),
        ("<ol><li><h3>Fees</h3><p>They rise.</p></ol>", ["### 1. Fees", "They rise."]),
        ("<ul><li></li><li>One.</ul>", ["- One."]),
    ],
)
def test_lists_show_the_numbers_that_a_browser_shows(listed: str, lines: list[str]) -> None:
    found = text(f"<div><p>{TURNS[2]}</p>{listed}<p>{TURNS[1]}</p></div>")
    assert [line for line in found.splitlines() if line][1:-1] == lines


def test_headings_paragraphs_and_line_ends_keep_their_order() -> None:
    main = (
        f"<h1>Talks in <i>Oslo</i></h1><p>{TURNS[0]}</p><h2>Questions</h2>"
        "<p>One<br>two<br><br>three</p><blockquote><p>Quoted.</p></blockquote><hr><p>Last.</p>"
    )
    assert text(f"<div>{main}</div>") == (
        f"# Talks in Oslo\n\n{TURNS[0]}\n\n## Questions\n\nOne\ntwo\n\nthree\n\nQuoted.\n\nLast.\n"
    )


def test_tables_of_data_and_of_numbered_clauses_are_read_row_by_row() -> None:
    data = "<table><tr><th>Year</th><th>Rate</th></tr><tr><td>2024</td><td>3 %</td></tr></table>"
    assert "\n\nYear | Rate\n\n2024 | 3 %\n" in text(f"<div><p>{TURNS[2]}</p>{data}</div>")
    clauses = (
        "<table><tr><td>1</td><td>The rate rises.</td></tr>"
        "<tr><td>2.</td><td><p>Fees fall.</p><p>Soon.</p></td></tr></table>"
    )
    assert "1. The rate rises.\n\n2. Fees fall.\n\nSoon.\n" in text(f"<div>{clauses}</div>")


def test_times_before_speakers_in_a_table_stay_before_them() -> None:
    timed = "".join(
        f"<tr><td>00:0{n}:00</td><td>{t.split(': ')[0]}</td><td>{t.split(': ', 1)[1]}</td></tr>"
        for n, t in enumerate(TURNS)
    )
    assert f"[00:01:00] {TURNS[1]}\n" in text(f"<table>{timed}</table>")


def test_a_frame_whose_name_says_sidebar_or_comments_is_not_dropped() -> None:
    main = "".join(f"<p>{bold(t)}</p>" for t in TURNS)
    framed = f'<div class="layout has-sidebar comments-open share-enabled">{main}</div>'
    assert text(framed).count("Next question.") == 3


def test_shares_and_related_links_inside_the_text_are_dropped() -> None:
    main = "".join(f"<p>{bold(t)}</p>" for t in TURNS)
    share = '<div class="share-buttons">Share on everything</div>'
    related = "<ul>" + "".join(f'<li><a href="/{n}">Story {n}</a></li>' for n in range(5)) + "</ul>"
    found = text(f"<article>{share}{main}{related}</article>")
    assert "Share" not in found
    assert "Story" not in found


@pytest.mark.parametrize(
    ("head", "date"),
    [
        ('<meta property="article:published_time" content="2024-07-04T18:00:00Z">', "2024-07-04"),
        ('<meta name="DC.date.issued" content="2024-07-04">', "2024-07-04"),
        ('<meta name="pubdate" content="20240704">', "2024-07-04"),
        (
            '<script type="application/ld+json">{"@graph": [{"datePublished": "2024-07-04T10:00"}]}'
            "</script>",
            "2024-07-04",
        ),
        ('<script type="application/ld+json">{"broken</script>', None),
        ('<meta name="date" content="2024-13-45">', None),
        ('<meta name="date" content="last Thursday">', None),
        ("", None),
    ],
)
def test_the_date_is_what_the_page_says_and_no_guess(head: str, date: str | None) -> None:
    main = f"<p>{TURNS[0]} On 3 May 2021 it rained.</p>"
    assert extract(page(main, head), "page").date == date


@pytest.mark.parametrize(
    ("head", "main", "title"),
    [
        ("<title>Talks | The Ministry</title>", "<h1>Talks in Oslo</h1>", "Talks in Oslo"),
        (
            '<title>Talks – Site</title><meta property="og:title" content="Talks in Bergen">',
            "",
            "Talks in Bergen",
        ),
        (
            "<title>Talks – The Ministry</title>"
            '<meta property="og:site_name" content="The Ministry">',
            "",
            "Talks",
        ),
        ("<title>Talks in Oslo | The Ministry</title>", "", "Talks in Oslo"),
        ("", "", None),
    ],
)
def test_the_title_is_the_pages_without_its_site(head: str, main: str, title: str | None) -> None:
    turns = "".join(f"<p>{t}</p>" for t in TURNS)
    assert extract(page(f"<main>{main}{turns}</main>", head), "page").title == title


def test_the_language_is_what_the_page_declares() -> None:
    assert extract(page(f"<p>{TURNS[0]}</p>"), "page").language == "en"
    assert extract(f"<html><p>{TURNS[0]}".encode(), "page").language is None


@pytest.mark.parametrize(
    "data",
    [
        page(""),
        b"<html></html>",
        b"<!doctype html>",
        b"<html><body><div id=root></div><script>load('speech')</script></body></html>",
        b"<html><frameset cols='20%,80%'><frame src=a><frame src=b></frameset></html>",
    ],
)
def test_a_page_without_main_text_says_so_and_what_to_do(data: bytes) -> None:
    with pytest.raises(UnreadableDocument, match=r"talks\.html: this page .*browser"):
        extract(data, "talks.html")


@pytest.mark.parametrize("depth", [1_500, 100_000])
def test_a_page_nested_deeply_is_read_or_refused_with_the_line(depth: int) -> None:
    data = b"<html><body>\n" + b"<div>" * depth + f"<p>{TURNS[0]}</p>".encode()
    if depth < 2_000:
        assert extract(data, "deep.html").text == f"{TURNS[0]}\n"
        return
    with pytest.raises(UnreadableDocument, match=r"deep\.html: nested too deeply in line 2"):
        extract(data, "deep.html")


def test_a_long_page_is_read_whole() -> None:
    data = page("<main>" + "".join(f"<p>{bold(t)}</p>" for t in TURNS * 200) + "</main>")
    assert extract(data, "long.html").text.count("Next question.") == 3 * 200


TAGS = """<p> </p> <b> </b> <table> <tr> <td> </table> <dl> <dt> <dd> <ol><li> </ol> <pre> </pre>
<h2> </h2> <br> <div_class=speaker> </div> <sup><a> <div_hidden> <nav> </nav> <!-- -->"""
MARKUP = st.lists(
    st.sampled_from([tag.replace("_", " ") for tag in TAGS.split()])
    | st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x00"), max_size=30),
    max_size=40,
)


@settings(max_examples=150, deadline=None)
@given(MARKUP)
def test_any_markup_is_read_or_refused_and_never_breaks_the_reader(parts: list[str]) -> None:
    try:
        found = extract(f"<html><body>{''.join(parts)}".encode(), "any.html").text
    except UnreadableDocument as error:
        found = str(error)
    assert found.strip()


def test_entities_of_a_page_do_not_multiply() -> None:
    bomb = '<!DOCTYPE html [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">]>' + f"<p>&b; {TURNS[0]}</p>"
    assert "hahaha" not in extract(bomb.encode(), "page").text
