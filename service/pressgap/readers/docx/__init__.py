"""DOCX → text with the numbers that Word only shows; run in the sandbox.

python-docx opens the package; the document's XML is walked here, since the library passes over what
matters: automatic numbers, text boxes, tracked changes, content controls.
"""

from __future__ import annotations

from datetime import datetime
from io import BytesIO
from typing import Any

from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.exceptions import PackageNotFoundError
from docx.oxml.parser import parse_xml
from docx.package import Package
from lxml import etree

from pressgap.errors import UnreadableDocument
from pressgap.readers.docx.archive import check_archive
from pressgap.readers.docx.body import Body
from pressgap.readers.docx.numbering import Numbering
from pressgap.readers.docx.styles import Styles
from pressgap.readers.extracted import Extracted

_REMEDY = "open it in the program it was made with and save it anew as .docx, or as plain text"
# What python-docx stamps on every file it makes; it says nothing of the text.
_STAMP = datetime(2013, 12, 23, 23, 15)


def extract(data: bytes, what: str) -> Extracted:
    """Return the text of a Word document.

    Raises ``UnreadableDocument`` for a file that is truncated, damaged, none of Word's, or without
    text, and ``TooLarge`` for one that would unpack to more than it should.
    """
    check_archive(data, what)
    package, main = _opened(data, what)
    styles = Styles(_related(main, RELATIONSHIP_TYPE.STYLES))
    numbering = Numbering(_related(main, RELATIONSHIP_TYPE.NUMBERING), styles)
    body = Body(styles, numbering)
    text = "\n\n".join(body.read(_element(main))) + "\n"
    if not any(map(str.isalnum, text)):
        raise UnreadableDocument(
            f"{what}: this Word document holds no text (pictures of one, perhaps); {_REMEDY}"
        )
    title, date = _properties(package)
    said = body.warnings()
    if date:
        said.append(f"its date is the day the file was made, {date}; give another if it is wrong")
    return Extracted(text, (), tuple(said), title, date, styles.language)


def _opened(data: bytes, what: str) -> tuple[Any, Any]:
    """Return the package and its main part."""
    try:
        package = Package.open(BytesIO(data))
        return package, package.main_document_part
    except (KeyError, PackageNotFoundError) as error:
        raise UnreadableDocument(
            f"{what}: a ZIP archive that looks like a Word document, but has no document in it "
            f"that Word would open; {_REMEDY}"
        ) from error
    except etree.XMLSyntaxError as error:
        raise UnreadableDocument(f"{what}: damaged: {error.msg}; {_REMEDY}") from error


def _related(main: Any, kind: str) -> Any:
    """Return the XML of a part that goes with the main one, or None."""
    try:
        return _element(main.part_related_by(kind))
    except KeyError:
        return None


def _element(part: Any) -> Any:
    """Return a part's XML; parts of documents with macros come unparsed."""
    found = getattr(part, "element", None)
    return parse_xml(part.blob) if found is None else found


def _properties(package: Any) -> tuple[str | None, str | None]:
    """Return title and day of creation from the file's properties."""
    try:
        said = package.core_properties
        title, created = said.title.strip(), said.created
    except (KeyError, ValueError, AttributeError):  # properties that are none
        return None, None
    made = created.replace(tzinfo=None) if created else None
    return title or None, made.date().isoformat() if made and made != _STAMP else None
