"""Several environments in one bundle: each renders as it would alone, and nothing is twice."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import generators
from configurator.management.commands.generate import write_folder
from generators.plan import Plan
from generators.plan import revised
from tests.kubernetes_yaml import documents
from tests.plans import IN_CLUSTER
from tests.plans import branches

Build = Callable[[Path], list[dict[str, Any]]]
BRANCHES = branches()
SMALLER = {
    **IN_CLUSTER,
    "scaling.backend.autoscaling.enabled": False,
    "scaling.frontend.autoscaling.enabled": False,
    "scaling.backend.replicas": 2,
    "scaling.backend.longestFlowSeconds": 120,
    "scaling.backend.resources.requests.cpu": "500m",
    "storage.storageClass": "nfs",
    "operations.gitops": "argo-cd",
    "operations.gitUrl": "https://github.com/acme/platform.git",
}

# The first of each is the reference. Together they add, drop and change every kind of thing.
SETS = {
    "smaller staging": ("web-company", "smaller"),
    "UI beside API": ("api-managed", "web"),
    "API beside UI": ("everything", "api-managed"),
    "other stores": ("redis-rdb", "small-team"),
    "operator": ("postgres-in-cluster", "pooler"),
    "no state": ("existing-claim", "ephemeral", "redis-aof"),
    "other edge": ("haproxy", "traefik"),
    "other secrets": ("sops", "external-secrets", "sealed-secrets"),
    "three": ("web-company", "redis-aof", "redis-rdb"),
    "no policies": ("everything", "no-policies"),
}


def environment(plan: Plan, name: str) -> Plan:
    """Give a plan for an environment of its own: other names, hosts and stores."""
    stores = {"database.host": f"db.{name}.acme.com", "redis.host": f"cache.{name}.acme.com"}
    external = {
        path: host
        for path, host in stores.items()
        if getattr(plan, path.split(".")[0]).mode == "external"
    }
    changes = {
        "metadata.name": "acme",
        "release.environment": name,
        "release.namespace": f"acme-{name}",
        "ingress.hosts.api": f"api-{name}.skillflaw.acme.com",
        "tls.covers": [],
        **({"ingress.hosts.ui": f"ui-{name}.skillflaw.acme.com"} if plan.topology.web else {}),
        **({"ingress.hosts.docs": f"docs-{name}.skillflaw.acme.com"} if plan.topology.docs else {}),
    }
    return revised(plan, changes | external)


def chosen(*names: str) -> list[Plan]:
    """Give the plans of branches, each for an environment of its own, the reference first."""
    known = BRANCHES | {"smaller": revised(BRANCHES["web-company"], SMALLER)}
    places = ("production", "staging", "trial")
    return [environment(known[name], place) for name, place in zip(names, places, strict=False)]


def objects(built: list[dict[str, Any]]) -> list[str]:
    """Write objects so that their order and that of their keys does not matter."""
    return sorted(json.dumps(each, sort_keys=True) for each in built)


def built_from(plan: Plan, alone: Path) -> dict[str, str]:
    """Give the folders that people build for an environment, by what they are alone."""
    place = plan.release.environment
    end = "" if place == "production" else f"-{place}"
    jobs = {f"jobs/{job.name}": f"jobs/{job.name}{end}" for job in (alone / "jobs").iterdir()}
    return {f"overlays/{place}": f"overlays/{place}", **jobs}


@pytest.mark.parametrize("name", SETS)
def test_every_environment_renders_as_it_would_alone(
    name: str, tmp_path: Path, kustomize_build: Build
) -> None:
    plans = chosen(*SETS[name])
    write_folder(generators.bundle_of(plans), tmp_path)

    for plan in plans:
        place = tmp_path / plan.release.environment
        write_folder(generators.bundle(plan), place)
        for own, ours in built_from(plan, place / "acme").items():
            built = objects(kustomize_build(tmp_path / "acme" / ours))
            assert built == objects(kustomize_build(place / "acme" / own))


def test_the_reference_keeps_every_file_of_its_own_bundle() -> None:
    plans = chosen("web-company", "smaller")

    alone, together = generators.bundle(plans[0]), generators.bundle_of(plans)

    there = {file.path: file.text for file in together.files}
    assert all(there[file.path] == file.text for file in alone.files if "/" in file.path)


@pytest.mark.parametrize("name", ["smaller staging", "UI beside API", "operator", "other edge"])
def test_an_overlay_repeats_nothing_that_is_shared(name: str) -> None:
    bundle = generators.bundle_of(chosen(*SETS[name]))

    files = [file for file in bundle.files if not file.path.endswith("kustomization.yaml")]
    shared = {file.text for file in files if file.path.startswith(("base/", "components/"))}
    assert not [file.path for file in files if "overlays/" in file.path and file.text in shared]


def test_an_environment_that_differs_by_its_name_alone_changes_next_to_nothing() -> None:
    one = environment(BRANCHES["web-company"], "production")
    other = revised(one, {"release.environment": "rehearsal", "operations.alerts": "none"})

    bundle = generators.bundle_of([one, other])

    changed = {file.path for file in bundle.files if "/changes/" in file.path}
    assert {path.split("/")[3] for path in changed} <= {"network-policies", "base"}


@pytest.mark.parametrize("name", SETS)
def test_documents_name_only_what_is_there(name: str) -> None:
    bundle = generators.bundle_of(chosen(*SETS[name]))
    paths = {file.path for file in bundle.files}
    folders = {"/".join(path.split("/")[:depth]) for path in paths for depth in (1, 2, 3, 4)}

    for file in bundle.files:
        if file.path.endswith(".md"):
            named = re.findall(
                r"`((?:base|components|jobs|overlays|scripts|gitops)/[^` ]*)`", file.text
            )
            assert {each.rstrip("/") for each in named} <= paths | folders, file.path


def test_the_plans_in_a_bundle_make_it_again() -> None:
    first = generators.bundle_of(chosen("web-company", "smaller"))
    places = ("production", "staging")
    texts = [first.file(f"environments/{place}/plan.yaml").text for place in places]

    again = generators.bundle_of([generators.read(text.encode()) for text in texts])

    assert again.zipped() == first.zipped()


def test_one_plan_makes_the_bundle_it_always_makes() -> None:
    plan = BRANCHES["everything"]

    assert generators.bundle_of([plan]).zipped() == generators.bundle(plan).zipped()


def test_gitops_controllers_find_each_environment_under_its_own_name() -> None:
    bundle = generators.bundle_of(chosen("everything", "smaller"))

    (ours,) = documents(bundle.file("gitops/argocd-application.yaml").text)
    (theirs,) = documents(bundle.file("gitops/argocd-application-staging.yaml").text)

    assert [each["metadata"]["name"] for each in (ours, theirs)] == ["acme", "acme-staging"]
    paths = [each["path"] for each in theirs["spec"]["sources"]]
    assert paths == ["acme/jobs/migrate-staging", "acme/overlays/staging"]


def test_the_overview_lists_what_is_chosen_differently() -> None:
    text = generators.bundle_of(chosen("web-company", "smaller")).file("README.md").text

    assert "| `scaling.backend.replicas` | `3` | `2` |" in text
    assert "| `components/readonly-rootfs` | as it is | as it is |" in text
    assert "`release.backend.tag`" not in text


def test_plans_of_two_names_are_no_environments_of_one_bundle() -> None:
    one, other = chosen("web", "web")

    with pytest.raises(generators.Mismatch, match="acme, other"):
        generators.bundle_of([one, revised(other, {"metadata.name": "other"})])


def test_one_environment_has_one_plan() -> None:
    plan = environment(BRANCHES["web"], "staging")

    with pytest.raises(generators.Mismatch, match="staging"):
        generators.bundle_of([plan, plan])


def test_an_error_in_any_plan_blocks_the_bundle() -> None:
    good, other = chosen("web", "web")

    with pytest.raises(generators.Blocked):
        generators.bundle_of(
            [good, revised(other, {"release.backend.tag": "", "release.backend.digest": ""})]
        )


@pytest.mark.parametrize(
    ("path", "said"),
    [
        ("ingress.hosts.api", "hostname"),
        ("database.host", "one database"),
        ("redis.host", "one Redis"),
        ("release.namespace", "namespace"),
    ],
)
def test_what_two_environments_must_not_share_is_said(path: str, said: str) -> None:
    one, other = chosen("web", "web")
    value = generators.choice_at(path).of(one)

    messages = generators.clashes([one, revised(other, {path: value})])

    assert len(messages) == 1
    assert said in messages[0]


def test_environments_of_their_own_clash_in_nothing() -> None:
    assert generators.clashes(chosen("web", "everything", "small-team")) == ()
