from __future__ import annotations

import re
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pressgap.core.documents.landmarks import locate
from pressgap.core.transcripts.transcript import parse_transcript
from pressgap.errors import UnreadableDocument
from pressgap.readers.captions import extract
from pressgap.readers.extracted import Extracted


def vtt(*cues: str, header: str = "WEBVTT") -> Extracted:
    """Read cues of four seconds each; text that brings its own times keeps them."""
    blocks = [header]
    for number, cue in enumerate(cues):
        start = f"00:{number * 4 // 60:02}:{number * 4 % 60:02}.000"
        end = f"00:{(number * 4 + 4) // 60:02}:{(number * 4 + 4) % 60:02}.000"
        blocks.append(cue if "-->" in cue else f"{start} --> {end}\n{cue}")
    return extract("\n\n".join(blocks).encode(), "talk.vtt")


def srt(text: str) -> Extracted:
    return extract(text.encode(), "talk.srt")


def test_consecutive_captions_of_one_voice_are_one_paragraph() -> None:
    found = vtt(
        "<v Ann Lee>Ann Lee, Harbour Post. Is the",
        "<v Ann Lee>tunnel closed?",
        "<v.loud Mayor Lund>It is,\nand will be.",
    )
    assert found.text == (
        "Ann Lee: Ann Lee, Harbour Post. Is the tunnel closed?\n\nMayor Lund: It is, and will be.\n"
    )
    assert found.warnings == ()


def test_two_voices_in_one_caption_are_two_paragraphs() -> None:
    assert vtt("<v Ann>Is it closed?</v>\n<v Lund>Yes.</v> <v Ann>Why?</v>").text == (
        "Ann: Is it closed?\n\nLund: Yes.\n\nAnn: Why?\n"
    )


def test_each_caption_is_a_landmark_at_its_first_new_word() -> None:
    found = vtt("<v Ann>Is it", "<v Ann>closed?", "00:12:31.500 --> 00:12:33.000\n<v Lund>It is.")
    assert [(mark.start, mark.time) for mark in found.landmarks] == [
        (0, "00:00:00"),
        (found.text.index("closed?"), "00:00:04"),
        (found.text.index("Lund:"), "00:12:31"),
    ]
    assert locate(found.landmarks, found.text.index("It is.")).time == "00:12:31"


def test_labels_printed_in_the_text_begin_paragraphs() -> None:
    found = vtt("ANN LEE (Harbour Post):\nIs it closed?", "MAYOR LUND: It is,", "and will be.",
                ">> ANN LEE: Why? >> MAYOR LUND: It leaks.")  # fmt: skip
    assert found.text.split("\n\n") == [
        "ANN LEE (Harbour Post): Is it closed?",
        "MAYOR LUND: It is, and will be.",
        "ANN LEE: Why?",
        "MAYOR LUND: It leaks.\n",
    ]


def test_a_change_to_nobody_named_is_not_given_to_the_speaker_before() -> None:
    found = vtt(
        "&gt;&gt; LUND: The tunnel is closed.", "&gt;&gt; Why is that?", ">> LUND: It leaks."
    )
    assert "Unidentified speaker: Why is that?" in found.text
    assert "1 change(s) of speaker without a name" in found.warnings[0]
    assert len(parse_transcript(found.text).turns) == 3


def test_dashes_of_a_dialogue_part_the_speakers() -> None:
    assert vtt("- Is it closed?\n- It is.", "- and a single dash").text == (
        "Is it closed?\n\nIt is. and a single dash\n"
    )


def test_without_voices_a_long_pause_parts_paragraphs() -> None:
    found = vtt(
        "It rains.", "It still rains.", "00:01:00.000 --> 00:01:02.000\nNow the sun shines."
    )
    assert found.text == "It rains. It still rains.\n\nNow the sun shines.\n"
    with pytest.raises(UnreadableDocument, match="speaker"):
        parse_transcript(found.text)


def test_rolling_captions_keep_every_word_once() -> None:
    lines = ["we meet in the old hall", "and the bridge is shut", "which is a pity", "is it not",
             "thank you"]  # fmt: skip
    cues = [lines[0], *(f"{a}\n{b}" for a, b in pairwise(lines))]
    assert vtt(*cues).text == " ".join(lines) + "\n"


def test_captions_that_grow_word_by_word_keep_every_word_once() -> None:
    words = ["we", "meet", "in", "the", "old", "hall", "today"]
    cues = [" ".join(words[:count]) for count in range(1, len(words) + 1)]
    assert vtt(*cues).text == " ".join(words) + "\n"


def test_rolling_captions_with_word_times_and_flashes_between_keep_every_word_once() -> None:
    found = vtt(
        "we<00:00:01.000><c> meet</c><00:00:02.000><c> here</c>",
        "we meet here\nand<00:00:05.000><c> the</c><00:00:06.000><c> bridge</c>",
        "00:00:08.000 --> 00:00:08.010\nand the bridge",
        "and the bridge\nis<00:00:09.000><c> shut</c>",
        "00:00:13.000 --> 00:00:13.010\nis shut",
    )
    assert found.text == "we meet here and the bridge is shut\n"
    assert not found.warnings


def test_who_says_a_thing_twice_said_it_twice() -> None:
    found = vtt(
        *("<v Ann>Thank you.", "<v Lund>Thank you.", "<v Lund>Thank you.", "<v Ann>Why now?"),
        *("<v Lund>It leaks.", "<v Ann>Since when does it leak?", "<v Lund>Since May."),
    )
    assert found.text.count("Thank you.") == 3


def test_tags_entities_notes_styles_and_regions_are_left_out() -> None:
    found = vtt(
        "<v Ann><c.yellow>Salt &amp; <i>pepper</i></c>, &lt;5&nbsp;% <ruby>of<rt>x</rt></ruby> it",
        "{\\an8}<font color=\"red\">Enough.</font>",
        header="WEBVTT - Press conference\nKind: captions\nLanguage: en\n\nNOTE made by hand\n"
        "over two lines\n\nSTYLE\n::cue { color: red }\n\nREGION\nid:1",
    )  # fmt: skip
    assert found.text.startswith("Ann: Salt & pepper, <5 % of it")
    assert "Enough." in found.text
    assert not re.search(r"made by hand|color|REGION|id:1|captions", found.text)
    assert (found.title, found.language) == ("Press conference", "en")


def test_subrip_is_read_alike() -> None:
    found = srt(
        "1\r\n00:00:01,000 --> 00:00:04,000\r\nAnn Lee: Is it <i>closed</i>\r\ntoday?\r\n\r\n"
        "2\r\n00:12:31,500 --> 00:12:34,000\r\nMayor Lund: It is.\r\n"
    )
    assert found.text == "Ann Lee: Is it closed today?\n\nMayor Lund: It is.\n"
    assert [mark.time for mark in found.landmarks] == ["00:00:01", "00:12:31"]
    assert found.warnings == ()


def test_subrip_without_blank_lines_and_with_some_inside_loses_nothing() -> None:
    found = srt(
        "1\n00:00:01,000 --> 00:00:04,000\nAnn: Is it\n\nclosed?\n2\n"
        "00:00:05,000 --> 00:00:06,000\nLund: It is.\n3\n"
        "00:00:07,000 --> 00:00:08,000\n2024 was bad.\n"
    )
    assert found.text == "Ann: Is it closed?\n\nLund: It is. 2024 was bad.\n"


def test_other_encodings_are_read_and_said() -> None:
    text = "WEBVTT\n\n00:01.000 --> 00:02.000\n<v Zoë>Où est le café, déjà ?\n"
    found = extract(text.encode("cp1252"), "talk.vtt")
    assert found.text == "Zoë: Où est le café, déjà ?\n"
    assert "Windows-1252" in found.warnings[0]


@pytest.mark.parametrize(
    ("cue", "warning"),
    [
        ("00:00:09.000 --> 00:00:05.000\nx y", "line 6: an end before its start"),
        ("-00:00:09.000 --> 00:00:15.000\nx y", "line 6: a time before zero"),
        ("00:00:99.000 --> 00:00:05.000\nx y", "line 6: times that cannot be read"),
        ("soon --> later\nx y", "line 6: times that cannot be read"),
        ("00:00:01.000 --> 00:00:09.000\nx y", "line 6: a start while the caption above"),
    ],
)
def test_what_is_wrong_with_times_is_said_by_line_and_no_word_is_lost(
    cue: str, warning: str
) -> None:
    found = vtt("00:00:00.500 --> 00:00:04.000\none two", cue, "last words")
    assert any(each.startswith(warning) for each in found.warnings)
    assert found.text.split() == ["one", "two", "x", "y", "last", "words"]


def test_captions_out_of_order_keep_the_order_of_the_file() -> None:
    found = vtt("00:01:00.000 --> 00:01:02.000\nlater", "00:00:01.000 --> 00:00:02.000\nsooner")
    assert found.text.split() == ["later", "sooner"]
    assert found.warnings[0].startswith("line 6: a start before that of the caption above")


def test_a_missing_header_is_said() -> None:
    found = extract(b"00:01.000 --> 00:02.000\nIt rains.\n", "talk.vtt")
    assert found.text == "It rains.\n"
    assert "no WEBVTT header" in found.warnings[0]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("WEBVTT\n\nIt rains.\n", r"talk\.vtt: no captions in this file: .*export"),
        ("WEBVTT\n\n00:01.000 --> 00:02.000\n<c></c>\n", "hold no words"),
    ],
)
def test_a_file_without_captions_or_words_is_refused(text: str, message: str) -> None:
    with pytest.raises(UnreadableDocument, match=message):
        extract(text.encode(), "talk.vtt")


@given(
    st.lists(
        st.sampled_from(
            ["WEBVTT", "", "1", "00:00:01.000 --> 00:00:02.000", "x --> y", "- Ann: Yes.", ">> No",
             "<v Ann>It rains.", "</v>", "NOTE x", "Thank you.", "It rains.", "<v >", "<c", "&#0;",
             "{\\an8}", "00:00:01,5 --> -1", "\x00", "<v Ann", "<<v <v a>b>"]
        )
    )
)  # fmt: skip
@settings(deadline=None)  # the first example imports the library
def test_whatever_the_lines_are_only_our_errors_come_and_times_ascend(lines: list[str]) -> None:
    try:
        found = extract("\n".join(lines).encode(), "odd.vtt")
    except UnreadableDocument:
        return
    starts = [mark.start for mark in found.landmarks]
    assert starts == sorted(starts)
    assert all(0 <= start < len(found.text) for start in starts)
