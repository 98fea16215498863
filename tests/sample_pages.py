"""The sample's transcript as other programs would write it."""

from __future__ import annotations

import html
from importlib.resources import files

SAMPLE = (files("pressgap.samples") / "astana-2024" / "press-conference.md").read_text("utf-8")


def as_html(text: str, style: str = "") -> str:
    """Return Markdown headings and paragraphs as a page, speakers' labels in bold."""
    body = "".join(map(_element, text.split("\n\n")))
    return (
        '<!doctype html><html lang="en"><meta charset="utf-8"><title>Press conference</title>'
        f"<style>{style}</style><body>{body}</body></html>"
    )


def _element(paragraph: str) -> str:
    if paragraph.startswith("#"):
        level = len(paragraph) - len(paragraph.lstrip("#"))
        return f"<h{level}>{html.escape(paragraph.strip('# '))}</h{level}>"
    label, colon, said = paragraph.partition(": ")
    if colon and len(label) < 40:
        return f"<p><b>{html.escape(label)}:</b> {html.escape(said)}</p>"
    return f"<p>{html.escape(paragraph)}</p>"
