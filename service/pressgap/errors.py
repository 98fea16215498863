"""Every error PressGap raises on purpose.

    PressGapError
    ├── BadSettings           a setting, option or request value that cannot be used
    ├── UnreadableDocument    the bytes are not a text we can take: where, why, what to do
    ├── UnsupportedFormat     a format no reader handles
    ├── TooLarge              over a limit on size or count
    ├── AddressRefused        a web address that may not be fetched from here
    ├── FetchFailed           a web address that was asked and did not give a document
    ├── DocumentNotFound      no document has this id
    ├── DocumentInUse         a comparison still quotes this document
    ├── ComparisonNotFound    no comparison has this id
    ├── IndexOutOfStep        index and database disagree and could not be reconciled
    ├── ModelUnavailable      the embedding model cannot be opened or does not fit the library
    ├── StorageUnavailable    the state folder cannot be read or written (read-only, full, locked)
    └── Busy                  more work than the server takes at once; try again shortly

Each carries one message that names what is wrong, where, and what to do about it.
``EXIT_CODES`` and ``HTTP_STATUSES`` map every class; a test fails on a class that is missing.
"""

import re as _re

__all__ = [
    "EXIT_CODES",
    "HTTP_STATUSES",
    "AddressRefused",
    "BadSettings",
    "Busy",
    "ComparisonNotFound",
    "DocumentInUse",
    "DocumentNotFound",
    "FetchFailed",
    "IndexOutOfStep",
    "ModelUnavailable",
    "PressGapError",
    "StorageUnavailable",
    "TooLarge",
    "UnreadableDocument",
    "UnsupportedFormat",
    "problem_type",
]


class PressGapError(Exception):
    """Base of all errors raised on purpose; ``str(error)`` is fit to show a user."""


class BadSettings(PressGapError):
    """A setting, option or request value that cannot be used."""


class UnreadableDocument(PressGapError):
    """The content is not a text PressGap can take (empty, binary, wrong encoding, no speech)."""


class UnsupportedFormat(PressGapError):
    """A format no reader handles."""


class TooLarge(PressGapError):
    """Over a limit on size or count; the message names the limit and its setting."""


class AddressRefused(PressGapError):
    """A web address that may not be fetched: not public, not http(s), or fetching is off."""


class FetchFailed(PressGapError):
    """A web address that was asked and gave no document: an error, no answer, too slow."""


class DocumentNotFound(PressGapError):
    """No document has this id."""


class DocumentInUse(PressGapError):
    """A comparison still quotes this document, so it is not deleted."""


class ComparisonNotFound(PressGapError):
    """No comparison has this id."""


class IndexOutOfStep(PressGapError):
    """The vector index and the database disagree and could not be reconciled."""


class ModelUnavailable(PressGapError):
    """The embedding model cannot be opened, or is not the one the library was built with."""


class StorageUnavailable(PressGapError):
    """The state folder cannot be read or written: read-only, full, or locked."""


class Busy(PressGapError):
    """More work than the server takes at once; the same request will do later."""


# 1: something failed; 2: wrong usage or input.
EXIT_CODES: dict[type[PressGapError], int] = {
    PressGapError: 1,
    BadSettings: 2,
    UnreadableDocument: 2,
    UnsupportedFormat: 2,
    TooLarge: 2,
    AddressRefused: 2,
    FetchFailed: 1,
    DocumentNotFound: 2,
    DocumentInUse: 2,
    ComparisonNotFound: 2,
    IndexOutOfStep: 1,
    ModelUnavailable: 1,
    StorageUnavailable: 1,
    Busy: 1,
}

HTTP_STATUSES: dict[type[PressGapError], int] = {
    PressGapError: 500,
    BadSettings: 422,
    UnreadableDocument: 422,
    UnsupportedFormat: 415,
    TooLarge: 413,
    AddressRefused: 403,
    FetchFailed: 502,
    DocumentNotFound: 404,
    DocumentInUse: 409,
    ComparisonNotFound: 404,
    IndexOutOfStep: 503,
    ModelUnavailable: 503,
    StorageUnavailable: 503,
    Busy: 503,
}


def problem_type(error: type[PressGapError]) -> str:
    """Return the class as a problem type: ``urn:pressgap:problem:document-not-found``."""
    return "urn:pressgap:problem:" + _re.sub(r"(?<=.)(?=[A-Z])", "-", error.__name__).lower()
