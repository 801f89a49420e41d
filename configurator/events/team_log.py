"""The audit log of a team: who changed its approval rules and its approval settings."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.db.models import QuerySet

from configurator.models import Team
from configurator.models import TeamEvent
from configurator.models import TeamVerb
from configurator.models import User

SENTENCES: Mapping[TeamVerb, str] = {
    TeamVerb.RULE_ADDED: "added the approval rule “{rule}”",
    TeamVerb.RULE_CHANGED: "changed the approval rule “{old}” to “{rule}”",
    TeamVerb.RULE_DELETED: "deleted the approval rule “{rule}”",
    TeamVerb.SETTINGS_CHANGED: "changed the settings: {changes}",
}


def record_team_event(team: Team, verb: TeamVerb, actor: User, **detail: str) -> TeamEvent:
    """Record an event of a team; call it in the transaction of the change itself."""
    return TeamEvent.objects.create(team=team, verb=verb, actor=actor, detail=detail)


def team_events(team: Team) -> QuerySet[TeamEvent]:
    """List the events of a team, the latest first."""
    return team.events.select_related("actor")


def team_action(event: TeamEvent) -> str:
    """Write what the actor did: “deleted the approval rule “redis.*: 1 approval from carol””."""
    return SENTENCES[TeamVerb(event.verb)].format_map(event.detail)


def team_event_row(event: TeamEvent) -> dict[str, Any]:
    """Return an event as programs read it."""
    return {
        "time": event.created.isoformat(timespec="seconds"),
        "actor": event.actor.username,
        "verb": event.verb,
        "sentence": f"{event.actor.display_name} {team_action(event)}",
        "detail": event.detail,
    }
