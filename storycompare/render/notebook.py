"""The comparison as a notebook shows it: a small page of its own, without script or style sheet, that fetches nothing."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

from storycompare.model import Comparison
from storycompare.render import phrases, words
from storycompare.render.screen import by_turns
from storycompare.render.view import build

if TYPE_CHECKING:
    from jinja2 import Template

MOST = 3
"""Findings of a kind that the summary shows; the rest is in the report."""

# Only attributes that hold on light and dark notebooks: no colour, and no class that a notebook's own style could mean something by.
_TEMPLATE = """\
{% macro told(quote) %}<em>{{ quote.version }} {{ quote.number }}:</em> <bdi>
{%- for run in quote.runs %}
{%- if quote.stands_out(run) %}<b>{{ run.text }}</b>{% else %}{{ run.text }}{% endif %}{% endfor -%}
{{ words.NOT_KEPT if not quote.text }}</bdi>{% endmacro %}
{% macro both(pair) %}
<li>{{ phrases.contrast(pair.contrasts[0]) }}<br>
{{ told(pair.first) }}<br>
{{ told(pair.second) }}</li>
{% endmacro %}
<div dir="auto" style="max-width: 60em">
<p><strong>{{ view.title }}</strong><br>{{ phrases.counts(view) }}</p>
<table>
<thead><tr>{% for name in columns %}<th scope="col" style="text-align: left">{{ name }}</th>{% endfor %}</tr></thead>
<tbody>
{% for row in view.rows %}
<tr>{% for say in columns.values() %}<td style="text-align: left">{{ say(row) }}</td>{% endfor %}</tr>
{% endfor %}
</tbody>
</table>
{% if differ.count %}
<p><strong>{{ words.DIFFER }} ({{ differ.count }})</strong>: {{ words.CONFLICT.partition(": ")[2] }}</p>
<ul>
{% for point in differ.first[:most] %}
<li>{{ words.KINDS[point.conflict.kind] }}:
{% for one in point.sides %}
{{ "/ " if not loop.first }}<b>{{ one.side.value.strip() or "—" }}</b> ({{ one.side.versions|join(", ") }})
{% endfor %}
{% for one in point.sides %}<br>{{ told(one.quote) }}{% endfor %}</li>
{% endfor %}
{% for group in pairs %}
{{ both(group[0]) }}
{% endfor %}
{% for found in quotations %}
<li>{{ words.KINDS["quote"] }}: <bdi>“{{ found.text or words.NOT_KEPT }}”</bdi> ({{ found.of.version }} {{ found.of.sentence + 1 }})</li>
{% endfor %}
</ul>
{% endif %}
{% if groups %}
<p><strong>{{ words.TOLD_OR_WORDED }} ({{ groups|length }})</strong></p>
<ul>
{% for group in groups[:most] %}
{{ both(group[0]) }}
{% endfor %}
</ul>
{% endif %}
{% if view.only_here %}
<p><strong>{{ view.only_here_heading }} ({{ only_here|length }})</strong></p>
<ul>
{% for quote in only_here[:most] %}
<li><em>{{ quote.version }} {{ quote.number }}:</em> <bdi>{{ quote.text or words.NOT_KEPT }}</bdi></li>
{% endfor %}
</ul>
{% endif %}
{% if view.no_counterpart %}
<p><strong>{{ view.no_counterpart_heading }} ({{ view.no_counterpart|length }})</strong></p>
<ul>
{% for row in view.no_counterpart[:most] %}
<li>in {% for one in row.lacking %}{{ ", " if not loop.first }}<bdi>{{ one.omission.version }}</bdi>{% endfor %}:
<em>{{ row.of.version }} {{ row.of.number }}:</em> <bdi>{{ row.of.text or words.NOT_KEPT }}</bdi></li>
{% endfor %}
</ul>
{% endif %}
{% for note in phrases.notes(view)[:most] %}
<p>Note: {{ note }}</p>
{% endfor %}
{% if phrases.notes(view)|length > most %}<p>and {{ words.counted(phrases.notes(view)|length - most, "more note") }}</p>{% endif %}
<p>The first {{ most }} of each kind; <code>to_html()</code> is the whole report, <code>to_frame(table)</code> has the tables.</p>
</div>
"""


def notebook(comparison: Comparison) -> str:
    """Return the summary as a fragment of HTML: versions, what differs first, and the first findings of each kind."""
    view = build(comparison)
    told: dict[str, Any] = {"view": view, "differ": view.differ, "groups": [*view.details, *view.worded], "only_here": by_turns(view)}
    pairs = view.differ.pairs[: max(0, MOST - len(view.differ.first))]
    told["pairs"], told["quotations"] = pairs, view.differ.quotations[: max(0, MOST - len(view.differ.first) - len(pairs))]
    return _template().render(**told, columns=phrases.columns(view), words=words, phrases=phrases, most=MOST)


@cache
def _template() -> Template:
    from jinja2 import Environment, StrictUndefined

    environment = Environment(autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True, finalize=_shown)
    return environment.from_string(_TEMPLATE)


def _shown(value: Any) -> Any:
    """Return what the template prints: text less what would turn it round, our own markup as it is."""
    return words.visible(value) if isinstance(value, str) and not hasattr(value, "__html__") else value
