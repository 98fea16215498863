"""Words that say whether a question takes up the answer before it, or begins another matter.

Tables of several languages; whoever adds a language adds to each. They are cues among others (see
``follow_ups``), so that one that is missing, or misleads, decides nothing alone.
"""

from __future__ import annotations

import re

from pressgap.core.text.names import TITLES

# "And another one, from a viewer": whoever says so asks for somebody else.
READS_OUT = re.compile(
    r"\b(?:questions?|one|this|comes?|asks|writes)\b[,:]? (?:\w+ ){0,3}(?:from|on|via|by|in) "
    r"(?:\w+ ){0,3}(?:web\w*|online|chat|internet|e-?mail|inbox|audience|floor|app|"
    r"(?:share|stake)holders?|investors?|viewers?|listeners?|readers?|employees?|members?|"
    r"residents?|students?|followers?)\b",
    re.IGNORECASE,
)
# "And when?", "But the letter says …", "Or did they?": the sentence before is not finished yet.
JOINS = re.compile(
    r"(?:and|but|or|because|even|still|yet|nor|plus|also|и|а|но|или|und|aber|oder|denn|doch|et|mais|"
    r"ou|car|y|e|pero|o|ma|mas|en|maar|och|men|eller|ale|czyli|i|ve|ama|que|pois)\b[,:]?(?!\S)|"
    r"(?:и|а|но|так|значит)[,\s]|و(?=هل|ما|متى|كيف|لماذا|من|أين|كم|إذا|لكن)|ولكن\b|لكن\b|"
    r"但|但是|而且|でも|それで|하지만|그리고",
    re.IGNORECASE,
)
# "So they knew?", "Then tell us …", "With respect, …": what was said is drawn on or disputed.
DRAWS_ON = re.compile(
    r"(?:so|then|therefore|sorry|pardon|well|hang on|hold on|wait|with (?:all |great )?respect|"
    r"if (?:so|not|there|that|this|they|he|she|it|any)|sure|yes|no|yeah|really|exactly|indeed|"
    r"like what|such as|meaning|which means|in other words|you mean|in what|even so|"
    r"то|то есть|значит|так|тогда|also|dann|mit verlaub|entschuldigung|donc|alors|pardon|"
    r"entonces|o sea|perdón|quindi|allora|então|dus|så|więc|peki|yani)\b[,:]?(?!\S)|إذن\b|"
    r"那|那么|所以|では|그럼|그런데|对不起|すみません",
    re.IGNORECASE,
)
FOLLOWS_UP = re.compile(
    r"\bfollow(?:ing|s|ed)?[- ]?up\b(?! on the)|"
    r"\b(?:to|just to) (?:clarify|be clear|confirm|press|insist|pin)\b|"
    r"\b(?:you|minister|president|sir|ma['’]am) (?:just )?(?:said|say|spoke of|called it|"
    r"did(?:n['’]t| not) answer)\b|\bI (?:did(?:n['’]t| not) ask|asked)\b|"
    r"\b(?:what|how) did (?:\w+ )?\w+ (?:say|think|do|answer|reply|react|respond)\b|"
    r"\b(?:on|about|to) (?:that|this) (?:point|note|same)\b|\b(?:in|to) that (?:case|end)\b|"
    r"\bуточн\w+|\bnachfrage|\bnachhaken|\bprécis(?:er|ion)|\bseguimiento\b|\brepregunt\w+|"
    r"追问|追問|補足",
    re.IGNORECASE,
)
_OTHER = (
    r"(?:other|another|different|separate|new|lighter|personal|private|final|last|next|second|"
    r"third|general|broader|bigger|related|unrelated|quick|brief|domestic|practical|"
    r"delicate|serious|happier|local|less|more)"
)
_MATTER = (
    r"(?:matters?|topics?|subjects?|notes?|issues?|themes?|questions?|fronts?|things?|points?)"
)
_TO_TURN = (
    r"(?:turn|switch|mov|com|shift|chang|get|go|pivot|look|jump|circl|return|zoom)"
    r"(?:e|es|ing|ting)?"
)
NEW_MATTER = re.compile(
    rf"\b(?:on|to|for|with) (?:a|an|the|another|some|something)? ?(?:\w+ )?{_OTHER}? ?{_MATTER}\b|"
    rf"\b(?:a|an|one|my|the|another|this)(?: \w+)? {_OTHER} (?:\w+ )?{_MATTER}\b|"
    rf"\b{_OTHER} (?:\w+ )?{_MATTER}\b|\banother {_MATTER}\b|"
    r"\b(?:a|one|my|the) (?:\w+ )?question (?:on|about|for|to|from)\b|"
    r"\b(?:last|next|final|another) one\b|\bone (?:more|last)\b|"
    r"\bsomething (?:else|different|lighter)\b|"
    rf"\b(?:I['’]d like|I would like|I want(?:ed)?|I have|I need|I must|can I|could I|may I|can we|"
    rf"could we|may we|shall we|let me|let us|let['’]s|if (?:I|we) (?:may|can|could))"
    rf"(?: \w+){{0,2}} {_TO_TURN}\b(?! (?:this|that) )|"
    rf"^(?:\w+,? ){{0,2}}(?:turning|switching|moving|coming|shifting|changing|pivoting|returning|"
    r"looking|going|getting) (?:\w+ ){0,3}(?:to|on|subject|topic|gears|tack|ahead|back)\b|"
    r"\blet(?:['’]s| us|me) (?:\w+ )?(?:talk|speak|start|begin|discuss|hear about)\b|"
    r"^(?:now|next|finally|lastly|separately|meanwhile|elsewhere|incidentally|by the way|"
    r"last of all|(?:just )?before (?:we|you|I|our|my)|to (?:finish|close|end|conclude|wrap))\b|"
    r"\bchang\w+ (?:the )?(?:subject|topic|gears)\b|"
    r"\b(?:can|could|may|must|have to|want(?:ed)? to|like to|going to) (?:\w+ )?ask(?: you)?\b|"
    r"\bask (?:you )?(?:about|on)\b|"
    r"\b(?:tell|talk|speak) (?:to )?(?:us|me) (?:\w+ )?about (?!it|that|this)|"
    r"\bwhat (?:about|of) (?=(?:\S+ ){4})|"
    r"^(?:as (?:for|to)|regarding|concerning|speaking of|away from|beyond|back to|about) |"
    r"^on (?!that|this|it\b|what|your)(?=(?:\S+ ){5})|^for the \w+:|"
    r"^(?:when|how) did you (?:first|know|get into|become|come to)\b|"
    r"^what (?:made|drew|brought|led) you (?:to|into|want)\b|"
    r"\b(?:question|one|e-?mail|message) (?:\w+ ){0,2}(?:from|by|via)\b|"
    r"\b(?:asks|writes|wants to know|would like to know)\b|"
    r"\banything (?:else )?(?:that )?(?:you|we)\b|\banything (?:else )?to add\b|"
    r"\b(?:in|for) (?:your|the) (?:new |latest |last |first )?(?:book|memoir|film|speech|report|"
    r"campaign|manifesto)\b|"
    # German
    r"\b(?:kommen|sprechen|reden|gehen|wechseln) wir\b|\b(?:eine|meine|noch eine|letzte|andere|"
    r"weitere|nächste|persönliche) (?:\w+ )?frage\b|^zu[mr]?\b(?! das)|\banderes thema\b|"
    r"\bneues thema\b|^(?:themenwechsel|abschließend|schließlich)\b|"
    # French
    r"^(?:parlons|venons-en|passons|changeons|revenons|enfin|pour (?:finir|terminer|conclure)|"
    r"sur|à propos|s['’]agissant|concernant|quant)\b|"
    r"\b(?:autre|dernière?|une|un) (?:\w+ )?(?:sujet|question)\b|"
    # Spanish, Italian, Portuguese
    r"^(?:hablemos|pasemos|volvamos|cambiando|cambiemos|por último|para (?:terminar|finalizar|"
    r"acabar)|en cuanto|sobre|respecto|parliamo|passiamo|cambiando|per (?:finire|concludere)|"
    r"infine|vamos (?:falar|passar)|mudando|por fim|para (?:finalizar|encerrar))\b|"
    r"\b(?:otr[oa]|último|última|una) (?:\w+ )?(?:tema|pregunta)\b|"
    r"\b(?:altr[oa]|ultim[oa]|una) (?:\w+ )?(?:domanda|tema)\b|\b(?:outr[oa]|última|uma) "
    r"(?:\w+ )?(?:pergunta|assunto)\b|"
    # Dutch, Scandinavian, Polish, Turkish
    r"\b(?:andere|laatste|nog een) vraag\b|\b(?:annat|sista|annen|siste|andet) (?:ämne|fråga|"
    r"tema|spørsmål|emne|spørgsmål)\b|\b(?:inny|ostatnie|kolejne) (?:temat|pytanie)\b|"
    r"\b(?:başka|son) (?:bir )?(?:konu|soru)\b|"
    # Russian
    r"\b(?:другой|следующий|ещё один|еще один|последний|такой|личный) вопрос\b|"
    r"\bвопрос (?:о|об|про|по)\b|^(?:давайте (?:поговорим|перейд[её]м)|перейд[её]м|теперь о|"
    r"что касается|по поводу|насч[её]т|напоследок|в завершение)\b|\bдругая тема\b|"
    # Chinese, Japanese, Korean, Arabic
    r"^关于|^關於|^据报道|^據報導|另外|另一个|最后一个问题|还有一个问题|我们(?:来)?(?:谈谈|聊聊)|"
    r"^最后|次に|最後に|ところで|^[^、。？]{2,20}について|마지막으로|다음으로|다른 질문|"
    r"سؤال (?:آخر|أخير)|ننتقل|^بالنسبة|^أخيرا",
    re.IGNORECASE,
)
# Pronouns and such; not the "that" of "I know that you …", nor the "one" of "one message".
POINTS_BACK = re.compile(
    r"\b(?:(?<!know )(?<!knew )(?<!say )(?<!says )(?<!said )(?<!think )(?<!believe )(?<!hope "
    r")(?<!sure )(?<!true )(?<!expect )(?<!fear )(?<!so )(?<!reports )that"
    r"(?! (?:you|I|we|the|an?|your|our|my|there)\b)|it|its|this|these|"
    r"those|they|them|their|he|him|his|she|her|there(?! (?:is|are|was|were|has|have|will|may|"
    r"might|'s))|then|such|same|ones|one(?=[?.!,;]|$| (?:is|was|of|that|who|in|on|for)\b)|"
    r"either|neither|both|otherwise|instead|anyway|again|too|as well|any of|"
    r"which (?:one|of)|afterwards?|"
    r"это|этот|эта|эти|этого|этом|этим|этой|тогда|там|потом|они|их|им|он|его|она|её|ее|ему|тоже|"
    r"ещё|das(?= (?:ist|war|heißt|wird|kann|soll|bedeutet|denn))|dies\w*|dann|dort|ihn|ihnen|"
    r"da(?:r?(?:an|auf|aus|in|über|um|unter)|bei|durch|für|gegen|mit|nach|von|vor|zu)|deshalb|"
    r"cela|ça|celui|celle|ceux|ils|elles|leur|l[ea]s?quel\w*|ensuite|alors|"
    r"eso|esto|ese|ellos|allí|así|después|cuáles|questo|quello|loro|isso|isto|eles|depois|"
    r"dat|daar\w*|det|dem|tego|bunu?|onlar\w*)\b|"
    r"ذلك|هذا|هذه|هناك|这|那|它|他们|それ|これ|その|그것|그게",
    re.IGNORECASE,
)
ENDS_BACK = re.compile(
    r"\b(?:it|this|that|them|those|there|so|him|her)(?: (?:all|then|now|too|again))?[?.!]*$",
    re.IGNORECASE,
)
# "That sounds cruel.", "He says …", "Weren't you …?"
STARTS_BACK = re.compile(
    r"(?:that|this|it|he|she|they|those|these|none|who else|what else|"
    r"which(?= (?:ones?|of|way|is|are|was|were|would|will|do|does|did|could|can|should|has|"
    r"have)\b))(?!\w)|"
    r"(?:is|was|were|are|do|does|did|have|has|had|could|would|should|will|can|ca|wo)n['’]t\b|"
    r"(?:is|was|were|are|do|does|did|have|has|had|could|would|should|will|can) "
    r"(?:that|this|it|he|she|they|those|these)\b|"
    r"(?:c['’]est|cela|ça|das|dies|er|sie|eso|esto|это|он|она|они)\b|这|那|それ|その",
    re.IGNORECASE,
)
GREETS = re.compile(
    r"(?:can (?:you|everyone|everybody) hear|am I audible|is (?:this|my mic\w*) on|"
    r"thanks?|thank you|good (?:morning|afternoon|evening|day)|hello|hi|hey|greetings|"
    r"спасибо|здравствуйте|добрый|bonjour|bonsoir|merci|guten|danke|hallo|buen\w*|gracias|hola|"
    r"buon\w*|grazie|bom|boa|obrigad[oa]|شكرا|مرحبا|السلام|你好|您好|谢谢)\b",
    re.IGNORECASE,
)
ADDRESSES = re.compile(
    rf"(?:{'|'.join(sorted(title for title in TITLES if len(title) > 2))}|monsieur|madame|herr|"
    r"frau|señora?|signora?)\b[^,?!.]{0,30},",
    re.IGNORECASE,
)
EMPTY = """question thank thanks minister president governor sir madam doctor professor
    director secretary mister say said tell think know want like going get got see come
    people year years today what's that's it's don't does did will would could should can
    about have been were there their them then than when where which while what how why
    who whom who's you're we're really still just also even very much many more most some
    any good 请问 问林 什么 我们 你们 怎么 是否 可以 没有 会不 不会 这个 那么"""
