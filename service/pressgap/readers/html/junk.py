"""Drops of a page what is no part of its main text, whatever that is: chrome, notices, comments.

Marks that are names (classes, ids) are believed only of small parts, for a page's frame may be
called ``has-sidebar`` as well. Comments are the exception: they can be longer than the speech.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml.html import HtmlElement

from pressgap.readers.html.elements import link_share, style, text_of, tokens, words

_NO_TEXT = words(
    """script style noscript template iframe frame object embed applet svg canvas audio video map
    img picture source track button select option input textarea datalist progress meter dialog
    nav rt rp del s strike base link"""
)
_CHROME_TAGS = frozenset({"header", "footer", "aside"})
_CHROME_ROLES = words(
    """navigation banner contentinfo complementary search dialog alertdialog menu menubar toolbar
    tablist"""
)
_CHROME_TOKENS = words(
    """nav navbar navigation menu breadcrumb breadcrumbs sidebar footer masthead cookie cookies
    consent gdpr ccpa onetrust share sharing sharedaddy social addthis newsletter subscribe
    subscription signup login related recommended recommendations promo promoted sponsored
    advert advertisement advertising pagination pager skip popup modal overlay banner toolbar
    widget taglist hashtags"""
)
_COMMENTS = re.compile(
    r"comments?|respond|disqus(?:[-_]thread)?|comments?[-_]?(?:area|section|list|thread|container)"
)
_COOKIES = re.compile(r"\b(?:cookies?|cookie-?einstellungen|куки|файлы cookie)\b", re.I)
_LONGEST_NOTICE = 1_200
_SMALL = 1 / 3  # of the page's text
_LONG_HIDDEN = 500
_FRAME = ("main", "article", "h1")


def drop_junk(tree: HtmlElement) -> list[str]:
    """Take out of the tree what is no main text; return what a reader should know of it."""
    _drop(element for element in tree.iter(*_NO_TEXT))
    body = tree.find(".//body")
    if body is None:
        return []
    whole = len(text_of(body))
    said = [*_drop_comments(body), *_drop_hidden(body)]
    _drop(each for each in body.iter() if _is_chrome(each, whole))
    return said


def _drop(elements: Iterator[HtmlElement]) -> None:
    for element in list(elements):
        if element.getparent() is not None:
            element.drop_tree()  # keeps the text that follows it


def _is_chrome(element: HtmlElement, whole: int) -> bool:
    if element.tag in ("html", "body", "main", "article", "h1"):
        return False
    named = (
        element.tag in _CHROME_TAGS
        or element.get("role", "").lower() in _CHROME_ROLES
        or bool(tokens(element) & _CHROME_TOKENS)
    )
    if not named:
        return element.tag in ("div", "section", "p", "aside") and _is_cookie_notice(element)
    if element.tag != "footer" and any(element.find(f".//{tag}") is not None for tag in _FRAME):
        return False
    return len(text_of(element)) <= _SMALL * whole


def _is_cookie_notice(element: HtmlElement) -> bool:
    """Return whether this is a notice on cookies: it stands apart, and leads elsewhere by links."""
    parent = element.getparent()
    if parent is None or parent.tag != "body" or element.find(".//h1") is not None:
        return False
    said = text_of(element)
    return len(said) <= _LONGEST_NOTICE and len(_COOKIES.findall(said)) > 1


def _drop_comments(body: HtmlElement) -> list[str]:
    found = [each for each in body.iter("div", "section", "ol", "ul", "aside") if _comments(each)]
    dropped = [each for each in found if not any(up in found for up in each.iterancestors())]
    length = sum(len(text_of(each)) for each in dropped)
    _drop(iter(dropped))
    if not length:
        return []
    return [f"readers' comments under the text ({length:,} characters) were left out"]


def _comments(element: HtmlElement) -> bool:
    names = f"{element.get('class', '')} {element.get('id', '')}".lower().split()
    if not any(map(_COMMENTS.fullmatch, names)):
        return False
    return all(element.find(f".//{tag}") is None for tag in _FRAME)


def _drop_hidden(body: HtmlElement) -> list[str]:
    """Drop what the page hides; a long text stays, it may be a transcript that unfolds."""
    kept = 0
    for element in list(body.iter()):
        if element.getparent() is None or not _is_hidden(element):
            continue
        length = len(text_of(element))
        if length >= _LONG_HIDDEN and link_share(element) < 0.5:
            kept += length
        else:
            element.drop_tree()
    return [f"{kept:,} characters that the page hides at first were read as well"] if kept else []


def _is_hidden(element: HtmlElement) -> bool:
    if element.tag in ("html", "body"):
        return False
    said = style(element)
    return (
        element.get("hidden") is not None
        or element.get("aria-hidden", "").lower() == "true"
        or "display:none" in said
        or "visibility:hidden" in said
    )
