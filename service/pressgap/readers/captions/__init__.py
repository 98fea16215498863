"""WebVTT and SubRip → text with a paragraph for each voice, and the times of what is said."""

from __future__ import annotations

from pressgap.errors import UnreadableDocument
from pressgap.readers.captions.cues import read_cues
from pressgap.readers.captions.rolling import said_once
from pressgap.readers.captions.voices import spoken
from pressgap.readers.captions.writing import written
from pressgap.readers.decoding import decode
from pressgap.readers.extracted import Extracted


def extract(data: bytes, what: str) -> Extracted:
    """Return what captions say; ``what`` names them in messages.

    Where the file says who speaks, paragraphs read ``Name: speech``. Words that stay on screen
    over several captions count once. Landmarks are the times at which captions begin.
    Raises ``UnreadableDocument`` for a file without captions or words.
    """
    decoded = decode(data, what)
    found = read_cues(decoded.text, what)
    cues, rolling = said_once([spoken(cue) for cue in found.cues])
    text, landmarks, unnamed = written(cues)
    if not text:
        raise UnreadableDocument(f"{what}: the captions hold no words; send the file with speech")
    warnings = (*decoded.warnings, *found.warnings(rolling), *unnamed)
    return Extracted(text, landmarks, warnings, title=found.title, language=found.language)
