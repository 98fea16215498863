"""Whether a sentence points at somebody in the room: "Way in the back, sir, by the camera."."""

from __future__ import annotations


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


_LONGEST = 12  # words
_HERE = _words(
    """yes ok okay and then now next please right here there over up back down way all far just
    again let's go we i see to with one more last first the for"""
)
_SOMEBODY = _words(
    """lady gentleman gentlewoman woman man person guy girl boy colleague hand you sir ma'am ma’am
    madam miss one"""
)
_BY = _words("in with at on by from near behind wearing")
# What one sees of somebody from the podium: where they sit, what they wear.
_SEEN = _words(
    """back front middle centre center corner row aisle left right side window door wall camera
    cameras pillar microphone balcony rear end jacket shirt blouse dress sweater jumper scarf
    tie hat cap coat suit glasses beard hair hand red blue green yellow white black grey gray
    pink purple orange brown"""
)


def points_at(sentence: str) -> bool:
    """Return whether all that a sentence says is where somebody sits, or what they wear.

    "In the morning." and "On the table." are answers.
    """
    if len(sentence) > 120:
        return False
    words = [word.strip('.,:;!?…-–—()"“”').casefold() for word in sentence.split()]
    words = [word for word in words if word]
    if not 1 < len(words) <= _LONGEST:
        return False
    first = next((place for place, word in enumerate(words) if word in _BY), len(words))
    somebody = any(word in _SOMEBODY for word in words[:first])
    strange = [w for w in words[:first] if w not in _HERE | _SOMEBODY | _SEEN]
    seen = words[-1] in _SEEN or (words[-1] == "please" and words[-2] in _SEEN)
    where = first < len(words) - 1 or "row" in words
    return where and len(strange) <= (somebody or "row" in words) and (somebody or seen)
