"""Invented news for the laws: sentences with names, numbers, quotations, negations and dates, drawn from few words so that they overlap."""

from hypothesis import strategies as st

from storycompare import Version

WHO = [
    "Mayor Ines Calloway",
    "The Harrow council",
    "Tolvane Shipping",
    "Calloway",
    "Officials in Port Ellis",
    "The union’s workers",
    "José Brandt",
    "Dr. Amara Okoye of the U.S. Ferry Board",
]
DID = [
    "approved",
    "did not approve",
    "declined to approve",
    "rejected",
    "will close",
    "never closed",
    "has no plan to repair",
    "paid $4.2 million for",
    "spent more than 4,200 hours on",
    "said nothing about",
]
WHAT = [
    "the river bridge",
    "the old ferry",
    "six new boats",
    "a plan to cut 48 jobs",
    "the naïve café scheme",
    "twenty-one homes in Port Ellis",
    "the bridge and the ferry",
    "it",
]
WHEN = [
    " on Tuesday",
    " on March 4, 2026",
    " after 7 p.m. on Friday",
    " last week — again",
    "",
    " in a 7-2 vote",
    ", about 40 percent of it",
]
SAID = [
    "We could not wait any longer",
    "It’s over",
    "No one told us anything about the bridge",
    "The cost isn’t $5 million",
    "I don't know",
]
MARKS = [("“", "”"), ('"', '"')]


def _plain(who, did, what, when):
    return f"{who} {did} {what}{when}."


def _quote(said, marks, who, when):
    return f"{marks[0]}{said},{marks[1]} said {who}{when}."


def _two(one, marks, who, other):
    return f"{marks[0]}{one},{marks[1]} {who} said, {marks[0]}and {other[0].lower()}{other[1:]}.{marks[1]}"


_who = st.sampled_from(WHO)
plain = st.builds(_plain, _who, st.sampled_from(DID), st.sampled_from(WHAT), st.sampled_from(WHEN))
quotation = st.builds(_quote, st.sampled_from(SAID), st.sampled_from(MARKS), _who, st.sampled_from(WHEN))
broken = st.builds(_two, st.sampled_from(SAID), st.sampled_from(MARKS), _who, st.sampled_from(SAID))
SMALL = [
    "It was what it was.",
    "They were there, and he was not.",
    "So it is.",
    "…",
    "* * *",
    "?!",
    "Why?",
    "No.",
    "橋は火曜日に閉鎖された。",
    "Мост закрыт.",
    "पुल बंद है।",
]
odd = st.sampled_from(SMALL)
sentence = st.one_of(plain, plain, plain, quotation, broken, odd)


def telling(least=1, most=8, of=sentence):
    """Paragraphs of sentences of one outlet."""
    return st.lists(st.lists(of, min_size=1, max_size=3), min_size=least, max_size=most)


anything = st.text(st.characters(codec=None), max_size=400)
"""Any code points at all, lone surrogates and controls among them."""
BITS = "“ ” \" ' ’ ( ) . ... … ? ! — - • Mr. U.S. The the said no not 4,200 $5 7.5 % million Ines 橋 。 é e\u0301 1. a".split()
pieces = st.lists(st.sampled_from([*BITS, " ", "  ", "\n", "\n\n", "\u200b", "\u00ad"]), max_size=60)
"""Bits of text that boundaries, quotations and numbers turn on."""
text = st.one_of(anything, pieces.map("".join), pieces.map(" ".join))


def version(paragraphs, id, **more):
    return Version.from_sentences(paragraphs, id=id, **more)
