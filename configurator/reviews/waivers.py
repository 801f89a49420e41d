"""The waivers of a revision, who gave each, and what can still be waived."""

from __future__ import annotations

from collections.abc import Iterable
from collections.abc import Mapping
from dataclasses import dataclass

from django.utils import timezone

from configurator.models import GivenWaiver
from configurator.models import Revision
from configurator.models.revision import OF_ITS_REVISION
from configurator.plans.stored_findings import Judged
from configurator.wording.labels import rule_title

WAIVERS = "waivers"


@dataclass(frozen=True)
class Accepted:
    """A waiver in a revision's plan; ``given`` is missing where nobody gave it in review."""

    rule: str
    reason: str
    owner: str
    expires: str
    given: GivenWaiver | None

    @property
    def title(self) -> str:
        """Name what is waived."""
        return rule_title(self.rule)

    @property
    def over(self) -> bool:
        """Tell whether its last day has passed."""
        return self.expires < timezone.localdate().isoformat()


def accepted(revision: Revision) -> tuple[Accepted, ...]:
    """List the waivers of a revision's plan, with the reviewer who gave each."""
    rows = revision.complete.get(WAIVERS, ())
    if not rows:
        return ()
    given = (
        GivenWaiver.objects.filter(
            revision__configuration=revision.configuration_id, revision__number__lte=revision.number
        )
        .select_related("by", "revision")
        .defer(*OF_ITS_REVISION)
    )
    still = [each for each in given if each.until is None or each.until > revision.number]
    return tuple(Accepted(**row, given=_giver(row, still)) for row in rows)


def _giver(row: Mapping[str, str], given: Iterable[GivenWaiver]) -> GivenWaiver | None:
    """Find who gave a waiver in just these words: with others it is not what they accepted."""
    return next((each for each in given if _row(each) == row), None)


def _row(given: GivenWaiver) -> dict[str, str]:
    return {
        "rule": given.rule,
        "reason": given.reason,
        "owner": given.owner,
        "expires": given.expires.isoformat(),
    }


def waivable(revision: Revision) -> tuple[Judged, ...]:
    """List one finding for each rule that can be waived: its warnings, where it has no error."""
    errors = {each.rule for each in revision.judged if each.severity == "error"}
    found = {
        each.rule: each
        for each in reversed(revision.judged)
        if each.severity == "warning" and WAIVERS not in each.paths and each.rule not in errors
    }
    return tuple(reversed(found.values()))
