from __future__ import annotations

from typing import Any

import pytest

from generators.manifests.storage import KEPT
from generators.manifests.storage import shared_by_nodes
from generators.manifests.storage import state_mount
from generators.manifests.storage import state_volume
from generators.manifests.storage import storage
from generators.plan import recommended
from generators.plan import revised


def claim(**changes: str) -> dict[str, Any]:
    plan = revised(recommended(), {f"storage.{name}": value for name, value in changes.items()})
    made: Any = storage(plan).files[0].content[0]
    return dict(made)


def test_the_claim_asks_for_what_was_chosen() -> None:
    spec = claim(size="50Gi", storageClass="efs", accessMode="ReadWriteMany")["spec"]

    assert spec == {
        "accessModes": ["ReadWriteMany"],
        "storageClassName": "efs",
        "resources": {"requests": {"storage": "50Gi"}},
    }


def test_a_claim_without_a_class_leaves_it_to_the_cluster() -> None:
    assert "storageClassName" not in claim(storageClass="")["spec"]


def test_no_gitops_controller_may_prune_the_claim() -> None:
    assert claim()["metadata"]["annotations"] == dict(KEPT)


def test_an_existing_claim_is_mounted_and_not_made() -> None:
    plan = revised(
        recommended(), {"storage.mode": "existing-claim", "storage.claimName": "team-claim"}
    )

    assert storage(plan).files == ()
    assert state_volume(plan)["persistentVolumeClaim"] == {"claimName": "team-claim"}


def test_ephemeral_state_is_bounded_scratch_space_and_says_so() -> None:
    plan = revised(recommended(), {"storage.mode": "ephemeral"})

    assert storage(plan).files == ()
    assert state_volume(plan)["emptyDir"] == {"sizeLimit": "2Gi"}
    assert [note.kind for note in storage(plan).notes] == ["limit"]


def test_mount_and_setting_are_always_the_same_path() -> None:
    plan = revised(recommended(), {"storage.configDir": "/srv/state"})

    assert state_mount(plan)["mountPath"] == "/srv/state"
    assert storage(plan).settings["SKILLFLAW_CONFIG_DIR"] == "/srv/state"
    assert storage(plan).settings["SKILLFLAW_KNOWLEDGE_BASES_DIR"] == "/srv/state/knowledge_bases"


@pytest.mark.parametrize(
    ("mode", "access", "shared"),
    [
        ("claim", "ReadWriteMany", True),
        ("claim", "ReadWriteOnce", False),
        ("existing-claim", "ReadWriteOncePod", False),
        ("ephemeral", "ReadWriteOnce", True),
    ],
)
def test_only_some_volumes_are_for_several_nodes(mode: str, access: str, shared: bool) -> None:
    plan = revised(recommended(), {"storage.mode": mode, "storage.accessMode": access})

    assert shared_by_nodes(plan) is shared
