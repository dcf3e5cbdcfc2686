"""What pages that are no article look like, in English, German and French: tables of patterns for titles and for lines."""

from __future__ import annotations

import re
from dataclasses import dataclass


def any_of(*patterns: str) -> re.Pattern[str]:
    """Return one pattern, blind to case, that finds any of ``patterns``."""
    return re.compile("|".join(patterns), re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Sign:
    """A kind of page that is no article: what its title and its lines look like."""

    code: str
    title: re.Pattern[str]
    line: re.Pattern[str]


SIGNS = (
    Sign(
        "robot-check",
        any_of(
            r"^(?:just a moment|attention required|are you (?:a )?(?:robot|human)|security check|checking your browser|verify(?:ing)? )",
            r"^(?:human verification|pardon our interruption|captcha|access to this page has been denied|un instant|nur einen moment)",
        ),
        any_of(
            r"checking your browser|verify (?:that )?you are (?:a )?human|are you a robot|not a robot|unusual (?:traffic|activity)",
            r"\bcaptcha\b|\bray id\b|this process is automatic|browser will redirect|ddos protection|press (?:&|and) hold",
            r"enable (?:javascript and cookies|cookies and javascript)|reviewing the security of your connection",
            r"automated (?:requests|access)|bestätigen sie, dass sie ein mensch|vérifiez que vous êtes humain",
        ),
    ),
    Sign(
        "consent",
        any_of(
            r"before you continue|\b(?:cookies?|consent|privacy)\b.{0,30}$",
            r"zustimmung|einwilligung|datenschutz|vie privée|consentement",
        ),
        any_of(
            r"\bwe (?:value|respect|care about) your privacy|\b(?:we|our|us) .{0,60}\bpartners\b",
            r"\b(?:we|our|your|you)\b.{0,80}\b(?:cookies|personal data|consent|geolocation|privacy (?:settings|choices))",
            r"\b(?:accept|reject|allow|agree|decline|manage|refuse)\b(?: (?:to |and |all\b|cookies|options|preferences|settings|the use))",
            r"\b(?:wir|unsere?n?|ihre?)\b.{0,120}\b(?:cookies|zustimmung|einwilligung|partner|personenbezogene\w*|datenschutz\w*)",
            r"\balle (?:akzeptieren|ablehnen)|\bpur-abo|mit werbung (?:weiter)?lesen",
            r"\b(?:nous|nos|vous|votre|vos)\b.{0,120}\b(?:cookies|partenaires|consentement|vie privée|données personnelles)",
            r"respect de votre vie privée|accepter et continuer|continuer sans accepter|tout (?:accepter|refuser)|paramétrer",
        ),
    ),
    Sign(
        "error-page",
        any_of(
            r"\b(?:404|403|410|500|502|503)\b|not found|access denied|forbidden|page (?:un)?available|page introuvable|nicht gefunden",
            r"^(?:error|oops|sorry)\b|service unavailable|bad gateway",
        ),
        any_of(
            r"(?:page|article|story|content) (?:that )?(?:you (?:are|were|['\u2019]re) looking for|you requested|requested)",
            r"(?:page|article|story|content) (?:does not exist|doesn['\u2019]t exist|(?:can|could) ?not be found)",
            r"(?:page|article|story|content) is (?:no longer|not) available",
            r"(?:page|article|story|content) has (?:been )?(?:moved|expired|removed)|may have been (?:moved|deleted|removed)",
            r"could(?: not|n['\u2019]t) (?:be found|find)|don['\u2019]t have permission to access|access denied|page not found",
            r"error (?:code )?\d{3}|reference #|return to the (?:home|front) ?page|try searching|go (?:back )?(?:to the )?home",
            r"seite (?:wurde |konnte )?nicht gefunden|page (?:demandée|que vous cherchez)|temporarily unavailable",
            r"internal server error|bad gateway",
        ),
    ),
    Sign(
        "login",
        any_of(
            r"^(?:(?:sign|log) ?(?:in|on|up)|register|create an? (?:free )?account)\b",
            r"^(?:anmelden|einloggen|se connecter|connexion|identifiez)\b",
        ),
        any_of(
            r"(?:log|sign) ?in to (?:your|continue)|email address|\bpassword\b|create (?:a|an|your) (?:free )?account|keep me signed in",
            r"register (?:now|to|for)|continue with (?:google|facebook|apple|email)|anmelden|passwort|mot de passe|se connecter",
        ),
    ),
    Sign(
        "script-only",
        any_of(r"^(?:enable javascript|javascript (?:is )?(?:disabled|required))"),
        any_of(
            r"(?:enable|turn on|requires?|need|without|activate) javascript|javascript (?:is )?(?:disabled|required|must be)",
            r"javascript (?:aktivieren|activé)",
        ),
    ),
)
PAYWALL = any_of(
    r"(?:subscribe|sign up|register|log in|sign in)\b.{0,40}\bto (?:continue|keep|read)|to (?:continue|keep) reading",
    r"already (?:a subscriber|have an account)|(?:get )?unlimited (?:digital )?access|subscribers only|only for subscribers",
    r"(?:this|the rest of this) (?:article|story|content) is (?:only |reserved )?(?:for|available to)(?: \w+)? (?:subscribers|members)",
    r"you have (?:read|reached) (?:all )?your .{0,30}(?:free|limit)|start your (?:free )?(?:trial|subscription)",
    r"become a (?:subscriber|member) to|jetzt weiterlesen|weiterlesen mit|nur für abonnenten",
    r"réservé aux abonnés|il vous reste .{0,20} à lire|pour lire la suite|lire la suite de cet article",
)
MESSAGES = {
    "consent": "a page that asks for consent to cookies, not the article; answer it in a browser and save the page again",
    "error-page": "a page that says the article was not found or not handed out; check the address and save the page again",
    "feed": "a feed of articles, not one; save the page of the article itself",
    "index": "a list of links or cards, not one article; save the page of the article itself",
    "login": "a page that asks to log in, not the article; log in with a browser and save the page again",
    "no-article": "a page with no article text; check that the page was saved whole",
    "paywall": "the beginning of an article, the rest for subscribers; nothing is said of what stands after it",
    "robot-check": "a page that checks for robots, not the article; open it in a browser and save the page again",
    "script-only": "a page that shows nothing without JavaScript; save it from a browser as a complete page, or copy its text",
    "truncated": "the text stops in the middle; nothing is said of what stands after it",
}
"""What a page of each kind is, and what to do about it."""
