from __future__ import annotations

import re
from dataclasses import replace
from html.parser import HTMLParser

from pressgap.render import to_html
from pressgap.render.as_html import segments
from pressgap.render.words import read_with
from tests.reports import POINTING, review, sample_report, with_implied


class Elements(HTMLParser):
    """Collects the elements with their attributes."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))


def test_the_page_needs_nothing_but_itself() -> None:
    page = to_html(sample_report())
    assert page.startswith("<!doctype html>")
    for tag, attributes in Elements(page).found:
        assert tag not in ("script", "link", "img", "iframe", "object")
        assert "src" not in attributes
        assert not any(name.startswith("on") for name in attributes)
        assert (attributes.get("href") or "#").startswith("#")


def test_every_link_on_the_page_leads_somewhere() -> None:
    found = Elements(to_html(sample_report())).found
    ids = {attributes.get("id") for _, attributes in found}
    links = [a["href"] for tag, a in found if tag == "a"]
    assert links
    assert all(link is not None and link[1:] in ids for link in links)


def test_hostile_text_stays_text() -> None:
    hostile = "</style><script>alert(1)</script>\"><img src=x onerror='alert(1)'>"
    page = to_html(
        sample_report(title=hostile, outlet=hostile, question=hostile, warnings=(hostile,))
    )
    assert not {"script", "img"} & {tag for tag, _ in Elements(page).found}
    assert page.count("</style>") == 1


def test_text_from_documents_finds_its_own_direction() -> None:
    page = to_html(sample_report(question="من يدفع ثمن النفق؟"))
    assert re.search(r'<bdi dir="auto">“<mark>من يدفع ثمن النفق؟</mark>”</bdi>', page)


def test_verbatim_words_are_in_quotation_marks() -> None:
    page = to_html(sample_report())
    assert "“<mark>Who pays for the harbour tunnel?</mark>”" in page
    assert "paraphrase" not in page


def test_questions_show_what_they_were_read_with_and_why() -> None:
    page = to_html(sample_report(question=POINTING))
    context = '<p class="small context">Read with: <bdi dir="auto">“The harbour tunnel leaks.”'
    assert page.count(context) == 2  # with the evidence, and in the table of questions
    assert "It asks about clause 1; both mention “tunnel”." in page


def test_context_inside_the_quotation_is_not_shown_twice() -> None:
    report = sample_report(question=POINTING)
    item = report.clauses[0].evidence[0]
    inside = replace(item, start=item.context[0][0])
    assert read_with(item, True, report) == "“The harbour tunnel leaks.”"
    assert read_with(inside, True, report) == ""
    assert read_with(inside, False, report) == "“The harbour tunnel leaks.”"


def test_a_match_with_the_issue_alone_says_so() -> None:
    page = to_html(with_implied(sample_report()))
    assert "asked (implied), answered" in page
    assert "probability 0.931, implied" in page


def test_a_paraphrase_is_called_one_and_gets_no_quotation_marks() -> None:
    assert "“" not in to_html(sample_report(verbatim=False, question=POINTING))
    page = to_html(sample_report(verbatim=False))
    assert '<span class="tag">paraphrase</span>' in page
    assert "A digest in our own words." in page


def test_reviews_stand_beside_the_machines_verdict() -> None:
    page = to_html(sample_report(reviews=(review(1, "c4", "asked"),)))
    assert "asked (by review)" in page
    assert "machine: not raised" in page


def test_the_sentences_that_carry_a_match_are_marked() -> None:
    item = replace(
        sample_report().clauses[0].evidence[0],
        quote="One. Two. Three.",
        start=100,
        end=116,
        sentences=((105, 109),),
    )
    assert list(segments(item)) == [("One. ", False), ("Two.", True), (" Three.", False)]


def test_marks_that_overlap_or_run_over_lose_no_text() -> None:
    item = replace(
        sample_report().clauses[0].evidence[0],
        quote="One. Two.",
        start=100,
        end=109,
        sentences=((95, 103), (101, 106), (108, 200)),
    )
    assert "".join(text for text, _ in segments(item)) == "One. Two."
