"""What a reviewer should know before they approve: open threads, open claims, ending waivers."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from django.utils import timezone

from configurator.access import Access
from configurator.comments.discussion import Discussion
from configurator.models import Revision
from configurator.reviews.claims import RevisionClaim
from configurator.reviews.claims import revision_claims
from configurator.reviews.waivers import RevisionWaiver
from configurator.reviews.waivers import revision_waivers
from configurator.wording import dates
from configurator.wording.plurals import counted
from configurator.wording.plurals import listed

SOON = timedelta(days=14)
NAMED = 5


@dataclass(frozen=True)
class Concern:
    """A reason to look again before an approval; ``anchor`` is where the page shows it."""

    text: str
    anchor: str


def approval_concerns(access: Access, revision: Revision) -> tuple[Concern, ...]:
    """List what is open on a revision that can be approved."""
    concerns = []
    if count := Discussion(access, revision).open_count:
        concerns.append(Concern(f"{counted(count, 'thread')} open.", "discussion"))
    if labels := list(dict.fromkeys(map(_label, filter(_unstated, revision_claims(revision))))):
        more = f" and {len(labels) - NAMED} more" if len(labels) > NAMED else ""
        names = ", ".join(labels[:NAMED]) + more if more else listed(labels)
        text = f"{counted(len(labels), 'claim')} that nobody confirmed: {names}."
        concerns.append(Concern(text, "claims"))
    concerns += [
        Concern(_ending(waiver), "waivers")
        for waiver in revision_waivers(revision)
        if waiver.expires <= (timezone.localdate() + SOON).isoformat()
    ]
    return tuple(concerns)


def _unstated(claim: RevisionClaim) -> bool:
    return not claim.value


def _label(claim: RevisionClaim) -> str:
    return f"{claim.label} in {claim.environment}" if claim.environment else claim.label


def _ending(waiver: RevisionWaiver) -> str:
    ends = "expired on" if waiver.expired else "ends on"
    return f"The waiver of “{waiver.title}” {ends} {dates.day(waiver.expires)}."
