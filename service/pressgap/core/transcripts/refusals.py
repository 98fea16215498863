"""Texts that are no transcript, and what to tell whoever sent them."""

from __future__ import annotations

import re
from collections.abc import Sequence

from pressgap.core.speech.asking import asks
from pressgap.core.transcripts.turns import Said
from pressgap.errors import UnreadableDocument

_NUMBERED = re.compile(
    r"(?:\A|[\n\r])[ \t]*(?:\*\*)?(?:§\s*|Article\s+|Art\.\s+)?\d{1,3}[.)]?[ \t]+\S"
)
_SHOWN = 100


def refuse_without_speech(text: str, turns: Sequence[Said]) -> None:
    """Raise ``UnreadableDocument`` unless the text has speech under speaker labels."""
    numbered = len(_NUMBERED.findall(text[:500_000]))
    asking = any(asks(sentence.of(text)) for turn in turns[:_SHOWN] for sentence in turn.sentences)
    if numbered >= 3 and numbered > 2 * len(turns) and (not turns or not asking):
        raise UnreadableDocument(
            f"no transcript: {numbered} numbered paragraphs and {_count(turns)}; it looks like a "
            "declaration. Add it as one (kind declaration), or check which file is which"
        )
    if not turns:
        raise UnreadableDocument(
            "no transcript: no line begins with a speaker's label. Begin each turn on a line of "
            'its own with the speaker\'s name and a colon, as in "Jane Doe: Good morning." '
            "(or Q: and A:). If the text is a declaration, add it as one (kind declaration)"
        )


def _count(turns: Sequence[Said]) -> str:
    return "no speaker label" if not turns else f"only {len(turns)} speaker label(s), no question"
