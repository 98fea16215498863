"""Renderings of one Report: CSV, Markdown, HTML and a table for the terminal."""

from pressgap.render.as_csv import ROWS, Rows, to_csv
from pressgap.render.as_html import to_html
from pressgap.render.as_markdown import to_markdown
from pressgap.render.as_table import print_table

__all__ = ["ROWS", "Rows", "print_table", "to_csv", "to_html", "to_markdown"]
