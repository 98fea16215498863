"""What a page says of itself: title, date, language. Nothing is guessed from its text."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from datetime import date
from typing import Any

from lxml.html import HtmlElement

from pressgap.readers.html.elements import text_of, tidy

_DATES = (
    "article:published_time",
    "og:published_time",
    "og:article:published_time",
    "datepublished",
    "dcterms.date",
    "dcterms.issued",
    "dcterms.created",
    "dc.date",
    "dc.date.issued",
    "dc.date.created",
    "citation_publication_date",
    "citation_date",
    "parsely-pub-date",
    "sailthru.date",
    "publishdate",
    "publish-date",
    "publication_date",
    "pubdate",
    "date",
)
_TITLES = ("og:title", "dcterms.title", "dc.title", "citation_title", "twitter:title")
_DAY = re.compile(r"(\d{4})-?/?(\d{2})-?/?(\d{2})(?!\d)")
_LANGUAGE = re.compile(r"([A-Za-z]{2,3})(?:[-_].*)?\Z")
_BETWEEN = re.compile(r"\s+[|·»—–-]\s+")
_SHORTEST_TITLE = 4
_LONGEST_TITLE = 300


def title_of(tree: HtmlElement, main: HtmlElement | None) -> str | None:
    """Return the page's title without the name of its site."""
    headings = [] if main is None else [text_of(each) for each in main.iter("h1")]
    if len(headings) == 1 and headings[0]:
        return headings[0][:_LONGEST_TITLE]
    metas = _metas(tree)
    said = next((metas[name] for name in _TITLES if metas.get(name)), None)
    title = said or text_of_first(tree, ".//head//title")
    return _without_site(title, metas.get("og:site_name", ""))[:_LONGEST_TITLE] or None


def text_of_first(tree: HtmlElement, path: str) -> str:
    """Return the text of the first element at ``path``, or an empty one."""
    found = tree.find(path)
    return "" if found is None else text_of(found)


def date_of(tree: HtmlElement) -> str | None:
    """Return the day the page says it was published, as YYYY-MM-DD, or None."""
    metas = _metas(tree)
    said = [metas[name] for name in _DATES if name in metas]
    said += [value for script in _linked_data(tree) for value in _published(script)]
    times = {each.get("datetime", "") for each in tree.iter("time")}
    said += times if len(times) == 1 else []
    return next((day for day in map(_day, said) if day), None)


def language_of(tree: HtmlElement) -> str | None:
    """Return the language that the page says it is in, such as ``en``, or None."""
    xml = "{http://www.w3.org/XML/1998/namespace}lang"
    said = tree.get("lang") or tree.get(xml) or _metas(tree).get("content-language") or ""
    found = _LANGUAGE.match(said.strip())
    return found[1].lower() if found else None


def _metas(tree: HtmlElement) -> dict[str, str]:
    found: dict[str, str] = {}
    for meta in tree.iter("meta"):
        for key in ("property", "name", "itemprop", "http-equiv"):
            if meta.get(key) and meta.get("content"):
                found.setdefault(meta.get(key).strip().lower(), tidy(meta.get("content")))
    return found


def _linked_data(tree: HtmlElement) -> Iterator[Any]:
    for script in tree.iter("script"):
        if script.get("type", "").strip().lower() == "application/ld+json":
            try:
                yield json.loads(script.text or "")
            except (ValueError, RecursionError):
                continue


def _published(data: Any) -> Iterator[str]:
    """Yield the dates of publication in linked data, outermost first."""
    waiting = [data]
    while waiting:
        value = waiting.pop(0)
        if isinstance(value, dict):
            if isinstance(value.get("datePublished"), str):
                yield value["datePublished"]
            waiting += [each for each in value.values() if isinstance(each, dict | list)]
        elif isinstance(value, list):
            waiting += value


def _day(said: str) -> str | None:
    found = _DAY.match(said.strip())
    if found is None:
        return None
    try:
        return date(int(found[1]), int(found[2]), int(found[3])).isoformat()
    except ValueError:
        return None


def _without_site(title: str, site: str) -> str:
    before, bar, _ = title.rpartition(" | ")  # behind a bar stands the site
    if bar and len(before) >= _SHORTEST_TITLE:
        title = before
    parts = _BETWEEN.split(title)
    if (
        site
        and len(parts) > 1
        and tidy(site).casefold() in (parts[0].casefold(), parts[-1].casefold())
    ):
        parts = [part for part in parts if part.casefold() != tidy(site).casefold()] or parts
        return " – ".join(parts)
    return title
