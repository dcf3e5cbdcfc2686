"""What the tests of quotations, credits and origins ask of a text or a story."""

from storycompare import Version, compare
from storycompare.story.credits import read_credits
from storycompare.story.spoken import spoken
from storycompare.story.versions import ready


def utterances(text, outlet="Outlet"):
    """The quotations of one version, with who says them."""
    (version,), _ = ready([Version.from_text(text, outlet=outlet)])
    return spoken(version, read_credits({version.id: version}).inside[version.id])


def running_credits(text, outlet=None):
    """The credits in the running text of one version: outlet and role."""
    (version,), _ = ready([Version.from_text(text, outlet=outlet, id=None if outlet else "page")])
    inside = read_credits({version.id: version}).inside[version.id]
    return [[credit.outlet, credit.kind] for _, credit in sorted(inside.items())]


def story(**texts):
    """The comparison of some texts, each an outlet's."""
    return compare([Version.from_text(text, outlet=outlet) for outlet, text in texts.items()])


def forms(quotation):
    """Each version's forms of a quotation, in the order of its text."""
    found = {}
    for row in quotation.carried:
        found.setdefault(row.version, []).append(row.form)
    return found
