"""Which blocks of a page are its article: a first choice, less what stands beside it, and what belongs to it added."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from storycompare.gather.blocks import Block, Box, Seen
from storycompare.gather.choice import HEADINGS, MAX_COMPARED, TEXT_TAGS, choice, squash
from storycompare.gather.lines import is_bio, is_junk, is_notice

NEAR = 8
"""A credit line is the article's within so many blocks of its first and last."""
STANDFIRST = 8
"""Words of a heading right under the headline that is the text's first sentence, and no heading of a part."""
CELL_SHARE = 0.6
"""A table's cell with more of the chosen text than this is the column of the article."""
PULLED, FEW_WORDS, MAX_PULLED = 20, 6, 500
"""Letters of a pull-quote at least, words of the name under it at most, and paragraphs of a text in which they are looked for."""
MAX_LABEL = 25
"""Characters of a label at the end of a text."""
_LABEL = re.compile(rf"[^:|]{{1,{MAX_LABEL}}}[:|]")
REPEATED = 3
"""So many paragraphs in a row that were read before are a copy of the article in the page."""

BOX_SHARE = 0.4
"""A box with more of the chosen text than this is the article in an unlucky class."""


@dataclass(frozen=True, slots=True)
class Body:
    """The blocks taken, in page order, and what chose them."""

    blocks: tuple[Block, ...]
    extractor: str

    @property
    def text(self) -> str:
        """Return the paragraphs, parted by blank lines."""
        return "\n\n".join(block.text for block in self.blocks)


def body(tree: Any, seen: Seen, titles: Iterable[str | None], *, byline: str | None = None, live: bool = False) -> Body:
    """Return the article's blocks out of all that are ``seen`` in ``tree``; none where the page has no article.

    Args:
        tree: the page; trafilatura takes it apart.
        seen: its blocks.
        titles: what the page is called: lines that echo it are left out.
        byline: who wrote it: at the end of the text, what is said of them is left out.
        live: whether it is a live page, whose entries begin with a time that belongs to them.
    """
    chosen, extractor = choice(tree, seen)
    boxes = _boxes(seen, chosen)
    echoes = {squash(title) for title in (*titles, byline, f"By {byline}") if title}
    chosen = [
        i
        for i in _under_title(seen, _in_cell(seen, chosen), echoes)
        if seen.blocks[i].box not in boxes and _is_text(seen.blocks[i], echoes, live=live)
    ]
    added = _complete(seen, chosen, boxes, live=live)
    kept = [seen.blocks[i] for i in sorted({*chosen, *(i for i in added if _is_text(seen.blocks[i], echoes, live=live))})]
    return Body(tuple(_tidied(_without_bio(_without_pull_quotes(kept), byline))), extractor)


def _boxes(seen: Seen, chosen: list[int]) -> set[Box | None]:
    """Return the boxes that stand beside the article; one that holds much of what was chosen is the article itself."""
    held: Counter[Box | None] = Counter()
    for i in chosen:
        held[seen.blocks[i].box] += len(seen.blocks[i].text)
    most = BOX_SHARE * sum(held.values())
    return {block.box for block in seen.blocks if block.box is not None and held[block.box] <= most}


def _in_cell(seen: Seen, chosen: list[int]) -> list[int]:
    """Return of a page laid out in a table what stands in the cell that holds most of the text; what stands in no cell stays."""
    held: Counter[int] = Counter()
    for i in chosen:
        held[seen.blocks[i].cell] += len(seen.blocks[i].text)
    most = max(held, key=lambda cell: held[cell], default=0)
    if not most or held[most] < CELL_SHARE * sum(held.values()):
        return chosen
    return [i for i in chosen if seen.blocks[i].cell in {0, most}]


def _under_title(seen: Seen, chosen: list[int], echoes: set[str]) -> list[int]:
    """Return what stands under the headline, where the page shows one over most of the text."""
    top = next((i for i, block in enumerate(seen.blocks) if block.tag == "h1" and squash(block.text) in echoes), -1)
    under = [i for i in chosen if i > top]
    return (
        under if sum(len(seen.blocks[i].text) for i in under) > (1 - BOX_SHARE) * sum(len(seen.blocks[i].text) for i in chosen) else chosen
    )


def _complete(seen: Seen, chosen: list[int], boxes: set[Box | None], *, live: bool) -> set[int]:
    """Return what else belongs to the chosen blocks: their like between them, quotations, the standfirst, headings, notices near them."""
    if not chosen:
        return set()
    first, last, taken = chosen[0], chosen[-1], set(chosen)
    homes = {seen.blocks[i].home for i in chosen}
    shapes = Counter(seen.blocks[i].shape for i in chosen)
    below = False  # whether the next block that stands in no box is taken
    top = max((i for i in range(first) if seen.blocks[i].tag == "h1"), default=first)
    for i in range(min(len(seen.blocks) - 1, last + NEAR), max(-1, min(top, first - NEAR - 1)), -1):
        block = seen.blocks[i]
        like = block.tag in TEXT_TAGS and (block.home in homes or shapes[block.shape] > 1)
        heads = below and ((block.tag in HEADINGS and (i > first or live)) or (live and block.timed > 0.9))
        if i in taken:
            below = True
            continue
        own = (
            (first < i < last and (like or "blockquote" in block.zones))
            or (top <= i < first + NEAR and _is_standfirst(block, seen.blocks[i - 1]))
            or heads
        )
        if (own and block.box not in boxes) or is_notice(block.text):
            taken.add(i)
        below = i in taken or (below and block.box in boxes)
    return taken


def _is_standfirst(block: Block, over: Block) -> bool:
    """Return whether ``block`` is the sentence between headline and text, by its class or its place.

    Its place is in the article's header, or, where it is a heading itself, right under the headline.
    """
    if block.tag in {"h2", "h3"} and over.tag == "h1" and block.linked == 0:
        return len(block.text.split()) >= STANDFIRST
    headed = block.tag == "p" and "header" in block.zones and bool(block.zones & {"article", "main"})
    return (headed or block.lead) and len(block.text.split()) >= 6


def _without_bio(blocks: list[Block], byline: str | None) -> list[Block]:
    """Return ``blocks`` less lines near the end that say who its authors are."""
    end = max(1, len(blocks) - NEAR // 2)
    return blocks[:end] + [block for block in blocks[end:] if not is_bio(block.text, byline)]


def _without_pull_quotes(blocks: list[Block]) -> list[Block]:
    """Return ``blocks`` less those that repeat words out of another one, and the speaker's name under such a one."""
    if len(blocks) > MAX_PULLED or sum(len(block.text) for block in blocks) > MAX_COMPARED:
        return blocks
    whole = [squash(block.text) for block in blocks]
    text = "\n".join(dict.fromkeys(whole))
    kept: list[Block] = []
    pulled: Block | None = None
    for block, own in zip(blocks, whole, strict=True):
        again = block.tag not in HEADINGS and len(own) >= PULLED and text.count(own) > 1
        name = pulled is not None and block.home == pulled.home and len(block.text.split()) <= FEW_WORDS and block.text[-1].isalnum()
        pulled = block if again else None
        if not (again or name):
            kept.append(block)
    return kept


def _is_text(block: Block, echoes: set[str], *, live: bool) -> bool:
    """Return whether ``block`` is text of the article: no echo of the title, link on its own, picture's line, date or label."""
    if live and block.timed > 0.9:
        return True
    return _reads_on(block, echoes) or is_notice(block.text)


def _reads_on(block: Block, echoes: set[str]) -> bool:
    beside = "aside" in block.zones or ("figure" in block.zones and "blockquote" not in block.zones)
    if beside or block.tag == "h1" or _leads(block) or not any(map(str.isalnum, block.text)):
        return False
    return block.timed <= 0.9 and squash(block.text) not in echoes and not is_junk(block.text)


def _leads(block: Block) -> bool:
    """Return whether ``block`` is a link, or a label ("More:") and a link."""
    label = _LABEL.match(block.text)
    return block.linked * len(block.text) > 0.9 * (len(block.text) - (label.end() if label else 0))


def _is_label(block: Block) -> bool:
    """Return whether ``block`` is a word or two that end in no stop: a button, initials, a name."""
    text = block.text
    return block.tag != "li" and len(text) <= MAX_LABEL and len(text.split()) <= 2 and text[-1].isalnum()


def _tidied(blocks: list[Block]) -> list[Block]:
    """Return ``blocks`` less the second telling of a page that holds its article twice, and less headings and labels at the end."""
    known: set[str] = set()
    run: list[int] = []
    again: set[int] = set()
    for i, block in enumerate(blocks):
        if block.text not in known:
            run.clear()
            known.add(block.text)
            continue
        run.append(i)
        again.update(run if len(run) == REPEATED else run[-1:] if len(run) > REPEATED else ())
    kept = [block for i, block in enumerate(blocks) if i not in again]
    while kept and (kept[-1].tag in HEADINGS or _is_label(kept[-1])):
        kept.pop()
    return kept
