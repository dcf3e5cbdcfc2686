"""What pages that are no article say, in English, German, French and Spanish: patterns for titles and lines, in lower case."""

from __future__ import annotations

import re
from dataclasses import dataclass

from storycompare.gather.offers import OFFER, WALL, low


@dataclass(frozen=True, slots=True)
class Sign:
    """A kind of page that is no article: what its title and its lines look like."""

    code: str
    title: re.Pattern[str]
    line: re.Pattern[str]


_THING = r"(?:page|article|story|content|document|resource|file|post)"
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
            r"vous êtes (?:bien )?(?:un )?humain|pas un robot|activités? inhabituelle|faites glisser|eres humano|no (?:soy|"
            r"eres) un robot",
            r"tráfico inusual",
        ),
    ),
    Sign(
        "consent",
        low(
            r"before you (?:continue|go on)|\b(?:cookies?|consent|privacy)\b.{0,30}$|privacy cent(?:re|er)",
            r"consenso|toestemming|zgoda|samtycke|consentimento|prywatno|"
            r"zustimmung|einwilligung|datenschutz|privatsphäre|mit werbung|vie privée|consentement|privacidad|\bcookies\b",
        ),
        low(
            r"\bwe (?:value|respect|care about) your privacy|\b(?:we|our|us) .{0,60}\bpartners\b",
            r"\b(?:we|our|your|you)\b.{0,80}\b(?:cookies|personal data|consent|geolocation|privacy (?:settings|choices))",
            r"\bthese cookies\b|\b(?:strictly necessary|performance|targeting|functional) cookies|legitimate interest|"
            r"berechtigte[ns]? interesse|intérêt légitime|interés legítimo|interesse leg(?:ittimo|ítimo)|gerechtvaardigd belang"
            r"|confirm my choices",
            r"\b(?:accept|reject|allow|decline|refuse)\b(?: (?:and |all\b|cookies|options|the use))|agree and close|more options",
            r"manage (?:cookies|options|preferences|settings)|personali[sz]ed (?:content|ads)|measure how (?:the|your) (?:audience|ads)",
            r"\b(?:wir|unsere?n?|ihre?)\b.{0,120}\b(?:cookies|zustimmung|einwilligung|partner|personenbezogene\w*|datenschutz\w*|"
            r"tracking)",
            r"\balle (?:akzeptieren|ablehnen)|\bpur-(?:abo|leser)|mit werbung (?:weiter)?lesen|nur notwendige",
            r"akzeptieren und weiter|ihre auswahl",
            r"\b(?:nous|nos|vous|votre|vos)\b.{0,120}\b(?:cookies|partenaires|consentement|vie privée|données personnelles)|sans cookies",
            r"respect de votre vie privée|accepter (?:et|les cookies)|continuer sans accepter|tout (?:accepter|refuser)|paramétrer",
            r"\bvos données sont|financé par la publicité",
            r"\b(?:nosotros|nuestr[oa]s?|tus?|puedes)\b.{0,120}\b(?:cookies|socios|consentimiento)",
            r"\b(?:cookies?|ciasteczk\w+)\b.{0,200}\b(?:partner\w*|consen[st]\w+|toestemming|voorkeur\w*|advertenties|zgod\w+|"
            r"reklam\w*|annunci|anúncios|"
            r"annons\w*|samtycke\w*|preferenze|preferências|dati personali|person\w*(?:gegevens|uppgifter|opplysninger))",
            r"\b(?:partner\w*|consen[st]\w+|toestemming|zgod\w+|samtycke\w*)\b.{0,200}\b(?:cookies?|ciasteczk\w+|preferen\w+|"
            r"instelling\w*|dane|"
            r"person\w*(?:gegevens|uppgifter|opplysninger)|geolocali\w+|dati|inställning\w*)\b",
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
            r"non trovat[ao]|niet gevonden|não encontrad[ao]|nie (?:została )?znalezion[aoy]|(?:hittades|finns) inte|ikke fundet|"
            r"^nothing (?:here|found)|nicht mehr verfügbar|^gone\b|^(?:error|erreur|fehler|oops|sorry)\b|bad gateway"
            r"|(?:content|article|page|story) (?:removed|expired|unavailable|deleted)",
        ),
        low(
            rf"{_THING} (?:that )?(?:you (?:are|were|['\u2019]re) (?:looking for|trying to)|you(?:['\u2019]ve)? (?:requested|wanted"
            rf"|asked for)|requested)",
            rf"{_THING} (?:does not exist|doesn['\u2019]t exist|(?:can|could) ?not be found)|(?:find|found) (?:that|this|the) {_THING}",
            rf"{_THING} is (?:no longer|not) (?:available|here)|link may be (?:wrong|broken)|mistyped the (?:address|url)",
            r"error was encountered|the system returned|cache administrator|remote host or network|try (?:the|your) request again",
            r"connection (?:to \S{1,80} )?(?:failed|timed out|was (?:refused|reset))",
            r"(?:site|server) (?:can['\u2019]t|cannot) be (?:reached|found)",
            rf"{_THING} has (?:been )?(?:moved|expired|removed|deleted)|(?:may|might) have been (?:moved|deleted|removed)",
            r"could(?: not|n['\u2019]t) (?:be found|find)|page not found|nothing (?:was )?found (?:here|at)|(?:abgelaufen"
            r"|entfernt|gelöscht)\W*$|nicht mehr verfügbar|^(?:error )?40[34]$",
            r"requested (?:url|resource|page|address)|no longer available|error (?:code )?\d{3}|return to the (?:home"
            r"|front) ?page|try searching|(?:go )?back to the (?:home|front)",
            r"seite (?:wurde |konnte )?(?:leider )?nicht gefunden|konnte nicht gefunden|seite gibt es (?:leider )?nicht",
            r"(?:verschoben|gelöscht) (?:oder|wurde)",
            r"zur startseite|prüfen sie die adresse|page (?:demandée|que vous (?:re)?cherchez)|est introuvable",
            r"page n['\u2019]existe|page d['\u2019]accueil",
            r"pagina (?:che (?:stai )?cerc|richiesta)|non esiste|pagina (?:die (?:u|je)|bestaat|is niet)|bestaat niet|"
            r"página que (?:procura|você)|não existe|"
            r"stron[ay] .{0,40}(?:nie istnieje|nie została)|sidan .{0,40}(?:finns inte|kunde inte)|(?:torna|volte|terug|wróć|"
            r"tillbaka) .{0,12}(?:pagina|página|stron|start|hom)",
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
    Sign(
        "feed",
        low(r"\b(?:rss|atom) feed\b"),
        low(r"this is an? (?:web|rss|atom|news)[ -]?feed\b|(?:copy|paste)\w* .{0,60}(?:news|feed)[ -]?reader"),
    ),
    Sign(
        "no-article",
        low(
            r"\bis for sale$|^parked\b|^(?:please )?(?:update|upgrade) your browser|browser (?:is )?(?:out ?of ?date|not supported)|"
            r"\bad ?block|wi-?fi\b",
            r"^thank(?:s| you)(?: for|!|\W*$)|^(?:one more|almost) (?:step|there)|^about us\b|^contact(?: us)?\b",
        ),
        low(
            r"\bad ?blocker|\bblocks? (?:our )?ad(?:s|vert\w+)\b|domain (?:is|name|parking)|this domain|terms of use|"
            r"out[ -]of[ -]date|(?:install|update|latest version)"
            r".{0,40}\bbrowser",
        ),
    ),
    Sign("paywall", low(r"^subscribe\b"), low(WALL.pattern, OFFER.pattern, r"^subscribe now\W*$")),
)
"""The kinds told by what their lines say; of several the one with most words in its lines is taken, of equals the first."""
