"""The autoscaler of a part: grows quickly, shrinks slower than its requests take."""

from __future__ import annotations

from generators.manifests.computed import computed
from generators.manifests.part import File
from generators.manifests.part import Manifest
from generators.manifests.part import labels
from generators.manifests.scaling.scale import Scale
from generators.manifests.scaling.scale import counted

# The bounds of the API for scaling behaviour, in seconds.
LONGEST_WINDOW = 3600
LONGEST_PERIOD = 1800


def autoscaler(scale: Scale) -> File:
    """Make the autoscaler of a part whose count the plan leaves to one."""
    backend = scale.component == "backend"
    return File(
        path=f"components/{'' if backend else 'frontend-'}autoscaling/autoscaler.yaml",
        content=(_autoscaler(scale),),
        why=f"The {scale.component} scales with its load. It scales up quickly and down slowly, "
        "so that requests in flight can finish.",
        choices=(
            *counted(scale),
            f"scaling.{'backend' if scale.follows else scale.component}.autoscaling.cpuPercent",
            *(("scaling.backend.longestFlowSeconds",) if backend else ()),
        ),
        guide=("scaling.backend-drivers",)
        if backend
        else ("scaling.frontend-drivers", "scaling.independent"),
    )


def _autoscaler(scale: Scale) -> Manifest:
    name = f"skillflaw-{scale.component}"
    target = {"type": "Utilization", "averageUtilization": scale.cpu_percent}
    return {
        "apiVersion": "autoscaling/v2",
        "kind": "HorizontalPodAutoscaler",
        "metadata": {"name": name, "labels": labels(scale.component)},
        "spec": {
            "scaleTargetRef": {"apiVersion": "apps/v1", "kind": "Deployment", "name": name},
            "minReplicas": scale.least,
            "maxReplicas": scale.most,
            "metrics": [{"type": "Resource", "resource": {"name": "cpu", "target": target}}],
            "behavior": _behavior(scale.slow_seconds),
        },
    }


def _behavior(slow_seconds: int) -> Manifest:
    return {
        "scaleUp": {
            # A start burns CPU for seconds; a minute tells it from load.
            "stabilizationWindowSeconds": 60,
            "policies": [
                {"type": "Pods", "value": 2, "periodSeconds": 60},
                {"type": "Percent", "value": 100, "periodSeconds": 60},
            ],
        },
        "scaleDown": {
            "stabilizationWindowSeconds": computed(
                min(max(300, slow_seconds), LONGEST_WINDOW),
                f"a pod's drain of {slow_seconds} seconds, "
                f"at least 300 and at most {LONGEST_WINDOW}",
            ),
            # One pod at a time, and the one before has finished its requests.
            "policies": [
                {
                    "type": "Pods",
                    "value": 1,
                    "periodSeconds": computed(
                        min(max(60, slow_seconds), LONGEST_PERIOD),
                        f"a pod's drain of {slow_seconds} seconds, "
                        f"at least 60 and at most {LONGEST_PERIOD}",
                    ),
                }
            ],
        },
    }
