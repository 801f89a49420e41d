"""Whatever a document tells people to make has a policy that lets it do its work."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pytest
import yaml

from generators.documents.commands import Commands
from generators.documents.created_objects import CreatedObjects
from generators.documents.recovery import NAME as RESTORED
from generators.documents.recovery import Recovery
from generators.layout import laid_out
from generators.manifests.operations.policies.stores import DRILL
from tests.documents.reading import plans
from tests.documents.reading import written

pytestmark = pytest.mark.slow  # all of it together

Labels = dict[str, str]
DEFAULT = "skillflaw-default-deny"
POSTGRES = 5432
HTTPS = 443


@dataclass(frozen=True)
class Pod:
    """A pod that a procedure makes: who makes it, and the labels that policies see."""

    made_by: str
    labels: Labels


def created(name: str) -> CreatedObjects:
    return CreatedObjects(plans()[name], laid_out(plans()[name]))


def policies(name: str) -> list[dict[str, Any]]:
    return list(created(name).of("NetworkPolicy"))


def chosen(selector: dict[str, Any], labels: Labels) -> bool:
    """Evaluate a label selector as the API server does."""
    equal: bool = selector.get("matchLabels", {}).items() <= labels.items()
    expressions: list[dict[str, Any]] = selector.get("matchExpressions", [])
    return equal and all(_holds(item, labels) for item in expressions)


def _holds(expression: dict[str, Any], labels: Labels) -> bool:
    key, operator = str(expression["key"]), expression["operator"]
    values: list[str] = expression.get("values", [])
    if operator in ("Exists", "DoesNotExist"):
        return (key in labels) is bool(operator == "Exists")
    return (labels.get(key) in values) is bool(operator == "In")


def selecting(name: str, labels: Labels) -> list[dict[str, Any]]:
    """List the policies of a pod without the one that denies everything."""
    every = [item for item in policies(name) if chosen(item["spec"]["podSelector"], labels)]
    return [item for item in every if item["metadata"]["name"] != DEFAULT]


def allowed(name: str, start: Labels, end: Labels, port: int) -> bool:
    """Tell whether a pod may connect to a pod: its egress and the other's ingress agree."""
    return _opened(name, start, end, port, "egress", "to") and _opened(
        name, end, start, port, "ingress", "from"
    )


def _opened(name: str, own: Labels, peer: Labels, port: int, way: str, end: str) -> bool:
    rules = [rule for item in selecting(name, own) for rule in item["spec"].get(way, [])]
    return any(
        port in [item.get("port", port) for item in rule["ports"]]
        and any("podSelector" in item and chosen(item["podSelector"], peer) for item in rule[end])
        for rule in rules
    )


def procedure_pods(name: str) -> Iterator[Pod]:
    """List the pods of every Job, of the Jobs made from a CronJob, and of the drill's Cluster."""
    objects = created(name)
    for job in objects.of("Job"):
        yield Pod(job["metadata"]["name"], job["spec"]["template"]["metadata"]["labels"])
    for item in objects.of("CronJob"):
        template = item["spec"]["jobTemplate"]["spec"]["template"]
        yield Pod(item["metadata"]["name"], template["metadata"]["labels"])
    recovery = Recovery(Commands(objects))
    if recovery.stored:
        manifest = yaml.safe_load(recovery.cluster().replace(RESTORED, DRILL))
        # CloudNativePG gives its instances, and the Jobs that make them, the Cluster's name.
        yield Pod("the drill", {"cnpg.io/cluster": manifest["metadata"]["name"]})


GUARDED = [name for name in plans() if plans()[name].operations.network_policies]


@pytest.mark.parametrize("name", GUARDED)
def test_every_pod_of_a_procedure_has_a_policy_of_its_own(name: str) -> None:
    pods = list(procedure_pods(name))

    assert pods
    assert [pod.made_by for pod in pods if not selecting(name, pod.labels)] == []


# Other runbooks have no drill; which have one is not known before they are written.
@pytest.mark.parametrize("name", GUARDED)
def test_the_cluster_that_the_runbook_names_is_the_one_that_the_policy_selects(name: str) -> None:
    if created(name).of("ObjectStore"):
        assert f"clusters.postgresql.cnpg.io/{DRILL}" in written(name)["RUNBOOK.md"]
        assert selecting(name, {"cnpg.io/cluster": DRILL})


@pytest.mark.parametrize("name", GUARDED)
def test_a_job_that_needs_postgres_in_the_cluster_reaches_it(name: str) -> None:
    server = {
        "in-cluster": {
            "app.kubernetes.io/name": "skillflaw",
            "app.kubernetes.io/component": "database",
        },
        "cloudnative-pg": {"cnpg.io/cluster": "postgres"},
    }.get(plans()[name].database.mode)
    component = "app.kubernetes.io/component"
    for pod in procedure_pods(name):
        if server and pod.labels.get(component) in ("migrate", "backup"):
            assert allowed(name, pod.labels, server, POSTGRES), pod.made_by


def test_the_drill_reads_the_object_store_and_nothing_of_the_running_cluster() -> None:
    drill, running = {"cnpg.io/cluster": DRILL}, {"cnpg.io/cluster": "postgres"}
    (policy,) = selecting("cloudnative-pg", drill)
    ports = [port["port"] for rule in policy["spec"]["egress"] for port in rule["ports"]]

    assert HTTPS in ports
    assert allowed("cloudnative-pg", drill, drill, POSTGRES)
    assert not allowed("cloudnative-pg", drill, running, POSTGRES)
    assert not allowed("cloudnative-pg", running, drill, POSTGRES)
