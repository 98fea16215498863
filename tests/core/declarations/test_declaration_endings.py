"""Where a declaration ends: what is behind its last clause, and what only looks like it."""

from __future__ import annotations

from textwrap import dedent

import pytest

from pressgap.core.declarations.declaration import parse_declaration

SAID = [
    "The strait is open to all ships that carry food.",
    "The lights on the eastern shore are lit again before winter.",
    "Pilots are paid by both harbours in equal parts.",
]
NUMBERED = "\n\n".join(f"{number}. {words}" for number, words in enumerate(SAID, 1))
UNNUMBERED = "\n\n".join(("Statement on the Strait", *SAID))


def read(text: str) -> list[str]:
    return [clause.span.of(text) for clause in parse_declaration(text).clauses]


def with_ending(head: str, ending: str) -> str:
    return f"{head}\n\n{dedent(ending).strip()}\n"


ENDINGS = {
    "names behind a word": """
        Signed:

        Ilse Brandt, Harbour Union
        Tomas Holm, Pilots' Chamber
        and the chairs of Dorn, Isle and Velia

        Publisher's note: The spelling is that of the archive. It has not been changed.
        """,
    "names in a sentence": """
        Signed on behalf of the nine councils by their chairs: Ilse Brandt, Tomas Holm, Oda Renn.

        May be reprinted by anyone.
        """,
    "a treaty in two columns": """
        In witness whereof the undersigned, being duly authorised, have signed this Treaty.

        Done in duplicate at Port Lune this ninth day of June, both texts being equally authentic.

        For the Government of Carda:    For the Government of Melin:

        Ilse Brandt                     Tomas Holm
        Minister of Ports               Ambassador
        """,
    "votes": """
        Adopted by 14 votes to none, with 1 abstention (Melin).

        7741st meeting
        """,
    "a roll call": """
        RECORDED VOTE

        In favour: Carda, Dorn, Ilmar, Lune, Norra, Tarn.

        Against: Melin.

        Abstaining: Isle, Velia.
        """,
    "a union": """
        In solidarity,

        Ilse Brandt
        General Secretary, Dockers' Union

        Tomas Holm
        President, Pilots' Federation

        The Dockers' Union has 12,000 members in nine harbours. It was founded in 1911.
        """,
    "numbered notes": """
        Notes to editors:

        1. The Marisol sank in 2029. The inquiry is not closed.

        2. The strait is eleven kilometres wide.
        """,
    "paragraphs behind the end": """
        - ENDS -

        About the Conference

        The Conference brings nine harbours together. It was founded in 1911.

        About the harbours

        They are open all year.
        """,
    "an open letter": """
        Signatories:

        1. Ilse Brandt, Dockers' Union
        2. Tomas Holm, Pilots' Federation
        3. Oda Renn, Lune University

        More names: www.strait.example
        """,
    "an imprint": """
        Publisher: Open Strait Party, Harbour Street 4, 10482 Port Lune
        Layout: Studio Nine
        As of: June 2031
        """,
    "initials": """
        A. Brandt
        Minister of Ports

        T. Holm
        Ambassador
        """,
    "German": """
        Erstunterzeichnerinnen und Erstunterzeichner:

        - Prof. Dr. Ilse Brandt, Universität Lune
        - Tomas Holm, Lotse

        Mitzeichnen: www.meerenge.example
        """,
    "French": """
        Fait à Port-Lune, en deux exemplaires, les deux textes faisant également foi.

        Pour la République de Carda : Ilse Brandt, ministre des Ports
        Pour le Royaume de Melin : Tomas Holm, ambassadeur

        La présente version est diffusée par le secrétariat. Seul le texte déposé fait foi.
        """,
    "Spanish": """
        Hecho en Puerto Luna, a nueve de junio, en dos ejemplares.

        Por la República de Carda
        Ilse Brandt

        Por el Reino de Melin
        Tomás Holm

        Nota para los editores: el mapa puede pedirse a la secretaría.
        """,
    "Russian": """
        г. Порт-Лун, 9 июня 2031 года

        За Республику Карда: И. Брандт
        За Королевство Мелин: Т. Хольм

        При перепечатке ссылка на секретариат обязательна.
        """,
    "Arabic": """
        حرر في ميناء لونة من نسختين أصليتين.

        عن جمهورية كاردا: إلسا براندت
        عن مملكة ملين: توماس هولم

        نشرته أمانة المؤتمر.
        """,
    "Chinese": """
        本声明于六月九日在月港签署，一式两份。

        卡达共和国代表：伊尔莎·布兰特
        梅林王国代表：托马斯·霍尔姆

        本文由会议秘书处发布。
        """,
    "a language without rules of its own": """
        För Carda: Ilse Brandt
        För Melin: Tomas Holm

        Utgiven av sekretariatet. Får tryckas fritt.
        """,
}


@pytest.mark.parametrize("head", [NUMBERED, UNNUMBERED], ids=["numbered", "unnumbered"])
@pytest.mark.parametrize("ending", ENDINGS)
def test_what_stands_behind_the_last_clause_is_in_none(head: str, ending: str) -> None:
    assert read(with_ending(head, ENDINGS[ending])) == SAID


@pytest.mark.parametrize(
    "last",
    [
        "Nobody is left behind on the quay.",
        "Signed contracts are honoured until they end.",
        "Adopted measures are published by the harbour masters within four weeks.",
        "Done well, pilotage costs less than a wreck.",
        "The next meeting takes place in Sund on 4 May 2033.",
        "The accounts are published every month at www.strait.example and in both harbours.",
        "For the pilots: hot meals, dry beds and a boat that starts in the morning.",
        "We thank the people of Port Lune and Minister Ilse Brandt for her chairmanship.",
    ],
)
@pytest.mark.parametrize("between", ["\n\n", "\n\n\n", "\n\n---\n\n"])
def test_a_last_clause_in_prose_is_kept(last: str, between: str) -> None:
    assert read(f"{UNNUMBERED}{between}{last}\n")[3:] == [last]
    assert read(f"{UNNUMBERED}{between}{last}\n\nIlse Brandt\nTomas Holm\n")[3:] == [last]
    assert read(f"{NUMBERED}{between}{last}\n")[-1].endswith(last)


def test_a_list_that_closes_the_last_clause_is_kept_whole() -> None:
    text = f"{NUMBERED}\n\n4. These ports are open\n\n(a) Port Lune\n\n(b) Sund\n\n(c) Varn\n"
    assert read(text)[-1].endswith("(c) Varn")


def test_short_lines_behind_a_colon_are_no_names() -> None:
    text = f"{UNNUMBERED}\n\nThese ports are open:\n\nPort Lune\n\nSund\n\nVarn\n"
    assert {"Port", "Lune", "Varn"} <= set(" ".join(read(text)).split())


def test_names_at_the_top_are_not_the_end_of_anything() -> None:
    names = "\n".join(f"{name} Brandt" for name in ("Ilse", "Oda", "Ida", "Jon", "Per", "Tor"))
    assert read("\n\n".join(("Joint Statement", names, *SAID)))[-3:] == SAID


ANNEX = """
    Done at Port Lune on 9 June 2031.

    For Carda:

    A. Brandt

    For Melin:

    T. Holm

    ANNEX

    {first}The eastern light is lit at six o'clock in the evening.

    {second}The western light burns all night from October to March.
    """


def test_articles_of_an_annex_behind_the_signatures_are_clauses() -> None:
    found = read(with_ending(NUMBERED, ANNEX.format(first="1. ", second="2. ")))
    assert found[:3] == SAID
    assert [words.split()[1] for words in found[3:]] == ["eastern", "western"]


def test_prose_of_an_annex_goes_on_no_clause_above_the_signatures() -> None:
    found = read(with_ending(NUMBERED, ANNEX.format(first="", second="")))
    assert found[:3] == SAID
    assert [words.split()[1] for words in found[-2:]] == ["eastern", "western"]
    assert not any("Holm" in words for words in found)


def test_long_prose_behind_names_is_no_note_of_the_publisher() -> None:
    names = "Ilse Brandt\nTomas Holm\n\n"
    more = [f"The harbour of {name} opens a second quay for ferries." for name in "ABCDEFGH"]
    found = read(f"{UNNUMBERED}\n\n{names}" + "\n\n".join(more))
    assert found[-8:] == more
