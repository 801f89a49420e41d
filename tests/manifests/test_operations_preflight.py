"""The preflight check, run against a kubectl that plays a cluster."""

from __future__ import annotations

import base64
import json
import os
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest

from generators.manifests.operations import preflight
from generators.manifests.part import RequiredSecret
from generators.manifests.part import SecretEntry
from generators.plan import Plan
from generators.plan.presets import recommended
from generators.plan.serialization import revised

# Things are files below $CLUSTER: a directory for each Secret, a file for each of its keys.
KUBECTL = r"""#!/bin/sh
[ "$1" = -n ] && shift 2
case $1 in
version) echo "Server Version: v1.36.1" ;;
config) echo staging ;;
api-resources) cat "$CLUSTER/apis" 2>/dev/null | grep "${2#--api-group=}" ;;
get)
  case "$2 $3" in
  "pods -l" | "daemonset -l") cat "$CLUSTER/$2-$4" 2>/dev/null ;;
  prometheuses*) cat "$CLUSTER/prometheuses" 2>/dev/null || { echo 'not found' >&2; exit 1; } ;;
  "secret "*)
    [ -d "$CLUSTER/secrets/$3" ] || { echo 'secrets not found' >&2; exit 1; }
    template=$5
    key=$(printf '%s' "$template" | sed -n 's/.*\.data "\([^"]*\)".*/\1/p')
    case $template in
    *'}}yes{{'*) [ ! -s "$CLUSTER/secrets/$3/$key" ] || printf yes ;;
    *index*) base64 <"$CLUSTER/secrets/$3/$key" | tr -d '\n' ;;
    *) echo "secret/$3" ;;
    esac
    ;;
  *)
    [ -e "$CLUSTER/$2-$3" ] || { echo "$2 \"$3\" not found" >&2; exit 1; }
    case $5 in
    *provisioner*) cat "$CLUSTER/$2-$3/provisioner" ;;
    *listeners*) cat "$CLUSTER/$2-$3/listeners" ;;
    *gatewayClassName*) echo gc ;;
    *controllerName*) cat "$CLUSTER/$2-$3/controller" ;;
    *labels*) cat "$CLUSTER/$2-$3/labels" 2>/dev/null ;;
    *ipFamilies*) cat "$CLUSTER/$2-$3/families" ;;
    *) echo "$2/$3" ;;
    esac
    ;;
  esac
  ;;
esac
"""
KEY = base64.urlsafe_b64encode(b"k" * 32).decode().rstrip("=")
SECRETS = (
    RequiredSecret("skillflaw-secret-key", (SecretEntry("secret_key", "the key"),), "encrypts"),
    RequiredSecret("skillflaw-database", (SecretEntry("SKILLFLAW_DATABASE_URL", "u"),), "connects"),
    RequiredSecret("postgres-app", (SecretEntry("username", "u"),), "", made_by="CloudNativePG"),
)


def cluster(tmp_path: Path, **secrets: dict[str, str]) -> Path:
    """Build a cluster with everything the recommended plan wants, and these Secrets."""
    root = tmp_path / "cluster"
    for name in ("namespace-skillflaw", "storageclass-efs"):
        (root / name).mkdir(parents=True)
    (root / "storageclass-efs/provisioner").write_text("efs.csi.aws.com")
    files = {
        "gateway.gateway.networking.k8s.io-public/listeners": "http=All https=All ",
        "gatewayclass.gateway.networking.k8s.io-gc/controller": (
            "gateway.envoyproxy.io/gatewayclass-controller"
        ),
        "service-kubernetes/families": "IPv4",
        "service-blackbox-exporter/ports": "19115",
        "pods-k8s-app=kube-dns": "pod/coredns-1",
        "prometheuses": "release=kube-prometheus-stack\n",
    }
    for name, text in files.items():
        (root / name).parent.mkdir(exist_ok=True)
        (root / name).write_text(text)
    (root / "apis").write_text("httproutes.gateway.networking.k8s.io\n")
    for name, keys in secrets.items():
        folder = root / "secrets" / name.replace("_", "-")
        folder.mkdir(parents=True)
        for key, value in keys.items():
            (folder / key).write_text(value)
    return root


def ran(tmp_path: Path, root: Path, plan: Plan | None = None) -> tuple[int, str]:
    """Run the script of a plan; give its exit code and all that it printed."""
    script = preflight(plan or recommended(), SECRETS, ("gateway.networking.k8s.io",)).content
    (tmp_path / "preflight.sh").write_text(str(script))
    stub = tmp_path / "bin" / "kubectl"
    stub.parent.mkdir(exist_ok=True)
    stub.write_text(KUBECTL)
    stub.chmod(0o755)
    environment = {"PATH": f"{stub.parent}:{os.environ['PATH']}", "CLUSTER": str(root)}
    done = subprocess.run(
        ["sh", str(tmp_path / "preflight.sh")],
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    return done.returncode, done.stdout + done.stderr


def whole(tmp_path: Path, key: str = KEY) -> Path:
    """Build a cluster that lacks nothing; ``key`` is in the key file."""
    return cluster(
        tmp_path,
        skillflaw_secret_key={"secret_key": key},
        skillflaw_database={"SKILLFLAW_DATABASE_URL": "postgresql://app:hush@db/app"},
    )


def test_a_cluster_that_has_everything_passes(tmp_path: Path) -> None:
    code, output = ran(tmp_path, whole(tmp_path))

    assert (code, "MISS" in output) == (0, False), output
    assert "Secret postgres-app: does not exist yet; made by CloudNativePG" in output


def test_a_secret_that_does_not_exist_yet_is_not_counted_as_there(tmp_path: Path) -> None:
    code, output = ran(tmp_path, whole(tmp_path))

    assert code == 0
    assert "All prerequisites exist" not in output
    assert "Secrets that do not exist yet: 1." in output


def test_a_secret_that_was_made_is_checked_like_the_others(tmp_path: Path) -> None:
    root = whole(tmp_path)
    (root / "secrets" / "postgres-app").mkdir()
    (root / "secrets" / "postgres-app" / "username").write_text("")
    code, output = ran(tmp_path, root)
    (root / "secrets" / "postgres-app" / "username").write_text("skillflaw")
    made, complete = ran(tmp_path, root)

    assert (code, "MISS Secret postgres-app, key username" in output) == (1, True)
    assert (made, "All prerequisites exist" in complete) == (0, True)


def test_what_is_missing_is_named(tmp_path: Path) -> None:
    root = cluster(tmp_path, skillflaw_secret_key={"secret_key": KEY})
    shutil.rmtree(root / "storageclass-efs")
    (root / "apis").unlink()

    code, output = ran(tmp_path, root)

    assert code == 1
    missing = [line for line in output.splitlines() if line.startswith("MISS")]
    assert [line.split()[1] for line in missing] == ["API", "StorageClass", "Secret"]


def test_a_class_of_another_driver_is_missing(tmp_path: Path) -> None:
    root = whole(tmp_path)
    (root / "storageclass-efs/provisioner").write_text("ebs.csi.aws.com")

    code, output = ran(tmp_path, root)

    assert code == 1
    assert (
        "MISS StorageClass efs, provisioner efs.csi.aws.com: its provisioner is ebs.csi.aws.com"
        in output
    )


def test_an_empty_key_is_missing(tmp_path: Path) -> None:
    root = whole(tmp_path)
    (root / "secrets/skillflaw-database/SKILLFLAW_DATABASE_URL").write_text("")

    code, output = ran(tmp_path, root)

    assert code == 1
    assert "MISS Secret skillflaw-database, key SKILLFLAW_DATABASE_URL" in output


def test_no_value_is_ever_shown(tmp_path: Path) -> None:
    _, output = ran(tmp_path, whole(tmp_path, "short-and-wrong"))

    assert "hush" not in output
    assert "short-and-wrong" not in output
    assert base64.b64encode(b"short-and-wrong").decode() not in output


def test_a_key_of_the_wrong_form_is_told_before_it_fails_at_night(tmp_path: Path) -> None:
    hexadecimal = "ab" * 32

    code, output = ran(tmp_path, whole(tmp_path, hexadecimal))

    assert code == 1
    assert "it is not 32 bytes of URL-safe base64" in output


def test_a_newline_behind_the_key_is_told(tmp_path: Path) -> None:
    code, output = ran(tmp_path, whole(tmp_path, f"{KEY}\n"))

    assert code == 1
    assert "a newline at its end" in output


def test_an_older_cluster_than_the_plan_says_is_told(tmp_path: Path) -> None:
    newer = revised(recommended(), {"release.kubernetes": "1.37"})

    code, output = ran(tmp_path, whole(tmp_path), newer)

    assert code == 1
    assert "MISS Kubernetes 1.37: the cluster has 1.36" in output


def script(changes: dict[str, Any]) -> str:
    """Give the calls that the script of a changed plan ends with."""
    text = preflight(revised(recommended(), changes), SECRETS, ()).content
    return str(text).rpartition("NAMESPACE=")[2]


def test_secrets_that_an_operator_brings_are_not_asked_for() -> None:
    brought = script({"secrets.provider": "external-secrets", "secrets.store.name": "vault"})

    assert "need clustersecretstore.external-secrets.io vault" in brought
    assert "need_secret" not in brought


def test_autoscaling_asks_for_metrics() -> None:
    assert "need_metrics" in script({"scaling.backend.autoscaling.enabled": True})
    assert "need_metrics" not in script({})


def test_an_existing_claim_is_looked_at() -> None:
    claimed = script({"storage.mode": "existing-claim", "storage.claimName": "files"})

    assert "need_claim files ReadWriteMany" in claimed


def test_the_script_is_there_to_be_run() -> None:
    assert preflight(recommended(), (), ()).executable
    assert json.dumps(preflight(recommended(), (), ()).path) == '"scripts/preflight.sh"'


GATEWAY = "gateway.gateway.networking.k8s.io"
CLASS = "gatewayclass.gateway.networking.k8s.io"


def missing(output: str) -> list[str]:
    """List what the script misses."""
    return [line.removeprefix("MISS ") for line in output.splitlines() if line.startswith("MISS")]


@pytest.mark.parametrize(
    ("file", "text", "word"),
    [
        (
            "gateway.gateway.networking.k8s.io-public/listeners",
            "web=All websecure=All ",
            "listener",
        ),
        ("gateway.gateway.networking.k8s.io-public/listeners", "http=All https=Same ", "listener"),
        (
            "gatewayclass.gateway.networking.k8s.io-gc/controller",
            "networking.gke.io/gateway",
            "gke",
        ),
        ("service-kubernetes/families", "IPv6", "release.ipFamilies"),
        ("pods-k8s-app=kube-dns", "", "operations.dns"),
        ("daemonset-k8s-app=node-local-dns", "daemonset.apps/node-local-dns", "node-local"),
        ("prometheuses", "release=other\n", "operations.monitorLabels"),
        ("namespace-skillflaw/labels", '{"istio-injection":"enabled"}', "release.mesh"),
        ("namespace-skillflaw/labels", '{"linkerd.io/inject":"enabled"}', "linkerd"),
        ("apis", "gateway.networking.k8s.io\nconfig.openshift.io\n", "release.platform"),
    ],
)
def test_what_differs_between_cluster_and_plan_is_named(
    tmp_path: Path, file: str, text: str, word: str
) -> None:
    root = whole(tmp_path)
    (root / file).write_text(text)

    code, output = ran(tmp_path, root)

    assert code == 1
    assert word in missing(output)[0]


def test_one_prometheus_that_selects_the_labels_is_enough(tmp_path: Path) -> None:
    root = whole(tmp_path)
    (root / "prometheuses").write_text("team=other \nrelease=kube-prometheus-stack \n")

    assert missing(ran(tmp_path, root)[1]) == []


def test_a_cluster_with_cilium_does_not_know_the_api_server_by_address(tmp_path: Path) -> None:
    root = whole(tmp_path)
    with (root / "apis").open("a") as file:
        file.write("cilium.io\n")
    plan = revised(recommended(), {"database.mode": "cloudnative-pg"})

    assert any("kube-apiserver" in line for line in missing(ran(tmp_path, root, plan)[1]))
