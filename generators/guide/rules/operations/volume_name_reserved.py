from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from generators.guide.rule import Severity
from generators.guide.rule import rule
from generators.guide.volume_mounts import OWN_VOLUMES
from generators.plan import Plan


@rule(
    title="Volume name is used twice in the pod",
    about=("operations.volumes",),
    severity=Severity.ERROR,
    why="The API server refuses a pod with two volumes of one name, so no pod starts.",
    fix="Choose another name for the volume.",
    because="Volume names are unique in a pod.",
    reference="https://kubernetes.io/docs/concepts/storage/volumes/",
    bad={
        "operations.volumes": [{"name": "state", "mountPath": "/srv/state", "configMap": "state"}]
    },
)
def volume_name_reserved(plan: Plan) -> Iterator[str]:
    counted = Counter(volume.name for volume in plan.operations.volumes)
    for name, count in counted.items():
        if OWN_VOLUMES.fullmatch(name):
            yield f"The bundle has a volume {name} in the backend's pod."
        elif count > 1:
            yield f"{count} volumes have the name {name}."
