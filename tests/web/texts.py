"""A small budget and a press conference on it, our own words, for the tests of the API."""

DECLARATION = """Budget of the town of Millbrook

1. The council will finance the harbour tunnel from the reserve fund, without new debt.

2. Night buses will run on every weekday from March, paid for by the parking fees.

3. School meals become free for all children in the first four years of school.
"""

TRANSCRIPT = """Mayor: Good morning. School meals will cost families nothing for four years.

Question: Rosa Diaz, Harbour Post. Who pays for the harbour tunnel?

Mayor: The reserve fund pays for the tunnel, and we take on no new debt for it.

Question: Tom Reed, Mill Radio. Will you run for mayor again next year?

Mayor: Ask me again next year, please.
"""

BUDGET = {"kind": "declaration", "title": "Budget of Millbrook", "text": DECLARATION}
CONFERENCE = {"kind": "transcript", "title": "Press conference", "text": TRANSCRIPT}
