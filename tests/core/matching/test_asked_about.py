import pytest

from pressgap.core.matching.asked_about import Contexts, context_of, stands_alone
from pressgap.core.model import Passage, Span
from pressgap.core.transcripts.transcript import parse_transcript

ANSWER = "Minister Bo: We have built four piers. The last of them opened in June."


def contexts(text: str) -> list[tuple[str, list[str]]]:
    """Return each question's words with those of its context."""
    speech = parse_transcript(text)
    return [
        (question.span.of(text), [s.of(text) for s in context_of(question, each, speech, text)])
        for each in speech.exchanges
        for question in each.questions
    ]


def context(said: str, words: str) -> list[str]:
    """Return the context of the question that begins with ``words`` in one turn and an answer."""
    found = contexts(f"Ann Roe: {said}\n\n{ANSWER}\n")
    return next(around for question, around in found if question.startswith(words))


def test_sentences_that_lead_up_to_a_question_are_its_context() -> None:
    said = "The harbour ferry was sold last year. Who pays for the crossing to Holm now?"
    assert context(said, "Who pays") == ["The harbour ferry was sold last year."]


def test_a_question_that_says_what_it_is_about_needs_no_other() -> None:
    said = "Who pays for the harbour tunnel? And when does the night bus to Holm start?"
    assert context(said, "when does") == []


def test_a_question_that_means_nothing_alone_is_about_the_one_before_it() -> None:
    said = "Will the council close the harbour tunnel? If so, when can this happen?"
    assert context(said, "If so") == ["Will the council close the harbour tunnel?"]


def test_a_question_that_points_back_through_another_is_about_the_first() -> None:
    said = "Will the council close the harbour tunnel? If so, when? And who decides on it?"
    assert context(said, "who decides") == [
        "Will the council close the harbour tunnel?",
        "If so, when?",
    ]


def test_what_leads_up_to_the_question_before_belongs_to_both() -> None:
    said = "The tunnel at Holm is leaking again. Will the council close it? And if so, when?"
    assert context(said, "if so") == [
        "The tunnel at Holm is leaking again.",
        "Will the council close it?",
    ]


def test_a_lead_in_of_its_own_takes_the_place_of_the_question_before() -> None:
    said = (
        "Will the council close the harbour tunnel? The night bus to Holm was cancelled in May. "
        "What are your impressions?"
    )
    assert context(said, "What are") == ["The night bus to Holm was cancelled in May."]


def test_a_follow_up_is_about_what_was_asked_and_just_answered() -> None:
    text = (
        "Ann Roe: How many piers does the ferry company need?\n\n"
        f"{ANSWER}\n\nAnn Roe: And is that enough?\n\nMinister Bo: It is.\n"
    )
    assert contexts(text)[1] == (
        "is that enough?",
        [
            "How many piers does the ferry company need?",
            "We have built four piers.",
            "The last of them opened in June.",
        ],
    )


def test_a_lead_in_goes_on_after_an_interruption() -> None:
    text = (
        "Ann Roe: Ann Roe, Daily Post. The harbour ferry was sold to a bank.\n\n"
        "Minister Bo: Leased.\n\nAnn Roe: Leased, then. Who pays for the crossing to Holm?\n\n"
        f"{ANSWER}\n"
    )
    assert contexts(text)[0][1][0] == "The harbour ferry was sold to a bank."


def test_what_is_said_after_the_last_question_of_a_turn_belongs_to_it() -> None:
    said = "What of the trout in the river? Anglers counted hundreds of dead fish. Thank you."
    assert context(said, "What of") == ["Anglers counted hundreds of dead fish."]


def test_what_points_back_at_the_beginning_may_point_to_the_exchange_before() -> None:
    text = (
        f"Ann Roe: Who pays for the harbour tunnel?\n\n{ANSWER}\n\n"
        "Cy Poe: Why was it built?\n\nMinister Bo: To be driven through.\n"
    )
    assert contexts(text)[1][1] == ["Who pays for the harbour tunnel?"]


def test_a_short_question_that_points_to_nothing_is_not_about_the_exchange_before() -> None:
    text = (
        f"Ann Roe: Who pays for the harbour tunnel?\n\n{ANSWER}\n\n"
        "Cy Poe: How are the trout?\n\nMinister Bo: Well.\n"
    )
    assert contexts(text)[1][1] == []


def test_thanks_and_introductions_are_no_context() -> None:
    said = "Thank you, Minister. Ann Roe, Daily Post. Who pays for the harbour tunnel?"
    assert context(said, "Who pays") == []


def test_no_more_than_five_sentences_lead_up_to_a_question() -> None:
    leads = [f"The ferry to island {number} was sold." for number in range(8)]
    found = context(f"{' '.join(leads)} Who pays for the crossing to Holm now?", "Who pays")
    assert found == leads[3:]


SPOKEN = (
    f"Ann Roe: The tunnel at Holm is leaking. Will the council close it? If so, when?\n\n{ANSWER}\n"
)


def around(*words: str) -> list[str]:
    """Return the context of the questioner's turn where these sentences are what matters."""
    speech = parse_transcript(SPOKEN)
    turn = speech.turns[0]
    spans = [Span(SPOKEN.index(said), SPOKEN.index(said) + len(said)) for said in words]
    passage = Passage("t", "block", turn.span, "question", turn.number, 1)
    return [span.of(SPOKEN) for span in Contexts(speech, SPOKEN).of_passage(passage, spans)]


def test_a_passage_is_read_with_the_context_of_the_questions_in_it() -> None:
    assert around("If so, when?") == [
        "The tunnel at Holm is leaking.",
        "Will the council close it?",
    ]


def test_a_sentence_that_leads_up_to_a_question_is_read_with_that() -> None:
    assert around("The tunnel at Holm is leaking.") == ["Will the council close it?"]


def test_what_matters_of_a_passage_is_not_its_own_context() -> None:
    assert around("The tunnel at Holm is leaking.", "Will the council close it?") == []


def test_a_passage_that_nobody_asks_in_has_no_context() -> None:
    speech = parse_transcript(SPOKEN)
    answer = Passage("t", "block", speech.turns[1].span, "answer", 2, 1)
    assert Contexts(speech, SPOKEN).of_passage(answer, [speech.turns[1].span]) == ()


@pytest.mark.parametrize(
    "said",
    [
        "Who pays for the harbour tunnel?",
        "Is it true that the harbour tunnel leaks?",
        "Will Ann Roe sell her ferry?",
        "Why does the harbour tunnel leak this year?",
        "Do you think that the council closes the tunnel at Holm?",
        "Кто платит за новый тоннель в порту?",
    ],
)
def test_words_that_say_what_they_are_about_stand_alone(said: str) -> None:
    assert stands_alone(said)


@pytest.mark.parametrize(
    "said",
    [
        "If so, when can this happen?",
        "What are your impressions?",
        "Or is this also a subject of negotiation for both governments?",
        "Does he want the upper harbour dam opened?",
        "Is that a policy?",
        "What do you think of the idea?",
        "Когда это будет?",
    ],
)
def test_words_that_point_elsewhere_or_say_hardly_anything_do_not_stand_alone(said: str) -> None:
    assert not stands_alone(said)
