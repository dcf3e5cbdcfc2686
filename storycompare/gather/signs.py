"""What pages that are no article say, in English, German, French and Spanish: patterns for titles and lines, in lower case."""

from __future__ import annotations

import re
from dataclasses import dataclass


def any_of(*patterns: str) -> re.Pattern[str]:
    """Return one pattern, blind to case, that finds any of ``patterns``."""
    return re.compile("|".join(patterns), re.IGNORECASE)


def low(*patterns: str) -> re.Pattern[str]:
    """Return one pattern that finds any of ``patterns`` in a text in lower case: three times as fast as one that is blind to case."""
    return re.compile("|".join(patterns), re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Sign:
    """A kind of page that is no article: what its title and its lines look like."""

    code: str
    title: re.Pattern[str]
    line: re.Pattern[str]


_THING = r"(?:page|article|story|content|document|resource|file|post)"
WALL = low(
    r"(?:keep|continue) reading (?:with|by|for)|\bmit \S{1,20} weiterlesen|continue(?:r|z) (?:à|votre) lire|lecture réservée",
    r"(?:subscribe|sign up|register|log in|sign in)\b.{0,40}\bto (?:continue|keep) (?:to )?read|to (?:continue|keep) reading",
    rf"(?:this|the rest of this|the rest of the) {_THING} is (?:only |reserved |exclusively )?(?:for|available to)(?: \w+)? "
    r"(?:subscribers|members)",
    r"subscribers only\b|only for subscribers|subscriber[- ]exclusive",
    r"you have (?:read|reached|used) (?:all )?(?:of )?your .{0,40}(?:free|limit)",
    r"to read (?:the (?:full|whole|rest)|this) .{0,20},? (?:start|subscribe|become|join|buy)|(?:become|subscribe) .{0,30}to read on",
    r"(?:become a (?:subscriber|member)|subscribe|start your (?:free )?(?:trial|subscription)) to (?:read|unlock)",
    r"unlock this (?:article|story)",
    r"jetzt weiterlesen|weiterlesen mit|nur für abonnenten|(?:artikel|inhalt) ist (?:nur )?(?:für|mit) .{0,20}(?:abo|plus)",
    r"lesen sie weiter mit",
    r"(?:réservée?|réservés) aux abonnés|il vous reste .{0,20} à lire|pour lire la suite|lire la suite de cet article",
    r"(?:exclusivo|solo) para suscriptores|(?:suscríbete|regístrate) (?:gratis )?para (?:seguir|continuar) leyendo",
)
"""Lines that stand where the rest of an article is: they say that there is more."""
OFFER = low(
    r"\d\s?\S{1,8} (?:a|per|im|pro|par|al) (?:week|month|year|woche|monat|jahr|semaine|mois|an|mes|semana|año)\b|full access|schon ein abo",
    r"(?:subscribe|register|log in|sign in)\b.{0,40}\bto read|already (?:a (?:subscriber|member)|have an account)",
    r"(?:get )?unlimited (?:digital )?access|start your (?:free )?(?:trial|subscription)|become a (?:subscriber|member) to",
    r"cancel (?:any ?time|when)",
    r"bereits abonnent|\d+ tage (?:kostenlos|gratis) testen|déjà abonné|ya eres suscriptor|suscríbete (?:ahora|por)",
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

SIGNS = (
    Sign(
        "robot-check",
        low(
            r"^(?:just a moment|making sure you|too many requests|attention required|are you (?:a )?(?:robot|human)"
            r"|security check|checking your browser|verify(?:ing)? )",
            r"^(?:human verification|pardon our interruption|captcha|access to this page has been denied|access denied|un instant)",
            r"^(?:nur einen moment|sicherheits(?:über)?prüfung|un momento|vérification|request (?:blocked|rejected)"
            r"|bot(?: or not| detection)\b)",
        ),
        low(
            r"checking (?:if|your browser)|verify(?:ing)? (?:that )?you(?: are|['\u2019]re) (?:a )?human|are you a robot|not a robot",
            r"\bcaptcha\b|\bray id\b|this process is automatic|browser will redirect|ddos protection|press (?:&|and) hold|incident id",
            r"enable (?:javascript|js) and (?:cookies|disable any ad ?blocker)|enable cookies and javascript",
            r"cookies and javascript are enabled",
            r"reviewing the security of your connection|review the security of|automated (?:requests|access|traffic)",
            r"unusual (?:traffic|activity)",
            r"you (?:might|may) be a (?:ro)?bot|super-?human speed|no person could|(?:disabled|blocking) (?:javascript|cookies) in your",
            r"preventing (?:javascript|scripts|it) from running|third-party browser plugin",
            r"security (?:service|solution|rule).{0,40}(?:block|protect)",
            r"don['\u2019]t have permission to access|reference\s?(?:#|id)|you have been blocked",
            r"(?:complete|solve) the (?:security )?(?:check|puzzle)",
            r"sie ein mensch sind|(?:kein|ein) roboter|ungewöhnliche (?:aktivität|zugriffe)|cookies,? um fortzufahren|vorgangsnummer",
            r"vous êtes (?:bien )?(?:un )?humain|pas un robot|activités? inhabituelle|faites glisser|eres humano|no (?:soy|eres) un robot",
            r"tráfico inusual",
        ),
    ),
    Sign(
        "consent",
        low(
            r"before you (?:continue|go on)|\b(?:cookies?|consent|privacy)\b.{0,30}$|privacy cent(?:re|er)",
            r"zustimmung|einwilligung|datenschutz|privatsphäre|mit werbung|vie privée|consentement|privacidad|\bcookies\b",
        ),
        low(
            r"\bwe (?:value|respect|care about) your privacy|\b(?:we|our|us) .{0,60}\bpartners\b",
            r"\b(?:we|our|your|you)\b.{0,80}\b(?:cookies|personal data|consent|geolocation|privacy (?:settings|choices))",
            r"\bthese cookies\b|\b(?:strictly necessary|performance|targeting|functional) cookies|legitimate interest|confirm my choices",
            r"\b(?:accept|reject|allow|decline|refuse)\b(?: (?:and |all\b|cookies|options|the use))|agree and close|more options",
            r"manage (?:cookies|options|preferences|settings)|personali[sz]ed (?:content|ads)|measure how (?:the|your) (?:audience|ads)",
            r"\b(?:wir|unsere?n?|ihre?)\b.{0,120}\b(?:cookies|zustimmung|einwilligung|partner|personenbezogene\w*|datenschutz\w*|tracking)",
            r"\balle (?:akzeptieren|ablehnen)|\bpur-(?:abo|leser)|mit werbung (?:weiter)?lesen|nur notwendige",
            r"akzeptieren und weiter|ihre auswahl",
            r"\b(?:nous|nos|vous|votre|vos)\b.{0,120}\b(?:cookies|partenaires|consentement|vie privée|données personnelles)|sans cookies",
            r"respect de votre vie privée|accepter (?:et|les cookies)|continuer sans accepter|tout (?:accepter|refuser)|paramétrer",
            r"\bvos données sont|financé par la publicité",
            r"\b(?:nosotros|nuestr[oa]s?|tus?|puedes)\b.{0,120}\b(?:cookies|socios|consentimiento)",
            r"acepta[rs]? (?:y|todo|las cookies)|en tu dispositivo|rechazar (?:y|todo)|tratamos los datos|tu privacidad",
        ),
    ),
    Sign(
        "login",
        low(
            r"^(?:(?:sign|log) ?(?:in|on|up)|register|create (?:an?|your) (?:free )?account)\b",
            r"^(?:anmelden|anmeldung|einloggen|se connecter|connexion|identifiez|inici(?:ar|a) (?:de )?sesión|acceder)\b",
        ),
        low(
            r"(?:log|sign) ?in to (?:your|continue|keep|read)|email address|\bpassword\b|create (?:a|an|your) (?:free )?account",
            r"keep me signed in|don['\u2019]t have an account|already (?:registered|have an account)|by continuing,? you agree",
            r"register (?:now|to|for)|continue with (?:google|facebook|apple|email)|melden sie sich|passwort|noch kein konto",
            r"mot de passe|se connecter|créer un compte|contraseña|correo electrónico|inici(?:ar|a) sesión|(?:no )?tienes cuenta",
        ),
    ),
    Sign(
        "region",
        low(
            r"\b451\b|legal reasons|not available (?:in|from)|^not available$|unavailable in|nicht verfügbar|non disponible",
            r"no disponible|rechtlichen",
        ),
        low(
            r"(?:in|from|for|to) (?:your|the) (?:country|region|location|area|territory)\b",
            r"(?:the country|where) (?:that )?you are(?: in)?\b",
            r"legal reasons|european economic area|data protection regulation|outside (?:of )?the (?:us|uk|eu|united)\b",
            r"(?:in|aus) ihre[rm] (?:land|region)|rechtlichen gründen|(?:dans|depuis) votre (?:pays|région)|en (?:su|tu) (?:país|región)",
        ),
    ),
    Sign(
        "moved",
        low(
            r"^(?:(?:this )?page (?:has )?moved|30[1278]\b|moved (?:permanently|temporarily)|object moved|redirect(?:ing)?\b)",
            r"^(?:document moved|weiterleitung|redirection|redirigiendo)|^we(?: have|['\u2019]ve) (?:moved|a new home)",
        ),
        low(
            r"(?:document|object) (?:has )?moved|(?:being|be|are not|not) redirected|redirecting|update your bookmarks",
            r"will be taken (?:there|to)|is now at (?:http|www|our)|(?:has|have) moved to (?:a|our) new (?:web ?site|address|home|page)",
            r"this page has moved|werden (?:in kürze )?weitergeleitet|allez être redirigé|serás redirigido",
        ),
    ),
    Sign(
        "error-page",
        low(
            r"\b(?:404|403|410|500|502|503)\b|not found|forbidden|page (?:un)?available|page introuvable|nicht gefunden|no encontrada",
            r"^nothing (?:here|found)|nicht mehr verfügbar|^gone\b|^(?:error|erreur|fehler|oops|sorry)\b|bad gateway"
            r"|(?:content|article|page|story) (?:removed|expired|unavailable|deleted)",
        ),
        low(
            rf"{_THING} (?:that )?(?:you (?:are|were|['\u2019]re) (?:looking for|trying to)|you(?:['\u2019]ve)? (?:requested"
            rf"|asked for)|requested)",
            rf"{_THING} (?:does not exist|doesn['\u2019]t exist|(?:can|could) ?not be found)|(?:find|found) (?:that|this|the) {_THING}",
            rf"{_THING} is (?:no longer|not) (?:available|here)|link may be (?:wrong|broken)",
            rf"{_THING} has (?:been )?(?:moved|expired|removed|deleted)|(?:may|might) have been (?:moved|deleted|removed)",
            r"could(?: not|n['\u2019]t) (?:be found|find)|page not found|nothing (?:was )?found (?:here|at)|(?:abgelaufen"
            r"|entfernt|gelöscht)\W*$|nicht mehr verfügbar|^(?:error )?40[34]$",
            r"requested (?:url|resource|page|address)|no longer available|error (?:code )?\d{3}|return to the (?:home"
            r"|front) ?page|try searching|(?:go )?back to the (?:home|front)",
            r"seite (?:wurde |konnte )?(?:leider )?nicht gefunden|konnte nicht gefunden|seite gibt es (?:leider )?nicht",
            r"(?:verschoben|gelöscht) (?:oder|wurde)",
            r"zur startseite|prüfen sie die adresse|page (?:demandée|que vous (?:re)?cherchez)|est introuvable",
            r"page n['\u2019]existe|page d['\u2019]accueil",
            r"página (?:que buscas|solicitada|no)|no existe o|ha sido eliminada|vuelve a la portada|internal server error|bad gateway",
        ),
    ),
    Sign(
        "maintenance",
        low(
            r"maintenance(?: mode)?\s*(?:$|[|\u2013\u2014-])",
            r"^(?:be right back|back soon|temporarily (?:unavailable|down)|service unavailable|503\b"
            r"|you are (?:now )?in line|waiting room|we are updating)",
            r"wartung|mantenimiento|virtual queue|^queue",
        ),
        low(
            r"(?:scheduled|planned|routine|some|under|for|undergoing) maintenance|\bbe (?:right )?back (?:soon|shortly|online|up|in)",
            r"temporarily (?:unavailable|offline|down)|upgrading our (?:site|systems)|you are (?:now )?in (?:line|the queue)|wait time",
            r"(?:it is|when it['\u2019]s) your turn|sorry for (?:the|any) inconvenience|in kürze wieder",
            r"(?:seite|website) wird .{0,20}gewartet",
            r"wartungsarbeiten|bitten um ihr verständnis|en (?:cours de )?maintenance|serons de retour|en mantenimiento|volveremos",
        ),
    ),
    Sign(
        "newsletter",
        low(
            r"newsletters?$",
            r"^(?:newsletters?\s*(?:$|[|:\u2013\u2014-])|(?:sign up (?:for|to)|subscribe to our|inscription|recevez"
            r"|anmeldung zum newsletter|boletines)\b)",
        ),
        low(
            r"(?:in|to|into) your (?:inbox|e-?mail)|unsubscribe (?:at|any|here|from)|by signing up",
            r"pick the (?:e-?mails|newsletters)|our (?:\w+ )?newsletter",
            r"a newsletter on|enter your e-?mail|votre boîte mail|désinscrire|\bnewsletter\b.{0,60}(?:abonnieren|anmelden|bestellen)",
            r"(?:ihr(?:em)?|ins) postfach|jederzeit abbestellen|tu (?:correo|bandeja)|darte de baja",
        ),
    ),
    Sign(
        "script-only",
        low(r"^(?:enable javascript|javascript (?:is )?(?:disabled|required|not available))"),
        low(
            r"(?:enable|turn on|requires?|need|without|activate) javascript|javascript is (?:not available|disabled|required)",
            r"javascript must be",
            r"javascript (?:aktivieren|activé|(?:is )?disabled)|^loading\W{0,3}$|habilita(?:r)? javascript",
        ),
    ),
    Sign("paywall", low(r"^subscribe\b"), low(WALL.pattern, OFFER.pattern, r"^subscribe now\W*$")),
)
"""The kinds told by what their lines say; of several the one with most words in its lines is taken, of equals the first."""

WALLED = any_of(
    r"captcha-delivery|_Incapsula_Resource|px-captcha|cf-chl|challenge-platform/h/|challenges\.cloudflare|hcaptcha|g-recaptcha|awswaf",
    r"geetest|kpsdk|/_sec/cp_challenge|distil_|data-callback=.captcha",
)
"""What the source of a page that checks for robots names: it counts only where the page says nothing else."""
ROOT = any_of(
    r"<div[^<>]{0,200}\bid=[\"']?(?:root|app|__next|__nuxt|__app|___gatsby|svelte|main-app|react-root|q-app|ember)\b[\"']?[^<>]{0,200}>",
    r"<app-root\b|<script[^<>]{0,200}\bid=[\"']?__NEXT_DATA__",
)
"""The place that a script would fill."""

LISTS = low(
    r"^search results|^results for|^(?:tag(?:ged)?|topic|category|author):|^(?:latest|more|all) (?:news|stories|articles)\b"
    r"|^articles (?:by|on|about)",
    r"^(?:search|archives?|thema|schlagwort|autor(?:in)?|suche|suchergebnisse|alle artikel|dossier|résultats|recherche|etiqueta|tema"
    r"|resultados|búsqueda)\s?(?:$|[|:\u2013\u2014-])",
)
"""Titles of lists: of a topic, a section, an author or what a search found."""
PICTURES = low(
    r"^(?:in (?:pictures|photos|images)|(?:photo )?gallery:|photos?:|slide ?show|pictures of the|bilderstrecke|fotostrecke"
    r"|die bilder|bilder:|galerie)",
    r"^(?:en (?:images|imágenes)|diaporama|fotogalería|fotos:|as it looked)",
    r"(?:photo gallery|slide ?show|in (?:pictures|photos)|bilderstrecke)$",
    r"\b(?:best|striking|stunning) (?:photos|pictures|images)\b|\bin \d+ (?:photos|pictures|images)\b",
)
"""Titles of picture series."""
PLAYERS = low(r"^(?:watch|video|vidéo|vídeo|listen|podcast|audio|episode|episodio|épisode|folge|hören|sehen)\b|(?:\bpodcast|[-|:] video)$")
"""Titles of a film or a recording."""
TALK = low(
    r"^(?:\d+ )?comments?(?::| on\b|\s*\(|$)|join the (?:discussion|conversation)|(?:leser)?kommentare|^commentaires",
    r"^comentarios|^discussion$",
)
"""Titles of what readers say."""
REPLY = low(
    r"^(?:reply|report|like|antworten|melden|répondre|signaler|responder|denunciar)\b.{0,12}$",
    r"\b(?:reply|antworten|répondre|responder)(?: \w+)?$",
)
"""The button under each reader's word."""
COUNTER = low(r"^(?:(?:slide|photo|image|bild|foto|picture) )?\d{1,3} ?(?:of|/|von|sur|de) ?\d{1,3}\b")
"""The number of a picture in its series."""
CHOICE = low(r"accept|agree|reject|no thanks|akzept|zustimm|ablehn|acept|rechaz|refuser|paramétr")
"""Buttons of a choice of cookies."""
