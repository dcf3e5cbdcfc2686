"""What titles, buttons and sources of pages of certain makes look like, in English, German, French and Spanish: patterns, in lower case."""

from __future__ import annotations

from storycompare.gather.offers import any_of, low

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
HOUSE = low(
    r"^(?:about(?: us| the (?:company|team|paper|newspaper|site|project))?|our (?:history|story|team|mission|people|values|staff)"
    r"|who we are|what we do|contact(?: us)?|careers|advertise with us|(?:privacy|cookie|corrections|editorial) policy"
    r"|privacy notice|terms (?:and conditions|of (?:use|service))|frequently asked questions)$",
    r"^(?:(?:wir )?über uns|unsere (?:geschichte|redaktion)|impressum|kontakt|datenschutz(?:erklärung)?|qui sommes[- ]nous\W*"
    r"|à propos(?: de nous)?|mentions légales|nous contacter|contactez-nous|quiénes somos|sobre nosotros"
    r"|acerca de(?: nosotros)?|aviso legal|contacto|chi siamo"
    r"|over ons|colofon|om oss|om os|o nas|sobre nós)$",
)
"""Titles of what an outlet tells of itself: the whole of it, so that no headline is meant."""
BASKET = low(
    r"^(?:add|put) (?:it )?(?:to|in) (?:my |your |the )?(?:basket|cart|bag|trolley)|^buy (?:it )?now$|^in den warenkorb|^ajouter au panier",
    r"^(?:añadir|agregar) (?:al carrito|a la cesta)|^aggiungi al carrello|^in winkelwagen|^adicionar ao carrinho|^do koszyka",
    r"^lägg i varukorg",
    r"^apply (?:now|for this (?:job|role|post))|^jetzt bewerben|^postuler\b|^solicitar empleo",
)
"""Buttons that sell, or that hire."""
CHOICE = low(
    r"accept|agree|reject|no thanks|akzept|zustimm|ablehn|acept|rechaz|refuser|paramétr|accett|rifiut|accepteer|weiger"
    r"|aceitar|recusar|akceptuj|odrzu|godkänn|avvisa"
)
"""Buttons of a choice of cookies."""
