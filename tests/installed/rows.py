"""The rows before and after, in a process: `python -m tests.installed.rows (seeded | found)`."""

from __future__ import annotations

import hashlib
import json
import os
import sys
from typing import Any

import django

DRAFTS = 20


def seeded() -> dict[str, Any]:
    """Make a team of two, signed in, with drafts that both may change; say what their pages say."""
    from django.test import Client

    import generators
    from configurator.access import Visitor
    from configurator.models import Role
    from configurator.models import Team
    from configurator.models import User
    from configurator.plans.steps import METADATA
    from configurator.services import drafts
    from configurator.wizard import merge
    from configurator.wizard.form import StepForm

    team, people, browsers = Team.objects.create(name="Plans", slug="plans"), [], []
    for name in ("ada", "ben"):
        people.append(User.objects.create_user(name))
        team.memberships.create(person=people[-1], role=Role.EDITOR)
        browsers.append(Client())
        browsers[-1].force_login(people[-1])
    keys = []
    for _ in range(DRAFTS):
        draft = drafts.keep(Visitor(people[0]), generators.recommended())
        draft.team, draft.person = team, None
        draft.save()
        keys.append(str(draft.pk))
    return {
        "drafts": keys,
        "sessions": [each.cookies["configurator"].value for each in browsers],
        "base": merge.digests(StepForm.stored(draft.plan, (*METADATA, *generators.choices()), {})),
    }


def found() -> dict[str, Any]:
    """Read what is there: each draft's answers, and its revisions with what is wrong in each."""
    import generators
    from configurator.models import Configuration

    return {
        str(each.pk): {
            "plan": generators.complete(each.plan),
            "unfinished": each.unfinished,
            "latest": each.latest,
            "revisions": [(row.number, _wrong(row)) for row in each.revisions.order_by("number")],
            "events": sorted(each.events.filter(verb="saved").values_list("revision", flat=True)),
        }
        for each in Configuration.objects.all()
    }


def _wrong(revision: Any) -> str:
    """Say what is missing in a revision: nothing, where it is whole."""
    if revision.result == "blocked":
        return "" if revision.archive is None else "blocked, and has a bundle"
    if revision.archive is None:
        return "has no bundle"
    same = hashlib.sha256(revision.archive.zipped).hexdigest() == revision.digest
    return "" if same and revision.bundle.files else "has another bundle"


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "configurator.settings")
    django.setup()
    json.dump({"seeded": seeded, "found": found}[sys.argv[1]](), sys.stdout)
