"""The words around a quotation that tell who speaks: verbs of saying, and what stands between a speaker and the verb."""

from __future__ import annotations

SAYING_VERBS = frozenset(
    "said says say tells told asked asks added adds wrote writes tweeted posted announced argued argues claimed claims called calls "
    "insisted insists acknowledged acknowledges denied warned warns noted notes explained explains declared declares suggested "
    "suggests admitted replied stated states accused criticized criticised described describes testified recalled recalls remarked "
    "joked quipped shouted concluded continued continues promised vowed urged urges predicted complained conceded confirmed confirms "
    "contended contends countered cautioned demanded emphasized stressed exclaimed expressed maintained maintains mused observed "
    "pledged proclaimed read reads reiterated responded retorted reported reports revealed referred dismissed defended blasted slammed "
    "labeled labelled lamented praised deemed dubbed asserted boasted began opined wondered thinks pointed condemned denounced "
    "characterized ordered instructed apologized swore spoke concurred agreed echoed summed yelled screamed cried whispered".split()
)
"""Verbs of saying in the forms in which they stand beside a quotation."""
PARTICIPLES = frozenset(
    "saying adding calling arguing insisting noting warning writing claiming telling describing citing stating declaring promising "
    "explaining tweeting asking vowing suggesting denouncing blasting accusing urging labeling dismissing quoting referring".split()
)
"""Their participles: the speaker is the subject of the main clause."""
AUXILIARY = frozenset(
    "has have had also later then previously once recently earlier again further simply first just even still repeatedly would did "
    "does will never often quickly publicly famously already only sometimes since reportedly".split()
)
"""Words that stand between a speaker and the verb."""
PASSIVE = frozenset("was were been be is are being get got".split())
"""What makes a verb of saying a passive: who "was called" something does not speak."""
CLAUSE = frozenset(
    "but that what how why when while as because which who whom if although though after before where whether than so yet then since "
    "until or".split()
)
"""Words that open a clause: a speaker does not reach back over them."""
LEADS = frozenset(
    "and but still however later meanwhile also yet so then instead indeed now earlier previously separately finally thursday".split()
)
"""Words that open a sentence before its subject."""
ENDS = frozenset(
    "in on at during after before as to about when while who whom whose which that with from by via early late last this of-course "
    "told since through over following outside inside monday tuesday wednesday thursday friday saturday sunday yesterday today "
    "tuesday's and but recently earlier".split()
)
"""Words before which a speaker named after the verb ends."""
PRONOUNS = frozenset("he she they it i we who you".split())
"""Pronouns that can speak."""
DAYS = frozenset("monday tuesday wednesday thursday friday saturday sunday yesterday today".split())
"""Days: no part of a name."""
