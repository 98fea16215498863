"""The reading room: pages where a person sees a comparison, checks it and overrules it.

Server-rendered and readable without JavaScript; everything a page needs is served from here.
"""

from pressgap.web.room import adding, deleting, document, library, starting
from pressgap.web.room.page import room

__all__ = ["adding", "deleting", "document", "library", "room", "starting"]
