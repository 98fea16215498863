"""Renderings of one Report: CSV, XLSX, Markdown, HTML, a table, an SVG; of a Ranking: a table."""

from pressgap.render.as_csv import ROWS, Rows, to_csv
from pressgap.render.as_html import to_html
from pressgap.render.as_markdown import to_markdown
from pressgap.render.as_ranking import print_ranking
from pressgap.render.as_svg import to_svg
from pressgap.render.as_table import print_table
from pressgap.render.as_xlsx import to_xlsx

__all__ = [
    "ROWS",
    "Rows",
    "print_ranking",
    "print_table",
    "to_csv",
    "to_html",
    "to_markdown",
    "to_svg",
    "to_xlsx",
]
