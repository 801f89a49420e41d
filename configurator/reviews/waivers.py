"""The waivers of a revision, the reviewer who gave each, and the warnings that can be waived."""

from __future__ import annotations

from collections.abc import Iterable
from collections.abc import Mapping
from dataclasses import dataclass

from django.utils import timezone

from configurator.models import GivenWaiver
from configurator.models import Revision
from configurator.models.revision import LARGE_REVISION_FIELDS
from configurator.plans.stored_findings import StoredFinding
from configurator.wording.labels import rule_title

WAIVERS = "waivers"
EVERYWHERE = ""  # the environment of a waiver that is for all of them


@dataclass(frozen=True)
class RevisionWaiver:
    """A waiver in a revision's plan; ``given`` is missing where no reviewer gave it.

    ``environment`` is empty where the waiver is for every environment.
    """

    rule: str
    reason: str
    owner: str
    expires: str
    environment: str = EVERYWHERE
    given: GivenWaiver | None = None

    @property
    def title(self) -> str:
        """Return the title of the waived rule."""
        return rule_title(self.rule)

    @property
    def expired(self) -> bool:
        """Tell whether its last day has passed."""
        return self.expires < timezone.localdate().isoformat()


def revision_waivers(revision: Revision) -> tuple[RevisionWaiver, ...]:
    """List the waivers of a revision's plan, with the reviewer who gave each."""
    rows = revision.complete.get(WAIVERS, ())
    if not rows:
        return ()
    given = (
        GivenWaiver.objects.filter(
            revision__configuration=revision.configuration_id, revision__number__lte=revision.number
        )
        .select_related("by", "revision")
        .defer(*LARGE_REVISION_FIELDS)
    )
    valid = [waiver for waiver in given if waiver.until is None or waiver.until > revision.number]
    return tuple(RevisionWaiver(**row, given=_matching(row, valid)) for row in rows)


def _matching(row: Mapping[str, str], given: Iterable[GivenWaiver]) -> GivenWaiver | None:
    """Find the given waiver with exactly these terms: a reviewer accepted no others."""
    # Revisions saved before waivers could name an environment store none.
    terms = {"environment": "", **row}
    return next((waiver for waiver in given if _terms(waiver) == terms), None)


def _terms(waiver: GivenWaiver) -> dict[str, str]:
    return {
        "rule": waiver.rule,
        "reason": waiver.reason,
        "owner": waiver.owner,
        "expires": waiver.expires.isoformat(),
        "environment": waiver.environment,
    }


def waivable(revision: Revision) -> tuple[StoredFinding, ...]:
    """List one finding for each rule that can be waived, in an environment at least."""
    warnings = {
        finding.rule: finding
        for finding in reversed(revision.stored_findings)
        if finding.severity == "warning" and waivable_in(revision, finding.rule)
    }
    return tuple(reversed(warnings.values()))


def waivable_in(revision: Revision, rule: str) -> tuple[str, ...]:
    """Name the environments that a waiver of a rule can be for; the empty name stands for all.

    A rule can be waived where it has warnings and no error. In a plan without environments that is
    everywhere or nowhere.
    """
    findings = [finding for finding in revision.stored_findings if finding.rule == rule]
    errors = [finding for finding in findings if finding.severity == "error"]
    warnings = [
        finding
        for finding in findings
        if finding.severity == "warning" and WAIVERS not in finding.paths
    ]
    if not warnings:
        return ()
    blocked = {name for finding in errors for name in finding.environments}
    warned = {name for finding in warnings for name in finding.environments}
    everywhere = () if errors else (EVERYWHERE,)
    return (*everywhere, *(name for name in revision.environments if name in warned - blocked))
