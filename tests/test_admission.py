"""The checker itself: a good bundle passes, and each way to break it is refused."""

from __future__ import annotations

from copy import deepcopy
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from tests.admission import names_of
from tests.admission import refusals
from tests.admission import schemas
from tests.admission import secret_references
from tests.kubernetes_yaml import documents

GOOD = Path(__file__).parent / "admission" / "good.yaml"
POD = "spec.template.spec"
WEB = f"{POD}.containers.0"
RULE = "spec.rules.0.http.paths.0"
REMOVE = object()

# Kind, where, what is put there, a part of the refusal.
BREAKS: list[tuple[str, str, Any, str]] = [
    # one field
    ("Deployment", "spec.replcas", 3, "replcas"),
    ("Deployment", "spec.replicas", "3", "not of type 'integer'"),
    ("Deployment", "spec.replicas", -1, "is not from 0"),
    ("Deployment", "spec.template.spec.nodeSelector", None, "has no value"),
    ("Deployment", "apiVersion", "apps/v1beta1", "knows no Deployment"),
    ("PodDisruptionBudget", "apiVersion", "policy/v1beta1", "knows no PodDisruptionBudget"),
    ("Deployment", f"{WEB}.imagePullPolicy", "Sometimes", "is not one of Always"),
    ("Deployment", f"{WEB}.imagePullPolicy", "always", "is not one of Always"),
    ("Deployment", f"{WEB}.ports.0.containerPort", 70000, "is not from 1 to 65535"),
    ("Deployment", f"{WEB}.ports.0.name", "http_port", "is not a port name"),
    ("Deployment", f"{WEB}.ports.0.protocol", "tcp", "is not one of TCP"),
    ("Deployment", f"{WEB}.livenessProbe.httpGet.port", "8080", "8080"),
    ("Deployment", f"{WEB}.livenessProbe.httpGet.scheme", "https", "is not one of HTTP"),
    ("Deployment", f"{WEB}.livenessProbe.periodSeconds", 0, "is not from 1"),
    ("Deployment", f"{WEB}.name", "my_app", "is not a DNS label"),
    ("Deployment", f"{WEB}.env.0.name", "1st", "environment variable"),
    ("Deployment", f"{WEB}.env.0.value", 1, "not of type 'string'"),
    ("Deployment", f"{WEB}.resources.requests.cpu", "banana", "is not a quantity"),
    ("Deployment", f"{WEB}.resources.requests.cpu", "-1", "is below zero"),
    ("Deployment", f"{WEB}.resources.requests.memory", "512MB", "is not a quantity"),
    ("Deployment", f"{WEB}.resources.requests.memory", "1Gi", "is below its request"),
    ("Deployment", f"{WEB}.resources.requests.gpu", 1, "is not a resource"),
    ("Deployment", f"{WEB}.volumeMounts.0.mountPath", "a:b", "is not a path"),
    ("Deployment", f"{WEB}.volumeMounts.0.subPath", "../etc", "'..'"),
    ("Deployment", f"{POD}.dnsPolicy", "Cluster", "is not one of"),
    ("Deployment", f"{POD}.volumes.1.secret.defaultMode", 0o1777, "is not from 0 to 511"),
    ("Deployment", "metadata.name", "Web", "is not an object's name"),
    ("Deployment", "metadata.labels", {"a": "x" * 64}, "is not a label value"),
    ("Deployment", "metadata.labels", {"a": "two words"}, "is not a label value"),
    ("Deployment", "metadata.labels", {"a": True}, "not of type 'string'"),
    ("Deployment", "metadata.labels", {"/a": "b"}, "is not a qualified name"),
    ("Deployment", "metadata.annotations", {"a b": "c"}, "is not a qualified name"),
    ("Deployment", "metadata.annotations", {"a": 5}, "not of type 'string'"),
    ("Deployment", "metadata.annotations", {"a": "b" * 300_000}, "larger than 256 KiB"),
    ("Namespace", "metadata.name", "a.b", "is a DNS label"),
    ("Namespace", "metadata.namespace", "shop", "is in no namespace"),
    ("ConfigMap", "data.LEVEL", 1, "not of type 'string'"),
    ("ConfigMap", "data", {"a b": "c"}, "is no key"),
    ("ConfigMap", "data", {"a": "b" * 1_100_000}, "more than 1 MiB"),
    ("PersistentVolumeClaim", "spec.accessModes", ["ReadWriteAll"], "is not one of"),
    # a pod
    ("Deployment", f"{POD}.initContainers.0.name", "web", "two containers are named web"),
    ("Deployment", f"{POD}.initContainers.0.lifecycle", {}, "has no lifecycle"),
    ("Deployment", f"{POD}.volumes.0", REMOVE, "which is no volume"),
    ("Deployment", f"{POD}.volumes.1.name", "files", "comes twice"),
    ("Deployment", f"{POD}.volumes.1.emptyDir", {}, "has 2 sources"),
    ("Deployment", f"{POD}.volumes.0.persistentVolumeClaim", REMOVE, "has 0 sources"),
    ("Deployment", f"{WEB}.volumeMounts.1.mountPath", "/files", "comes twice"),
    ("Deployment", f"{WEB}.env.1.name", "MODE", "comes twice"),
    ("Deployment", f"{WEB}.env.1.value", "secret", "has a value and valueFrom"),
    ("Deployment", f"{WEB}.image", REMOVE, "has no image"),
    ("Deployment", f"{WEB}.readinessProbe.httpGet.port", "htp", "asks port htp"),
    ("Deployment", f"{WEB}.readinessProbe.tcpSocket", {"port": 1}, "has 2 handlers"),
    ("Deployment", f"{WEB}.livenessProbe.successThreshold", 2, "can only be 1"),
    ("Deployment", f"{WEB}.lifecycle.preStop", {"sleep": {"seconds": 90}}, "grace period"),
    ("Deployment", f"{WEB}.ports", [{"name": "a", "containerPort": x} for x in (1, 2)], "named a"),
    ("Deployment", f"{POD}.topologySpreadConstraints.0.minDomains", 2, "needs DoNotSchedule"),
    ("Deployment", f"{POD}.topologySpreadConstraints.0.matchLabelKeys", ["app"], "repeats app"),
    # a workload
    ("Deployment", "spec.template.metadata.labels", {"app": "x"}, "template's own pods"),
    ("Deployment", "spec.strategy.type", "Recreate", "has no rollingUpdate"),
    ("Deployment", "spec.strategy.rollingUpdate.maxSurge", 0, "are both 0"),
    ("Deployment", "spec.strategy.rollingUpdate.maxSurge", "few", "a count or a percentage"),
    ("Deployment", "spec.minReadySeconds", 600, "longer than minReadySeconds"),
    ("Deployment", f"{POD}.restartPolicy", "Never", "can only be Always"),
    ("StatefulSet", f"{WEB}.volumeMounts.0.name", "dat", "which is no volume"),
    ("StatefulSet", "spec.serviceName", "shop", "there is no Service shop"),
    ("CronJob", "spec.schedule", "0 25 * * *", "is no schedule"),
    ("CronJob", "spec.schedule", "0 0 3 * * *", "is no schedule"),
    ("CronJob", "spec.timeZone", "Europe/Bonn", "is no time zone"),
    ("CronJob", "spec.concurrencyPolicy", "Never", "is not one of"),
    ("CronJob", "spec.jobTemplate.spec.template.spec.restartPolicy", REMOVE, "OnFailure or Never"),
    ("CronJob", "metadata.name", "x" * 53, "longer than 52"),
    ("HorizontalPodAutoscaler", "spec.minReplicas", 5, "is above maxReplicas"),
    ("HorizontalPodAutoscaler", "spec.metrics.0.resource", REMOVE, "describes nothing"),
    ("HorizontalPodAutoscaler", "spec.metrics.0.resource.target.type", "Value", "the Value it"),
    ("HorizontalPodAutoscaler", "spec.scaleTargetRef.name", "wb", "there is no Deployment wb"),
    ("PodDisruptionBudget", "spec.minAvailable", 1, "has minAvailable and maxUnavailable"),
    ("PodDisruptionBudget", "spec.selector.matchLabels.app", "wb", "protects no pod"),
    # the network
    ("Service", "metadata.name", "1st", "begins with a letter"),
    ("Service", "spec.type", "Cluster", "is not one of ClusterIP"),
    ("Service", "spec.ports", [{"port": 1}, {"port": 2}], "not all are named"),
    ("Service", "spec.ports.0.nodePort", 30000, "has no nodePort"),
    ("Service", "spec.ports.0.targetPort", "htp", "is no port of the pods"),
    ("Service", "spec.ports.0.targetPort", 8081, "is no port of the pods"),
    ("Service", "spec.selector.app", "wb", "chooses no pod"),
    ("NetworkPolicy", "spec.policyTypes", ["ingress"], "is not one of Ingress"),
    ("NetworkPolicy", "spec.egress.0.to.0.ipBlock.cidr", "999.1.1.1/16", "999.1.1.1"),
    ("NetworkPolicy", "spec.egress.0.to.0.ipBlock.cidr", "10.240.0.5/22", "host bits"),
    ("NetworkPolicy", "spec.egress.0.to.0.ipBlock.cidr", "192.168.0.0/16", "is not inside"),
    ("NetworkPolicy", "spec.egress.0.to.0.podSelector", {}, "not both"),
    ("NetworkPolicy", "spec.egress.0.ports.0.endPort", 400, "is below port 443"),
    ("NetworkPolicy", "spec.ingress.0.ports.0.endPort", 400, "needs a port that is a number"),
    ("Ingress", f"{RULE}.pathType", "Regex", "is not one of Exact"),
    ("Ingress", f"{RULE}.path", "api", "does not begin with a slash"),
    ("Ingress", f"{RULE}.backend.service.name", "wb", "there is no Service wb"),
    ("Ingress", f"{RULE}.backend.service.port.name", "htp", "has no port htp"),
    ("Ingress", f"{RULE}.backend.service.port.number", 80, "one of them"),
    ("Ingress", "spec.rules.0.host", "-web.example.com", "is not a hostname"),
    ("Ingress", "metadata.annotations", {"kubernetes.io/ingress.class": "edge"}, "ingress class"),
    # Pod Security
    ("Deployment", f"{WEB}.securityContext.privileged", True, "is privileged"),
    ("Deployment", f"{WEB}.securityContext.allowPrivilegeEscalation", REMOVE, "Escalation"),
    ("Deployment", f"{WEB}.securityContext.capabilities", REMOVE, "does not drop ALL"),
    ("Deployment", f"{WEB}.securityContext.capabilities.add", ["SYS_ADMIN"], "adds capabilities"),
    ("Deployment", f"{WEB}.securityContext.runAsUser", 0, "runs as root"),
    ("Deployment", f"{WEB}.ports.0.hostPort", 80, "takes a port of the host"),
    ("Deployment", f"{POD}.initContainers.0.securityContext", REMOVE, "wait does not"),
    ("Deployment", f"{POD}.securityContext.runAsNonRoot", REMOVE, "does not set runAsNonRoot"),
    ("Deployment", f"{POD}.securityContext.seccompProfile", REMOVE, "has no seccomp profile"),
    ("Deployment", f"{POD}.securityContext.seccompProfile.type", "Unconfined", "Unconfined"),
    ("Deployment", f"{POD}.hostNetwork", True, "hostNetwork is set"),
    ("Deployment", f"{POD}.volumes.0", {"name": "files", "hostPath": {"path": "/"}}, "hostPath"),
    ("Deployment", f"{POD}.volumes.0", {"name": "a", "nfs": {"path": "/", "server": "a"}}, "of a"),
    # names of other objects
    ("Deployment", f"{POD}.serviceAccountName", "wb", "there is no ServiceAccount wb"),
    ("Deployment", f"{WEB}.envFrom.0.configMapRef.name", "set", "there is no ConfigMap set"),
    ("PersistentVolumeClaim", "metadata.name", "x", "there is no PersistentVolumeClaim files"),
    ("ConfigMap", "metadata.namespace", "other", "there is no ConfigMap settings"),
]  # fmt: skip


@cache
def _good() -> list[dict[str, Any]]:
    return documents(GOOD.read_text())


def good() -> list[dict[str, Any]]:
    """Return a fresh copy of the good bundle."""
    return deepcopy(_good())


def put(value_: Any, path: str, value: Any) -> None:
    """Put a value at a dotted path, or take away what is there."""
    *steps, last = [int(step) if step.isdigit() else step for step in path.split(".")]
    for step in steps:
        value_ = value_[step] if isinstance(step, int) else value_.setdefault(step, {})
    if value is REMOVE:
        del value_[last]
    else:
        value_[last] = value


@pytest.mark.parametrize("minor", range(schemas.OLDEST, schemas.newest() + 2))
def test_a_good_bundle_is_accepted_by_every_version(minor: int) -> None:
    assert refusals(good(), f"1.{minor}") == []


@pytest.mark.parametrize(("kind", "path", "value", "message"), [row for row in BREAKS if row[3]])
def test_a_broken_bundle_is_refused(kind: str, path: str, value: Any, message: str) -> None:
    objects = good()
    put(next(manifest for manifest in objects if manifest["kind"] == kind), path, value)

    assert any(message in refusal for refusal in refusals(objects, "1.36"))


def test_the_same_object_twice_is_refused() -> None:
    objects = good()

    assert refusals([*objects, objects[1]], "1.36") == ["ServiceAccount/web: is there twice"]


def test_a_version_that_is_too_old_is_not_guessed() -> None:
    with pytest.raises(ValueError, match="older"):
        refusals(good(), "1.24")


@pytest.mark.parametrize(("kubernetes", "accepted"), [("1.29", False), ("1.30", True)])
def test_a_field_behind_a_gate_is_refused_before_its_version(
    kubernetes: str, accepted: bool
) -> None:
    objects = good()
    put(objects[4], f"{WEB}.lifecycle.preStop", {"sleep": {"seconds": 5}})

    assert (refusals(objects, kubernetes) == []) is accepted


def test_a_namespace_that_enforces_nothing_lets_a_root_container_in() -> None:
    objects = good()
    put(objects[0], "metadata.labels", {})
    put(objects[4], f"{POD}.securityContext.runAsNonRoot", REMOVE)

    assert refusals(objects, "1.36") == []


def test_what_the_cluster_has_already_need_not_be_in_the_bundle() -> None:
    objects = [manifest for manifest in good() if manifest["kind"] != "PersistentVolumeClaim"]

    assert refusals(objects, "1.36") != []
    assert refusals(objects, "1.36", existing={"PersistentVolumeClaim/files"}) == []


def test_every_expected_secret_is_named() -> None:
    assert secret_references(good()) == {
        ("shop", "registry", ""),
        ("shop", "web", "password"),
        ("shop", "key", "key"),
        ("shop", "web-tls", ""),
    }


def test_names_carry_their_kind() -> None:
    assert "Service/store" in names_of(good())
