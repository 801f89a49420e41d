"""What stands around the questions of a page, and what of it a page does not show yet."""

from __future__ import annotations

from collections.abc import Iterable
from collections.abc import Iterator
from collections.abc import Mapping
from typing import Any

import generators
from configurator.models import Configuration
from configurator.plans.steps import Step
from configurator.wizard import progress
from configurator.wizard.environments import findings_in
from configurator.wording.fingerprint import fingerprint

Groups = tuple[tuple[str, list[generators.Finding]], ...]


def panel(
    draft: Configuration, step: Step, environment: str, context: Mapping[str, Any]
) -> dict[str, Any]:
    """Show the findings beside a page, and name each part by what it shows.

    ``context`` is what the page shows: its stages, its conflicts, and the review of the draft.
    """
    groups = panel_groups(draft, step, environment)
    return {
        "panel": groups,
        "saved_text": _saved_text(context),
        "fingerprints": _fingerprints(draft, groups, context),
    }


def _saved_text(context: Mapping[str, Any]) -> str:
    """Say whether the draft has what the page sent."""
    if not context["saved"]:
        return "The draft saves itself."
    return "Draft saved, except the conflicts." if context["conflicts"] else "Draft saved."


def panel_groups(draft: Configuration, step: Step, environment: str) -> Groups:
    """Part the findings into those of this page and the rest."""
    findings = findings_in(draft, environment) if environment else tuple(draft.judgement.findings)
    near = [finding for finding in findings if not step.by_path.keys().isdisjoint(finding.paths)]
    rest = [finding for finding in findings if step.by_path.keys().isdisjoint(finding.paths)]
    return ("On this page", near), ("On other pages", rest)


def stale(fingerprints: Mapping[str, str], on_page: Mapping[str, str]) -> frozenset[str]:
    """Name the parts that a page does not show as they are now."""
    return frozenset(part for part, name in fingerprints.items() if on_page.get(part) != name)


def _fingerprints(
    draft: Configuration, groups: Groups, context: Mapping[str, Any]
) -> dict[str, str]:
    """Name each part by all that it shows, so that no part is sent twice."""
    summary, review = context["summary"], context["draft_review"]
    marks = (review.by_step, review.line_threads) if review else ()
    (_, near), (_, rest) = groups
    return {
        "status": fingerprint(summary),
        "name": fingerprint(draft.name),
        "panel": fingerprint(summary, [*draft.pending], *_texts(draft, near)),
        "rest": fingerprint(*_texts(draft, rest)),
        "stages": fingerprint(context["stages"], marks),
    }


def _texts(draft: Configuration, findings: Iterable[generators.Finding]) -> Iterator[object]:
    """List what a finding shows; the texts of its rule stay the same."""
    for finding in findings:
        yield finding.rule.slug, finding.severity.value, finding.message, finding.fix
        yield finding.paths, finding.environments, finding.change
        yield progress.first_choice(draft, progress.keys_of(draft, finding))
