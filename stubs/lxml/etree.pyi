from collections.abc import Iterator, Sequence
from typing import Literal

from lxml.html import HtmlElement

class LxmlError(Exception): ...
class ParserError(LxmlError): ...

class XMLSyntaxError(LxmlError):
    msg: str

class _LogEntry:
    line: int
    message: str
    type_name: str

class iterwalk:  # noqa: N801 - as the library spells it
    def __init__(self, element: HtmlElement, events: Sequence[str] = ...) -> None: ...
    def __iter__(self) -> Iterator[tuple[Literal["start", "end"], HtmlElement]]: ...
    def skip_subtree(self) -> None: ...
