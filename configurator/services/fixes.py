"""Apply the fix that a finding of a draft offers."""

from __future__ import annotations

import hashlib
import json
from uuid import UUID

from django.db import transaction

import generators
from configurator.models import User
from configurator.plans.environments import SHARED
from configurator.plans.environments import parts_of
from configurator.services import drafts
from configurator.services.locking import locked


@transaction.atomic
def apply_fix(key: UUID, fix: str, writer: User | None = None) -> generators.Finding | None:
    """Apply the fix with this id, and return its finding; nothing where the finding is gone."""
    draft = locked(key)
    findings = draft.judgement.findings
    finding = next((finding for finding in findings if fix_id(finding) == fix), None)
    if finding is None or not finding.change:
        return None
    unfinished = {
        key: raw for key, raw in draft.unfinished.items() if parts_of(key)[1] not in finding.change
    }
    drafts.write(draft, _fixed(draft.plan_file, finding), unfinished, writer=writer)
    return finding


def fix_id(finding: generators.Finding) -> str:
    """Name the fix of a finding, so that a button can send it."""
    environments = [list(finding.environments)] if finding.environments else []
    parts = [finding.rule.slug, finding.message, sorted(finding.change), *environments]
    return hashlib.sha256(json.dumps(parts).encode()).hexdigest()[:16]


def _fixed(file: generators.PlanFile, finding: generators.Finding) -> generators.PlanFile:
    """Change what a finding is about: the shared values where it holds in every environment."""
    change = finding.change
    if file.single or set(finding.environments) == set(file.environments):
        fixed = file.revised(SHARED, change)
        for name, own in file.own.items():
            fixed = fixed.revised(name, {path: change[path] for path in change if path in own})
        return fixed
    for name in finding.environments:
        file = file.revised(name, change)
    return file
