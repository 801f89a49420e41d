"""What the tests of approvals change, and the states that they ask for."""

from __future__ import annotations

from collections.abc import Callable

from configurator.models import Configuration
from configurator.models import Review
from configurator.models import Revision
from configurator.reviews.state import review_state
from tests.web.rows import now_of

Decision = Review.Decision
Write = Callable[..., Revision]
Approve = Callable[..., Review]
IN_STAGING = {"release.backend.tag": "1.9.1"}
IN_BOTH = {"operations.settings": {"SKILLFLAW_LOG_LEVEL": "debug"}}
DOCUMENTS_ONLY = {"operations.loadTested": False}


def states(configuration: Configuration) -> dict[str, str]:
    """Return the state of each environment of the latest revision, and of that revision."""
    stored = now_of(configuration)
    latest = stored.revisions.get(number=stored.latest)
    rows = {row.environment: row.state for row in review_state(latest).environments}
    return {**rows, "revision": latest.state}


def approved_for(configuration: Configuration) -> dict[str, int]:
    rows = now_of(configuration).environment_approvals
    return {row["environment"]: row["approved"] for row in rows}
