"""Pages made here, shape by shape: what is the article, what stands beside it, and what is no article at all."""

import json

import pytest

from storycompare import compare
from storycompare.gather import load
from storycompare.gather.story import story_from_mapping

BODY = [
    "The harbour board voted 5-4 on Monday to move the fish market across the river by the spring.",
    "Traders who have sold there since 1962 learned of the vote from a notice on the gate.",
    "“Nobody asked us, and nobody will,” said Ingrid Tallow, who runs the oldest stall.",
    "The move would cost 3.4 million crowns, according to a report seen by the board in May.",
    "Board chair Olof Brandt said the old quay could no longer bear the weight of the lorries.",
    "A second vote, on the price of the new stalls, is due on 4 June.",
]
P = "".join(f"<p>{text}</p>" for text in BODY)


def page(body=P, head="", title="Market to move", extra=""):
    return (
        f"<!DOCTYPE html><html><head><meta charset=utf-8><title>{title}</title>{head}</head>"
        f"<body><main><article><h1>{title}</h1>{body}</article></main>{extra}</body></html>"
    )


def paragraphs(version):
    return version.text.split("\n\n")


def ld(**fields):
    return f'<script type="application/ld+json">{json.dumps({"@type": "NewsArticle", **fields})}</script>'


@pytest.mark.parametrize(
    "beside",
    [
        "<figure><img><figcaption>Boats at dawn. Photo: A. Reed</figcaption></figure>",
        '<p class="imageCaption">Boats lie at the quay at dawn on Monday.</p>',
        "<aside><h3>More</h3><p>A story that stands beside this one and has nothing to say of it.</p></aside>",
        '<div class="newsletter-box"><h3>The Tide</h3><p>The best of the harbour in your inbox, every single day.</p></div>',
        "<div><h3>The Tide</h3><p>The best of the harbour, sent to you every day.</p><form><input type=email></form></div>",
        '<p><a href="/x">Quay repairs put off again until the autumn, board says</a></p>',
        '<p><strong>Read more:</strong> <a href="/x">Quay repairs put off again</a></p>',
        "<p>Advertisement</p>",
        "<p>Sign up for our newsletter.</p>",
        '<p class="x">Published 3 March 2026, 14:05</p>',
        '<p><time datetime="2026-03-03">March 3, 2026</time></p>',
        "<p>20 minutes ago</p>",
        "<div hidden><p>A paragraph that no reader is ever shown stands here.</p></div>",
        '<p style="display: none">A paragraph that no reader is ever shown stands here.</p>',
        "<nav><p>Home and away and all the places that a menu leads to.</p></nav>",
        "<blockquote><p>Nobody asked us, and nobody will</p><cite>Ingrid Tallow</cite></blockquote>",
        '<div class="quote"><p>“The old quay could no longer bear the weight”</p></div>',
        '<div class="reader-poll"><h4>Should the market move to the other side?</h4><p>Yes, it should move as soon as it can</p></div>',
        '<div class="faq"><h3>When is the vote?</h3><p>The vote is to be held in the hall on the fourth of June.</p></div>',
        '<div class="factbox"><p>The market has stood on the old quay since the year 1902.</p></div>',
        "<amp-ad><div placeholder><p>A line that stands in for an advertisement until it is there.</p></div></amp-ad>",
        "<p>Copyright 2026 The Quay. All rights reserved.</p>",
        "<p>By Ana Roth Published 3 March 2026, 14:05</p>",
        "<p>Publié le 3 mars 2026 à 14h05, modifié le 4 mars 2026 à 10h00</p>",
        "<p>___</p>",
        "<script>document.write('<p>A line that a script would write into the page.</p>')</script>",
        "<!-- <p>A line that stands in a comment and is not shown.</p> -->",
    ],
)
def test_what_stands_beside_the_article_is_not_its_text(beside):
    middle = "".join(f"<p>{text}</p>" for text in BODY[:3]) + beside + "".join(f"<p>{text}</p>" for text in BODY[3:])
    assert paragraphs(load(html=page(middle))) == BODY


@pytest.mark.parametrize(
    ("markup", "expected"),
    [
        ("<p>The vote on <time datetime=x>Tuesday</time> was <b>5</b>-<i>4</i>, and it was <a href=/x>close</a>.</p>", None),
        ("<p>The vote on Tuesday\n   was 5-4,\n and it was close.</p>", None),
        ("<p>The vote on Tuesday was<br>5-4, and it was close.</p>", None),
        ("<p>The <q>vote</q> on Tuesday was 5-4, and it was close.</p>", "The “vote” on Tuesday was 5-4, and it was close."),
        ("<blockquote><p>The vote on Tuesday was 5-4, and it was close.</p></blockquote>", None),
        ("<ul><li>The vote on Tuesday was 5-4, and it was close.</li></ul>", None),
        ("<h2>The vote on Tuesday was 5-4, and it was close.</h2>", None),
        (
            "<p>Advertisement rules were changed on Tuesday by 5-4, and it was close.</p>",
            "Advertisement rules were changed on Tuesday by 5-4, and it was close.",
        ),
        ("<p>Copyright law was changed on Tuesday by 5-4.</p>", "Copyright law was changed on Tuesday by 5-4."),
        ("<p>Stand 12 of the market burned on Monday.</p>", "Stand 12 of the market burned on Monday."),
        ("<p>同社は、会員登録した人の名前が流出したと発表した。</p>", "同社は、会員登録した人の名前が流出したと発表した。"),
        (
            "<p><cite>The Quay</cite> said it was so, and a book called <cite>Nets</cite> too.</p>",
            "The Quay said it was so, and a book called Nets too.",
        ),
        (
            "<div class=pq><p>Nobody asked us, and nobody will</p><p>She declined to comment.</p></div>",
            "She declined to comment.",
        ),
        (
            "<p>The board said “we value your privacy” and uses cookies with your consent.</p>",
            "The board said “we value your privacy” and uses cookies with your consent.",
        ),
    ],
)
def test_the_text_is_what_a_reader_reads(markup, expected):
    text = load(html=page(f"<p>{BODY[0]}</p>{markup}{P}")).text
    assert f"\n\n{expected or 'The vote on Tuesday was 5-4, and it was close.'}\n\n" in text


@pytest.mark.parametrize(
    "told",
    [
        "“No comment,” she said.",
        '"Sign here," the clerk told him.',
        "Related charges were dropped in May.",
        "March 3, 2026 was the day everything changed.",
        "Published May 3, 2026 in Nature, the paper names no cause.",
        "By Monday, May 4, 2026 all 12 were out.",
        "Recommended sentences ran to 12 years.",
        "More from her is expected on Friday.",
        "Photo: ID is now needed at 40 polling places.",
        "Follow the nets, said Tallow.",
        "Sign up began on Monday.",
        "Log in and the board sees it, he warned.",
        "Subscribe or leave, the owner told his 300 workers on Monday evening in the hall.",
    ],
)
def test_a_sentence_of_the_story_is_kept_whatever_it_begins_with(told):
    assert paragraphs(load(html=page(f"<p>{BODY[0]}</p><p>{told}</p>{P}"))).count(told) == 1


@pytest.mark.parametrize(
    "asked",
    [
        "Get the latest news in your inbox every morning. Sign up here.",
        "Do you have a tip? Write to us at tips@quay.example.",
        "Enjoying this story? Support us from £3",
        "Subscribe now and save 50 percent, cancel whenever you like.",
        "Read more about how the quay was closed.",
        "Photo: A. Reed/The Quay.",
        "Thu 2 Jul 2026 20.22 BST",
        "Published: 20:22 BST, 2 July 2026 | Updated: 21:00 BST, 2 July 2026",
        "No comments yet",
    ],
)
def test_a_line_that_asks_the_reader_or_dates_the_page_is_not_kept(asked):
    assert paragraphs(load(html=page(f"<p>{BODY[0]}</p><p>{asked}</p>" + P.removeprefix(f"<p>{BODY[0]}</p>")))) == BODY


@pytest.mark.parametrize("given", ["The vote was 7-2.", "橋は閉鎖される。", "Der Steg ist zu."])
def test_a_sentence_given_as_markup_is_an_article(given):
    assert load(html=f"<p>{given}</p>").text == given


def test_a_refused_brief_says_how_else_to_give_it():
    html = "<html><head><title>Bridge</title></head><body><a href='/'>Home</a><p>The bridge is shut for the year.</p></body></html>"
    assert ".txt" in load(html=html).reason.message


@pytest.mark.parametrize(
    "between", ["<time>3 March</time>", "<p class=byline>By Ann Lee</p>", "<span>Harbour</span>", "<p>Ann Lee</p><p>3 March</p>"]
)
def test_texts_under_links_are_a_list_whatever_short_lines_stand_between(between):
    cards = "".join(f"<div><h3><a href='/{i}'>Market story {i}</a></h3>{between}<p>{text}</p></div>" for i, text in enumerate(BODY))
    version = load(html=f"<html><head><title>Harbour</title></head><body><main><h1>Harbour</h1>{cards}</main></body></html>")
    assert (version.status, version.reason and version.reason.code) == ("refused", "index")


@pytest.mark.parametrize(
    "name", ["comment", "author-column post", "single-author", "share-enabled", "related-story", "newsletter-article", "gallery"]
)
@pytest.mark.parametrize(
    "beside", ["Weather: rain in the morning, sunny spells later, with wind from the west at thirty knots an hour.", ""]
)
def test_what_holds_the_headline_is_the_article_whatever_its_class(name, beside):
    side = f"<div class=side><p>{beside}</p></div>" if beside else ""
    html = f"<html><head><title>Market</title></head><body><div class='{name}'><h1>Market</h1>{P}</div>{side}</body></html>"
    assert (paragraphs(load(html=html)), load(html=html).byline) == (BODY, None)


@pytest.mark.parametrize("name", ["updated", "section"])
def test_what_is_given_in_json_goes_before_the_page(name):
    html = page(head=ld(dateModified="2026-03-04T10:00:00Z", articleSection="Harbour"))
    (given, told, bad) = story_from_mapping({"versions": [{"html": html, name: "x"}, {"html": html}, {"html": html, name: 5}]}).versions
    assert (getattr(given, name), getattr(told, name)) == ("x", {"updated": "2026-03-04T10:00:00Z", "section": "Harbour"}[name])
    assert bad.reason.code == "bad-json"
    shown = json.loads(compare([given, told]).to_json())["versions"]
    assert {version[name] for version in shown} == {getattr(given, name), getattr(told, name)}


def test_two_line_breaks_end_a_paragraph():
    assert paragraphs(load(html=page(f"<div>{'<br><br>'.join(BODY)}</div>"))) == BODY


@pytest.mark.parametrize(
    "notice",
    [
        "A correction was made on March 4, 2026: An earlier version of this article misstated the cost.",
        "This story has been corrected to show that the vote was 5-4.",
        "Korrektur: In einer früheren Fassung stand eine andere Zahl.",
    ],
)
@pytest.mark.parametrize("place", ['<div class="related">{}</div>' + P, P + "<footer><p>{}</p></footer>", P + "<div>{}</div>"])
def test_a_correction_is_never_lost(notice, place):
    assert notice in paragraphs(load(html=page(place.format(notice))))


def test_a_heading_over_a_box_belongs_to_the_text_under_it():
    middle = f"<p>{BODY[0]}</p><h2>The old quay</h2><div class='ad-slot'><p>Advertisement</p></div>{P.replace(f'<p>{BODY[0]}</p>', '')}"
    assert paragraphs(load(html=page(middle))) == [BODY[0], "The old quay", *BODY[1:]]


def test_an_article_in_a_table_is_the_cell_that_holds_it():
    cell = "<br><br>".join(BODY)
    html = (
        "<html><head><title>Market</title></head><body><table><tr><td>Home<br>Tides today: high at four, low at ten in the morning.</td>"
        f"<td><h1>Market</h1>{cell}</td><td>Dahl and Sons sell rope, paint and oilskins in Dock Street.</td></tr></table></body></html>"
    )
    assert paragraphs(load(html=html)) == BODY


@pytest.mark.parametrize(
    "credit",
    [
        "This story was originally published by the Northern Desk.",
        "This article first appeared in The Quay Review.",
        "Republished with permission from the Northern Desk under a Creative Commons licence.",
        "Lars Oden contributed to this report.",
    ],
)
@pytest.mark.parametrize(
    "place", ["<p>{}</p>" + P, P + "<footer><p>{}</p></footer>", P + '<div class="syndication-note related"><em>{}</em></div>']
)
def test_a_credit_line_is_never_lost(credit, place):
    assert credit in paragraphs(load(html=page(place.format(credit))))


def test_an_article_that_a_page_holds_four_times_counts_once():
    assert paragraphs(load(html=page(P * 4))) == BODY


def test_a_page_in_boxes_with_unlucky_names_is_read():
    body = f'<div class="post tag-harbour related-content"><div class="share-wrap">{P}</div></div>'
    assert paragraphs(load(html=f"<html><head><title>Market</title></head><body>{body}</body></html>")) == BODY


@pytest.mark.parametrize(
    ("head", "field", "value"),
    [
        (ld(author="Ana Roth"), "byline", "Ana Roth"),
        (ld(author=["Ana Roth", {"name": "Bo Lind"}, [{"@type": "Person", "name": "Cy Holt"}]]), "byline", "Ana Roth, Bo Lind and Cy Holt"),
        (ld(author=5), "byline", None),
        ('<meta name="author" content="By Ana Roth">', "byline", "Ana Roth"),
        ('<meta property="article:author" content="https://social.example/ana">', "byline", None),
        (ld(datePublished="2026-03-03T14:05:00-05:00"), "published", "2026-03-03T14:05:00-05:00"),
        (ld(datePublished="0000-99-99"), "published", None),
        ('<meta property="article:published_time" content="2026-03-03T14:05Z">', "published", "2026-03-03T14:05Z"),
        ('<meta name="date" content="Tue, 03 Mar 2026 14:05:00 +0100">', "published", "2026-03-03T14:05:00+01:00"),
        ('<meta name="date" content="March 3, 2026 at 2:05 p.m.">', "published", "2026-03-03T14:05"),
        ('<meta name="date" content="may be soon">', "published", None),
        (
            ld(datePublished="2026-03-03") + '<meta property="article:published_time" content="2026-03-03T14:05Z">',
            "published",
            "2026-03-03T14:05Z",
        ),
        (ld(datePublished="2026-03-03") + '<meta name="date" content="2026-04-09T14:05Z">', "published", "2026-03-03"),
        ('<meta name="date" content="3.3.2026 14:05">', "published", "2026-03-03T14:05"),
        ('<meta name="date" content="2026年3月3日 14時05分">', "published", "2026-03-03T14:05"),
        (ld(dateModified="2026-03-04T10:00:00Z"), "updated", "2026-03-04T10:00:00Z"),
        ('<meta property="article:modified_time" content="2026-03-04T10:00:00Z">', "updated", "2026-03-04T10:00:00Z"),
        ('<meta name="lastmod" content="never">', "updated", None),
        (ld(articleSection="Harbour"), "section", "Harbour"),
        (ld(articleSection=["Harbour", "News"]), "section", "Harbour"),
        ('<meta property="article:section" content="Harbour">', "section", "Harbour"),
        (
            '<script type="application/ld+json">'
            + json.dumps(
                {
                    "@type": "BreadcrumbList",
                    "itemListElement": [{"name": "Home"}, {"item": {"name": "Harbour"}}, {"name": "Market to move"}],
                }
            )
            + "</script>",
            "section",
            "Harbour",
        ),
        (ld(articleSection={"a": 1}), "section", None),
        (ld(author=[{"name": "Ana Roth"}], contributor={"name": "Bo Lind"}), "byline", "Ana Roth and Bo Lind"),
        (ld(author={"name": "The Quay"}, publisher={"name": "The Quay"}), "byline", "The Quay"),
        (ld(author={"name": "The Quay"}, publisher={"name": "The Quay"}) + '<meta name="byl" content="By Ana Roth">', "byline", "Ana Roth"),
        (ld(headline="Market to…"), "headline", "Market to move"),
        (
            '<link rel="canonical" href="https://quay.example/"><meta property="og:url" content="https://quay.example/a">',
            "url",
            "https://quay.example/a",
        ),
        ('<link rel="canonical" href="/b"><meta property="og:url" content="https://quay.example/a">', "url", "https://quay.example/b"),
        ('<link rel="canonical" href="http://[broken">', "url", None),
        ('<link rel="canonical" href="https://quay.example/a">', "url", "https://quay.example/a"),
        ('<link rel="canonical" href="javascript:alert(1)">', "url", None),
        (ld(mainEntityOfPage={"@id": "https://quay.example/b"}), "url", "https://quay.example/b"),
        ('<meta property="og:site_name" content="The Quay">', "outlet", "The Quay"),
        (ld(publisher={"@type": "Organization", "name": "The Quay"}), "outlet", "The Quay"),
        ('<link rel="canonical" href="https://quay.example/a">', "outlet", None),
        (ld(headline="Fish market to cross the river"), "headline", "Fish market to cross the river"),
        (ld(headline={"a": [1]}), "headline", "Market to move"),
        ('<script type="application/ld+json">' + "[" * 5_000 + "</script>", "headline", "Market to move"),
        (
            f'<script type="application/ld+json">{json.dumps({"@graph": [{"@type": "WebSite", "name": "Q"}, {"@type": "NewsArticle", "author": {"name": "Ana Roth"}}]})}</script>',
            "byline",
            "Ana Roth",
        ),
    ],
)
def test_metadata(head, field, value):
    assert getattr(load(html=page(head=head)), field) == value


@pytest.mark.parametrize(
    ("shown", "field", "value"),
    [
        (
            '<div class="byline">By <a href=/a>Ana Roth</a> and <a href=/b>Bo Lind</a> | Staff Writers</div>',
            "byline",
            "Ana Roth and Bo Lind",
        ),
        (
            '<div class="ArticleByline"><span class="author">Ana Roth</span><span class="author">Bo Lind</span></div>',
            "byline",
            "Ana Roth and Bo Lind",
        ),
        (
            '<div data-testid="byline-block"><div class="author-name">Ana Roth</div><div class="author-role">Reporter at sea</div></div>',
            "byline",
            "Ana Roth",
        ),
        ('<div class="authors"><p>by: Ana Roth</p><p>Posted: Mar 3, 2026 / 02:05 PM</p></div>', "byline", "Ana Roth"),
        ('<div class="byline">By\n <b>Ana Roth</b>\n and <b>Bo Lind</b></div>', "byline", "Ana Roth and Bo Lind"),
        ('<p class="author-bio">Ana Roth has covered the harbour for ten years.</p>', "byline", None),
        ("<p>Posted: Tuesday, March 3, 2026 2:05 p.m.</p>", "published", "2026-03-03T14:05"),
        ("<p>Last updated: 4 March 2026, 10.30</p>", "updated", "2026-03-04T10:30"),
        ('<nav aria-label="Breadcrumb"><a href=/>Home</a><a href=/h>Harbour</a></nav>', "section", "Harbour"),
    ],
)
def test_metadata_that_only_a_reader_sees(shown, field, value):
    assert getattr(load(html=page(f"{shown}{P}")), field) == value


def test_authors_of_a_page_in_another_language_are_parted_by_commas():
    html = page(head=ld(author=["Ana Roth", "Bo Lind"])).replace("<html>", '<html lang="de">')
    assert load(html=html).byline == "Ana Roth, Bo Lind"


def test_the_outlet_at_the_end_of_a_title_goes_and_no_other_ending():
    shell = "<html><head><title>Market to move - now | The Quay</title>{}</head><body>" + P + "</body></html>"
    assert load(html=shell.format('<meta property="og:site_name" content="The Quay">')).headline == "Market to move - now"
    assert load(html=shell.format("")).headline == "Market to move - now | The Quay"


def test_the_id_is_the_outlet_else_the_host():
    assert (
        load(html=page(head='<meta property="og:site_name" content="The Quay"><link rel=canonical href="https://q.example/a">')).id
        == "The Quay"
    )
    assert load(html=page(head='<link rel=canonical href="https://q.example/a">')).id == "q.example"
    assert load(html=page(), outlet="Mine").id == "Mine"


def short(title, *lines):
    return page("".join(f"<p>{line}</p>" for line in lines), title=title)


@pytest.mark.parametrize(
    ("code", "html"),
    [
        (
            "consent",
            short(
                "The Quay",
                "We and our 99 partners store cookies on your device.",
                "You can change your choice at any time.",
                "Accept all. Reject all.",
                "We value your privacy.",
            ),
        ),
        (
            "consent",
            short(
                "Ihre Zustimmung", "Wir und unsere Partner brauchen Ihre Zustimmung, um Cookies zu setzen.", "Alle akzeptieren. Ablehnen."
            ),
        ),
        (
            "consent",
            short("Vos choix", "Nous et nos partenaires utilisons des cookies avec votre consentement.", "Tout accepter. Tout refuser."),
        ),
        ("robot-check", short("Just a moment...", "Checking your browser before accessing quay.example.", "This process is automatic.")),
        ("login", short("Log in | The Quay", "Email address. Password. Forgot your password?", "Create an account.")),
        ("error-page", short("404 Not Found", "The page you requested could not be found.", "It may have been moved or deleted.")),
        ("script-only", "<html><body><div id=root></div><noscript>Please enable JavaScript.</noscript></body></html>"),
        ("feed", '<?xml version="1.0"?><rss version="2.0"><channel><title>The Quay</title></channel></rss>'),
        (
            "index",
            page(
                "".join(
                    f'<div><h2><a href="/{i}">Story number {i} about the harbour and its boats</a></h2><p>A teaser of a few words that ends with a stop, number {i}.</p></div>'
                    for i in range(30)
                )
            ),
        ),
        ("no-article", "<html><body></body></html>"),
        ("no-article", "<"),
        ("no-article", '{"error": 403}'),
        ("empty", " \n "),
    ],
)
def test_what_is_no_article_is_refused_by_name(code, html):
    version = load(html=html)
    assert (version.status, version.reason.code, version.text) == ("refused", code, "")
    assert len(version.reason.message) > 10


@pytest.mark.parametrize(
    "title",
    [
        "404 jobs lost at the shipyard",
        "Cookies: what the consent law means",
        "Log in or lose out: the board goes online",
        "Access denied to the old quay",
    ],
)
def test_an_article_that_mentions_such_things_is_an_article(title):
    lines = [
        "The firm set cookies without consent, the board said, and our reporters could not log in.",
        "Its page said “We and our partners store cookies on your device”.",
    ]
    version = load(html=page(P + "".join(f"<p>{line}</p>" for line in lines), title=title))
    assert version.status == "ok"
    assert paragraphs(version) == BODY + lines


def test_a_short_article_under_a_cookie_bar_is_an_article():
    bar = (
        "<div><p>We and our 99 partners store cookies on your device to make this page work for you and for us.</p><p>Accept all.</p></div>"
    )
    version = load(html=f"<html><head><title>Market to move</title></head><body>{bar}<article><p>{BODY[0]}</p></article></body></html>")
    assert (version.status, version.text) == ("ok", BODY[0])


def test_a_paywall_makes_it_partial_and_its_lines_are_no_text():
    wall = "<p>Subscribe to continue reading.</p><p>Already a subscriber? Log in.</p>"
    version = load(html=page(f"<p>{BODY[0]}</p>{wall}", head=ld(isAccessibleForFree=False)))
    assert (version.status, version.reason.code, version.text) == ("partial", "paywall", BODY[0])


def test_a_line_for_subscribers_under_a_long_article_that_says_it_is_free_is_no_paywall():
    version = load(
        html=page(
            P * 1 + "".join(f"<p>{text} It was said again, at length, in part {i}.</p>" for i in range(20) for text in BODY),
            extra="<p>Already a subscriber? Log in.</p>",
        )
    )
    assert version.status == "ok"


@pytest.mark.parametrize("cut", [600, 603, 640])
def test_a_page_that_stops_in_the_middle_is_partial(cut):
    version = load(html=page()[:cut])
    assert (version.status, version.reason.code) == ("partial", "truncated")


def test_a_page_without_end_tags_is_whole():
    assert load(html=f"<h1>Market</h1>{P}").status == "ok"


def test_a_live_page_is_warned_of_and_keeps_its_times():
    entries = "".join(f"<section><p><time>{9 + i}:00 a.m.</time></p><p>{text}</p></section>" for i, text in enumerate(BODY))
    version = load(html=page(entries, head=ld().replace("NewsArticle", "LiveBlogPosting")))
    assert [notice.code for notice in version.warnings] == ["live-page"]
    assert paragraphs(version)[:2] == ["9:00 a.m.", BODY[0]]


def test_the_source_names_the_bytes_and_what_read_them():
    source = load(html=page()).source
    assert len(source.sha256) == 64
    assert source.extractor.startswith("trafilatura ")


@pytest.mark.parametrize(
    ("shown", "byline"),
    [("By Theo Grant", "Theo Grant"), ("By Theo Grant and Ana de Roth", "Theo Grant and Ana de Roth"), ("By Monday it was over.", None)],
)
def test_a_line_under_the_headline_that_says_who_wrote_it_is_the_byline_and_no_text(shown, byline):
    version = load(html=page(f"<p>{shown}</p>{P}"))
    assert (version.byline, shown in version.text) == (byline, byline is None)


@pytest.mark.parametrize(
    ("shown", "published"),
    [
        ("2026/07/02 20:22", "2026-07-02T20:22"),
        ("2 juillet 2026 à 20h22", "2026-07-02T20:22"),
        ("2. Juli 2026, 20:22 Uhr", "2026-07-02T20:22"),
        ("2 de marzo de 2026", "2026-03-02"),
        ("1er août 2026", "2026-08-01"),
        ("02/07/2026 20:22", None),
        ("2 pages 2026", None),
    ],
)
def test_a_time_is_read_as_pages_elsewhere_write_it(shown, published):
    assert load(html=page(f"<time>{shown}</time>{P}")).published == published


def test_an_article_without_a_body_tag_before_it_is_read():
    page = f"<!doctype html><meta charset=utf-8><title>Bridge</title><article><h1>Bridge</h1><p>{'The council closed the bridge. ' * 9}</p></article>"
    version = load(html=page)
    assert (version.status, version.headline) == ("ok", "Bridge")
    assert version.text.startswith("The council closed the bridge.")
