"""Tables of how people ask, greet and give the floor.

Requests, courtesies and floors are tables of English and, in short, Russian, Arabic, French, German
and Spanish and a few more; another language is read by its question marks alone.
"""

from __future__ import annotations

import re

_LEAD_WORD = (
    r"(?:and|but|so|or|well|now|okay|ok|also|then|yes|no|first|second|secondly|third|finally|"
    r"lastly|"
    r"please|again|plus|just|firstly|и|а|но|также|و)"
)
_YOUR_SAY = (
    r"(?:comment|tell|explain|say|share|clarify|elaborate|describe|walk|give|talk|speak|expand|"
    r"outline|update|confirm|help|address|discuss|remind|provide|quantify|respond|react|reply|"
    r"answer|reflect|specify|list|name|detail|break\s+down|set\s+out|spell\s+out|take\s+(?:us|me))"
)
REQUEST = re.compile(
    rf"(?:{_LEAD_WORD}[,:]?\s+)*(?:"
    rf"(?:could|can|would|will|might|if)\s+you\s+(?:\w+\s+){{0,3}}{_YOUR_SAY}\b"
    rf"|please\s+(?:\w+\s+)?(?:{_YOUR_SAY}|clear\s+up|state)\b"
    r"|please\s+(?:\w+\s+){1,5}(?:whether|how|why)\b"
    rf"|please\s+be\s+so\s+(?:kind|good)\s+as\s+to\s+{_YOUR_SAY}\b"
    r"|(?:I|we|it)(?:['’]d|\s+would)\s+(?:\w+\s+)?be\s+(?:\w+\s+)?(?:grateful|glad|obliged|"
    r"thankful|happy|interested|helpful|useful|good|great|interesting)\s+(?:if\s+(?!I\b|we\b)|"
    r"for\s+(?:your|an?|some|any)\b|(?:of|in)\s+your\b|to\s+(?:know|hear|have|learn|get)\b)"
    r"|I(?:['’]d|\s+would|['’]m|\s+am|\s+must|\s+have\s+to|\s+should)?"
    r"(?:\s+(?:also|just|simply|first|again|then|next))?"
    r"(?:\s+like\s+to)?\s+ask(?:ing)?\s+(?:you|him|her|them|(?:the|our|your|both|mr|mrs|ms|dr)\.?"
    r"(?:\s+\w+){1,3}?)\s+(?:to|whether|if|how|why|what|when|who)\b"
    rf"|{_YOUR_SAY}\s+(?:us|me|on|(?:our|the|your|my)\s+(?:readers|listeners|viewers|audience|"
    r"people|public|committee|house|court|families|\w+\s+people)|to\s+us|to\s+me|about|for\s+us|how|what|why|whether|where|the|"
    rf"your)\b"
    r"|I(?:['’]d|\s+would|\s+should)\s+(?:\w+\s+)?(?:like|love|appreciate|welcome|want|"
    r"be\s+interested)\b"
    r"(?=.*\b(?:know|hear|ask|understand|learn|get|comment|view|views|thoughts|your|to (?:tell|"
    r"explain|"
    r"say|describe|address|respond|react|comment|answer|confirm|clarify|take|walk)|"
    r"in writing)\b)"
    r"|I(?:['’]m|\s+am|\s+was)?\s+(?:\w+\s+){0,2}(?:wonder(?:ing)?|curious|interested\s+(?:in|to))\b"
    r"|I(?:['’]m|\s+am|\s+was)\s+(?:\w+\s+){0,2}(?:hoping|asking)\s+(?:that\s+)?(?:you|if|"
    r"whether|for\s+(?:your|an?\s+(?:comment|answer|figure|number|update|assurance)))\b"
    r"|(?:perhaps|maybe)\s+you\s+(?:could|can|might|would)\b"
    rf"|(?:perhaps|maybe)\s+(?:\w+\.?\s+){{1,3}}(?:could|can|might|would)\s+(?:\w+\s+)?{_YOUR_SAY}\b"
    r"|(?:(?:I|we)(?:['’]d|\s+would)\s+)?(?:would\s+)?love\s+(?:to\s+(?:hear|know|get|"
    r"understand)|your\s+(?:thoughts?|views?|take))\b"
    r"|what\s+(?:I|we)(?:['’]d|\s+would)?\s+(?:\w+\s+)?(?:want|like|need)\s+to\s+(?:know|"
    r"hear|ask|understand)\b|I\s+(?:would\s+)?invite\s+you\s+to\b"
    r"|interested\s+(?:in|to\s+(?:hear|know))\b|(?:can|could|may)\s+(?:I|we)\s+(?:just\s+)?"
    r"(?:have|get|hear)\s+(?:your|an?\s+(?:update|sense|answer|comment))\b"
    r"|(?:hoping|wondering)\s+(?:that\s+)?(?:you|if|whether|how|what)\b"
    r"|let\s+me\s+ask\s+(?:you\s+)?(?:\w+\s+)?(?:whether|if|how|why|what|when|who)\b"
    r"|I\s+(?:\w+\s+)?(?:want|wanted|wish)\s+to\s+(?:ask|know|hear|understand)\b"
    r"|(?:my|the|one)\s+(?:\w+\s+)?question\s+(?:is|concerns|would\s+be|relates|has\s+to\s+do)\b"
    r"|I\s+have\s+(?:a|one|two|another|three)\s+(?:\w+\s+){0,2}questions?\b"
    r"|(?:any|your|some)\s+(?:\w+\s+)?(?:thoughts?|comments?|views?|reaction|colou?r|update|"
    r"opinion)\b"
    r"(?!.*\b(?:is|are|was|were)\b)"
    r"|(?:curious|wondering)\b"
    r"|(?:скажите|расскажите|поясните|объясните|прокомментируйте|уточните|ответьте)\b"
    r"|(?:хотел\w*\s+бы|хочу|хотелось\s+бы)\s+(?:\w+\s+){0,2}(?:узнать|спросить|услышать|понять)"
    r"|请(?:您|你)?(?:介绍|谈|说|解释|回答|问)|(?:我|我们)?想(?:请|问|知道|了解)|能否|可否|教えて"
    r"|не\s+могли\s+бы|(?:أخبرنا|حدثنا|نود أن نعرف|أود أن أسأل|هل)\b"
    r"|.{0,12}请(?:介绍|谈谈|说明|解释|评论|告诉)|.*(?:聞かせ|教えて|お答え)(?:て)?(?:ください|下さい)"
    # French
    r"|(?:dites-(?:nous|moi)|expliquez-(?:nous|moi)|parlez-(?:nous|moi)|racontez-(?:nous|moi)|"
    r"(?:est-ce que vous )?(?:pouvez|pourriez)(?:-|\s+)vous)\b"
    r"|(?:j['’]aimerais|je\s+voudrais|j['’]aurais\s+(?:aimé|voulu)|je\s+souhaite(?:rais)?|"
    r"je\s+voulais|nous\s+(?:voudrions|aimerions))\s+(?:[\w-]+\s+){0,3}(?:savoir|connaître|"
    r"demander|entendre|que\s+vous)\b"
    r"|ma\s+(?:\w+\s+)?question\s+(?:est|porte|concerne|serait)\b|je\s+me\s+demand\w+\s+(?:si|"
    r"comment|pourquoi|ce)\b"
    # German
    r"|(?:können|könnten|würden|mögen)\s+sie\b|(?:sagen|erklären|erläutern|schildern|nennen|"
    r"beschreiben|erzählen|verraten)\s+sie\b|vielleicht\s+können\s+sie\b"
    r"|(?:mich|uns)\s+(?:würde\s+(?:\w+\s+){0,2}interessieren|interessiert)\b"
    r"|(?:ich|wir)\s+(?:würden?|möchten?|wollten?|wüssten?|hätten?)\s+(?:[\w-]+\s+){0,3}(?:wissen|"
    r"fragen|hören|erfahren|gern)\b|meine\s+(?:\w+\s+)?frage\s+(?:ist|lautet|wäre|geht|richtet)\b"
    # Spanish, Italian, Portuguese
    r"|¿|(?:díganos|dígame|explíquenos|cuéntenos|podría|puede\s+usted|nos\s+puede|me\s+puede)\b"
    r"|(?:me\s+gustaría|quisiera|quería|querría|quiero|quisiéramos)\s+(?:\w+\s+){0,2}(?:saber|"
    r"preguntar\w*|conocer|entender|que\s+(?:nos|me))\b|mi\s+(?:\w+\s+)?pregunta\s+(?:es|va|sería)\b"
    r"|(?:ci|mi)\s+(?:dica|spieghi|racconti|può)\b|può\s+(?:dirci|spiegarci|dirmi)\b|"
    r"(?:vorrei|volevo|vorremmo|mi\s+piacerebbe)\s+(?:\w+\s+)?(?:sapere|chiedere|chiederle|capire)\b|"
    r"la\s+mia\s+(?:\w+\s+)?domanda\s+(?:è|riguarda)\b"
    r"|(?:diga|conte|explique)-nos\b|(?:o\s+senhor|a\s+senhora)\s+pod(?:e|eria)\b|(?:gostaria\s+de|"
    r"gostava\s+de|queria)\s+(?:\w+\s+)?(?:saber|perguntar|entender|ouvir)\b|(?:a\s+)?minha\s+"
    r"(?:\w+\s+)?pergunta\s+(?:é|seria)\b"
    # Dutch, Scandinavian, Polish, Turkish, Russian
    r"|(?:kunt|zou)\s+u\b|mijn\s+vraag\s+is\b|ik\s+(?:zou|wil(?:de)?)\s+(?:\w+\s+){0,2}(?:weten|vragen)\b"
    r"|(?:kan|skulle)\s+(?:ni|du|dere|de)\s+(?:\w+\s+)?(?:berätta|säga|förklara|fortelle|si|"
    r"forklare|fortælle)\b|(?:jag|jeg)\s+(?:undrar|lurer|spør|tänkte\s+fråga)\b"
    r"|proszę\s+(?:powiedzieć|wyjaśnić)\b|chciał\w*\s+(?:\w+\s+)?(?:zapytać|wiedzieć)\b"
    r"|мой\s+вопрос\b|меня\s+интересует\b|прошу\s+(?:пояснить|рассказать|прокомментировать)\b"
    r")",
    re.IGNORECASE,
)
# "And secondly, Priya, please remind us …": what may stand before a request.
BEFORE_REQUEST = re.compile(
    rf"(?:{_LEAD_WORD}|sorry|great|thank\s+you|thanks|understood|und|aber|et|mais|y|pero|also|dann|"
    rf"alors|donc|entonces)(?:\s+(?=\w)|[,:،]\s+)|(?P<who>[^,،?!]{{2,40}})[,،]\s+",
    re.IGNORECASE,
)
# "…, and I would like to know on whose orders."; "And the dividend."; and a question of a text
# that sets no marks: "so who signed it".
LIKE_TO_KNOW = re.compile(
    r"[,;:–—]\s+(?:and|but|so)\s+(?:I|we)(?:['’]d|\s+would)\s+(?:\w+\s+)?like\s+to\s+(?:know|"
    r"hear|ask)\b",
    re.IGNORECASE,
)
BARE = re.compile(r"And\s+(?:the|your|their|his|her)\s+[\w’'-]+(?:\s+[\w’'-]+)?[.…]")
UNMARKED = re.compile(
    rf"(?:{_LEAD_WORD}\s+)*(?:who|what|when|where|why|how|which)\s+\w+\s+\w+", re.IGNORECASE
)
ANNOUNCES = re.compile(
    r"\bquestions?\b|\bto ask\b|\bask (?:you|about)\b|\bask\b|\bwonder|\bcurious\b|"
    r"^(?:please )?(?:tell|explain)[^ ]* (?:me|us)[.,:]?$|\b(?:спросить|вопрос)",
    re.IGNORECASE,
)
COURTESY = re.compile(
    r"(?:(?:and|well|ok|okay|yes|no|so|mr\.? \w+|sir|madam)[,.]?\s+)*(?:"
    r"(?:thank you|thanks|many thanks|hello|hi|good (?:morning|afternoon|evening|day)|"
    r"спасибо|здравствуйте|добр(?:ый день|ый вечер|ое утро)|شكرا|مرحبا|谢谢)\b[^?؟？]{0,60}"
    rf"|(?!please\s+{_YOUR_SAY}\b)(?:please|yes|no|okay|right|great|got it|"
    r"understood|I see(?=[,.!]|\Z)|makes sense|"
    r"very helpful|"
    r"that[’']s helpful)\b[^?؟？]{0,60}(?![?؟？])"
    r"|(?:can|could|do) (?:you|everyone|everybody|anyone) hear (?:me|us)\b.{0,20}"
    r"|(?:is|are) (?:this|my|the|we) (?:microphone|mic|on|line|live)\b.{0,30}"
    r"|(?:may|can|could|might) I (?:just )?(?:ask|follow|go|come|add|continue|speak|have|put|"
    r"squeeze)"
    r"\b(?!.*\b(?:what|why|how|when|where|who|which|whether|if|about|on)\b).{0,60}"
    r"|(?:may|can|could|might) I (?:just )?ask (?:one|something|a question|another)"
    r" (?:on|about) (?:an?other|a (?:different|separate|new)|something) ?\w*"
    r"|how are you(?: (?:all|both|today|doing|feeling|finding|enjoying)\b(?!.* (?:on|"
    r"about) ).{0,50}|"
    r"\b.{0,20})|how(?:['’]s| is) (?:everyone|everybody|it) (?:doing|going)\b.{0,20}"
    r"|how much time (?:do|have) I\b.{0,20}|как (?:вы себя чувствуете|ваши дела|дела|"
    r"поживаете)\b.{0,40}|"
    r"(?:wie geht(?:['’]s| es)|comment allez-vous|cómo está)\b.{0,30}|(?:right|ok|okay|yes|no|"
    r"isn['’]t it|is that (?:ok|okay))"
    r"|(?:sorry|pardon|excuse me)(?: (?:me|about that|to interrupt|again))?(?:,? "
    r"(?:what(?: was that)?|again|say (?:that )?again|who|come again|"
    r"I (?:did|could)n['’]t .{1,20}|could you (?:repeat|say) .{1,20}))?"
    r"|(?:what was that(?!\s\w)|say again|am I audible)\b.{0,20}"
    r"|(?:may|can|could|shall) (?:I|we) (?:\w+ )?(?:begin|start)(?: (?:with|off|by)\b.{0,40}|)"
    r")[\s.!?؟…]*",
    re.IGNORECASE,
)
FLOOR = re.compile(
    r"\b(?:any|more|other|next|further|another|last|final|first|follow-?up) questions?\b|"
    r"\bgo ahead\b|"
    r"\b(?:who(?:['’]s| is)|whose turn is it) next\b|\bopening (?:statement|remarks|words)\b|"
    r"\bwho (?:\w+ )?(?:wants?|would like|['’]d like|will|is going|has (?:a|the|another))\b.{0,30}"
    r"\b(?:begin|start|first|next|question|go|ask|open)\b|\bwho else\b[^?]{0,12}\?|"
    r"\b(?:do|did|would|does) (?:you|anyone|anybody|somebody|someone|he|she) (?:\w+ )?"
    r"(?:want|like|wish|care|have) (?:to )?(?:\w+ )?"
    r"(?:begin|start|follow(?:[- ]up)?|add|respond|answer|take|go|come in|come back|"
    r"comment on that|"
    r"say (?:a few words|something)|another|a (?:question|follow-?up))\b|"
    r"\byou(?:['’]re| are| have| may| can)? (?:recognized|the floor|proceed|begin|start|"
    r"go first)\b|"
    r"\b(?:you like to|(?:shall|can|may|should|let) (?:we|us)|could you|can you|"
    r"you please) (?:begin|start|open|proceed|go first|"
    r"make)\b|"
    r"\b(?:line|mic|microphone) is (?:now )?open\b|\ba few words\b|\byield\b|"
    r"\bwait (?:for|until|till)\b.{0,30}\b(?:microphone|mic|floor|turn|called)\b|"
    r"\bintroduce yourself\b|\b(?:tell|say|state|give)\b.{0,12}\b(?:who you are|your names?)\b|"
    r"\btake (?:that|this|the) (?:one|question)\b|"
    r"\b(?:вопрос(?:ы)? (?:ещё|еще)|следующий вопрос|пожалуйста, вопрос|есть (?:ли )?вопросы)\b|"
    r"السؤال (?:التالي|القادم)|تفضل|(?:noch|weitere|nächste) fragen?\b|"
    r"(?:otra|siguiente|próxima|alguna) pregunta\b|question suivante|d['’]autres questions|"
    r"下一个问题|下一位|还有问题",
    re.IGNORECASE,
)
# Each alternative has one of these, which is quicker told.
IN_FLOOR = (
    *("question", "next", "go ahead", "opening", "who", "want", "like", "wish", "care", "have"),
    *("recognized", "floor", "proceed", "begin", "start", "go first", "open", "make", "few words"),
    *("yield", "wait", "introduce", "your name", "take ", "вопрос", "السؤال", "تفضل", "frage"),
    *("pregunta", "下一个问题", "下一位", "还有问题"),
)
MAY_I_ASK = re.compile(
    r"(?:[^,]{1,40},\s+)?(?:and |so |but )?(?:may|can|could|might) (?:I|we) (?:just |also |"
    r"please )*"
    r"(?:ask|bring|take|raise|turn|come|return|go|move|switch|put)\b"
    r"(?!.*\b(?:what|why|how|when|where|who|which|whether|if)\b)",
    re.IGNORECASE,
)
REPORTED = re.compile(
    r"\bI (?:(?:have|had|already|once|even|also|managed|was able) )*(?:to )?asked? you\b|"
    r"\bI (?:managed|was able|got|had (?:the|a|an) (?:chance|opportunity|occasion)) to ask\b|"
    r"\b(?:you (?:were|have been|had been) asked|(?:he|she|they|people) (?:once )?asked)\b",
    re.IGNORECASE,
)
