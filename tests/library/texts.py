"""Two short documents that belong together."""

from pressgap.library import NewDocument

BRIEFING = """\
Governor: Good morning. The harbour tunnel opens on Monday.

Reporter: Ana Silva, The Gazette. Will the bank raise interest rates this year?

Governor: We may raise interest rates in the autumn. Inflation is still too high.

Moderator: Next question.

Reporter 2: Ben Okoro, Radio Nine. Who pays for the new bridge over the river?

Governor: The bridge over the river is paid for by a toll on lorries. Nobody else pays.

Moderator: Thank you all.
"""

PROGRAMME = """\
# Programme of the bank

1. The bank will raise interest rates until inflation falls.

2. A toll on lorries will pay for the bridge over the river.

3. The archive of the bank will be opened to historians.
"""


def briefing(**about: object) -> NewDocument:
    given = {"kind": "transcript", "text": BRIEFING, "data": BRIEFING.encode(), **about}
    return NewDocument(**given)  # type: ignore[arg-type]  # what a test wants to see go wrong


def programme(**about: object) -> NewDocument:
    given = {"kind": "declaration", "text": PROGRAMME, "data": PROGRAMME.encode(), **about}
    return NewDocument(**given)  # type: ignore[arg-type]  # as above
