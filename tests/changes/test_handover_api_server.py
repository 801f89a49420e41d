"""The count of a running Deployment when an autoscaler takes it over, on a real kube-apiserver."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import pytest

from generators.documents.commands import Commands
from generators.documents.created_objects import CreatedObjects
from generators.layout import laid_out
from generators.manifests.part import Manifest
from generators.plan import Plan
from generators.plan import revised
from tests.changes.api_server import TOKEN
from tests.changes.api_server import ApiServer
from tests.changes.day_two import objects_of
from tests.documents.reading import plans

pytestmark = [
    pytest.mark.api_server,
    pytest.mark.skipif(shutil.which("kubectl") is None, reason="needs kubectl"),
]
DEPLOYMENT = "/apis/apps/v1/namespaces/{}/deployments/skillflaw-backend"


def plan_of(namespace: str, *, scaled: bool) -> Plan:
    changes = {
        "release.namespace": namespace,
        "scaling.backend.replicas": 3,
        "scaling.backend.autoscaling.enabled": scaled,
        "scaling.backend.autoscaling.minReplicas": 2,
    }
    return revised(plans()["api-managed"], changes)


def apply(server: ApiServer, plan: Plan) -> None:
    """Apply the backend's Deployment of a plan, as `kubectl apply --server-side` does."""
    namespace = plan.release.namespace
    server.apply({"apiVersion": "v1", "kind": "Namespace", "metadata": {"name": namespace}})
    (backend,) = (
        entry
        for entry in objects_of(plan)
        if (entry["kind"], entry["metadata"]["name"]) == ("Deployment", "skillflaw-backend")
    )
    server.apply(backend)


def count(server: ApiServer, namespace: str) -> int:
    live: Manifest = server.call("GET", DEPLOYMENT.format(namespace))
    return int(live["spec"]["replicas"])


def hand_over(server: ApiServer, plan: Plan, folder: Path) -> None:
    """Run the command of the runbook as it stands, with a kubectl that knows the server."""
    kubectl = folder / "kubectl"
    options = f"--server={server.url} --token={TOKEN} --insecure-skip-tls-verify"
    kubectl.write_text(f'#!/bin/sh\nexec {shutil.which("kubectl")} {options} "$@"\n')
    kubectl.chmod(0o755)
    script = Commands(CreatedObjects(plan, laid_out(plan))).hand_over_count("backend")
    environment = {"PATH": f"{folder}:{os.environ['PATH']}", "HOME": str(folder)}
    subprocess.run(["sh", "-c", script], env=environment, check=True, capture_output=True)


def test_the_first_apply_with_an_autoscaler_keeps_the_count(
    server: ApiServer, tmp_path: Path
) -> None:
    apply(server, plan_of("handed-over", scaled=False))

    hand_over(server, plan_of("handed-over", scaled=True), tmp_path)
    apply(server, plan_of("handed-over", scaled=True))

    assert count(server, "handed-over") == 3


def test_without_the_command_it_is_one(server: ApiServer) -> None:
    apply(server, plan_of("dropped", scaled=False))
    apply(server, plan_of("dropped", scaled=True))

    assert count(server, "dropped") == 1
