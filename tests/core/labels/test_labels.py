import pytest

from pressgap.core.model import Transcript, TranscriptOptions
from pressgap.core.transcripts.transcript import parse_transcript


def askers(transcript: Transcript) -> list[str]:
    return [
        transcript.speaker(exchange.speaker).name.casefold() for exchange in transcript.exchanges
    ]


def test_surnames_in_capitals_are_labels_though_each_comes_once() -> None:
    found = parse_transcript(
        "LUND: Welcome to you all. We decided on rates today.\n\n"
        "HOLM: Will the bond purchases really end in July?\n\n"
        "LUND: They will, as we said in spring.\n\n"
        "REID: And what happens to the reserve?\n\n"
        "LUND: It stays as it is for now.\n"
    )
    assert askers(found) == ["holm", "reid"]
    assert found.opening == (1,)


def test_surnames_in_capitals_after_a_moderator_are_labels() -> None:
    found = parse_transcript(
        "MODERATOR: Ms Holm.\n\nHOLM: Why did you raise the rate now?\n\n"
        "LUND: Because prices rise too fast.\n\nMODERATOR: Mr Reid.\n\n"
        "REID: How long will it stay there?\n\nLUND: As long as it takes.\n"
    )
    assert askers(found) == ["holm", "reid"]


def test_a_first_label_that_asks_is_not_lost() -> None:
    found = parse_transcript("Ann: Why are ferries free?\n\nMinister Bo: Because we can.\n")
    assert askers(found) == ["ann"]
    assert found.asides == ()


@pytest.mark.parametrize("dash", ["-", "–", "—"])
def test_q_and_a_with_a_dash_are_labels(dash: str) -> None:
    found = parse_transcript(
        f"Q {dash} Why are ferries free?\nA {dash} Because we can.\n"
        f"Q {dash} And the buses?\nA {dash} No, they are not.\n"
    )
    assert len(found.turns) == 4
    assert sum(len(exchange.questions) for exchange in found.exchanges) == 2


def test_a_script_without_capitals_needs_no_second_exchange() -> None:
    found = parse_transcript("الصحفي: لماذا العبارات مجانية؟\n\nالمحافظ: لأننا قررنا ذلك.\n")
    assert len(found.turns) == 2
    assert len(found.exchanges) == 1


def test_a_line_of_prose_with_a_colon_stays_prose() -> None:
    found = parse_transcript(
        "Eva Holm: What changes?\n\nMinister Bo: Two things matter.\n\n"
        "Jobs: they come first. Taxes: they come last.\n\nThat is all I have.\n"
    )
    assert len(found.turns) == 2


def test_numbered_labels_that_name_a_role_count_though_each_comes_once() -> None:
    found = parse_transcript(
        "Reporter 1: Who saw it?\nWitness 1: I did.\nReporter 2: Who else?\nWitness 2: He did.\n"
    )
    assert [turn.label for turn in found.turns] == [
        *("Reporter 1", "Witness 1"),
        *("Reporter 2", "Witness 2"),
    ]


def test_a_numbered_heading_inside_a_turn_is_no_label() -> None:
    found = parse_transcript(
        "Eva Holm: What changes?\n\nMinister Bo: Two things.\n\nTable 2: Jobs come first.\n"
    )
    assert [turn.label for turn in found.turns] == ["Eva Holm", "Minister Bo"]
    assert any("'Table 2'" in warning for warning in found.warnings)


DOUBTFUL = (
    "Eva Holm: What changes?\n\nMinister Bo: Two things matter.\n\n"
    "Falk: taxes come last, as ever.\n\nThat is all I have.\n"
)


def test_a_doubtful_label_read_as_speech_is_warned_about_by_its_line() -> None:
    found = parse_transcript(DOUBTFUL)
    assert [turn.label for turn in found.turns] == ["Eva Holm", "Minister Bo"]
    (warning,) = (w for w in found.warnings if "begins like a label" in w)
    assert warning.startswith("line 5 begins like a label ('Falk'), read as said by 'Minister Bo'")


def test_many_doubtful_labels_make_one_warning() -> None:
    lines = "".join(f"\n{word}: and so on.\n" for word in ("Ash", "Birch", "Cedar", "Elm", "Fir"))
    found = parse_transcript(f"Eva Holm: What grows?\n\nMinister Bo: This.\n{lines}\nOak: too.\n")
    (warning,) = (w for w in found.warnings if "begins like a label" in w)
    assert "line 5 " in warning
    assert "('Fir')" in warning
    assert "and 1 more" in warning


def test_a_doubtful_label_that_the_caller_names_is_a_label() -> None:
    named = TranscriptOptions(speakers=(("falk", "other"),))
    found = parse_transcript(DOUBTFUL, named)
    assert [turn.label for turn in found.turns] == ["Eva Holm", "Minister Bo", "Falk"]
    assert not any("begins like a label" in warning for warning in found.warnings)


def test_a_doubtful_label_outside_the_turns_is_part_of_an_aside() -> None:
    found = parse_transcript(
        "Harbour: a town on the coast.\n\nEva Holm: What changes?\n\nMinister Bo: Nothing.\n"
    )
    assert [warning.split(" (")[0] for warning in found.warnings] == ["line 1"]
