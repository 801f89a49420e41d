"""Pairs of one object before and after a change, each with what a real API server answered."""

from __future__ import annotations

from copy import deepcopy
from typing import Any

from generators.manifests.part import Manifest

LABELS = {"app": "x"}
POD: Manifest = {"containers": [{"name": "x", "image": "x"}]}
TEMPLATE: Manifest = {"metadata": {"labels": {**LABELS, "tier": "y"}}, "spec": POD}


def _object(version: str, kind: str, **fields: Any) -> Manifest:
    metadata = {"name": "x", "namespace": "default"}
    return {"apiVersion": version, "kind": kind, "metadata": metadata, **fields}


DEPLOYMENT = _object(
    "apps/v1",
    "Deployment",
    spec={
        "selector": {"matchLabels": LABELS},
        "strategy": {"type": "RollingUpdate"},
        "template": TEMPLATE,
    },
)
STATEFUL_SET = _object(
    "apps/v1",
    "StatefulSet",
    spec={
        "serviceName": "x",
        "selector": {"matchLabels": LABELS},
        "template": TEMPLATE,
        "volumeClaimTemplates": [
            {
                "metadata": {"name": "data"},
                "spec": {
                    "accessModes": ["ReadWriteOnce"],
                    "storageClassName": "standard",
                    "resources": {"requests": {"storage": "2Gi"}},
                },
            }
        ],
    },
)
JOB = _object(
    "batch/v1",
    "Job",
    spec={"backoffLimit": 1, "template": {"spec": {**POD, "restartPolicy": "Never"}}},
)
SERVICE = _object("v1", "Service", spec={"selector": LABELS, "ports": [{"port": 80}]})
CONFIG = _object("v1", "ConfigMap", data={"a": "1"})
SECRET = _object("v1", "Secret", stringData={"a": "1"}, type="Opaque")
BINDING = _object(
    "rbac.authorization.k8s.io/v1",
    "RoleBinding",
    roleRef={"apiGroup": "rbac.authorization.k8s.io", "kind": "Role", "name": "a"},
    subjects=[{"kind": "ServiceAccount", "name": "x", "namespace": "default"}],
)
BUDGET = _object(
    "policy/v1",
    "PodDisruptionBudget",
    spec={"maxUnavailable": 1, "selector": {"matchLabels": LABELS}},
)
CLAIM = _object(
    "v1",
    "PersistentVolumeClaim",
    spec={
        "accessModes": ["ReadWriteOnce"],
        "storageClassName": "standard",
        "resources": {"requests": {"storage": "2Gi"}},
    },
)
CRON = _object(
    "batch/v1",
    "CronJob",
    spec={
        "schedule": "0 1 * * *",
        "jobTemplate": {"spec": {"template": {"spec": {**POD, "restartPolicy": "Never"}}}},
    },
)
ACCOUNT = _object("v1", "ServiceAccount", automountServiceAccountToken=True)


def with_value(entry: Manifest, path: str, value: Any) -> Manifest:
    """Change a value inside an object; ``None`` takes it out. Numbers in the path are indexes."""
    changed = deepcopy(entry)
    *parents, last = path.split(".")
    inner: Any = changed
    for key in parents:
        inner = inner[int(key)] if isinstance(inner, list) else inner.setdefault(key, {})
    if value is None:
        inner.pop(last)
    else:
        inner[last] = value
    return changed


HEADLESS = with_value(SERVICE, "spec.clusterIP", "None")
ADDRESSED = with_value(SERVICE, "spec.clusterIP", "10.0.9.9")
DUAL = with_value(
    with_value(SERVICE, "spec.ipFamilies", ["IPv4"]), "spec.ipFamilyPolicy", "SingleStack"
)
SEALED = with_value(CONFIG, "immutable", True)
LEASED = with_value(SECRET, "immutable", True)
RECREATE: Manifest = {"type": "Recreate"}
SURGE = {"type": "RollingUpdate", "rollingUpdate": {"maxSurge": 1, "maxUnavailable": 0}}
SURGING = with_value(DEPLOYMENT, "spec.strategy", SURGE)
OTHER = {"tier": "y"}
TEMPLATES = "spec.volumeClaimTemplates.0.spec"

# The object that runs, what is applied over it, and whether the server refuses that.
PAIRS: dict[str, tuple[Manifest, Manifest, bool]] = {
    "a Deployment's image": (
        DEPLOYMENT,
        with_value(DEPLOYMENT, "spec.template.spec.containers.0.image", "y"),
        False,
    ),
    "a Deployment's selector": (
        DEPLOYMENT,
        with_value(DEPLOYMENT, "spec.selector.matchLabels", OTHER),
        True,
    ),
    "a Deployment that surged, to Recreate": (
        SURGING,
        with_value(SURGING, "spec.strategy", RECREATE),
        False,
    ),
    "a Deployment from Recreate to surge": (
        with_value(SURGING, "spec.strategy", RECREATE),
        SURGING,
        False,
    ),
    "a StatefulSet's replicas": (
        STATEFUL_SET,
        with_value(STATEFUL_SET, "spec.replicas", 3),
        False,
    ),
    "a StatefulSet's image": (
        STATEFUL_SET,
        with_value(STATEFUL_SET, "spec.template.spec.containers.0.image", "y"),
        False,
    ),
    "a StatefulSet's Service": (
        STATEFUL_SET,
        with_value(STATEFUL_SET, "spec.serviceName", "y"),
        True,
    ),
    "a StatefulSet's selector": (
        STATEFUL_SET,
        with_value(STATEFUL_SET, "spec.selector.matchLabels", OTHER),
        True,
    ),
    "a StatefulSet's default pod management": (
        STATEFUL_SET,
        with_value(STATEFUL_SET, "spec.podManagementPolicy", "OrderedReady"),
        False,
    ),
    "a StatefulSet's pod management": (
        STATEFUL_SET,
        with_value(STATEFUL_SET, "spec.podManagementPolicy", "Parallel"),
        True,
    ),
    "a StatefulSet's claim size": (
        STATEFUL_SET,
        with_value(STATEFUL_SET, f"{TEMPLATES}.resources.requests.storage", "3Gi"),
        True,
    ),
    "a StatefulSet's claim size in MiB": (
        STATEFUL_SET,
        with_value(STATEFUL_SET, f"{TEMPLATES}.resources.requests.storage", "2048Mi"),
        False,
    ),
    "a StatefulSet's claim class": (
        STATEFUL_SET,
        with_value(STATEFUL_SET, f"{TEMPLATES}.storageClassName", "fast"),
        True,
    ),
    "a StatefulSet's claim mode": (
        STATEFUL_SET,
        with_value(STATEFUL_SET, f"{TEMPLATES}.accessModes", ["ReadWriteMany"]),
        True,
    ),
    "a StatefulSet's retention": (
        STATEFUL_SET,
        with_value(STATEFUL_SET, "spec.persistentVolumeClaimRetentionPolicy.whenDeleted", "Delete"),
        False,
    ),
    "a Job's image": (JOB, with_value(JOB, "spec.template.spec.containers.0.image", "y"), True),
    "a Job's completion mode": (
        JOB,
        with_value(JOB, "spec.completionMode", "NonIndexed"),
        False,
    ),
    "a Job's deadline": (JOB, with_value(JOB, "spec.activeDeadlineSeconds", 60), False),
    "a CronJob's image": (
        CRON,
        with_value(CRON, "spec.jobTemplate.spec.template.spec.containers.0.image", "y"),
        False,
    ),
    "a Service's port": (SERVICE, with_value(SERVICE, "spec.ports.0.port", 81), False),
    "a Service to headless": (SERVICE, HEADLESS, True),
    "a headless Service to one with an address": (HEADLESS, SERVICE, False),
    "a headless Service to a chosen address": (HEADLESS, ADDRESSED, True),
    "a Service's address": (
        ADDRESSED,
        with_value(SERVICE, "spec.clusterIP", "10.0.9.10"),
        True,
    ),
    "a Service's chosen address left out": (
        with_value(SERVICE, "spec.clusterIP", "10.0.9.11"),
        SERVICE,
        False,
    ),
    "a Service's type": (SERVICE, with_value(SERVICE, "spec.type", "NodePort"), False),
    "a Service's first family": (
        DUAL,
        with_value(DUAL, "spec.ipFamilies", ["IPv6"]),
        True,
    ),
    "a Service's first family, where it named none": (
        SERVICE,
        with_value(DUAL, "spec.ipFamilies", ["IPv6"]),
        True,
    ),
    "the first family that a Service has anyway": (SERVICE, DUAL, False),
    "a Service's family left out": (DUAL, SERVICE, False),
    "a Service's second family": (
        DUAL,
        with_value(
            with_value(DUAL, "spec.ipFamilies", ["IPv4", "IPv6"]),
            "spec.ipFamilyPolicy",
            "PreferDualStack",
        ),
        False,
    ),
    "a claim's size": (
        CLAIM,
        with_value(CLAIM, "spec.resources.requests.storage", "3Gi"),
        False,
    ),
    "a claim's smaller size": (
        CLAIM,
        with_value(CLAIM, "spec.resources.requests.storage", "1Gi"),
        True,
    ),
    "a claim's default volume mode": (
        CLAIM,
        with_value(CLAIM, "spec.volumeMode", "Filesystem"),
        False,
    ),
    "a claim's volume mode": (CLAIM, with_value(CLAIM, "spec.volumeMode", "Block"), True),
    "a claim's access mode": (
        CLAIM,
        with_value(CLAIM, "spec.accessModes", ["ReadWriteMany"]),
        True,
    ),
    "a claim's class": (CLAIM, with_value(CLAIM, "spec.storageClassName", "fast"), True),
    "a claim's class left out": (CLAIM, with_value(CLAIM, "spec.storageClassName", None), True),
    "a ConfigMap's data": (CONFIG, with_value(CONFIG, "data.a", "2"), False),
    "an immutable ConfigMap's data": (SEALED, with_value(SEALED, "data.a", "2"), True),
    "an immutable ConfigMap's label": (
        SEALED,
        with_value(SEALED, "metadata.labels", LABELS),
        False,
    ),
    "a ConfigMap that becomes immutable": (CONFIG, SEALED, False),
    "an immutable ConfigMap that is mutable again": (SEALED, CONFIG, True),
    "a Secret's data": (SECRET, with_value(SECRET, "stringData.a", "2"), False),
    "a Secret's type": (SECRET, with_value(SECRET, "type", "example.com/other"), True),
    "a Secret's default type": (with_value(SECRET, "type", None), SECRET, False),
    "an immutable Secret's data": (LEASED, with_value(LEASED, "stringData.a", "2"), True),
    "a RoleBinding's role": (BINDING, with_value(BINDING, "roleRef.name", "b"), True),
    "a RoleBinding's subject": (
        BINDING,
        with_value(BINDING, "subjects.0.name", "y"),
        False,
    ),
    "a budget's selector": (
        BUDGET,
        with_value(BUDGET, "spec.selector.matchLabels", OTHER),
        False,
    ),
    "a service account's token": (
        ACCOUNT,
        with_value(ACCOUNT, "automountServiceAccountToken", False),
        False,
    ),
}
