"""Names in commands: every one is an object, a container or a key that the bundle has."""

from __future__ import annotations

import re
from functools import cache
from typing import Any

import pytest

from generators.documents.created_objects import CreatedObjects
from generators.layout import laid_out
from generators.manifests.prober import prober_namespace
from generators.manifests.secrets.required import required_secrets
from tests.documents.reading import TYPED
from tests.documents.reading import plans
from tests.documents.reading import read

NAMES = list(plans())

# What people or operators make, or a command itself.
ELSEWHERE = {
    "Job": {"postgres-dump-now", "postgres-dumps-list", "postgres-restore"},
    "Cluster": {"postgres-drill"},
    "ObjectStore": {"postgres-backup-before"},
    "Secret": {"skillflaw-smoke-test"},
}
KINDS = {
    "deployment": "Deployment",
    "statefulset": "StatefulSet",
    "job": "Job",
    "cronjob": "CronJob",
    "secret": "Secret",
    "service": "Service",
    "externalsecret": "ExternalSecret",
    "horizontalpodautoscaler": "HorizontalPodAutoscaler",
    "clusters.postgresql.cnpg.io": "Cluster",
    "objectstores.barmancloud.cnpg.io": "ObjectStore",
    "applications.argoproj.io": "Application",
    "kustomizations.kustomize.toolkit.fluxcd.io": "Kustomization",
}
NAMED = re.compile(rf"(?<![\w.-])({'|'.join(map(re.escape, KINDS))})[ /]([a-z][a-z0-9.-]*[a-z0-9])")
CREATED = re.compile(r"create secret (?:generic|tls) ([a-z0-9.-]+)")


def typed(name: str) -> str:
    """Give every command of a branch's documents."""
    return "\n".join(line for path in TYPED for line in read(name, path).scripts)


@cache
def made(name: str) -> CreatedObjects:
    return CreatedObjects(plans()[name], laid_out(plans()[name]))


def known(name: str, kind: str) -> set[str]:
    if kind == "Secret":
        names = {secret.name for secret in required_secrets(plans()[name])}
    else:
        names = {str(manifest["metadata"]["name"]) for manifest in made(name).of(kind)}
    return names | ELSEWHERE.get(kind, set())


@pytest.mark.parametrize("name", NAMES)
def test_a_command_names_what_the_bundle_makes(name: str) -> None:
    commands = typed(name)

    for word, object_ in NAMED.findall(commands):
        if object_ not in {"generic", "tls", "--ignore-not-found"}:
            assert object_ in known(name, KINDS[word]), f"{word} {object_}"
    assert set(CREATED.findall(commands)) <= known(name, "Secret")


@pytest.mark.parametrize("name", NAMES)
def test_a_command_names_a_container_that_the_pod_has(name: str) -> None:
    pods = {_component(workload): _containers(workload) for workload in _workloads(name)}
    # CloudNativePG makes these pods.
    pods |= {"pooler": {"pgbouncer"}}

    selected = re.findall(r"component=([a-z-]+) (?:.* )?-c ([a-z-]+)", typed(name))
    direct = re.findall(r"deployment/skillflaw-([a-z-]+) -c ([a-z-]+)", typed(name))

    for component, container in selected + direct:
        assert container in pods[component], (component, container)


def _workloads(name: str) -> list[dict[str, Any]]:
    kinds = ("Deployment", "StatefulSet")
    return [manifest for kind in kinds for manifest in made(name).of(kind)]


def _component(workload: dict[str, Any]) -> str:
    labels = workload["spec"]["selector"]["matchLabels"]
    return str(labels["app.kubernetes.io/component"])


def _containers(workload: dict[str, Any]) -> set[str]:
    pod = workload["spec"]["template"]["spec"]
    # Components add the ones that wait by patches.
    return {container["name"] for container in pod["containers"]} | {
        "wait-for-database",
        "wait-for-cache",
    }


@pytest.mark.parametrize("name", NAMES)
def test_a_command_uses_the_plans_namespace_and_a_file_of_the_bundle(name: str) -> None:
    plan, commands = plans()[name], typed(name)
    monitoring = {plan.operations.monitoring_namespace, prober_namespace(plan)}
    others = {"argocd", "flux-system", *monitoring}
    allowed = others | {plan.release.namespace, plan.ingress.controller_namespace}

    assert set(re.findall(r"-n ([a-z0-9-]+) (?!\d)", commands)) - {"20", "5"} <= allowed
    files = {file.path for file in made(name).layout.files}
    directories = {file.rpartition("/")[0] for file in files}
    for path in re.findall(
        r"(?:-k|-f|sh) ((?:overlays|jobs|components|gitops|scripts)/\S+)", commands
    ):
        assert path in files | directories, path


@pytest.mark.parametrize("name", NAMES)
def test_what_waits_for_a_person_stands_last_in_its_block(name: str) -> None:
    asking = re.compile(
        r"/dev/stdin$|create-secrets\.sh|seal-secrets\.sh|encrypt-secrets\.sh| -it "
    )
    for path in TYPED:
        for script in read(name, path).scripts:
            joined = script.replace("|\n", "| ")
            lines = [line for line in joined.splitlines() if not line.startswith("#")]

            piped = [line for line in lines[:-1] if asking.search(line) and "|" not in line]
            assert not piped, script
