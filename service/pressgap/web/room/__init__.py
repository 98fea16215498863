"""The reading room: pages where a person sees a comparison, checks it and overrules it.

Server-rendered and readable without JavaScript; everything a page needs is served from here.
"""

from pressgap.web.room import (
    adding,
    comparison,
    comparison_side,
    correcting,
    deleting,
    document,
    library,
    reviewing,
    starting,
)
from pressgap.web.room.page import room

__all__ = [
    "adding",
    "comparison",
    "comparison_side",
    "correcting",
    "deleting",
    "document",
    "library",
    "reviewing",
    "room",
    "starting",
]
