"""The quote ledger: every direct quotation of a story once, who says it, who carries it and in which form."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from storycompare.model import Carried, Quotation, QuoteForm, Ref, Span, digest
from storycompare.story.forms import Form, aligned, compared, possible, rendering
from storycompare.story.spoken import Utterance
from storycompare.story.told import Told
from storycompare.text.persons import are_two, is_pronoun
from storycompare.text.saying import PRONOUNS
from storycompare.text.tokens import FUNCTION_WORDS, SAYING, key, stems
from storycompare.text.translated import by_place, said_so

WHOLE = 0.9
"""Least share of a quotation's words that the stretches of one version must hold together to be it, split."""
INDIRECT = 0.5
"""Least share of a quotation's telling words that a sentence without quotation marks must have to be its indirect form."""
INDIRECT_WORDS = 3
"""Least number of them."""
CLOSEST = 30
"""Quotations that a further one is held against, those with the most words in common first: many alike cost no time without end."""


@dataclass(slots=True)
class _Row:
    """A quotation as it is gathered: its fullest form and everyone's, each with its place in it."""

    of: Utterance
    carried: list[tuple[Utterance, Form]] = field(default_factory=list)

    def overlaps(self, version: str, form: Form) -> bool:
        """Return whether a version has said these words already: it says other ones twice."""
        return any(u.version == version and f.start < form.end and form.start < f.end for u, f in self.carried)


def ledger(story: Told, quoted: Mapping[str, Sequence[Utterance]]) -> tuple[Quotation, ...]:
    """Return the story's quotations, in the order of the versions that carry them fullest."""
    result = [_entry(row, story, quoted) for row in _rows([u for id in story.versions for u in quoted[id]], story)]
    return tuple(sorted(result, key=lambda q: (q.of.version, q.of.sentence, q.carried[0].spans[0].start if q.carried else 0, q.id)))


def _rows(utterances: Sequence[Utterance], story: Told) -> list[_Row]:
    """Return the quotations: those with the same words together, then each shorter one with the fuller one it is a form of."""
    same: dict[tuple[str, ...], list[Utterance]] = defaultdict(list)
    for utterance in utterances:
        same[utterance.keys].append(utterance)
    rows: list[_Row] = []
    by_words: dict[tuple[str, ...], set[int]] = defaultdict(set)
    by_sentence: dict[Ref, set[int]] = defaultdict(set)
    # Of forms that are as long, the one that most versions carry is shown.
    order = sorted(same, key=lambda keys: (-len(keys), -len({u.version for u in same[keys]}), keys))
    for alike in (group for words in order for group in _by_person(same[words])):
        keys = alike[0].keys
        short = all(u.short for u in alike)
        home = _home(alike, rows, by_words, by_sentence, story, short=short)
        if home is None and not short and (found := _translation(alike, rows, by_sentence, story)):
            rows[found[0]].carried += [(u, found[1]) for u in alike]
            continue
        if home is None:
            if short:
                continue
            first = min(alike, key=lambda u: (u.text, u.version, u.spans[0].start))
            rows.append(_Row(first))
            home = len(rows) - 1
        rows[home].carried += [(u, compared(rows[home].of, u)) for u in alike]
        for k in range(len(keys) - 2):
            by_words[keys[k : k + 3]].add(home)
        for utterance in alike:
            for number in range(utterance.sentence, utterance.last + 1):
                by_sentence[Ref(utterance.version, number)].add(home)
    return rows


def _home(
    alike: Sequence[Utterance],
    rows: Sequence[_Row],
    by_words: Mapping[tuple[str, ...], set[int]],
    by_sentence: Mapping[Ref, set[int]],
    story: Told,
    *,
    short: bool,
) -> int | None:
    """Return the number of the row that some quotations of the same words are a form of."""
    keys = alike[0].keys
    linked = _linked(alike, by_sentence, story)
    near = Counter(row for k in range(0 if short else len(keys) - 2) for row in by_words.get(keys[k : k + 3], ()))
    closest = sorted(near, key=lambda row: (-near[row], row))[:CLOSEST]
    best: tuple[int, int] | None = None
    for number in sorted({*sorted(linked)[:CLOSEST], *closest}):
        row = rows[number]
        if not possible(row.of, alike[0]) or are_two(row.of.speaker, alike[0].speaker):
            continue
        form = compared(row.of, alike[0])
        if short and (form.changes or form.extra):
            continue
        if aligned(row.of, alike[0], form, linked=number in linked) and not any(row.overlaps(u.version, form) for u in alike):
            best = max(best or (0, 0), (form.equal, -number))
    return None if best is None else -best[1]


def _by_person(alike: Sequence[Utterance]) -> list[list[Utterance]]:
    """Return quotations of the same words by who says them: a daughter may say what her father said."""
    groups: list[list[Utterance]] = []
    for one in sorted(alike, key=lambda u: (-len(u.speaker or ""), u.speaker or "", u.version, u.sentence)):
        home = next((group for group in groups if not any(are_two(one.speaker, other.speaker) for other in group)), None)
        if home is None:
            groups.append([one])
        else:
            home.append(one)
    return groups


def _linked(alike: Sequence[Utterance], by_sentence: Mapping[Ref, set[int]], story: Told) -> set[int]:
    """Return the rows with a quotation in a sentence that is matched with one of these."""
    return {
        row
        for u in alike
        for number in range(u.sentence, u.last + 1)
        for ref in story.matched.get(Ref(u.version, number), ())
        for row in by_sentence.get(ref, ())
    }


def _translation(
    alike: Sequence[Utterance], rows: Sequence[_Row], by_sentence: Mapping[Ref, set[int]], story: Told
) -> tuple[int, Form] | None:
    """Return the row of which a quotation of one version may be another rendering, and its form: the only one that is."""
    versions = {u.version for u in alike}
    able = [
        (number, form)
        for number in sorted(_linked(alike, by_sentence, story))[:CLOSEST]
        if not any(u.version in versions for u, _ in rows[number].carried) and (form := rendering(rows[number].of, alike[0]))
    ]
    return able[0] if len(able) == 1 and len(alike) == 1 else None


def _entry(row: _Row, story: Told, quoted: Mapping[str, Sequence[Utterance]]) -> Quotation:
    whole = {u.version for u, form in row.carried if form.whole}
    split = _split(row)
    joined = len(whole) == 1 and len(split) > 1
    carried = []
    for utterance, form in sorted(row.carried, key=lambda item: (item[0].version, item[0].spans[0].start)):
        name: QuoteForm = form.name
        if name == "trimmed" and utterance.version in split:
            name = "split"
        elif name == "whole" and joined:
            name = "joined"
        carried.append(_carried(utterance, form, name))
    carried += _indirect(row, story, quoted)
    carried.sort(key=lambda one: (one.version, one.sentence, one.spans[0].start))
    speakers = [u.speaker for u, _ in row.carried if u.speaker]
    named = [name for name in speakers if not is_pronoun(name)]
    outlets = [u.outlet for u, _ in row.carried if u.outlet]
    of = row.of
    return Quotation(
        id="q-" + digest(of.version, of.sentence, of.spans[0].start, of.text),
        text=of.text,
        speaker=max(named, key=_fullness, default=None),
        of=Ref(of.version, of.sentence),
        carried=tuple(carried),
        credited_to_outlet=min(outlets) if outlets and len(outlets) == len(speakers) else None,
        perhaps_translated=_perhaps_translated(row),
    )


def _carried(utterance: Utterance, form: Form, name: QuoteForm) -> Carried:
    return Carried(
        version=utterance.version,
        sentence=utterance.sentence,
        form=name,
        speaker=utterance.speaker,
        credited_to_outlet=utterance.outlet,
        spans=utterance.spans,
        changes=form.changes,
        marked=form.marked,
    )


def _fullness(name: str) -> tuple[bool, int, str]:
    """Return how full a speaker's name is: a name before a description, "Barack Obama" before "the first president of the country"."""
    return name.rsplit(maxsplit=1)[-1][:1].isupper() and not name.lower().startswith(("the ", "a ", "an ")), len(name), name


def _in_a_row(some: Sequence[str], keys: Sequence[str]) -> bool:
    return f" {' '.join(some)} " in f" {' '.join(keys)} "


def _split(row: _Row) -> set[str]:
    """Return the versions that have the quotation in two stretches or more, which together are nearly all of it."""
    held: dict[str, list[Form]] = defaultdict(list)
    for utterance, form in row.carried:
        if form.name == "trimmed":
            held[utterance.version].append(form)
    return {version for version, forms in held.items() if len(forms) > 1 and sum(form.equal for form in forms) >= WHOLE * len(row.of.keys)}


def _perhaps_translated(row: _Row) -> bool:
    """Return whether two forms may be two translations: someone says so, or the words differ and the speaker or place is foreign."""
    changed = [(u, form) for u, form in row.carried if form.changes and not form.marked]
    if not changed or len({u.version for u, _ in row.carried}) < 2:
        return False
    if said_so(u.around for u, _ in row.carried):
        return True
    several = any(len(form.changes) > 1 or form.longest == 1 for _, form in changed)
    return several and any(by_place(u.speaker, u.around) for u, _ in row.carried)


def _indirect(row: _Row, story: Told, quoted: Mapping[str, Sequence[Utterance]]) -> Iterator[Carried]:
    """Yield the sentences that give the quotation in their own words: matched with it, with a verb of saying and no quotation of it."""
    direct = {u.version for u, _ in row.carried}
    sources = [Ref(u.version, n) for u, form in row.carried if form.whole for n in range(u.sentence, u.last + 1)]
    content = {stem for key, stem in zip(row.of.keys, stems(row.of.keys), strict=True) if key not in FUNCTION_WORDS}
    ends = [u.speaker.split()[-1] for u, _ in row.carried if u.speaker]
    last = {key(name) for name in ends if name[:1].isupper()}
    best: dict[str, tuple[int, int]] = {}
    for ref in sources:
        for other in story.matched.get(ref, ()):
            reading = story.readings.get(other)
            if other.version in direct or reading is None:
                continue
            if last and (last | PRONOUNS).isdisjoint(reading.keys):
                continue  # somebody else says it
            # Its very words in a row are the quotation without marks, whoever gives them; of others somebody must be said to say it.
            if SAYING.isdisjoint(reading.keys) and not (content <= reading.distinct and _in_a_row(row.of.keys, reading.keys)):
                continue
            # What it has inside quotation marks is no paraphrase, whatever that quotes.
            if any(u.sentence <= other.sentence <= u.last and content & {*stems(u.keys)} for u in quoted[other.version]):
                continue
            common = len(content.intersection(reading.stems))
            if common >= max(INDIRECT_WORDS, INDIRECT * len(content)):
                best[other.version] = max(best.get(other.version, (0, 0)), (common, -other.sentence))
    for version, (_, minus) in sorted(best.items()):
        sentence = (story.versions[version].sentences or ())[-minus]
        span = Span(sentence.start, sentence.end, sentence.text)
        yield Carried(version, -minus, "indirect", None, None, (span,), (), marked=False)
