"""What an address held, and reading it; fetching itself is in ``fetching``, imported late."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import PurePosixPath

from pressgap import readers
from pressgap.errors import PressGapError

_ADDRESS = re.compile(r"\s*[a-z][a-z0-9+.-]+://", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Fetched:
    """The bytes at ``url``, where the last redirection led.

    ``name`` is what a browser would call the file, ``encoding`` the charset the server declares;
    each None where there is none. ``shown`` is the address as messages name it.
    """

    url: str
    shown: str
    host: str
    data: bytes
    name: str | None = None
    encoding: str | None = None

    @property
    def title(self) -> str:
        """Return what to call the document where it does not say so itself."""
        return (PurePosixPath(self.name).stem if self.name else "") or self.host


Fetch = Callable[[str], Fetched]


def is_address(text: str) -> bool:
    """Return whether this is meant as an address, whatever its scheme, and not as a file."""
    return _ADDRESS.match(text) is not None


def read_fetched(fetched: Fetched, max_chars: int) -> readers.ReadText:
    """Return the text at an address; raises what ``readers.read`` raises, naming the address."""
    name = fetched.name
    try:
        return readers.read(fetched.data, name=name, max_chars=max_chars, encoding=fetched.encoding)
    except PressGapError as error:
        said = str(error)
        # The name alone would not tell which of several addresses it was.
        rest = said.removeprefix(name) if name and said.startswith(name) else f": {said}"
        raise type(error)(f"{fetched.shown}{rest}") from error
