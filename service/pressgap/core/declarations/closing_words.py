"""How signatures, votes, addresses and notes of a publisher read, and names.

The words are cues, no more: a sentence of a declaration may begin with them as well.
"""

from __future__ import annotations

import re

from pressgap.core.declarations.blocks import Block, ends
from pressgap.core.declarations.headings import is_about_the_text

_HAN = re.compile(r"[\u3040-\u30ff\u3400-\u9fff]")
_YEAR = re.compile(r"(?<!\d)(?:1[89]|20)\d\d(?!\d)")
_MARKED_NOTE = (("[", "]"), ("(", ")"), ("*", "*"), ("_", "_"), ("> ", ""))
_LEAST_CAPITALS = 2 / 3
_ALL_BUT = 0.85  # the same, of what ends as a sentence does
MOST_WORDS = 14  # of a line with a name, an office, a place
MOST_IN_FORMULA = 60
MOST_IN_NOTE = 120
_SAYS_END = re.compile(
    r"[-–—*#_ \t]*(?:(?:the )?ends?|end of (?:the )?(?:text|statement|document|release)|"
    r"fin|ende|конец|-30-)[-–—*#_. \t]*|"
    r"(?P<frame>[-–—*#_=]+)[ \t]*(?:here ends|end of|fin d[eu]|ende de[rs]|конец)\b"
    r"[^.:;!?\n]{1,60}(?P=frame)",
    re.IGNORECASE,
)
FORMULA = re.compile(
    r"[*_(\[]*(?P<sure>done (?:at|in|on)\b|in (?:witness|faith) whereof|\(signed\)|"
    r"(?:fait|donné) (?:à|au|aux|en|le)\b|geschehen (?:zu|in|am)\b|ausgefertigt|"
    r"(?:hecho|dado) en\b|fatto a\b|feito em\b|совершено|حرر|"
    r"本(?:声明|条约|协定|公报|宣言)[^。]{0,20}(?:签署|签订))|"
    r"[*_(\[]*(?:signed(?= (?:by|in|at|on|for)\b|\W*$|:)|given (?:at|under|in)\b|"
    r"signator(?:y|ies)\b|the undersigned|"
    r"(?:adopted|passed|approved) (?:at|in|on|by|with|unani|without)|agreed (?:at|in|on)\b|"
    r"issued (?:at|in|on|by)\b|(?:die )?unterzeichne\w*|gezeichnet|beschlossen (?:am|in|von)\b|"
    r"sign(?:é|ataires)|adopté|les soussigné|firma(?:do|n|ntes)\b|suscri|aprobad[oa] |adottat|"
    r"подпис|принят[оа]\b|صدر |وقع|الموقعون|签署|签字|签名)",
    re.IGNORECASE,
)
SIGNERS = re.compile(
    r"unterzeichn|unterschrieb|signator|undersigned|signé|signatair|soussign|firmant|suscri|подпис|"
    r"موقع|署",
    re.IGNORECASE,
)
_WITNESS = re.compile(r"[*_]*in (?:witness|faith) whereof", re.IGNORECASE)
VOTES = re.compile(
    r"\b(?:votes?|in favou?r|against|abst\w+|stimmen|dafür|dagegen|enthaltung\w*|voix|contre|"
    r"vot[oi]s?|a favor|en contra|голос\w*|против|воздерж\w*)\b|票",
    re.IGNORECASE,
)
FOR = re.compile(
    r"(?:for|on behalf of|für|im namen|pour|au nom|por|en nombre|per|за|от имени|عن)\s|.*代表",
    re.IGNORECASE,
)
_PUBLISHED = re.compile(
    r"[*_\[(]*(?:notes? (?:to|for|from) (?:the )?(?:editors?|media|press|publisher)|"
    r"(?:editor|publisher|translator)['’]?s['’]? notes?|"
    r"for (?:further|more|additional|media|press) (?:information|enquiries|inquiries|details)|"
    r"(?:media|press) (?:contacts?|enquiries|inquiries)\b|contacts?:|"
    r"(?:this is an? )?(?:unofficial|courtesy|provisional|working|non-official) translation|"
    r"translat(?:ed|ion) (?:from|by)|embargo(?:ed)?(?: until| till|:)|source:|"
    r"published (?:by|on|in)\b|"
    r"for immediate release|press release\b|check against delivery|released (?:by|on)|"
    r"corrigend(?:um|a)\b|errat(?:um|a)\b|"
    r"this (?:text|version|page|document) (?:is|was|has been|may) (?:published|translated|updated|"
    r"provided|released|a translation|an? (?:unofficial|digest))|©|copyright\b|all rights reserved|"
    r"(?:presse)?kontakte?:|pressekontakt|herausgegeben (?:von|vom)\b|anmerkung der|"
    r"hinweise? (?:für|an) die|contacts? (?:presse|de prensa)|traduction non|traducción no|"
    r"notes? (?:aux|à l['’]attention|de la rédaction|de l['’]édit)|nota (?:a|para|del?) l?|"
    r"неофициальный перевод|примечани[ея] (?:ред|для)|контакты|источник:|"
    r"编者注|译者注|新闻联系|联系人|ملاحظة)",
    re.IGNORECASE,
)
REACHED = re.compile(r"[\w.-]@\w|\b(?:tel|phone|fax|тел)\b.{0,5}\d|\+\d[\d ()-]{7}", re.IGNORECASE)
WEB = re.compile(r"\bwww\.|\bhttps?:|(?<!\w)@\w", re.IGNORECASE)
REUSE = re.compile(
    r"\b(?:may be (?:freely )?(?:copied|shared|reproduced|reprinted|distributed|quoted|translated)|"
    r"creative commons|open licen[cs]e|reprints?|reproduction|nachdruck|reproducción|перепечатк)",
    re.IGNORECASE,
)


def is_formula(text: str, block: Block) -> bool:
    """Return whether a block is sure to tell who signed or adopted a text, where and when."""
    words = block.span.of(text)
    if not block.plain or len(words) > 1_000 or FORMULA.match(words) is None:
        return False
    if _WITNESS.match(words) is not None:
        return len(words.split()) <= MOST_IN_FORMULA
    dated = _YEAR.search(words) is not None or not ends(text, block)
    return dated and size(words) <= 2 * MOST_WORDS


def is_published_note(text: str, block: Block) -> bool:
    """Return whether a block is the publisher's, going by its first words."""
    words = block.span.of(text)
    if len(words) > 1_500 or not (block.plain or block.bullet):
        return False
    if is_about_the_text(words) and ":" not in words and not ends(text, block):
        return False  # a heading, perhaps over paragraphs
    if says_end(text, block):
        return True
    return _PUBLISHED.match(words) is not None and len(words.split()) <= MOST_IN_NOTE


def says_end(text: str, block: Block) -> bool:
    """Return whether a block says that the text ends: "-- End --"."""
    plain = block.plain or block.bullet is not None
    return plain and _SAYS_END.fullmatch(block.span.of(text)) is not None


def is_marked_note(text: str, block: Block) -> bool:
    """Return whether a whole block stands in brackets, is set in italics or is a Markdown quote."""
    words = block.span.of(text)
    bold = words.startswith(("**", "__"))
    return not bold and any(words.startswith(a) and words.endswith(b) for a, b in _MARKED_NOTE)


def is_initial(block: Block) -> bool:
    """Return whether a mark may be the initial of a name: "R. Holm"."""
    return block.mark is not None and block.mark.lettered and not block.mark.small


def size(words: str) -> int:
    """Return how many words there are; two signs of a script without spaces count for one."""
    return len(words.split()) + len(_HAN.findall(words)) // 2


def are_full_names(words: str) -> bool:
    """Return whether a script with capitals says so of two words or more: "Ida Holm, Torvik."."""
    cased = any(letter.islower() for letter in words) and ":" not in words
    return cased and len(words.split()) > 1 and are_names(words, _ALL_BUT)


def are_names(words: str, least: float = _LEAST_CAPITALS) -> bool:
    """Return whether most words begin with a capital, small ones aside; other scripts may be."""
    some = [word for word in re.findall(r"[^\W\d_]+", words) if len(word) > 1]
    large = [word for word in some if not word[0].islower()]
    small = [word for word in some if word[0].islower() and len(word) > 3]
    return len(some) > 0 and len(large) >= least * (len(large) + len(small))
