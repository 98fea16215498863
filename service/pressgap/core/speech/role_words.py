"""Which role the words of a label tell: "MODERATOR", "Question", "THE WITNESS", "Dolmetscherin"."""

from __future__ import annotations

import re

from pressgap.core.model import Role
from pressgap.core.text.tables import word_set

PRESIDES = word_set(
    """chair chairman chairwoman chairperson président présidente presidente vorsitzende
    vorsitzender vors voorzitter ordförande puheenjohtaja przewodniczący przewodnicząca předseda
    předsedkyně председательствующий presidência presidencia"""
)
_HEADS = word_set("président présidente presidente رئيس председатель")
_MAY_ASK = PRESIDES | word_set("host presenter anchor")
CHAIR = PRESIDES | word_set(
    """moderator operator host facilitator convenor
    coordinator presenter anchor compere presiding emcee mc
    ведущий ведущая модератор председатель moderador moderadora
    moderateur modérateur modératrice moderatorin moderation moderatore moderatrice moderaattori
    المنسق المذيع المذيعة رئيس المقدم 主持人 主持 司会 司会者 사회자 מנחה moderatör ordstyrer"""
)
_ASKERS = word_set(
    """questioner reporter journalist journaliste interviewer press media correspondent analyst
    audience журналист журналистка корреспондент сми журналіст journalistin fragesteller
    fragestellerin periodista jornalista giornalista dziennikarz novinář gazeteci jurnalist
    újságíró novinar δημοσιογράφος עיתונאי صحفي الصحفي صحفية الصحفية مراسل المراسل خبرنگار पत्रकार
    记者 記者 質問者 기자"""
)
QUESTION = word_set(
    """q question questions follow-up followup zusatz zusatzfrage nachfrage repregunta relance
    вопрос питання запитання frage pregunta pergunta domanda vraag fråga
    spørgsmål spørsmål kysymys pytanie otázka soru întrebare kérdés vprašanje pitanje ερώτηση שאלה
    سؤال السؤال پرسش سوال प्रश्न सवाल 问 問 提问 提問 質問 질문 문"""
)
_GROUPS = word_set("press media audience")  # "Press Secretary" asks nothing
_ANSWERERS = word_set("interviewee guest witness deponent respondent")
ANSWER = word_set(
    """a answer answers ответ відповідь antwort respuesta réponse resposta risposta antwoord svar
    vastaus odpowiedź odpověď cevap răspuns válasz odgovor απάντηση תשובה جواب الجواب إجابة الإجابة
    پاسخ उत्तर जवाब 答 回答 答复 答弁 대답 답변 답"""
)
ASKS, ANSWERS = _ASKERS | QUESTION, _ANSWERERS | ANSWER
OTHERS = word_set(
    """interpreter translator clerk narrator voice staff announcer bailiff secretariat usher
    technician
    videographer stenographer
    переводчик переводчица секретарь голос dolmetscher dolmetscherin intérprete interprète
    traducteur
    interprete tolk المترجم المترجمة مترجم 翻译 翻譯 通訳 통역"""
)
_BODIES, _CLERKS = word_set("committee subcommittee court"), word_set("secretary reporter official")
_JUDGE = word_set("the court")
_SPEAKER = word_set("speaker")
_OF_THE_HOUSE = word_set("mr mister madam mrs ms the deputy acting speaker")
_FOLLOW_UP = word_set("follow-up followup zusatz zusatzfrage nachfrage repregunta relance")
ARTICLES = word_set("the la le der die das el il o a")


def role_by_wording(printed: str) -> Role | None:
    """Return the role a label's own words tell, or None."""
    words = {bare(word) for word in printed.split()} - {""}
    if words == _JUDGE or (_SPEAKER <= words <= _OF_THE_HOUSE and len(words) > 1):
        return "chair"
    if words & OTHERS or (words & _BODIES and words & _CLERKS):
        return "other"
    if words & CHAIR and "vice" not in words:
        return "chair"
    if words & _GROUPS and not words <= ASKS:
        return None
    if words & ANSWERS and len(words) <= 2 and ("a" not in words or len(words) == 1):
        return "principal"
    return "questioner" if words & ASKS and ("q" not in words or len(words) == 1) else None


def presides_only(printed: str) -> bool:
    """Return whether a label says that somebody presides and not who: "MODERATOR", "The Chair"."""
    return {bare(word) for word in printed.split()} <= CHAIR | ARTICLES


def is_presiding(printed: str) -> bool:
    """Return whether a label has the title of a presiding member, who may ask too: "The Chair"."""
    return role_by_wording(printed) == "chair" and not {
        bare(word) for word in printed.split()
    }.isdisjoint(_MAY_ASK)


def may_head(printed: str) -> bool:
    """Return whether the title of who presides is also a head of state's: "Le Président"."""
    return not {bare(word) for word in printed.split()}.isdisjoint(_HEADS)


def says_follow_up(printed: str) -> bool:
    """Return whether a label itself says that its question follows up: "Zusatzfrage"."""
    return bare(printed.split()[0]) in _FOLLOW_UP


def bare(word: str) -> str:
    """Return a word of a label, folded, without a number or marks at its edges."""
    return re.sub(r"[\d#]+$", "", word.casefold().strip(".,()'’-"))
