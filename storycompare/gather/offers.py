"""Lines that stand where the rest of an article is for subscribers, or that offer it: patterns, in lower case."""

from __future__ import annotations

import re


def any_of(*patterns: str) -> re.Pattern[str]:
    """Return one pattern, blind to case, that finds any of ``patterns``."""
    return re.compile("|".join(patterns), re.IGNORECASE)


def low(*patterns: str) -> re.Pattern[str]:
    """Return one pattern that finds any of ``patterns`` in a text in lower case: three times as fast as one that is blind to case."""
    return re.compile("|".join(patterns), re.MULTILINE)


_JOIN = (
    r"(?<!can )(?<!could )(?<!may )(?:subscrib(?:e|ing)\b|(?:sign|log)(?:ging|ned)? ?(?:up|in)|regist(?:er|ering|ration)\b|join|"
    r"create an? (?:free )?account|"
    r"become an? (?:\w+ )?(?:subscriber|member|supporter)"
    r"|(?:start|get|with|buy|choose) (?:a|an|your) (?:\w+ ){0,2}(?:trial|subscription|account|membership|pass))"
)
_ON = (
    r"(?:(?:continu\w+|keep|finish|carry on|go on)(?: to)? read\w*|continue\b|read(?:ing)? (?:on|more|further|(?:the |"
    r"this )?(?:full|whole|rest|remainder|entire|"
    r"article|story)|this\b)|(?:see|view|unlock|access) (?:the |this )?(?:full|whole|rest|remainder|entire|article|story|content)|"
    r"to read(?:\b(?! (?:and|or)\b)|$)|unlock\b)"
)
_WORK = r"(?:page|article|story|stories|content|report|text|piece|post|rest|remainder)"
_INSIDERS = (
    r"(?:(?:our|its|all|paying|registered|logged[- ]in|signed[- ]in|digital|premium|full|active|the) ){0,3}"
    r"(?:subscribers?|members?|users|readers|customers|supporters)"
)
WALL = low(
    rf"^.{{0,60}}\b{_JOIN}\b.{{0,60}}\b{_ON}|^.{{0,40}}\b{_ON}.{{0,60}}\b{_JOIN}\b|(?:keep|continue) reading (?:with|by|for)|"
    rf"to (?:continue|keep) reading",
    rf"\b{_WORK}\b(?: \w+){{0,4}}? (?:is|are|continues?|remains?)(?: \w+){{0,3}}? (?:for|to|by|behind) {_INSIDERS}\b(?! of\b)|"
    rf"{_WORK} .{{0,30}}behind (?:our|the|a) paywall",
    r"(?:subscribers?|members?|users?|readers?)[- ](?:only|exclusive)\b|(?:only for|exclusive (?:to|for)|"
    r"reserved for) (?:our )?(?:subscribers|members)",
    rf"only {_INSIDERS} (?:can|may|have|get) .{{0,30}}\b(?:read|see|view|access)|{_INSIDERS} can read (?:on|the|this|more)",
    r"(?:premium|members['\u2019]?|subscribers?['\u2019]?) (?:content|article|story)\b",
    r"\byou(?: have|['\u2019]ve)? .{0,50}\b(?:free|monthly|weekly|article|story|reading|last) .{0,30}\b(?:limit|remaining|left|"
    r"articles?|stories)\b",
    r"\byour? .{0,20}(?:article|story|reading|free) limit|limit of (?:free )?(?:articles|stories)",
    r"(?:continue|keep|read|finish|see) (?:reading |on )?(?:the (?:full|whole|rest|remainder|entire).{0,30} )?(?:in|on|with|at|"
    r"via) (?:the|our) (?:free )?app\b",
    r"(?:this|the) (?:story|article|report|text) continues (?:for (?:our |paying )?(?:members|subscribers)|in (?:the|our) app|"
    r"behind|with a)\b|unlock this (?:article|story)|\bto read on\W*$",
    r"\bmit \S{1,20} weiterlesen|jetzt weiterlesen|weiterlesen mit|nur für abonnenten|(?:artikel|inhalt) ist (?:nur )?(?:für|"
    r"mit) .{0,20}(?:abo|plus)",
    r"lesen sie weiter mit|(?:um|zum) (?:weiterzulesen|weiterlesen)\b",
    r"continue(?:r|z) (?:à|votre) lire|lecture réservée|(?:réservée?|réservés) aux abonnés|il vous reste .{0,20} à lire|"
    r"pour lire la suite|lire la suite de cet article",
    r"(?:exclusiv[oa]s?|sol[oa]|reservad[oa]s?) para (?:suscriptores|assinantes|socios)|(?:suscríbete|"
    r"regístrate) (?:gratis )?para (?:seguir|continuar) leyendo",
    r"para (?:seguir|continuar) (?:leyendo|a ler|lendo)\b|(?:hazte socio|assine|abónate) para (?:leer|ler)",
    r"(?:riservat[oa]|dedicat[oa]|solo|esclusiv[oa]) (?:agli|per gli|ai) (?:abbonati|iscritti|soci)|(?:continua a|per continuare a|"
    r"per) leggere\b.{0,40}(?:abbon|accedi|registr)|"
    r"per continuare a leggere",
    r"verder lezen\b|lees verder (?:met|als|in)|(?:alleen|exclusief|enkel) voor (?:abonnees|leden)|(?:för|for) prenumeranter|(?:läs|"
    r"les) vidare|kun for abonnenter",
    r"(?:tylko|wyłącznie) dla (?:prenumeratorów|subskrybentów|abonentów)|aby (?:czytać dalej|przeczytać)|(?:pozostało|"
    r"dalszy ciąg) .{0,40}(?:artykułu|tekstu)",
)
"""Lines that stand where the rest of an article is: they say that there is more."""
_MONEY = r"(?:[$£€]\s?\d|\d(?:[.,]\d\d)?\s?(?:€|£|\$|euros?\b|kr\b|zł|chf|cents?\b|p\b))"
_PERIOD = (
    r"(?:weeks?|months?|years?|woche|monat|jahr|semaine|mois|an|mes|semana|"
    r"año|ano|mês|mese|mesi|anno|settimana|maand|jaar|månad|mies\w*|miesi\w*)\b"
)
OFFER = low(
    r"^\W*(?:read|see|get|continue (?:to|with)) the (?:full|whole|rest|remainder|entire)\b(?: of)?(?: (?:this|the))?(?: (?:story|"
    r"article|text|report|piece))?"
    r"(?: (?:in|at|on|with|by|here|now)\b.{0,60})?\W*$",
    rf"\d\s?\S{{1,8}} (?:a|per|im|pro|par|al|por|för|za) {_PERIOD}|{_MONEY}.{{0,30}}\b{_PERIOD}|\b{_PERIOD}.{{0,30}}{_MONEY}|"
    rf"full access|schon ein abo",
    r"(?<!can )(?<!could )(?<!may )(?:subscribe|register|log in|sign in)\b.{0,40}\bto read|already (?:(?:a|our) (?:subscriber|"
    r"member)|registered|subscribed|"
    r"have an account)",
    r"(?:get )?unlimited (?:digital )?access|start your (?:free )?(?:trial|subscription)|become a (?:subscriber|member)(?: to|\W*$)",
    r"cancel (?:any ?time|when)",
    r"bereits abonnent|noch kein abo|\d+ tage (?:kostenlos|gratis) testen|déjà abonné|ya eres suscriptor|suscríbete (?:ahora|por)",
    r"(?:log|sign) in to read|support (?:local|our) (?:news|journalism).{0,20}subscribe|hazte socio|já é assinante|assine (?:o|a|já|"
    r"agora)\b",
    r"sei già (?:abbonato|iscritto)|abbonati (?:ora|subito|a)\b|al abonnee|word (?:nu )?(?:abonnee|lid)|redan prenumerant|"
    r"masz już (?:konto|prenumeratę)",
)
"""Lines that offer a subscription: under a whole article too, so they count only where the text is short or the page says it is paid."""
REPORTED = low(
    r"\b(?:said|says|told|asked|according to|(?:police|officials|experts|critics|witnesses|they) say|ruled"
    r"|(?<!not )(?<!be )(?<!was )found|showed?"
    r"|shows|recalled|announced|wrote|argued|quoted|seen by)\b|will say\b",
    r"\b(?:sagten?|sagt|teilten? .{0,40}mit|laut|erklärten?|urteilten?|berichteten?|heißt es|zufolge)\b",
    r"\b(?:a|ont) (?:déclaré|annoncé|indiqué|expliqué|dit|jugé)\b|\bselon\b|\b(?:dijo|dijeron|según|anunció|explicó|afirmó)\b",
)
"""What an article says where it quotes such words: a line of a page's own speaks to its reader and reports nobody."""
