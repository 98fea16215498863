"""Drops of a page what is no part of its main text, whatever that is: chrome, notices, comments.

Marks that are names (classes, ids) are believed only of small parts, for a page's frame may be
called ``has-sidebar`` as well. Comments are the exception: they can be longer than the speech.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from lxml import etree
from lxml.html import HtmlElement

from pressgap.readers.html.elements import style, text_of, tokens, words
from pressgap.readers.html.measures import Measure, Measures

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
_NOTHING_MUCH = 200
_LONG_HIDDEN = 500
_MOST_LINKS = 0.5


def drop_junk(tree: HtmlElement) -> list[str]:
    """Take out of the tree what is no main text; return what a reader should know of it."""
    _drop(tree.iter(*_NO_TEXT))
    body = tree.find(".//body")
    if body is None:
        return []
    said = [*_drop_comments(body), *_drop_hidden(body)]
    measures = Measures(body)
    most = max(_SMALL * measures[body].text, _NOTHING_MUCH)
    _drop(each for each in body.iter() if _is_chrome(each, measures[each], most))
    return said


def _drop(elements: Iterable[HtmlElement]) -> None:
    for element in list(elements):
        if element.getparent() is not None:
            element.drop_tree()  # keeps the text that follows it


def _is_chrome(element: HtmlElement, measure: Measure, most: float) -> bool:
    if element.tag in ("html", "body", "main", "article", "h1"):
        return False
    named = (
        element.tag in _CHROME_TAGS
        or element.get("role", "").lower() in _CHROME_ROLES
        or bool(tokens(element) & _CHROME_TOKENS)
    )
    if not named:
        return element.tag in ("div", "section", "p") and _is_cookie_notice(element, measure)
    return measure.text <= most and (element.tag == "footer" or not measure.frame)


def _is_cookie_notice(element: HtmlElement, measure: Measure) -> bool:
    """Return whether this short part right below the body is about cookies, and little else."""
    parent = element.getparent()
    if parent is None or parent.tag != "body" or measure.frame or measure.text > _LONGEST_NOTICE:
        return False
    return len(_COOKIES.findall(text_of(element))) > 1


def _drop_comments(body: HtmlElement) -> list[str]:
    measures = Measures(body)
    named = body.iter("div", "section", "ol", "ul", "aside")
    found = {each for each in named if _comments(each) and not measures[each].frame}
    outermost = [each for each in found if found.isdisjoint(each.iterancestors())]
    length = sum(measures[each].text for each in outermost)
    _drop(outermost)
    if not length:
        return []
    return [f"readers' comments under the text ({length:,} characters) were left out"]


def _comments(element: HtmlElement) -> bool:
    names = f"{element.get('class', '')} {element.get('id', '')}".lower().split()
    return any(map(_COMMENTS.fullmatch, names))


def _drop_hidden(body: HtmlElement) -> list[str]:
    """Drop what the page hides; a long text stays, it may be a transcript that unfolds."""
    measures = Measures(body)
    kept, dropped = 0, []
    walk = etree.iterwalk(body, events=("start",))
    for _, element in walk:
        if not _is_hidden(element):
            continue
        walk.skip_subtree()
        found = measures[element]
        if found.text >= _LONG_HIDDEN and found.link_share < _MOST_LINKS:
            kept += found.text
        else:
            dropped.append(element)
    _drop(dropped)
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
