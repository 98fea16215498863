"""Renderings of one Report: CSV, Markdown, HTML and a table; of a Ranking: a table."""

from pressgap.render.as_csv import ROWS, Rows, to_csv
from pressgap.render.as_html import to_html
from pressgap.render.as_markdown import to_markdown
from pressgap.render.as_ranking import print_ranking
from pressgap.render.as_table import print_table

__all__ = ["ROWS", "Rows", "print_ranking", "print_table", "to_csv", "to_html", "to_markdown"]
