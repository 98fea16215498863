"""What a turn does: it puts a question, gives somebody the floor, or makes a statement."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from pressgap.core.speech.asking import asks, is_courtesy, is_floor, is_request, on_one_line
from pressgap.core.speech.floor_words import points_at
from pressgap.core.speech.trailing import takes_leave
from pressgap.core.text.names import TITLES, is_capitalised, parts
from pressgap.core.text.tables import word_set
from pressgap.core.transcripts.turns import Said

_LAST = 3  # sentences of matter at a turn's end that may ask
_LOOKED_AT = 8
_CALL_WORDS = word_set(
    """yes ok okay and then now next please you sir madam last first one the in from over to at
    there here back front row left right middle lady gentleman gentlewoman colleague colleagues
    thank thanks with who whom question alright let's your turn sorry up our
    да пожалуйста теперь вам слово следующий следующая и oui s'il vous plaît bitte ja
    por favor adelante نعم"""
)
_LONGEST_CALL = 8  # words
_CLOSES = re.compile(
    r"\b(?:that['’]s|that is|that was|that will be) (?:all|it|the last)\b|\bleave it (?:there|"
    r"at that)\b|"
    r"\b(?:this|that|which) (?:concludes|ends|closes)\b|\badjourned\b|\bthank(?:s|"
    r" you)(?: (?:very|so) much)?,? "
    r"(?:all|everyone|everybody|both|ladies|guys|folks|for (?:coming|joining|being))\b|"
    r"^[^,]{2,40}, (?:thank you|thanks)\b[^?]{0,40}$|"
    r"\b(?:no (?:further|more) questions|out of time|time is up|good\s?bye|see you)\b|"
    r"\bclosing (?:remarks|comments|statement)\b|\bспасибо (?:за|всем)|\bдо свидания|"
    r"\b(?:завершаем|заканчиваем|на этом (?:всё|все))\b|\bdas war['’]?s\b|"
    r"\bam ende (?:unserer|der)\b|"
    r"\bwe have to (?:stop|end|close|finish)\b|\b(?:nous (?:allons nous arrêter|terminons)|"
    r"(?:terminamos|hemos terminado))\b|\bdanke ich\b|\bvielen dank\b|\bmerci (?:à|beaucoup)|"
    r"\bgracias a\b|到此结束|谢谢大家|شكرا",
    re.IGNORECASE,
)
# "The minister will take your questions": whoever says so is not who answers.
_ANOTHER = re.compile(
    r"\b(?:he|she|they|(?:the |our |prime )?(?:minister|president|governor|secretary|director|"
    r"chancellor|mayor|ambassador|commissioner|doctor|professor)|(?:dr|mr|mrs|ms|prof)\.?)\b"
    r"[^.]{0,60}\b(?:will|is (?:here|going|ready|happy|with)|has (?:agreed|time)|joins?|make|"
    r"take)\b",
    re.IGNORECASE,
)
# "Do I lie awake over it? Every night.": asked of nobody else, where more follows.
_OF_SELF = re.compile(
    r"(?:(?:and|but|so|well|now)[, ]+)?(?:(?:what|why|how|when|where) )?"
    r"(?:do|did|am|was|have|had|would|should|could|will) I\b(?!.*\b(?:you|your)\b)"
    r"(?! (?:\w+ )?(?:understand|hear|read|get|take|see) )",
    re.IGNORECASE,
)
_AT_LENGTH = 3  # sentences
_BRIEF = 200  # characters
_STATEMENT = 2  # sentences
# "I met a woman on the train." points at nobody.
_OF_SOMEBODY = re.compile(r"\b(?:I(?! see\b)|an?|my|our|his|her|their)\b", re.IGNORECASE)
# "I am happy to take your questions" gives nobody else the floor.
_OFFERS = re.compile(
    r"\bI(?:['’]\w+)? .{0,30}\b(?:take|answer|welcome|have) .{0,12}\bquestions\b|"
    r"\bI .{0,20}\b(?:open to|ready for|look forward to|come to) .{0,12}\bquestions\b|"
    r"\bготов\w* ответить|\bотвечу\b|\bbeantworte|\bje (?:répondrai|suis prêt)|\bresponderé",
    re.IGNORECASE,
)
# "Would the gentlewoman yield?": a member wants the floor.
_FOR_ONESELF = re.compile(r"\b(?:would|will) the [^?]{2,60}\byield\b[^?]{0,30}\?", re.IGNORECASE)
_WELCOME = re.compile(
    r"\b(?:welcome|we (?:will|'ll|can) (?:now )?(?:take|begin|start|open|move|have time|go)|"
    r"time for|(?:turn|hand)(?:ing)? (?:it|the (?:call|floor))|over to|your questions|"
    r"opening (?:statement|remarks)|(?:is|are) recogni[sz]ed|come to order|"
    r"take (?:the )?(?:chair|seats)|"
    r"last (?:one|question)|one more|raise your hands?|say who you are|state your name|"
    r"want(?:s)? to (?:begin|start|come in|come back|follow up|add|go first)|"
    r"like to (?:begin|start|come in|come back|follow up|add|go first)|time (?:has|"
    r"is) (?:expired|up))\b|"
    r"\b(?:primera|última|siguiente|otra) pregunta\b|\ba las preguntas\b|\btiene la palabra\b|"
    r"\bcomparece\b|\b(?:première|dernière|autre) question\b|\b(?:avez|a) la parole\b|"
    r"\b(?:erste|letzte|nächste) frage\b|\bhat das wort\b|\b(?:prima|ultima) domanda\b|"
    r"\b(?:primeira|última) pergunta\b|\b(?:первый|последний|следующий) вопрос\b|"
    r"\b(?:добро пожаловать|вопросы|слово|переходим|начн[её]м|представьтесь)\b|"
    r"\b(?:bienvenue|bienvenidos|willkommen|fragen|questions)\b|أسئلتكم|أسئلة|السؤال|أهلا|مرحبا|"
    r"提问|请问题|下一位|大家好|欢迎",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Move:
    """What a turn does; one that asks does nothing else. ``calls``: its last sentence names
    whoever is to speak; ``may_call``:
    that is a capitalised word or two of its own ("Jim.").
    """

    asks: bool
    floor: bool
    calls: bool
    may_call: bool
    states: bool
    thanks: bool
    closes: bool


def move_of(text: str, turn: Said, names: frozenset[str]) -> Move:
    """Return what a turn does; ``names`` are folded parts of names and outlets."""
    said = [on_one_line(text, sentence) for sentence in turn.sentences[-_LOOKED_AT:]]
    calling = [is_call(s, names) for s in said]
    matter = [s for s, c in zip(said, calling, strict=True) if not (c or is_courtesy(s))][-_LAST:]
    if any(
        (asks(s) or is_request(s)) and not is_floor(s) and not (_OF_SELF.match(s) and s != said[-1])
        for s in matter
    ):
        return Move(True, False, False, False, False, False, False)
    calls = bool(said) and calling[-1]
    floor = calls or any(_is_business(s) for s in said[-_LAST:])
    lone = len(said) > 1 and _is_lone(said[-1])
    thanks = bool(said) and takes_leave(said[-1])
    closes = thanks or any(len(s) < _BRIEF and _CLOSES.search(s) for s in said[-_LAST:])
    return Move(False, floor, calls, lone, len(turn.sentences) >= _STATEMENT, thanks, closes)


def _is_business(sentence: str) -> bool:
    if _OFFERS.search(sentence) or _FOR_ONESELF.search(sentence):
        return False
    return is_floor(sentence) or (len(sentence) < _BRIEF and bool(_WELCOME.search(sentence)))


def _is_lone(sentence: str) -> bool:
    words = sentence.rstrip(" .…").split()
    capital = all(map(is_capitalised, words)) and any(map(str.isupper, sentence))
    return len(words) <= 2 and capital and not asks(sentence)


def gives_floor(sentence: str, names: frozenset[str]) -> bool:
    """Return whether a sentence, question or not, only gives somebody the floor."""
    return is_floor(sentence) or is_call(sentence, names)


def is_call(sentence: str, names: frozenset[str]) -> bool:
    """Return whether a sentence only names who is to speak: "Ms. Ferro?", "And Danube Mail."."""
    if len(sentence) > _BRIEF:
        return False
    if points_at(sentence) and not _OF_SOMEBODY.search(sentence):
        return True
    words = [word.strip("\"'“”‘’«».,:;!?…-–—()").removesuffix("'s") for word in sentence.split()]
    words = [word for word in words if word]
    if not 0 < len(words) <= _LONGEST_CALL or words[0].casefold() in ("thank", "thanks"):
        return False
    left = [word for word in words if word.casefold() not in _CALL_WORDS]
    folded = [word.casefold() for word in left]
    known = [word in names or word in TITLES for word in folded]
    if not left:
        return len(words) > 1 or words[0].casefold() in ("next", "you", "please")
    if all(known):
        return True
    return any(known) and all(map(is_capitalised, left)) and not sentence.rstrip().endswith("?")


def speaks_for_itself(text: str, turn: Said) -> bool:
    """Return whether a turn is a statement of some length that announces nobody else."""
    said = on_one_line(text, turn.span)
    return len(turn.sentences) >= _AT_LENGTH and not _ANOTHER.search(said)


def names_of(names: Sequence[str]) -> frozenset[str]:
    """Return the folded parts of names and outlets, those of three letters and more."""
    return frozenset(part for name in names for part in parts(name) if len(part) > 2)
