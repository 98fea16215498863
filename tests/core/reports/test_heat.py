from pressgap.core.model import Span
from pressgap.core.reports.heat import heat
from pressgap.core.reports.matrix import matrix
from tests.reports import sample_report


def test_cells_hold_the_numbers_of_the_matrix() -> None:
    report = sample_report()
    bare = matrix(report)
    numbers = {
        (row, column): value
        for row, values in zip(bare.rows, bare.values, strict=True)
        for column, value in zip(bare.columns, values, strict=True)
        if value is not None
    }
    found = {(c.clause, c.column): c.probability for row in heat(report).rows for c in row.cells}
    assert found == numbers
    assert tuple(column.id for column in heat(report).columns) == bare.columns


def test_a_cell_says_whether_it_was_asked_or_said_or_only_near() -> None:
    found = {
        (cell.clause, cell.column): cell.found
        for row in heat(sample_report()).rows
        for cell in row.cells
    }
    assert found == {
        ("c1", "t1.e1"): "asked",
        ("c2", "t1.e1"): "said",
        ("c2", "t1.e2"): "near",
        ("c3", "t1.opening"): "said",
        ("c4", "t1.e2"): "near",
        ("c5", "t1.e2"): "near",
    }


def test_totals_count_exchanges_of_a_clause_and_clauses_of_an_exchange() -> None:
    found = heat(sample_report())
    assert [(row.asked, row.said) for row in found.rows] == [(1, 0), (0, 1), (0, 1), (0, 0), (0, 0)]
    totals = {column.id: (column.asked, column.said) for column in found.columns}
    assert totals == {"t1.opening": (0, 1), "t1.e1": (1, 1), "t1.e2": (0, 0)}


def test_columns_say_who_asked() -> None:
    found = {each.id: (each.speaker, each.outlet) for each in heat(sample_report()).columns}
    assert found["t1.e1"] == ("Rosa Diaz", "Harbour Post")
    assert found["t1.opening"] == ("", None)


def test_a_cell_leads_to_the_words_that_carry_it() -> None:
    report = sample_report()
    (cell,) = heat(report).rows[0].cells
    assert cell.words == Span(*report.clauses[0].evidence[0].sentences[0])


def test_one_transcript_has_its_own_columns_only() -> None:
    report = sample_report()
    assert heat(report, report.transcripts[0].id) == heat(report)
