"""Words that name no subject: stop words, and what every declaration does.

English, with the small words of a few other languages; elsewhere the words that many clauses share
take their place (see ``clause_labels``). Stop words are kept as stems, see ``terms.fold``.
"""

from __future__ import annotations

from pressgap.core.text.tables import word_set
from pressgap.core.text.terms import fold


def _stems(text: str) -> frozenset[str]:
    return frozenset(map(fold, text.split()))


# May stand inside a phrase.
LINKS = word_set(
    """
    of on for in and against with from to until the a an de du des la le les von für und et y der
    den и в на по
    """
)
FUNCTION_WORDS = _stems(
    """
    the a an and or nor but of in on at to for from by with without as than that this these those
    which who whom whose what when where why how it its they them their there he she his her we us
    our you your i my me is are was were be been being am do does did has have had having will
    would shall should may might can could must not no yet so if because while whereas also only
    own such same other others another each every all any some many much more most less least few
    several both either neither one two three four five six seven eight nine ten first second
    third importance significance attention decision assessment understanding against across along
    around beyond despite like near together into onto over under up down out off about above
    below between among amid after before during since until till through throughout within upon
    toward towards via per very too still even just again further furthermore moreover however
    therefore thus hence here now then once ever never often always already well including include
    included regarding concerning according order well-being view regard basis part parts way ways
    means measure measures january february march april june july august september october
    november december today purpose aim account kind matter matters number place end ends side
    sides step steps
    """
)
# What declarations do, rather than what they are about.
DECLARING = _stems(
    """
    adopt affirm agree allow appeal appreciate approve ask attach attend base become begin believe
    bring call carry cause come commend commit condemn conclude confirm consider continue
    contribute declare decide deem deepen demand determine emphasise emphasize encourage endorse
    enhance ensure establish expand express facilitate favour find follow gain get give go grow
    hold hope intend invite keep know lead lie look make meet need note observe oppose place plan
    pledge point pose promote propose provide put reach reaffirm recall receive recognise
    recognize recommend refer regard reiterate reject remain request rest run say secure see seek
    serve set show speak stand state strengthen stress strive suggest support take tell think turn
    underline underscore undertake urge use value voice want welcome wish work became brought came
    found gave given gone held kept knew known led made met paid said saw seen sent shown spoke
    uphold upheld draw drew act join done increase halt require report grew built build form
    employ remove spoken stood taken took thought told went written wrote
    """
)
