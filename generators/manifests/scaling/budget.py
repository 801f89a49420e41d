"""The disruption budget of a part: how many pods a node drain may take at once."""

from __future__ import annotations

from generators.manifests.part import File
from generators.manifests.part import Manifest
from generators.manifests.part import labels
from generators.manifests.part import selector
from generators.manifests.scaling.scale import Scale
from generators.manifests.scaling.scale import counted


def budget(scale: Scale) -> File:
    """Make the budget of a part that has more than one pod."""
    disruption_budget: Manifest = {
        "apiVersion": "policy/v1",
        "kind": "PodDisruptionBudget",
        "metadata": {
            "name": f"skillflaw-{scale.component}",
            "labels": labels(scale.component),
        },
        "spec": {
            # Counted from the wanted number of pods, so it stays right when that changes.
            "maxUnavailable": scale.max_unavailable,
            # A pod that is broken anyway does not hold up a drain.
            "unhealthyPodEvictionPolicy": "AlwaysAllow",
            "selector": {"matchLabels": selector(scale.component)},
        },
    }
    bound = f"{scale.choices}.maxUnavailable"
    return File(
        path=f"components/availability/{scale.component}.yaml",
        content=(disruption_budget,),
        why=f"A node drain evicts at most {scale.max_unavailable} of the {scale.component} pods "
        "at the same time.",
        choices=(*counted(scale), *(() if scale.component == "docs" else (bound,))),
    )
