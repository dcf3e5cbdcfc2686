"""What the names of elements, classes and ids say of the text in them: tables."""

from __future__ import annotations

import re

# Elements that end a line; text in any other element runs on.
BLOCKS = frozenset(
    "address|article|aside|blockquote|body|caption|center|dd|details|dialog|div|dl|dt|fieldset|figcaption|figure|footer|form|h1|h2|h3|h4|h5|h6|"
    "header|hgroup|hr|html|legend|li|main|menu|nav|ol|p|pre|search|section|summary|table|tbody|td|tfoot|th|thead|tr|ul".split("|")
)
# Elements whose text is never the article's.
NEVER = frozenset(
    "amp-ad|amp-auto-ads|amp-consent|amp-embed|amp-iframe|amp-list|amp-sidebar|amp-social-share|amp-sticky-ad|amp-video|"
    "audio|button|canvas|datalist|figcaption|head|iframe|input|label|map|math|menu|meter|nav|noscript|object|option|picture|progress|rp|rt|"
    "script|select|style|svg|template|textarea|title|video".split("|")
)
PAGE = frozenset({"html", "body", "article", "main"})
ZONES = frozenset({"article", "main", "header", "footer", "aside", "figure", "blockquote"})
# Class and id words of boxes that stand in a page beside its article; one with much of the article's text is none (see `body`).
BOX = re.compile(
    r"(?:^|[\s_-])(?:ads?|advert\w*|sponsor\w*|promo\w*|newsletter\w*|sign-?up|subscri\w+|related\w*|recommend\w*|recirc\w*|most-read|"
    r"most-popular|trending|more-(?:on|from|stories)|read-?(?:more|next|also)|see-also|also-read|share\w*|sharing|follow-us|"
    r"comments?|disqus\w*|cookies?|consent|gdpr|onetrust\w*|caption\w*|photo-?credits?|image-?credits?|img-?credits?|credit-?line|"
    r"media-?credits?|gallery|slideshow|byline\w*|author\w*|contributors?|dateline-?time|timestamp\w*|publish(?:ed)?-?(?:date|time)|post-?date|"
    r"side(?:-?(?:bar|column|rail|nav))?|(?:site-?)?footer|breadcrumbs?|tags?|topics?|keywords|pull-?quotes?|toolbar|teasers?|toc|table-of-contents|donat\w+|support-us|app-promo|wm-ipp|donato|"
    r"skip-link|sr-only|screen-reader-text|visually-hidden|outbrain|taboola|action-?(?:bar|items)|actions|polls?|quiz|faqs?|fact-?(?:box|file)|info-?box|accordion|"
    r"toggle-card|call-?outs?|signature|pie-?(?:de-?)?foto|bild-?unterschrift|(?:img|image|photo)-?desc\w*|content-not-granted|(?:media|video|audio)?-?player|pay-?wall|meter|reg-?wall|bookmark-card|signup-card)(?:$|[\s_-])",
    re.IGNORECASE,
)
# Class and id words of what stands between the headline and the text and is read as part of it.
LEAD = re.compile(
    r"(?:^|[\s_-])(?:standfirst|dek|deck|subtitle|strapline|summary|lede?|lead|intro|excerpt|sub-?head(?:line)?|sub-?hed|chapo|vorspann|ingress|"
    r"entradilla|sommario|key-?(?:points|takeaways)|takeaways|highlights)(?:$|[\s_-])",
    re.IGNORECASE,
)
HIDDEN = re.compile(r"display\s{0,9}:\s{0,9}none|visibility\s{0,9}:\s{0,9}hidden", re.IGNORECASE)
NOTE = re.compile(r"\s*\[?(?:\d{1,3}|[a-z*\u2020\u2021])\]?\s*")
HUMP = re.compile(r"(?<=[a-z])(?=[A-Z])")
NAMES = ("class", "id", "data-component", "data-module", "data-testid", "data-gu-name", "aria-label", "subscriptions-section")
