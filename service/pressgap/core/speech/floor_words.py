"""The words with which the floor is given by name, by looks or by place, in several languages."""

from __future__ import annotations

import re

from pressgap.core.text.names import CAPITAL

LEADS = (
    r"(?:(?:yes|ok|okay|uh|um|well|now|and|then|next|please|all right|alright|right|so|first|good|"
    r"thank you|thanks|sorry|finally|lastly|oui|et|puis|alors|bien|merci|enfin|ja|und|dann|noch|"
    r"danke|bitte|sí|y|ahora|gracias|bueno|sì|poi|grazie|prego|да|и|теперь|дальше|спасибо|"
    r"go ahead|go on|over to you|adelante|allez-y)"
    r"[,.]?\s+)*"
)
_TITLE = (
    r"(?:(?i:mr|mrs|ms|dr|herrn?|frau|kollegin|kollege|mme|m|monsieur|madame|señora?|sra?|signora?|"
    r"г-н|г-жа)\b\.?\s+)?"
)
_PLEASE = (
    r"(?:,?\s+(?i:again|first|next|briefly|quickly|very quickly|now|noch (?:einmal|mal)|encore|"
    r"de nuevo|ещё раз|please|go ahead|you['’]re (?:up|next)|your turn|bitte|s['’]il vous plaît|"
    r"allez-y|por favor|adelante|prego|per favore|пожалуйста|прошу(?: вас)?))*"
)
_END = rf"{_TITLE}(?P<name>{CAPITAL}){_PLEASE}[.?!…]*\Z"
LONE = re.compile(rf"(?i:{LEADS}){_END}")
CALLED = re.compile(rf"(?i:{LEADS}){_TITLE}(?P<name>{CAPITAL}),\s+(?P<rest>.+)")
# "With that, Daria, you had your hand up first."
CALLED_LATER = re.compile(rf"(?P<lead>[^,]{{1,40}}),\s+{_TITLE}(?P<name>{CAPITAL}),\s+(?P<rest>.+)")
THEN = re.compile(
    r"(?:and\s+)?(?:then|after (?:that|him|her|them)|und dann|danach|"
    r"et (?:puis|ensuite)|y (?:luego|"
    r"después)|а (?:потом|затем))\s+(?![a-zà-ÿа-я])\w+[.!]?\Z|"
    r"(?:and\s+)(?:then|after (?:that|him|her|them))\b|"
    r"und dann\b|et ensuite\b|y luego\b|а потом\b"
)
LAST = re.compile(
    rf"(?i:{LEADS}(?:(?:(?:the|our|a)\s+)?(?:last|next|final|first|one more)"
    r"(?:\s+one|\s+question)?|"
    r"to (?:finish|close|end|start|begin)(?:\s+with)?|zum schluss|pour finir|para terminar|"
    r"over to(?:\s+you)?|go ahead|please|I see|we have|how about|let['’]s (?:go to|hear from|take)|"
    r"(?:the )?floor (?:is yours|goes to)|to|your turn|thank you|question from|"
    r"dernière question|question suivante|à vous|la parole est à|c['’]est au tour de|"
    r"nächste frage|letzte frage|das wort hat|(?:jetzt|nun) (?:ist|hat)|"
    r"última pregunta|siguiente pregunta|tiene la palabra|ultima domanda|la parola a|"
    rf"(?:следующий|последний) вопрос),?)\s+{_END}"
)
# "In the back, Joris."
POINTED = re.compile(rf"(?P<lead>[^,]{{1,60}}),\s+{_END}")
# "Ms. Roe has a question."
ASKS_FOR_IT = re.compile(
    rf"(?i:{LEADS}){_TITLE}(?P<name>{CAPITAL})\s+(?i:ha[sd] (?:a|another|one|the|his|her|their)"
    r"(?: \w+)? (?:question|follow-?up|floor|hand|microphone|mic)|(?:is|was|comes|goes) "
    r"(?:next|first|waiting)|has (?:raised|been waiting)|would like to (?:ask|come in)|"
    r"hat (?:sich gemeldet|sich noch|das wort|(?:noch |jetzt )?eine (?:\w+ )?(?:nach)?frage)|"
    r"ist (?:dran|als n)|möchte (?:fragen|noch)|a (?:la parole|une question|demandé)|"
    r"tiene (?:la palabra|una pregunta)|ha (?:una domanda|chiesto))\b.{0,40}"
)
# "Ms. Roe, from the Daily Post."
OF_OUTLET = re.compile(
    rf"(?i:{LEADS})(?i:mr|mrs|ms|herr|frau|mme|monsieur|madame|señora?|sra?|signora?)\.?\s+"
    rf"(?P<name>{CAPITAL}),?\s+(?:from|of|with|von|vom|de|del|du|pour|di|della|von der)\s+"
    r"[^,;:?]{2,40}\Z"
)
# "First question, Frau Roe, ARN."
BESIDE_OUTLET = re.compile(
    rf"(?:[^,]{{1,40}},\s+|(?i:{LEADS}))(?i:mr|ms|mrs|herr|frau|mme|m|monsieur|madame|señora?|sra?|"
    rf"signora?|г-н|г-жа|господин|госпожа)\.?\s+(?P<name>{CAPITAL}),\s+"
    r"(?P<outlet>(?![a-zà-ÿа-я])[^\W\d_][^,;:?.]{1,40})(?:,? (?i:please|bitte|por favor))?[.!]?\Z"
)
TO_COME = re.compile(
    r"\b(?:you(?:['’]re|['’]ve|r)?|us|bring|go|your|floor|start|begin|there|last|first|next|vous|"
    r"votre|allez-y|parole|sie|ihre|wort|dran|bitte|usted|su|adelante|palabra|lei|parola|prego|"
    r"вам|вас|вы|ваш|слово|пожалуйста)\b",
    re.IGNORECASE,
)
HAD = re.compile(
    r"\byou(?:['’]ve| have| had)? (?:already )?(?:had|asked)(?: \w+)? (?:your|a|one|two)\b"
    r"(?! hand)",
    re.IGNORECASE,
)
_POINTS = re.compile(
    r"\b(?:lady|gentleman|gentlewoman|woman|man|guy|person|colleague|mate|you there|"
    r"over (?:there|here)|"
    r"(?:at|in|to|by|on|from) the (?:very )?(?:\w+ )?(?:back|front|row|aisle|left|right|middle|"
    r"cent(?:er|re)|window|corner|wall|door|side|balcony|screen|cap|hat|tie|scarf|shirt|jacket|"
    r"coat|glasses|dress|sweater|jumper|blue|red|green|yellow|white|black|pink|orange|purple|"
    r"gr[ae]y)|(?:someone|somebody|anyone|anybody) else|new (?:face|here)|"
    r"au (?:fond|milieu|\w+ rang)|à (?:gauche|droite)|là-bas|devant|derrière|"
    r"hinten|vorne|reihe|links|rechts|in der mitte|die dame|der herr|kollegin|kollege|drüben|"
    r"fila|al fondo|izquierda|derecha|atrás|compañer[oa]|in fondo|sinistra|destra|collega|"
    r"ряд\w*|центр\w* зала|слева|справа|девушк\w*|молодой человек|женщин\w*|мужчин\w*|да, вам)\b",
    re.IGNORECASE,
)
# A sentence with these tells something; "I see the lady there" and "Is that the lady?" do not.
_TELLS = re.compile(
    r"\b(?:we|he|she|it|they|are|was|were|will|would|not|never|nous|ils?|elles?|sont|pas|wir|"
    r"ist|sind|nicht|es|están?|no|мы|он|она|они|не)\b",
    re.IGNORECASE,
)
_POINTING = 12  # words


def points_at(said: str) -> bool:
    """Return whether a sentence gives the floor to somebody whom it names by looks or place."""
    short = len(said.split()) <= _POINTING
    return short and bool(_POINTS.search(said)) and not _TELLS.search(said)
