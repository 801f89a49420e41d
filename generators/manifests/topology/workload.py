"""Pieces that every workload of SkillFlaw is made of, each written once."""

from __future__ import annotations

from collections.abc import Mapping

from generators.manifests.part import Manifest
from generators.manifests.part import Patch
from generators.manifests.part import labels
from generators.manifests.part import selector
from generators.manifests.placement import placement
from generators.manifests.placement import pull_secrets
from generators.manifests.scaling.scale import mebibytes
from generators.plan import Plan
from generators.plan.scalars import minor_of

UNPINNED = "pin-me-in-the-overlay"
"""The tag in the base. It does not exist, so nothing runs that an overlay has not pinned."""

NATIVE_SLEEP = 30
"""The minor version of Kubernetes that has ``preStop.sleep``."""


def described(text: str) -> Manifest:
    """Make the annotations that say what an object is for, where someone said it.

    Without the space around it: kustomize 5 cannot write a text of several lines that begins with
    a tab.
    """
    description = text.strip()
    return {"annotations": {"kubernetes.io/description": description}} if description else {}


def service_account(component: str, annotations: Mapping[str, str] | None = None) -> Manifest:
    """Make an identity that can do nothing: no workload of SkillFlaw talks to the API server.

    ``annotations`` give it an identity outside the cluster, where it has one.
    """
    return {
        "apiVersion": "v1",
        "kind": "ServiceAccount",
        "metadata": {
            "name": f"skillflaw-{component}",
            "labels": labels(component),
            **({"annotations": dict(annotations)} if annotations else {}),
        },
        "automountServiceAccountToken": False,
    }


def service(component: str, port: int, audience: str) -> Manifest:
    """Make the name inside the cluster; ``audience`` says in a sentence whom it serves."""
    return {
        "apiVersion": "v1",
        "kind": "Service",
        "metadata": {
            "name": f"skillflaw-{component}",
            "labels": labels(component),
            **described(audience),
        },
        "spec": {
            "type": "ClusterIP",
            "selector": selector(component),
            "ports": [{"name": "http", "port": port, "targetPort": "http", "protocol": "TCP"}],
        },
    }


def identity(plan: Plan, component: str) -> Manifest:
    """Make the fields of a pod that say who it is and what it is told about its neighbours."""
    return {
        "serviceAccountName": f"skillflaw-{component}",
        "automountServiceAccountToken": False,
        # With links, a Service named skillflaw-… would turn up as a setting that does not parse.
        "enableServiceLinks": False,
        **pull_secrets(plan),
        **placement(plan, component),
    }


def image(name: str, *, movable: bool = False) -> Manifest:
    """Make the image fields of a container; the overlay writes tag and digest.

    A ``movable`` image has no digest, so that its tag may come to name another one: the kubelet
    asks the registry at each start. With a digest, a node that has the image starts without it.
    """
    policy = "Always" if movable else "IfNotPresent"
    return {"image": f"{name}:{UNPINNED}", "imagePullPolicy": policy}


def template_metadata(plan: Plan, component: str) -> Manifest:
    """Make the ``metadata`` of a pod template of SkillFlaw; our own labels are never replaced."""
    annotations = dict(plan.operations.pod_annotations)
    return {
        "labels": {**labels(component), **_further(plan.operations.pod_labels, labels(component))},
        **({"annotations": annotations} if annotations else {}),
    }


def _further(labels: Mapping[str, str], known: Mapping[str, str]) -> dict[str, str]:
    return {key: value for key, value in labels.items() if key not in known}


def waits_before_stop(plan: Plan, seconds: int) -> Manifest:
    """Make a container serve on for this long after its endpoint is withdrawn."""
    if minor_of(plan.release.kubernetes) >= NATIVE_SLEEP:
        return {"preStop": {"sleep": {"seconds": seconds}}}
    return {"preStop": {"exec": {"command": ["sleep", str(seconds)]}}}


def probe(path: str, *, period: int, timeout: int, failures: int) -> Manifest:
    """Make a probe of the port ``http``; period and timeout in seconds."""
    return {
        "httpGet": {"path": path, "port": "http"},
        "periodSeconds": period,
        "timeoutSeconds": timeout,
        "failureThreshold": failures,
    }


def read_only_root(
    component: str, scratch: Mapping[str, tuple[str, int]], choices: tuple[str, ...]
) -> Patch:
    """Make the patch that closes a root filesystem but for scratch mounts.

    ``scratch`` maps the name of a volume to its path and its bound in MiB.
    """
    mounts = [{"name": name, "mountPath": path} for name, (path, _) in scratch.items()]
    volumes = [
        {"name": name, "emptyDir": {"sizeLimit": mebibytes(size)}}
        for name, (_, size) in scratch.items()
    ]
    container: Manifest = {
        "name": component,
        "securityContext": {"readOnlyRootFilesystem": True},
        **({"volumeMounts": mounts} if mounts else {}),
    }
    pod: Manifest = {"containers": [container], **({"volumes": volumes} if volumes else {})}
    deployment: Manifest = {
        "apiVersion": "apps/v1",
        "kind": "Deployment",
        "metadata": {"name": f"skillflaw-{component}"},
        "spec": {"template": {"spec": pod}},
    }
    return Patch(
        path=f"components/readonly-rootfs/{component}.yaml",
        content=(deployment,),
        why=f"The container of {component} has a read-only root filesystem and writes to its "
        "mounts only.",
        choices=("operations.readOnlyRootFilesystem", *choices),
    )
