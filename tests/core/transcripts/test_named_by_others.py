"""Names of those under "Q" and under an office, by how the others call, point at and answer."""

from __future__ import annotations

import pytest

from pressgap.core.labels.introductions import introduction
from pressgap.core.labels.label import Label
from pressgap.core.labels.label_words import understood
from pressgap.core.model import Span
from pressgap.core.text.sentences import sentence_spans
from pressgap.core.transcripts.transcript import parse_transcript

BRIEFING = """Daily briefing
The following is a near-verbatim transcript of today's briefing by Tomas Holm, Deputy Spokesman.

Deputy Spokesman: Good afternoon. I have one note on the floods. Edda, please.

Question: Thank you, Tomas. Did the Chairman call the general?

Deputy Spokesman: He did. In the back, Ibtisam.

Question: On the flood, how many are homeless?

Deputy Spokesman: Eleven thousand. Correspondent in the second row.

Question: Is there money for the towns?

Deputy Spokesman: There is some.

Question: And when will it be paid?

Deputy Spokesman: Next week, Oona. Ms. Lund, from the Daily Post.

Question: Thanks. Will the Chairman travel?

Deputy Spokesman: He may. Thank you all.

Question: Will he resign?

Deputy Spokesman: He will not.
"""
FRENCH = """Conférence de presse de Mme Claire Rouet, ministre de la Mer

LA MINISTRE : Bonjour à tous. Je prends vos questions. Madame, au premier rang.

QUESTION : Bonjour, Julie Marchand, pour Radio Littoral. Quand rouvrira le port ?

LA MINISTRE : En mai. Oui, Monsieur, au fond.

QUESTION : Le syndicat parle d'une grève. La craignez-vous ?

LA MINISTRE : Non, je ne la crains pas. Thomas, c'est à vous.

QUESTION : Allez-vous démissionner ?

LA MINISTRE : Non, Thomas, et vous le savez. Merci à tous.
"""
PLACES = """GOVERNOR: Welcome. We met in two towns. Questions, please.

Q: Governor Roe, where is the new plant?

GOVERNOR: It is in the north, Tessa. We chose Tessa for its harbour.

Q: And the old one, Governor Roe?

GOVERNOR: Partly closed. In Corley, Norrland, we keep one line.

Q: Will there be jobs?

GOVERNOR: Loud. However, you have to train people.
"""


def speakers(text: str) -> list[str]:
    transcript = parse_transcript(text)
    return [transcript.speaker(turn.speaker).name for turn in transcript.turns]


def test_those_who_ask_are_called_pointed_at_and_answered_by_name() -> None:
    asking = [name for name in speakers(BRIEFING) if name != "Tomas Holm"]
    assert asking == ["Edda", "Ibtisam", "Oona", "Oona", "Lund", "Question"]


def test_so_they_are_in_french() -> None:
    holm = "Claire Rouet"
    assert speakers(FRENCH) == [
        *(holm, "Julie Marchand", holm, "QUESTION", holm, "Thomas", holm),
    ]


def test_places_in_an_answer_are_nobody_and_an_office_has_the_name_it_is_called_by() -> None:
    assert speakers(PLACES) == ["Roe", "Q", "Roe", "Q", "Roe", "Q", "Roe"]


@pytest.mark.parametrize(
    ("printed", "name", "outlet"),
    [
        ("Q11 Chair", "Chair", None),
        ("ZUSATZFRAGE Kroll", "Kroll", None),
        ("Question – Ann Roe, Daily Post", "Ann Roe", "Daily Post"),
        ("Question de Mme Roe", "Mme Roe", None),
        ("Q (Ann Roe, Daily Post)", "Ann Roe", "Daily Post"),
        ("Question (Daily Post)", None, "Daily Post"),
        ("Вопрос (перевод с норвежского)", None, None),
        ("Q7", None, None),
    ],
)
def test_who_asks_may_stand_beside_a_word_for_a_question(
    printed: str, name: str | None, outlet: str | None
) -> None:
    found = understood(printed, Span(0, 0))
    assert found is not None
    assert (found.name, found.outlet, found.role) == (name, outlet, "questioner")


@pytest.mark.parametrize(
    ("said", "name"),
    [
        ("Thanks. Gia Pavoni, Corriere dello Stretto. When?", "Gia Pavoni"),
        ("Merci. Liesel Brandt, agence Kontor. Quand ?", "Liesel Brandt"),
        ("Danke schön. Karl Holm von der Nordmärker Rundschau. Wann?", "Karl Holm"),
        ("Noor here, for Delta News Agency. When?", "Noor"),
        ("Tom Lund here, Daily Post. Who pays?", "Tom Lund"),
        ("Спасибо. Эрик Лунд, газета «Фьорд». Когда?", "Эрик Лунд"),
        ("Former President Orr of Holm passed away this morning. Will you go?", None),
        ("Mayor Roe from Holm asks for money. Will he get it?", None),
    ],
)
def test_an_introduction_says_who_asks(said: str, name: str | None) -> None:
    label = Label("Q", None, None, "questioner", Span(0, 0))
    found = introduction(said, sentence_spans(said, Span(0, len(said))), label)
    assert (found.name if found else None) == name


def test_a_name_with_the_office_below_it_is_one_label() -> None:
    text = (
        "Operator\n\nWelcome. I hand over to Ann Roe.\n\nAnn Roe\nChief Executive Officer\n\n"
        "Thank you. It was a good quarter. We are ready for questions.\n\nOperator\n\n"
        "The first question is from Piet Lund.\n\nPiet Lund\nAnalyst, Bay Bank\n\n"
        "What about margins?\n\nAnn Roe\nChief Executive Officer\n\nThey are higher.\n"
    )
    assert speakers(text) == ["Operator", "Ann Roe", "Operator", "Piet Lund", "Ann Roe"]
