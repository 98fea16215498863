"""HTML → the main text as Markdown that the parsers read; run in the sandbox.

Of the page's tree what is no text (scripts), navigation, footers, cookie notices and comments is
dropped; ``main_content`` picks the part that holds the speech; ``markdown`` writes all of that,
whether a scorer of articles would have kept it or not: a turn of one word counts.
"""

from __future__ import annotations

from lxml import html as lxml_html

from pressgap.errors import UnreadableDocument
from pressgap.readers.decoding import declared_in_markup, decode
from pressgap.readers.extracted import Extracted
from pressgap.readers.html.about import date_of, language_of, title_of
from pressgap.readers.html.junk import drop_junk
from pressgap.readers.html.main_content import main_content
from pressgap.readers.html.markdown import markdown

_REMEDY = "open it in a browser, select the text, and save that"


def extract(data: bytes, what: str) -> Extracted:
    """Return the main text of a page; raises ``UnreadableDocument`` for a page without one."""
    decoded = decode(data, what, declared_in_markup(data))
    tree = _tree(decoded.text, what)
    date, language = date_of(tree), language_of(tree)
    said = drop_junk(tree)
    main, doubts = main_content(tree)
    text = markdown(main) if main is not None else ""
    if not any(map(str.isalpha, text)):
        raise UnreadableDocument(
            f"{what}: this page has no main text, only what surrounds one, or a script would load "
            f"it; {_REMEDY}"
        )
    return Extracted(
        text=text,
        warnings=(*decoded.warnings, *said, *doubts),
        title=title_of(tree, main),
        date=date,
        language=language,
    )


def _tree(text: str, what: str) -> lxml_html.HtmlElement:
    parser = lxml_html.HTMLParser(
        encoding="utf-8", remove_comments=True, remove_pis=True, no_network=True, huge_tree=True
    )
    try:
        tree = lxml_html.document_fromstring(text.encode("utf-8"), parser=parser)
    except lxml_html.etree.ParserError as error:
        raise UnreadableDocument(f"{what}: this page is empty; {_REMEDY}") from error
    for entry in parser.error_log:
        if entry.type_name == "ERR_RESOURCE_LIMIT":  # the parser stopped there: the rest is lost
            raise UnreadableDocument(
                f"{what}: nested too deeply in line {entry.line} ({entry.message.split(',')[0]}); "
                f"{_REMEDY}"
            )
    return tree
