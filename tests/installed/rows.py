"""The rows before and after, in a process: `python -m tests.installed.rows ACTION`."""

from __future__ import annotations

import hashlib
import json
import os
import sys
from typing import Any

import django

DRAFTS = 10
DELIVERIES = 12


def seed() -> dict[str, Any]:
    """Create a team of two, signed in, with drafts that both may edit; return what pages show."""
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
        draft = drafts.create(Visitor(people[0]), generators.recommended())
        draft.team, draft.person = team, None
        draft.save()
        keys.append(str(draft.pk))
    return {
        "drafts": keys,
        "sessions": [client.cookies["configurator"].value for client in browsers],
        "base": merge.digests(StepForm.stored(draft.plan, (*METADATA, *generators.choices()), {})),
    }


def queue() -> dict[str, Any]:
    """Put messages to one webhook into the outbox; return their identifiers."""
    from configurator.events import webhooks
    from configurator.models import Team
    from configurator.models import User

    team, person = Team.objects.get(slug="plans"), User.objects.get(username="ada")
    hook = team.webhooks.create(url=os.environ["RECEIVER"], by=person)
    return {"deliveries": [str(webhooks.send_test(hook).pk) for _ in range(DELIVERIES)]}


def read() -> dict[str, Any]:
    """Return the values of each draft, and its revisions with the error of each."""
    import generators
    from configurator.models import Configuration

    return {
        str(draft.pk): {
            "plan": generators.complete(draft.plan),
            "unfinished": draft.unfinished,
            "latest": draft.latest,
            "revisions": [(row.number, _error(row)) for row in draft.revisions.order_by("number")],
            "events": sorted(draft.events.filter(verb="saved").values_list("revision", flat=True)),
        }
        for draft in Configuration.objects.all()
    }


def _error(revision: Any) -> str:
    """Return the error of a stored revision; empty where it is complete."""
    if revision.result == "blocked":
        return "" if revision.archive is None else "blocked, and has a bundle"
    if revision.archive is None:
        return "has no bundle"
    same = hashlib.sha256(revision.archive.zipped).hexdigest() == revision.archive_id
    return "" if same and revision.bundle.files else "has another bundle"


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "configurator.settings")
    django.setup()
    json.dump({"seed": seed, "queue": queue, "read": read}[sys.argv[1]](), sys.stdout)
