"""Where one exchange ends and the next begins, in the manner of several publishers."""

from __future__ import annotations

import pytest

from pressgap.core.text.sentences import sentence_spans
from pressgap.core.transcripts.transcript import parse_transcript

SAME, NEW = "same", "new"
# Who asks, who answers, and after the first question: what is asked, answered, and whether it is
# a new matter.
TALKS = [
    (
        "Interviewer",
        "Dr. Mora",
        "You were the first woman to run the observatory. What did your colleagues say?",
        "Very little. They moved the coffee machine out of my office.",
        [
            (SAME, "Did it come back?", "After a month, with a note of apology."),
            (NEW, "What does an astronomer do during the day?", "Paperwork, from nine to five."),
            (SAME, "How much of your time goes on that paperwork?", "Two thirds, I'd say."),
            (SAME, "Who reads it all?", "Nobody. I once put a recipe in an annex."),
            (
                NEW,
                "Light pollution is getting worse every year. Have you thought about moving the "
                "telescope?",
                "We have looked at a plateau in the south. It would cost as much as a new one.",
            ),
            (SAME, "So you are staying put?", "Until somebody turns off the lights."),
            (NEW, "Your daughter has gone into banking. Were you disappointed?", "For an hour."),
        ],
    ),
    (
        "JOURNALIST",
        "MINISTER",
        "Minister, the rail link is four hundred million over budget. How did that happen?",
        "Steel, labour and rain. In that order.",
        [
            (SAME, "So taxpayers should just accept that?", "They should get a railway."),
            (SAME, "When?", "By Christmas next year."),
            (
                NEW,
                "Just on the housing figures that came out this morning, approvals are down. Is "
                "your plan failing?",
                "One month does not make a trend.",
            ),
            (SAME, "It's the fifth month in a row though.", "I've got the same figures as you."),
            (NEW, "Has the Premier asked you to stay on as Treasurer?", "Ask the Premier."),
            (SAME, "Would you like to?", "I like my job."),
        ],
    ),
    (
        "Question",
        "Réponse",
        "Madame la ministre, combien d'écoles vont fermer à la rentrée ?",
        "Cent douze, et nous en ouvrons quarante.",
        [
            (SAME, "Lesquelles ?", "La liste sera publiée lundi."),
            (
                NEW,
                "Les syndicats appellent à la grève jeudi. Allez-vous les recevoir ?",
                "Demain matin.",
            ),
            (SAME, "Et s'ils maintiennent leur appel ?", "Il y aura un service minimum."),
        ],
    ),
    (
        "Журналист",
        "Губернатор",
        "Сергей Петрович, почему перенесли открытие больницы?",
        "Подрядчик не успел с вентиляцией.",
        [
            (SAME, "И кто за это ответит?", "Подрядчик. Штраф уже выписан."),
            (NEW, "Жители Заречья жалуются на воду. Что вы им скажете?", "Ждите октября."),
            (SAME, "А до октября?", "Будем возить воду цистернами."),
        ],
    ),
]


@pytest.mark.parametrize("talk", TALKS, ids=lambda talk: talk[0])
def test_each_new_matter_begins_an_exchange_and_what_takes_up_the_answer_stays(
    talk: tuple[str, str, str, str, list[tuple[str, str, str]]],
) -> None:
    asker, who, question, answer, rest = talk
    turns = [(question, answer), *((asked, answered) for _, asked, answered in rest)]
    text = "\n\n".join(f"{asker}: {asked}\n\n{who}: {said}" for asked, said in turns)
    begun = {exchange.turns[0] for exchange in parse_transcript(text + "\n").exchanges}
    found = [NEW if 2 * place + 1 in begun else SAME for place in range(1, len(turns))]
    assert found == [kind for kind, _, _ in rest]


def first_words(text: str) -> list[str]:
    transcript = parse_transcript(text)
    return [
        " ".join(transcript.turns[exchange.turns[0] - 1].span.of(text).split()[:3])
        for exchange in transcript.exchanges
    ]


def test_a_members_round_lasts_until_the_chair_calls_the_next_one() -> None:
    text = (
        "The CHAIRMAN. The Subcommittee will come to order. Administrator Kane, you are "
        "recognized for 5 minutes.\n\n"
        "Ms. KANE. Thank you, Chairman Dole. The agency inspected eleven thousand bridges last "
        "year. We found faults in nine hundred. I look forward to your questions.\n\n"
        "The CHAIRMAN. Thank you. The Chair now recognizes Ms. Brandt.\n\n"
        "Ms. BRANDT. Thank you. Has the bridge in my district been inspected?\n\n"
        "Ms. KANE. In April, Congresswoman.\n\n"
        "Mr. OSTROW. Would the gentlewoman yield?\n\n"
        "Ms. BRANDT. I will yield for 10 seconds.\n\n"
        "Mr. OSTROW. That inspection was done by drone.\n\n"
        "Ms. BRANDT. Reclaiming my time. What did the repairs cost?\n\n"
        "Ms. KANE. Two million dollars.\n\n"
        "The CHAIRMAN. The gentlewoman yields back. Mr. Ostrow is recognized.\n\n"
        "Mr. OSTROW. Do you have enough divers?\n\n"
        "Ms. KANE. We have nine. We could use thirty.\n"
    )
    assert first_words(text) == ["Thank you. Has", "Do you have"]


def test_what_two_hosts_ask_each_other_is_no_exchange() -> None:
    text = (
        "MAYA: Hey everyone, welcome back to Loose Change. I'm Maya Torrent.\n\n"
        "GREG: And I'm Greg Dunn. Did you bring the coffee, Maya?\n\n"
        "MAYA: I did not. Our guest is the economist Ruth Abara. Ruth, welcome to the show.\n\n"
        "RUTH: Thanks for having me.\n\n"
        "MAYA: Let's start with the obvious one. Why do we tip at all?\n\n"
        "RUTH: Because somebody wanted his coffee sooner than the rest.\n\n"
        "GREG: Relatable.\n\n"
        "RUTH: Exactly. And it stuck, which habits do when they cost only a little.\n\n"
        "MAYA: But it doesn't cost a little anymore, does it?\n\n"
        "RUTH: No, it's about forty billion a year here.\n\n"
        "GREG: Can I ask about the screens? Who came up with those?\n\n"
        "RUTH: A payments firm, in 2012.\n"
    )
    assert first_words(text) == ["Let's start with", "Can I ask"]


def test_a_question_called_out_after_the_leave_taking_is_somebody_elses() -> None:
    text = (
        "MS. LARK: Good afternoon. The President signed the highway bill this morning. In the "
        "back.\n\n"
        "Q: Thanks. Does the President regret what he said about the judge?\n\n"
        "MS. LARK: He said what many people think. Thanks, everybody.\n\n"
        "Q: Karen, is the Vice President sick?\n"
    )
    assert first_words(text) == ["Thanks. Does the", "Karen, is the"]


def test_a_chair_reads_out_what_several_people_ask() -> None:
    text = (
        "Moderator: Welcome to the results webcast. Our chief executive, Joan Larkin, is here.\n\n"
        "Joan Larkin: Good morning. Volumes grew three percent. We opened two plants.\n\n"
        "Moderator: Thank you. The first question from the web is from a shareholder. When does "
        "the Ohio plant start to pay?\n\n"
        "Joan Larkin: In the first quarter.\n\n"
        "Moderator: And another one, from an employee. How many apprentices will the company "
        "hire?\n\n"
        "Joan Larkin: Sixty, in two towns.\n\n"
        "Analyst: And do the apprentices stay?\n\n"
        "Joan Larkin: Most of them do.\n"
    )
    assert first_words(text)[:2] == ["Thank you. The", "And another one,"]


def test_who_tells_the_name_of_a_later_label_keeps_the_floor() -> None:
    text = (
        "Mayor Lind: Good evening. Sir, by the window.\n\n"
        "Man by the window: Good evening. Osman Fell, I have the shop on the quay. What does the "
        "basin cost, and who pays?\n\n"
        "Mayor Lind: Fourteen million, and more than that for the –\n\n"
        "Voice from the back: For the pool that leaks!\n\n"
        "Mayor Lind: For the school, I was going to say.\n\n"
        "Osman Fell: Will my rent go up because of it?\n\n"
        "Mayor Lind: No. The lady with the dog.\n\n"
        "Girl with the dog: Can he still swim there?\n\n"
        "Mayor Lind: He can. Good night, everyone.\n"
    )
    assert first_words(text) == ["Good evening. Osman", "Can he still"]


def test_somebody_known_by_the_first_name_keeps_the_floor() -> None:
    text = (
        "Marlene Oakes: Thank you for coming. The rink stays closed until the pipes are mended. "
        "Who wants to start?\n\n"
        "Devin Sarkis: When was the cooling system last inspected?\n\n"
        "Marlene Oakes: In October of last year.\n\n"
        "Devin: Isn't the inspection due every spring?\n\n"
        "Marlene: It is, yes.\n\n"
        "Devin: And why was it left out?\n\n"
        "Marlene: The man from the company never came.\n"
    )
    transcript = parse_transcript(text)
    assert [exchange.turns for exchange in transcript.exchanges] == [(2, 3, 4, 5, 6, 7)]
    assert [speaker.name for speaker in transcript.speakers] == ["Marlene Oakes", "Devin Sarkis"]


@pytest.mark.parametrize(
    "request_",
    [
        "And secondly, Priya, please remind us what is left on the buyback.",
        "I'm also curious what you intend to spend on it next year.",
        "Then tell our readers what you would say today.",
        "I'd like you to respond to yesterday's remarks by the ambassador.",
        "Perhaps you could walk us through the repairs.",
        "Perhaps Ms Roe could tell us what was known in May.",
        "Please state for the record whether this can happen again.",
        "I would also ask the Prime Minister to tell us who raised it.",
        "I was hoping that you could break down the sum by region.",
        "I'd be glad of your view on the second quay.",
        "It would be helpful to know what was spent.",
        "Je voudrais savoir si le fonds sera financé par une taxe.",
        "Mich würde interessieren, welche Abkommen unterzeichnet werden.",
        "Quisiera saber cuándo entra en vigor la ley.",
        "Vorrei sapere quando riapre il porto.",
        "Gostaria de saber quem paga a obra.",
        "Меня интересует, кто за это заплатит.",
    ],
)
def test_a_request_is_a_question(request_: str) -> None:
    text = (
        f"Ann Roe: When will the port open?\n\nTobi Okri: In May.\n\nAnn Roe: {request_}\n\n"
        "Tobi Okri: I will come to that.\n"
    )
    asked = [q.span.of(text) for e in parse_transcript(text).exchanges for q in e.questions]
    assert len(asked) == 2
    assert request_.endswith(asked[1])


@pytest.mark.parametrize(
    "courtesy",
    [
        "Dr Pell, may I begin with you?",
        "Sorry, what was that?",
        "I wanted to ask about copper.",
        "I'm asking for the people in Wexley, who now drive an hour.",
    ],
)
def test_a_courtesy_beside_a_question_is_none(courtesy: str) -> None:
    text = f"Ann Roe: {courtesy} Who pays for the fleet?\n\nDr Pell: The county does.\n"
    asked = [q.span.of(text) for e in parse_transcript(text).exchanges for q in e.questions]
    assert asked == ["Who pays for the fleet?"]


def test_a_short_question_after_sorry_is_no_courtesy() -> None:
    text = "Ann Roe: Is it safe?\n\nTobi Okri: Inspected.\n\nAnn Roe: Sorry, inspected by whom?\n"
    asked = [q.span.of(text) for e in parse_transcript(text).exchanges for q in e.questions]
    assert asked == ["Is it safe?", "Sorry, inspected by whom?"]


def test_a_sentence_goes_on_where_a_line_ends_in_a_title() -> None:
    text = (
        "We heard about the gates, the winter and the boats that had to wait\n"
        "for three days below the lock while both of the crews looked for\n"
        "a crane. Dr. Pruett, would the spare gates in Mr.\n"
        "Halvorsen's statement have made a difference to the length of the\n"
        "closure, and to the boats that had to wait below the lock for it?\n"
        "They would have, and by many days, as the record of three winters\n"
        "shows to anybody who reads it.\n"
    )
    said = [" ".join(sentence.of(text).split()) for sentence in sentence_spans(text)]
    assert said[1].startswith("Dr. Pruett, would the spare gates in Mr. Halvorsen's statement")
