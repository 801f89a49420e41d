"""What the runbook says of volumes that are full."""

from __future__ import annotations

from generators.plan import revised
from tests.documents.reading import of
from tests.documents.reading import plans
from tests.documents.reading import written


def _section(text: str) -> str:
    _, heading, rest = text.partition("## Grow a volume\n")
    return heading + rest.partition("\n## ")[0]


def test_a_claim_of_the_bundle_grows_by_its_choice() -> None:
    section = _section(written("api-managed")["RUNBOOK.md"])

    assert "skillflaw-state: set `storage.size`" in section
    assert "statefulset" not in section


def test_the_volume_of_a_statefulset_grows_without_its_pod_being_deleted() -> None:
    section = _section(written("small-team")["RUNBOOK.md"])

    patch = section.index("patch persistentvolumeclaim data-postgres-0")
    assert patch < section.index("delete statefulset postgres --cascade=orphan")
    assert "set `database.size` to the same size" in section


def test_gitops_is_paused_before_a_statefulset_is_deleted_and_resumed_after() -> None:
    section = _section(written("small-team-flux")["RUNBOOK.md"])

    assert section.index('"suspend":true') < section.index("delete statefulset postgres")
    assert section.index("delete statefulset postgres") < section.index('"suspend":false')


def test_a_bundle_without_a_volume_has_nothing_to_grow() -> None:
    without = revised(plans()["api-managed"], {"storage.mode": "ephemeral"})

    assert "Grow a volume" not in of(without)["RUNBOOK.md"]
