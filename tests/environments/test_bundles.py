"""A bundle with environments: each renders as it would alone, and none touches another."""

from __future__ import annotations

import json
import re
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import HealthCheck
from hypothesis import Phase
from hypothesis import assume
from hypothesis import given
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.strategies import DrawFn

import generators
from generators.bundles import Bundle
from generators.environments import together
from generators.judgement import judge_file
from generators.output.files import Rendered
from generators.plan import Plan
from generators.plan import PlanFile
from generators.plan import choices
from generators.plan import recommended
from generators.plan import revised
from tests import machine
from tests.cluster_plans import cluster_plans
from tests.environments.files import apart
from tests.environments.files import two
from tests.environments.files import with_environments
from tests.kubernetes_yaml import documents
from tests.plans import IN_CLUSTER
from tests.plans import branches
from tests.strategies import plan_files
from tests.strategies import values

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
CLUSTERS = {f"cluster {name}": plan for name, plan in cluster_plans().items()}
KNOWN = BRANCHES | CLUSTERS | {"smaller": revised(BRANCHES["web-company"], SMALLER)}

# The first of each is shared, and the environments become the others.
SETS = {
    "smaller staging": ("web-company", "web-company", "smaller"),
    "UI beside API": ("api-managed", "api-managed", "web"),
    "API beside UI": ("everything", "everything", "api-managed"),
    "other stores": ("redis-rdb", "redis-rdb", "small-team"),
    "operator": ("postgres-in-cluster", "postgres-in-cluster", "pooler"),
    "no state": ("existing-claim", "ephemeral", "redis-aof"),
    "other edge": ("haproxy", "haproxy", "traefik"),
    "other secrets": ("sops", "external-secrets", "sealed-secrets"),
    "no policies": ("everything", "everything", "no-policies"),
    "other cluster": ("cluster outside", "cluster inside", "cluster outside"),
    "other nodes": ("web-company", "cluster operator", "cluster identity"),
    "other platform": ("web", "openshift", "gke"),
    "other mesh": ("istio-ambient", "istio-sidecar", "dual-stack"),
    "other network": ("web-company", "proxy", "egress-list"),
    "other order": ("everything", "argo-cd", "migrate-job"),
}
SEARCH = settings(
    deadline=None,
    derandomize=True,
    phases=(Phase.generate,),
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much],
)


def towards(shared: Plan, plan: Plan, name: str) -> dict[str, Any]:
    """List the choices by which a plan differs from a shared one, for an environment."""
    named = revised(plan, {"release.namespace": f"acme-{name}", "tls.covers": []})
    document = generators.complete(named)["spec"]
    differing = [
        choice
        for choice in choices()
        if choice.of(shared) != choice.of(named) and choice.path != "release.environment"
    ]
    folders: dict[str, Any] = {}
    for choice in differing:
        value: Any = document
        for key in choice.path.split("."):
            value = value[key]
        folders[choice.path] = value
    own = {
        **apart(name),
        "ingress.hosts.ui": f"ui-{name}.skillflaw.acme.com",
        "ingress.hosts.docs": f"docs-{name}.skillflaw.acme.com",
        "secrets.remotePath": f"platform/acme-{name}",
    }
    if named.database.backup.destination.startswith("s3://"):
        own["database.backup.destination"] = f"s3://acme-backups/skillflaw-{name}"
    return folders | {p: value for p, value in own.items() if generators.choice_at(p).of(named)}


def file_of(name: str) -> PlanFile:
    """Make the plan file of one of the sets."""
    shared, *others = (KNOWN[branch] for branch in SETS[name])
    shared = revised(shared, {"metadata.name": "acme"})
    names = ("staging", "production")
    return with_environments(
        shared,
        {
            environment: towards(shared, plan, environment)
            for environment, plan in zip(names, others, strict=True)
        },
    )


def objects(built: list[dict[str, Any]]) -> list[str]:
    """Write objects so that their order and that of their keys does not matter."""
    return sorted(json.dumps(manifest, sort_keys=True) for manifest in built)


def write(files: tuple[Rendered, ...], folder: Path) -> Path:
    """Write the files of a bundle."""
    for file in files:
        path = folder / file.path
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(file.text, encoding="utf-8")
    return folder


Built = dict[str, list[dict[str, Any]]]


def built_with_jobs(file: PlanFile, folder: Path) -> Built:
    """Render the overlay of each environment and its jobs with kustomize, by environment."""
    write(generators.bundle_of(file).files, folder)
    overlays = {name: f"overlays/{name}" for name in file.own}
    return {
        name: machine.rendered_together(folder, overlay, f"{overlay}/jobs")
        for name, overlay in overlays.items()
    }


@cache
def built_set(name: str) -> Built:
    """Render one of the sets, once for all tests of a process."""
    with TemporaryDirectory() as folder:
        return built_with_jobs(file_of(name), Path(folder))


def built_alone(plan: Plan, folder: Path) -> list[dict[str, Any]]:
    """Render the overlay and the jobs of a plan that has no other environment."""
    write(generators.bundle(plan).files, folder)
    return machine.rendered_together(folder, f"overlays/{plan.release.environment}", "jobs")


@pytest.mark.usefixtures("kustomize_build")
@pytest.mark.parametrize("name", SETS)
def test_every_environment_renders_as_its_plan_alone(name: str, tmp_path: Path) -> None:
    for environment, plan in file_of(name).plans.items():
        alone = built_alone(plan, tmp_path / environment)
        assert objects(built_set(name)[environment]) == objects(alone)


@st.composite
def good_files(draw: DrawFn) -> PlanFile:
    """Make a plan file without errors, whose environments differ in much."""
    names = sorted(KNOWN)
    shared = revised(KNOWN[draw(st.sampled_from(names))], {"metadata.name": "acme"})
    own = {}
    for name in ("staging", "production"):
        plan = KNOWN[draw(st.sampled_from(names))]
        changed = draw(st.lists(st.sampled_from(choices()), max_size=3, unique_by=lambda c: c.path))
        more = {c.path: draw(values(c)) for c in changed if c.path != "release.environment"}
        own[name] = towards(shared, plan, name) | more
    file = with_environments(shared, own)
    assume(not judge_file(file).errors)
    return file


# Few: the sets above differ in all that matters, and each example starts kustomize four times.
@pytest.mark.usefixtures("kustomize_build")
@settings(SEARCH, max_examples=2)
@given(good_files())
def test_any_environment_renders_as_its_plan_alone(
    tmp_path_factory: pytest.TempPathFactory, file: PlanFile
) -> None:
    folder = tmp_path_factory.mktemp("bundle")

    built = built_with_jobs(file, folder)

    for name, plan in file.plans.items():
        assert objects(built[name]) == objects(built_alone(plan, folder / f"alone-{name}"))


def shared_files(files: tuple[Rendered, ...]) -> dict[str, str]:
    """Give the files that belong to no environment, documents apart."""
    starts = ("base/", "components/", "jobs/")
    return {file.path: file.text for file in files if file.path.startswith(starts)}


def files_of(files: tuple[Rendered, ...], name: str) -> dict[str, str]:
    """Give the files that belong to an environment."""
    return {
        file.path: file.text
        for file in files
        if file.path.startswith(f"overlays/{name}/")
        or (file.path.startswith(("scripts/", "gitops/")) and f"-{name}" in file.path)
    }


@settings(SEARCH, max_examples=5)
@given(plan_files(), st.data())
def test_no_environment_touches_another(file: PlanFile, data: st.DataObject) -> None:
    gone = data.draw(st.sampled_from(file.environments))
    rest = {name: own for name, own in file.own.items() if name != gone}
    assume(rest)

    before = together(judge_file(file))
    after = together(judge_file(PlanFile(file.shared, rest)))

    assert shared_files(before) == shared_files(after)
    for name in rest:
        assert files_of(before, name) == files_of(after, name)


@settings(SEARCH, max_examples=5)
@given(plan_files())
def test_the_plan_in_a_bundle_makes_it_again(file: PlanFile) -> None:
    files = together(judge_file(file))
    (text,) = [file.text for file in files if file.path == "plan.yaml"]

    again = together(judge_file(generators.read_plan_file(text.encode())))

    assert Bundle(file.name, again).zipped() == Bundle(file.name, files).zipped()


def overlay_files(file: PlanFile, name: str) -> dict[str, str]:
    """Give the files of an overlay but its documents, by their path in it."""
    made = files_of(generators.bundle_of(file).files, name)
    start = f"overlays/{name}/"
    names = ("README.md", "RATIONALE.md", "RUNBOOK.md", "RELEASE.yaml")
    return {
        path.removeprefix(start): text
        for path, text in made.items()
        if path.startswith(start) and not path.endswith(names)
    }


def test_an_overlay_says_what_its_environment_says() -> None:
    own = {"release.backend.tag": "1.9.0", "release.backend.digest": ""}

    files = overlay_files(two(own, {}), "staging")

    (body,) = documents(files["kustomization.yaml"])
    assert body["images"] == [{"name": "ghcr.io/cwinux/skillflaw_backend", "newTag": "1.9.0"}]
    assert "replicas" not in body
    assert "1.9.0" not in "".join(overlay_files(two(own, {}), "production").values())


def test_a_setting_that_is_otherwise_is_one_line() -> None:
    own = {"operations.settings": {"SKILLFLAW_LOG_LEVEL": "DEBUG"}}

    lines = overlay_files(two(own), "staging")["config/backend.env"].splitlines()

    assert [line for line in lines if line.startswith("SKILLFLAW_LOG")] == [
        "SKILLFLAW_LOG_LEVEL=DEBUG"
    ]
    assert len([line for line in lines if not line.startswith("#")]) == 2


@cache
def bundle_of_set(name: str) -> Bundle:
    """Make the bundle of one of the sets, once for all tests of a process."""
    return generators.bundle_of(file_of(name))


def test_an_overlay_repeats_no_file_that_is_shared_and_patches_no_list_by_number() -> None:
    for name in SETS:
        files = bundle_of_set(name).files
        shared = set(shared_files(files).values())
        own = [file for file in files if re.match(r"overlays/[^/]+/(?!components/)", file.path)]
        assert not [file.path for file in own if file.text in shared]
        for file in files:
            if "/patches/" in file.path:
                (patch,) = documents(file.text)
                assert isinstance(patch, dict)


def test_an_error_in_any_environment_blocks_the_bundle() -> None:
    bad = two(production={"release.backend.tag": "", "release.backend.digest": ""})

    with pytest.raises(generators.Blocked) as caught:
        generators.bundle_of(bad)

    assert caught.value.judgement.verdict == "blocked"


def test_a_file_without_environments_makes_the_bundle_it_always_made() -> None:
    plan = BRANCHES["everything"]

    assert generators.bundle_of(PlanFile(plan)).zipped() == generators.bundle(plan).zipped()


def test_gitops_controllers_find_each_environment_under_its_own_name() -> None:
    bundle = bundle_of_set("smaller staging")

    (application,) = documents(bundle.file("gitops/argocd-application-production.yaml").text)

    assert application["metadata"]["name"] == "acme-production"
    paths = [source["path"] for source in application["spec"]["sources"]]
    assert paths == ["acme/overlays/production/jobs/migrate", "acme/overlays/production"]


def test_a_toleration_is_the_same_with_its_defaults_written_out() -> None:
    tolerations = [{"key": "pool", "value": "apps", "effect": "NoSchedule"}]
    complete = [{**tolerations[0], "operator": "Equal"}]

    bundles = {
        generators.bundle(revised(recommended(), {"scaling.backend.tolerations": entries})).digest
        for entries in (tolerations, complete)
    }

    assert len(bundles) == 1
