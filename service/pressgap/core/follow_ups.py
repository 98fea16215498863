"""Whether a question takes up what was said before it, or begins a new matter.

Asked where the label cannot tell: under a nameless "Q", and where one interviewer asks throughout.
What speaks for a follow-up: a joining word, a word that points back, words in common with what was
just asked and answered, brevity. What speaks against it: an introduction, a greeting, a phrase that
names another subject, and that somebody was given the floor in between.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from pressgap.core.asking import asks, is_courtesy, on_one_line
from pressgap.core.names import TITLES
from pressgap.core.stop_words import FUNCTION_WORDS
from pressgap.core.terms import fold
from pressgap.core.turns import Said

_JOINS = re.compile(
    r"(?:and|but|so|or|then|because|still|even|yet|just|sorry|well|ok|okay|right|sure|yes|no|yeah|"
    r"like what|such as|meaning|which means|in other words|you mean|in what|а|и|но|то есть|значит|"
    r"то|так|und|aber|also|oder|denn|doch|et|mais|donc|alors|ou|y|pero|entonces|o sea|e|ma|quindi|"
    r"allora|mas|então|en|maar|dus|och|men|så|a|ale|czyli|więc|i|ve|ama|peki)\b[,:]?(?!\S)|"
    r"if (?:so|not|there|that|this|they|he|she|it|any)\b|(?:и|а|но|так|значит)[,\s]|و(?=هل|ما|"
    r"متى|كيف|لماذا|من|أين|كم|إذا|لكن)|ولكن\b|لكن\b|إذن\b|"
    r"那|那么|但|但是|而且|所以|では|それで|でも|그럼|그런데|하지만",
    re.IGNORECASE,
)
_FOLLOWS_UP = re.compile(
    r"\bfollow(?:ing|s|ed)?[- ]?up\b|\b(?:to|just to) (?:clarify|be clear|confirm|press|return)\b|"
    r"\b(?:you|minister|president) (?:just )?(?:said|mentioned|spoke of|talked about|called it)\b|"
    r"\b(?:what|how) did (?:\w+ )?\w+ (?:say|think|do|answer|reply|react|respond)\b|"
    r"\b(?:on|about|to) (?:that|this) (?:point|note|same)\b|\b(?:in|to) that (?:case|end)\b|"
    r"\bуточн\w+|\bnachfrage|\bnachhaken|\bprécis\w+",
    re.IGNORECASE,
)
_NEW_MATTER = re.compile(
    r"\b(?:on|to) (?:a|an|another|some) ?(?:\w+ )?(?:other|another|different|separate|new|lighter|"
    r"second|last|final)? ?(?:matter|topic|subject|note|issue|theme|question)\b|"
    r"\b(?:turn(?:ing)?|switch(?:ing)?|mov(?:e|ing)|com(?:e|ing)|shift(?:ing)?|chang(?:e|ing))\b"
    r".{0,20}\b(?:to|on|subject|topic|gears|tack)\b|\blet(?:['’]s| us|me) (?:now )?(?:talk|speak|"
    r"turn|move|go)\b|"
    r"\b(?:a|one|my|the|another|last|next|final|first|second) (?:\w+ )?question\b|"
    r"\b(?:last|next|final) one\b|\bone (?:more|last)\b|\b(?:eine|meine) (?:\w+ )?frage (?:an|zu)|"
    r"\bune (?:\w+ )?question (?:sur|pour|à)\b|\buna pregunta (?:sobre|para)\b|"
    r"\b(?:can|could|may) (?:i|we) (?:\w+ )?ask\b|\bask (?:you )?(?:about|on)\b|\bfinally\b|"
    r"^(?:as (?:for|to)|regarding|concerning|speaking of|about|zu[mr]?|à propos|sur|sobre|"
    r"по поводу|насч[её]т) |^on (?!that|this|it\b|what|your)(?=(?:\S+ ){5})|"
    r"\b(?:другой|следующий|ещё один|последний|такой) вопрос\b|\bвопрос (?:о|об|про)\b|"
    r"\b(?:anderes|neues) thema\b|\bandere frage\b|\botro tema\b|\bautre (?:sujet|question)\b|"
    r"另外|另一个|最后一个问题|还有一个问题|سؤال (?:آخر|أخير)",
    re.IGNORECASE,
)
_POINTS_BACK = re.compile(
    r"\b(?:(?<!know )(?<!knew )(?<!say )(?<!says )(?<!said )(?<!think )(?<!believe )(?<!hope "
    r")(?<!sure )(?<!true )(?<!expect )(?<!fear )(?<!so )(?<!reports )that|it|its|this|these|"
    r"those|they|them|their|he|him|his|she|her|there(?! (?:is|are|was|were|has|have|will|may|"
    r"might|'s))|then|such|same|"
    r"ones?|either|neither|both|otherwise|instead|anyway|again|too|as well|else|any of|"
    r"which (?:one|of)|"
    r"это|этот|эта|эти|этого|этом|этим|этой|тогда|там|они|их|им|он|его|она|её|ее|ему|тоже|ещё|"
    r"das(?= (?:ist|war|heißt|wird|kann|soll|bedeutet|denn))|dies\w*|dann|dort|ihn|davon|dazu|"
    r"damit|"
    r"cela|ça|celui|ils|elles|leur|"
    r"eso|esto|ellos|allí|così|questo|loro)\b|ذلك|هذا|هذه|هناك|这|那|它|他们|それ|これ|その|그것|그게",
    re.IGNORECASE,
)
_ENDS_BACK = re.compile(r"\b(?:it|this|that|them|those|there|so|him|her)[?.!]*$", re.IGNORECASE)
_GREETS = re.compile(
    r"(?:thanks?|thank you|good (?:morning|afternoon|evening|day)|hello|hi|hey|greetings|"
    r"спасибо|здравствуйте|добрый|bonjour|merci|guten|danke|hallo|buen\w*|gracias|hola|buon\w*|"
    r"grazie|شكرا|مرحبا|السلام|你好|您好|谢谢)\b",
    re.IGNORECASE,
)
_ADDRESSES = re.compile(
    rf"(?:{'|'.join(sorted(title for title in TITLES if len(title) > 2))})"
    r"\b[^,]{0,30},",
    re.IGNORECASE,
)


def _words(text: str) -> list[str]:
    return text.split()


_CASELESS = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
_SHORT, _BRIEF = 5, 9  # words
_LONG = 25
_READ = 1500  # characters of a sentence, and of the end of a turn
_PAIR = 2  # signs of a script that sets no spaces
_STEM = 5  # letters: "consul" and "consular", and the cases of languages that decline


def takes_up(
    text: str, turn: Said, before: Sequence[Said], *, anonymous: bool, called: float, habit: bool
) -> bool:
    """Return whether a turn takes up what ``before``, the turns of an exchange, is about.

    ``anonymous``: its label could be anybody's, so that greetings, and ``called`` (how surely
    somebody got the floor just before, from 0 to 1), speak for somebody else. ``habit``: whoever
    begins is given the floor or tells their name here, and this turn is neither.
    """
    said = [on_one_line(text, sentence)[:_READ] for sentence in turn.sentences]
    weight = -1.0 - (3.0 * called if anonymous else 0.0) + (0.75 if habit else 0.0)
    if anonymous and said and _GREETS.match(said[0]) and len(said) > 1:
        weight -= 2.0
    matter = [s for s in said if not is_courtesy(s)] or said
    if anonymous and len(matter) > 1 and _ADDRESSES.match(matter[0]):
        weight -= 1.0
    return bool(matter) and weight + _by_wording(matter) + _by_words(text, matter, before) > 0


def _by_wording(matter: Sequence[str]) -> float:
    first = matter[0]
    weight = 0.0
    if _FOLLOWS_UP.search(first):
        weight += 3.0
    elif _NEW_MATTER.search(first):
        weight -= 3.0
    if _JOINS.match(first):
        weight += 2.0
    length = _length(" ".join(matter))
    if length <= _SHORT:
        weight += 1.5
    elif length <= _BRIEF:
        weight += 0.5
    back = len(_POINTS_BACK.findall(first))
    weight += 0.25 + 0.75 * min(back, 2) if back else 0.0
    weight += 0.5 if length <= _BRIEF and _ENDS_BACK.search(first) else 0.0
    if not any(map(asks, matter)) and length <= _LONG:
        weight += 0.5
    return weight


def _by_words(text: str, matter: Sequence[str], before: Sequence[Said]) -> float:
    """Return what words in common with the last answer and the last question speak for."""
    own = _content(matter[0])
    if not own:
        return 0.0
    heard: set[str] = set()
    for turn in before[-3:]:
        heard |= _content(text[max(turn.span.start, turn.span.end - _READ) : turn.span.end])
    common = own & heard
    paired = sum(len(each) == _PAIR for each in common)  # of a word's pairs one is telling
    shared = (len(common) + paired) / len(own)
    return 2.0 if shared >= 0.34 else 1.0 if shared > 0.15 else -0.5


def _length(said: str) -> int:
    words = len(said.split())
    return max(words, len(_CASELESS.findall(said)) // 2)


@lru_cache(maxsize=256)
def _content(said: str) -> frozenset[str]:
    """Return the stems of what is named: no stop words; pairs of signs where words have no
    space."""
    stems = {_stem(word) for word in re.findall(r"[^\W_]{3,}", said) if not _CASELESS.match(word)}
    signs = re.findall(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]+", said)
    pairs = {run[i : i + 2] for run in signs for i in range(len(run) - 1)}
    return frozenset(stems - _FUNCTION - _EMPTY) | frozenset(pairs - _EMPTY)


def _stem(word: str) -> str:
    folded = fold(word)
    return folded[:_STEM]


_FUNCTION = frozenset(word[:_STEM] for word in FUNCTION_WORDS)
_EMPTY = frozenset(
    word[:_STEM]
    for word in map(
        fold,
        _words(
            """question thank thanks minister president governor sir madam doctor professor
            director secretary mister say said tell think know want like going get got see come
            people year years today what's that's it's don't does did will would could should can
            about have been were there their them then than when where which while what how why
            who whom who's you're we're really still just also even very much many more most some
            any good 请问 问林 什么 我们 你们 怎么 是否 可以 没有 会不 不会 这个 那么"""
        ),
    )
)
