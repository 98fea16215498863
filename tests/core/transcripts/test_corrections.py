from __future__ import annotations

import pytest

from pressgap.core.correction import Correction
from pressgap.core.model import TranscriptOptions
from pressgap.core.transcripts.transcript import parse_transcript
from pressgap.errors import BadSettings, UnreadableDocument
from tests.core.correcting import anchor, corrected, labels, made, named, roles, said, want

# The parser takes Bob Lee for the principal, and Cy Poe for somebody who answers too.
TEXT = """\
Moderator: Welcome. Who is first?
Ann Roe: Ann Roe, Daily Post. Why is the bridge shut?
Bob Lee: Because it rusted through in the winter.
Falk: it was never painted, not even once.
Cy Poe: The council has no money for paint.
A. Roe: And when does it open?
Bob Lee: In May. Thank you.
"""
# Journalists who share a label and introduce themselves.
SHARED = """\
Governor Lund: Good morning. Rates stay where they are.
Q: Rosa Diaz, Harbour Post. Will rates rise in the autumn?
Governor Lund: They may.
Q: Jan Brook, Evening Mail. Who pays for the bridge?
Governor Lund: Lorries do.
Q: And who paints it?
Governor Lund: We shall see.
"""


# --- roles ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("word", "role"),
    [
        ("press", "questioner"),
        ("questioner", "questioner"),
        ("Speaker", "principal"),
        ("principal", "principal"),
        ("chair", "chair"),
        ("other", "other"),
    ],
)
def test_a_role_is_given_in_the_words_of_the_newsroom_or_of_the_core(word: str, role: str) -> None:
    found = corrected(TEXT, want("role", speaker="Cy Poe", value=word))
    assert roles(found)["Cy Poe"] == role


def test_exchanges_and_questions_follow_from_a_corrected_role() -> None:
    text = "Ann Roe: Why is it shut?\nBob Lee: It rusted. Would you use it?\nAnn Roe: Never.\n"
    assert [q.span.of(text) for e in parse_transcript(text).exchanges for q in e.questions] == [
        "Why is it shut?"
    ]
    found = corrected(
        text,
        want("role", speaker="Bob Lee", value="press"),
        want("role", speaker="Ann Roe", value="speaker"),
    )
    assert [q.span.of(text) for e in found.exchanges for q in e.questions] == ["Would you use it?"]
    assert found.opening == (1,)


def test_there_is_one_principal_where_a_person_names_one() -> None:
    found = corrected(TEXT, want("principal", speaker="Cy Poe"))
    assert [name for name, role in roles(found).items() if role == "principal"] == ["Cy Poe"]


def test_a_correction_comes_before_what_the_caller_gave_with_the_text() -> None:
    given = TranscriptOptions(principal="Bob Lee", speakers=(("Cy Poe", "chair"),))
    found = corrected(
        TEXT,
        want("role", speaker="Cy Poe", value="press"),
        want("role", speaker="Bob Lee", value="other"),
        options=given,
    )
    assert (roles(found)["Cy Poe"], roles(found)["Bob Lee"]) == ("questioner", "other")


def test_of_two_corrections_that_contradict_the_later_holds() -> None:
    first, second = (want("role", speaker="Cy Poe", value=word) for word in ("press", "chair"))
    assert roles(corrected(TEXT, first, second))["Cy Poe"] == "chair"
    assert roles(corrected(TEXT, second, first))["Cy Poe"] == "questioner"


def test_one_of_several_under_a_shared_label_is_told_by_name_or_line() -> None:
    for who in ({"speaker": "Rosa Diaz"}, {"line": 2}, {"speaker": "s2"}):
        found = corrected(SHARED, want("role", value="other", **who))
        assert roles(found)["Rosa Diaz"] == "other"
        assert roles(found)["Jan Brook"] == "questioner"


def test_who_keeps_a_label_that_was_split_is_found_by_name() -> None:
    found = corrected(
        TEXT,
        want("split", line=7, value="Deputy Falk"),
        want("role", speaker="Bob Lee", value="chair"),
        want("name", speaker="Bob Lee", value="Robert Lee"),
    )
    assert roles(found)["Robert Lee"] == "chair"
    assert roles(found)["Deputy Falk"] != "chair"


def test_a_role_of_a_shared_label_is_everybodys_under_it() -> None:
    found = corrected(SHARED, want("role", speaker="Q", value="other"))
    assert [role for name, role in roles(found).items() if name != "Governor Lund"] == ["other"] * 3


# --- names and outlets ----------------------------------------------------------------------


def test_a_name_is_shown_in_the_place_of_label_and_introduction() -> None:
    found = corrected(TEXT, want("name", speaker="Ann Roe", value="Anna  Röhe"))
    speaker = named(found, "Anna Röhe")
    assert (speaker.labels, speaker.outlet) == (("Ann Roe", "A. Roe"), "Daily Post")
    assert not any("introduction differ" in warning for warning in found.warnings)


def test_a_renamed_speaker_is_found_by_the_new_name_and_survives_another_name() -> None:
    found = corrected(
        SHARED,
        want("name", speaker="Rosa Diaz", value="Rosa Díaz"),
        want("outlet", speaker="Rosa Díaz", value="The Port"),
        want("name", speaker="Rosa Díaz", value="R. Díaz"),
    )
    assert named(found, "R. Díaz").outlet == "The Port"


def test_an_outlet_can_be_given_and_taken_away() -> None:
    assert named(corrected(TEXT, want("outlet", speaker="Bob Lee", value="Port")), "Bob Lee").outlet
    assert named(corrected(TEXT, want("outlet", speaker="Ann Roe")), "Ann Roe").outlet is None


def test_a_new_name_changes_no_exchange() -> None:
    before, after = parse_transcript(SHARED), corrected(SHARED, want("name", line=6, value="Ann"))
    assert [e.turns for e in after.exchanges] == [e.turns for e in before.exchanges]


# --- merge and split ------------------------------------------------------------------------


def test_two_speakers_are_merged_under_the_name_of_the_second() -> None:
    found = corrected(TEXT, want("merge", speaker="Cy Poe", into="Bob Lee"))
    assert named(found, "Bob Lee").labels == ("Bob Lee", "Cy Poe")
    assert "Cy Poe" not in roles(found)


def test_journalists_under_one_label_are_merged_by_line() -> None:
    found = corrected(SHARED, want("merge", line=4, into_line=2))
    assert [name for name, _ in said(SHARED, found)][1::2] == ["Rosa Diaz"] * 3
    assert roles(found)["Rosa Diaz"] == "questioner"
    both = corrected(SHARED, want("merge", speaker="Jan Brook", into="Rosa Diaz"))
    assert named(both, "Rosa Diaz").outlet == "Harbour Post"


def test_a_nameless_label_merged_with_a_name_goes_by_the_name() -> None:
    text = "Ann Roe: Why?\nBob Lee: So.\nReporter: And when?\nBob Lee: Soon.\n"
    found = corrected(text, want("merge", speaker="Ann Roe", into="Reporter"))
    assert named(found, "Ann Roe").labels == ("Ann Roe", "Reporter")


def test_a_label_is_split_off_a_speaker() -> None:
    assert named(parse_transcript(TEXT), "Ann Roe").labels == ("Ann Roe", "A. Roe")
    found = corrected(TEXT, want("split", speaker="A. Roe"))
    assert named(found, "Ann Roe").labels == ("Ann Roe",)
    other = named(found, "A. Roe")
    assert (other.role, other.outlet) == ("questioner", None)
    assert found.exchanges[-1].speaker == other.id


def test_what_is_split_off_goes_by_a_new_name_or_to_somebody_there_is() -> None:
    found = corrected(TEXT, want("split", speaker="A. Roe", value="Alan Roe"))
    assert named(found, "Alan Roe").labels == ("A. Roe",)
    found = corrected(TEXT, want("split", speaker="A. Roe", value="Cy Poe"))
    assert named(found, "Cy Poe").labels == ("Cy Poe", "A. Roe")
    found = corrected(TEXT, want("split", line=1, value="Cy Poe"))
    assert named(found, "Cy Poe").labels == ("Moderator", "Cy Poe")


def test_one_turn_is_split_off_a_label() -> None:
    found = corrected(SHARED, want("split", line=6, value="Ida Holt"))
    assert named(found, "Ida Holt").role == "questioner"
    assert [e.turns for e in found.exchanges] == [(2, 3), (4, 5), (6, 7)]
    back = corrected(SHARED, want("split", line=6, value="Rosa Diaz"))
    assert said(SHARED, back)[5][0] == "Rosa Diaz"


def test_what_is_split_off_is_given_to_a_speaker_by_label_or_line() -> None:
    found = corrected(SHARED, want("split", line=6, into="Governor Lund"))
    assert said(SHARED, found)[5][0] == "Governor Lund"
    found = corrected(SHARED, want("split", line=6, into_line=2))
    assert said(SHARED, found)[5][0] == "Rosa Diaz"
    found = corrected(TEXT, want("split", line=1, into="Cy Poe"))  # the only turn of theirs
    assert "Moderator" not in roles(found)


def test_a_label_told_apart_stays_one_speaker_whatever_it_introduces_itself_as() -> None:
    found = corrected(SHARED, want("split", speaker="Q"))
    assert [speaker.name for speaker in found.speakers] == ["Governor Lund", "Q"]
    assert found.exchanges[0].questions[0].span.of(SHARED).startswith("Will rates")


def test_bare_answers_that_the_parser_gave_to_somebody_are_taken_back() -> None:
    text = "Q: Why?\nA: It rusted.\nQ: And when?\nGovernor Lund: In May, we hope, or June.\n"
    assert named(parse_transcript(text), "Governor Lund").labels == ("Governor Lund", "A")
    found = corrected(text, want("split", speaker="A", value="Deputy Falk"))
    assert named(found, "Deputy Falk").labels == ("A",)


def test_a_split_takes_back_a_merge_and_the_other_way_round() -> None:
    merge, split = want("merge", speaker="Cy Poe", into="Bob Lee"), want("split", speaker="Cy Poe")
    assert corrected(TEXT, merge, split).turns == parse_transcript(TEXT).turns
    again = corrected(TEXT, merge, split, merge)
    assert named(again, "Bob Lee").labels == ("Bob Lee", "Cy Poe")


# --- turns ----------------------------------------------------------------------------------


def test_a_missed_label_begins_a_turn() -> None:
    assert any("line 4 begins like a label" in each for each in parse_transcript(TEXT).warnings)
    found = corrected(TEXT, want("turn", line=4, value="Falk"))
    assert said(TEXT, found)[3] == ("Falk", "it was never painted, not even once.")
    assert not any("line 4 begins like a label" in warning for warning in found.warnings)


def test_a_line_without_a_label_is_given_to_somebody() -> None:
    found = corrected(TEXT, want("turn", line=4, value="Cy Poe"))
    turn = found.turns[3]
    assert (turn.label, turn.span.of(TEXT)[:12]) == ("Cy Poe", "Falk: it was")
    assert named(found, "Cy Poe").id == turn.speaker
    assert not any("line 4 begins like a label" in warning for warning in found.warnings)


@pytest.mark.parametrize(
    "line",
    [
        "roe Why is that?",
        "roe: Why is that?",
        "[00:12] **roe** - Why is that?",
        "ROE (Daily Post): Why is that?",
    ],
)
def test_a_label_is_left_out_of_the_speech_however_it_is_printed(line: str) -> None:
    text = f"Ann Fox: Is it open?\nBob Lee: No.\n{line}\nBob Lee: Rust.\n"
    found = corrected(text, want("turn", line=3, value="roe"))
    assert found.turns[2].span.of(text) == "Why is that?"


def test_a_turn_can_begin_inside_a_line() -> None:
    text = "Ann Roe: Why is it shut? It rusted, you know.\nBob Lee: So it did, in May.\n"
    found = corrected(text, want("turn", at=text.index("It rusted"), value="Bob Lee"))
    assert said(text, found)[:2] == [
        ("Ann Roe", "Why is it shut?"),
        ("Bob Lee", "It rusted, you know."),
    ]


def test_what_is_no_turn_goes_on_with_what_stands_before() -> None:
    found = corrected(TEXT, want("not_a_turn", line=5))
    assert found.turns[2].span.of(TEXT).endswith("Cy Poe: The council has no money for paint.")
    assert labels(found) == ["Moderator", "Ann Roe", "Bob Lee", "A. Roe", "Bob Lee"]


def test_the_first_turn_that_is_none_is_no_speech() -> None:
    found = corrected(TEXT, want("not_a_turn", line=1))
    assert labels(found)[0] == "Ann Roe"
    assert found.asides[0].span.of(TEXT) == "Moderator: Welcome. Who is first?"


def test_what_nobody_said_is_left_out_up_to_the_next_label() -> None:
    found = corrected(TEXT, want("turn", line=4, value="Falk"), want("nobody", line=4))
    assert labels(found) == labels(parse_transcript(TEXT))
    aside = found.asides[0]
    assert (aside.certain, aside.span.of(TEXT)[:4]) == (True, "Falk")
    assert found.turns[2].span.of(TEXT) == "Because it rusted through in the winter."


@pytest.mark.parametrize("line", [1, 7])
def test_the_first_and_the_last_turn_can_be_nobodys(line: int) -> None:
    found = corrected(TEXT, want("nobody", line=line))
    assert len(found.turns) == 5
    assert [aside.span.of(TEXT)[:3] for aside in found.asides] == [TEXT.splitlines()[line - 1][:3]]


def test_a_turn_that_is_said_to_be_one_again_is_one() -> None:
    plain = parse_transcript(TEXT)
    for taken in ("not_a_turn", "nobody"):
        options = made(TEXT, want(taken, line=5), want("turn", line=5, value="Cy Poe"))
        assert parse_transcript(TEXT, options) == plain


def test_lines_bound_the_speech() -> None:
    found = corrected(TEXT, want("first_line", line=2), want("last_line", line=5))
    assert labels(found) == ["Ann Roe", "Bob Lee", "Cy Poe"]
    wider = corrected(TEXT, want("last_line", line=5), want("last_line", line=6))
    assert labels(wider)[-1] == "A. Roe"


# --- what is refused ------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("wanted", "told"),
    [
        (want("role", speaker="Zed", value="press"), r"'Zed'.*Ann Roe \[Ann Roe, A\. Roe\]; Bob"),
        (want("role", speaker="Bob Lee", value="boss"), "roles are press, questioner, speaker"),
        (want("role", speaker="Bob Lee"), "needs a role"),
        (want("role", line=4, value="press"), r"line 4; .*line 3 \('Bob Lee'\) and line 5"),
        (want("role", value="press"), "one speaker, line or place"),
        (want("role", speaker="Bob Lee", line=3, value="press"), "one speaker, line or place"),
        (want("name", speaker="Bob Lee", value="  "), "needs a name"),
        (want("name", speaker="Bob Lee", value="x" * 201), "at most 200"),
        (want("name", speaker="Bob Lee", value="a\nb"), "one line"),
        (want("merge", speaker="Bob Lee"), "merge into"),
        (want("split", line=1, into="Moderator"), "says that already"),
        (want("split", line=1, into="Zed"), "'Zed'"),
        (want("split", line=1, into="Cy Poe", value="Zed"), "one name or line"),
        (want("merge", speaker="A. Roe", into="Ann Roe"), "one speaker already"),
        (want("merge", speaker="Bob Lee", into="Zed"), "'Zed'"),
        (want("split", speaker="Bob Lee"), "give the line of one turn"),
        (want("split", speaker="Zed"), "'Zed'"),
        (want("turn", line=99, value="Zed"), "lines 1 to 8"),
        (want("turn", line=8, value="Zed"), "no words"),
        (want("turn", at=9999, value="Zed"), "places 0 to"),
        (want("turn", speaker="Bob Lee", value="Zed"), "names a line"),
        (want("not_a_turn", line=4), "no turn begins at line 4"),
        (want("not_a_turn", line=3, value="x"), "takes no value"),
        (want("role", speaker="Bob Lee", value="press", into="Ann Roe"), "into nobody"),
        (want("shout", line=3), "kinds are role, principal"),  # type: ignore[arg-type]  # the point
        (want("first_line", line=0), "lines 1 to 8"),
    ],
)
def test_what_names_nothing_in_the_text_says_what_there_is(wanted: object, told: str) -> None:
    with pytest.raises(BadSettings, match=told):
        anchor(TEXT, wanted)  # type: ignore[arg-type]  # all are Wanted


def test_a_label_of_several_speakers_is_refused_where_one_is_meant() -> None:
    with pytest.raises(BadSettings, match="Rosa Diaz at line 2, Jan Brook at line 4"):
        anchor(SHARED, want("name", speaker="Q", value="Ann"))


def test_a_correction_outside_the_speech_fits_nothing() -> None:
    bounded = TranscriptOptions(last_line=5)
    with pytest.raises(BadSettings, match=r"line 6 begins a turn of 'A\. Roe'"):
        made(TEXT, want("turn", line=6, value="A. Roe"), options=bounded)


def test_lines_in_the_wrong_order_are_refused() -> None:
    with pytest.raises(BadSettings, match="comes after"):
        made(TEXT, want("last_line", line=3), want("first_line", line=5))


def test_where_no_turn_is_left_the_parser_says_so() -> None:
    text = "Ann Roe: Why is it shut, if I may ask?\n"
    with pytest.raises(UnreadableDocument, match="no transcript"):
        corrected(text, want("nobody", line=1))


def test_where_nobody_asks_the_parser_warns() -> None:
    text = "Ann Roe: Why?\nBob Lee: Because it is so.\n"
    found = corrected(text, want("role", speaker="Ann Roe", value="other"))
    assert any("no question was found" in warning for warning in found.warnings)


# --- what another reading makes of them -----------------------------------------------------


@pytest.mark.parametrize(
    "correction",
    [
        Correction("role", "Zed", value="chair"),
        Correction("role", "Bob Lee", value="boss"),
        Correction("name", at=20, value="Zed"),
        Correction("name", "Bob Lee"),
        Correction("merge", "Bob Lee", into="Zed"),
        Correction("merge", "Bob Lee"),
        Correction("split", "Zed"),
        Correction("split", "Bob Lee", into="Zed"),
        Correction("turn", at=99_999, value="Zed"),
        Correction("turn", at=-4, value="Zed"),
        Correction("turn", at=0),
        Correction("nobody", at=TEXT.index("painted")),
    ],
)
def test_a_stored_correction_that_fits_nothing_any_more_is_passed_over_with_a_warning(
    correction: Correction,
) -> None:
    plain = parse_transcript(TEXT)
    found = parse_transcript(TEXT, TranscriptOptions(corrections=(correction,)))
    assert (found.turns, found.speakers) == (plain.turns, plain.speakers)
    assert "fits nothing here" in found.warnings[-1]


def test_what_the_parser_has_learnt_meanwhile_is_no_misfit() -> None:
    found = parse_transcript(
        TEXT,
        TranscriptOptions(
            corrections=(
                Correction("not_a_turn", at=TEXT.index("Falk")),
                Correction("turn", at=TEXT.index("Cy Poe"), value="Cy Poe"),
                Correction("merge", "A. Roe", into="Ann Roe"),
            )
        ),
    )
    plain = parse_transcript(TEXT)
    assert (found.turns, found.warnings) == (plain.turns, plain.warnings)


def test_a_label_the_caller_named_and_a_correction_did_away_with_is_passed_over() -> None:
    given = TranscriptOptions(speakers=(("Cy Poe", "other"),), principal="Cy Poe")
    found = corrected(TEXT, want("not_a_turn", line=5), options=given)
    assert "Cy Poe" not in roles(found)
