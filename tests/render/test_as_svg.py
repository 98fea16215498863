from __future__ import annotations

from dataclasses import replace
from xml.etree import ElementTree

from pressgap.core.reports.heat import heat, heat_of_transcripts
from pressgap.render import to_svg
from pressgap.render.as_svg import draw, fitting
from tests.reports import review, sample_report

SVG = "{http://www.w3.org/2000/svg}"


def parsed(svg: str) -> ElementTree.Element:
    return ElementTree.fromstring(svg)  # noqa: S314 - our own drawing


def names(svg: str) -> list[str]:
    """What the cells are called."""
    return [use.findtext(f"{SVG}title", "") for use in parsed(svg).iter(f"{SVG}use") if len(use)]


def test_every_cell_says_clause_exchange_probability_and_what_was_found() -> None:
    assert sorted(names(to_svg(sample_report()))) == [
        "Clause 1, exchange 1 (Rosa Diaz (Harbour Post)): 0.93, asked",
        "Clause 2, exchange 1 (Rosa Diaz (Harbour Post)): 0.81, said unasked",
        "Clause 2, exchange 2 (Jan Brook): 0.08, near, falls short",
        "Clause 3, opening remarks: 0.88, said unasked",
        "Clause 4, exchange 2 (Jan Brook): 0.08, near, falls short",
        "Clause 5, exchange 2 (Jan Brook): 0.08, near, falls short",
    ]


def test_what_was_asked_and_said_shows_by_shape_too() -> None:
    drawn = [use.get("href") for use in parsed(to_svg(sample_report())).iter(f"{SVG}use")]
    assert drawn.count("#heat-asked") == 1
    assert drawn.count("#heat-said") == 2


def test_faint_cells_are_left_out_unless_something_was_found_there() -> None:
    report = sample_report()
    first = report.clauses[0]
    evidence = tuple(replace(item, probability=0.01) for item in first.evidence)
    faint = replace(report.clauses[3].closest[0], probability=0.049)
    clauses = (replace(first, evidence=evidence), replace(report.clauses[3], closest=(faint,)))
    svg = to_svg(replace(report, clauses=clauses, questions=report.questions[1:]))
    assert [name.split(":")[0] for name in names(svg)] == ["Clause 1, exchange 1"]


def test_the_file_stands_alone() -> None:
    svg = to_svg(sample_report())
    assert "<style" not in svg
    assert "style=" not in svg
    assert "<script" not in svg
    assert not list(parsed(svg).iter(f"{SVG}a"))
    assert svg.count("http") == 1  # the name of the format


def test_text_from_the_documents_stays_text() -> None:
    report = sample_report(outlet='"/><script>alert(1)</script>')
    clause = replace(report.clauses[0], label="<b>&\x01\ufffe", number="<1>")
    svg = to_svg(replace(report, clauses=(clause, *report.clauses[1:])))
    labels = [text.text or "" for text in parsed(svg).iter(f"{SVG}text")]
    assert "● <1>. <b>&��" in labels
    assert "<script" not in svg


def test_on_a_page_cells_and_clauses_lead_somewhere() -> None:
    report = sample_report()
    svg = draw(heat(report), report, lambda target: f"#{type(target).__name__}")
    hrefs = [a.get("href") for a in parsed(svg).iter(f"{SVG}a")]
    assert hrefs.count("#ClauseFinding") == len(report.clauses)
    assert hrefs.count("#Cell") == len(names(svg))


def test_a_clause_shows_the_verdict_that_stands() -> None:
    svg = to_svg(sample_report(reviews=(review(1, "c4", "asked"),)))
    assert "● 4. Flood wall" in svg


def test_transcripts_are_columns_where_that_is_asked_for() -> None:
    report = sample_report()
    found = heat_of_transcripts(report)
    assert [column.id for column in found.columns] == ["t1"]
    svg = draw(found, report)
    title = "Press conference on the budget, 2026-02-01"
    assert f"Clause 1, {title}: 0.94, asked" in names(svg)
    assert len(names(svg)) == 5


def test_wide_letters_take_twice_the_room() -> None:
    assert fitting("abcdef", 6) == "abcdef"
    assert fitting("abcdefg", 6) == "abcde…"
    assert fitting("演說者說明", 6) == "演說…"
