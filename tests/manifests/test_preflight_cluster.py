"""The preflight check of nodes, quotas and volumes, run against a kubectl that plays a cluster."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

from generators.layout import laid_out
from generators.plan import Plan
from generators.plan import recommended
from generators.plan import revised
from tests.cluster_plans import PLACED
from tests.cluster_plans import VOLUMES

# All objects exist but what $ABSENT names; $NODES and $QUOTAS are what the cluster has of these.
KUBECTL = """\
#!/bin/sh
[ "$1" = -n ] && shift 2
case "$1 $2" in
"version "*) echo "Server Version: v1.36.1" ;;
"get nodes") printf '%s' "$NODES" ;;
"get resourcequota") printf '%s' "$QUOTAS" ;;
"get "*)
  [ "$2 $3" != "$ABSENT" ] || { echo "$2 not found" >&2; exit 1; }
  echo "$2/$3"
  ;;
esac
"""


def said(plan: Plan, folder: Path, **cluster: str) -> list[str]:
    """Run the preflight check of a plan, and return its lines."""
    (file,) = [file for file in laid_out(plan).files if file.path == "scripts/preflight.sh"]
    (folder / "kubectl").write_text(KUBECTL)
    (folder / "kubectl").chmod(0o755)
    (folder / "preflight.sh").write_text(str(file.content))
    variables = {"PATH": f"{folder}:{os.environ['PATH']}", "NODES": "", "QUOTAS": "", "ABSENT": ""}
    done = subprocess.run(
        ["sh", str(folder / "preflight.sh")],
        env=variables | cluster,
        text=True,
        capture_output=True,
        check=False,
    )
    return done.stdout.splitlines()


def test_a_selector_that_no_node_meets_is_missing(tmp_path: Path) -> None:
    plan = revised(recommended(), PLACED)

    there = said(plan, tmp_path, NODES="node/one\n")
    absent = said(plan, tmp_path)

    assert "ok   a node with the labels node.acme.com/pool=apps, for backend" in there
    assert any("no node has them (scaling.backend.nodeSelector)" in line for line in absent)


def test_a_quota_on_cpu_limits_is_seen_in_a_shared_namespace(tmp_path: Path) -> None:
    plan = revised(recommended(), {"release.namespaceDedicated": False})

    free = said(plan, tmp_path, QUOTAS="memory \n")
    bound = said(plan, tmp_path, QUOTAS="compute 10\n")
    limited = said(revised(plan, {"scaling.helperLimits": True}), tmp_path, QUOTAS="compute 10\n")

    assert "ok   no ResourceQuota on limits.cpu" in free
    assert any("turn on scaling.helperLimits" in line for line in bound)
    assert not any("ResourceQuota" in line for line in limited)


def test_what_a_volume_needs_is_looked_for(tmp_path: Path) -> None:
    plan = revised(recommended(), VOLUMES)

    lines = said(plan, tmp_path, ABSENT="configmap acme-ca")

    assert any(line.startswith("MISS configmap acme-ca") for line in lines)
    assert "ok   persistentvolumeclaim team-claim" in lines
    assert "ok   secret client-keys" in lines


def test_a_plan_without_any_of_it_looks_for_none_of_it(tmp_path: Path) -> None:
    lines = "\n".join(said(recommended(), tmp_path))

    assert "ResourceQuota" not in lines
    assert "a node with" not in lines
