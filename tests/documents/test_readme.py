"""What README says has to exist first, and how it is removed."""

from __future__ import annotations

import re

import pytest

from generators.bundles import bundle
from generators.documents.components import PURPOSES
from generators.documents.created_objects import CreatedObjects
from generators.documents.prerequisites import prerequisite_lines
from generators.layout import laid_out
from generators.manifests.operations.prerequisites import prerequisites
from generators.plan import revised
from tests.documents.reading import plans
from tests.documents.reading import written

NAMES = list(plans())
# README.md has a table of Secrets of its own.
SECRET_CHECKS = {"need_secret", "need_key_format", "later", "finish"}


def readme(name: str) -> str:
    return written(name)["README.md"]


def created(name: str) -> CreatedObjects:
    return CreatedObjects(plans()[name], laid_out(plans()[name]))


@pytest.mark.parametrize("name", NAMES)
def test_readme_lists_what_the_preflight_script_checks(name: str) -> None:
    script = created(name).text("scripts/preflight.sh").rpartition("\nNAMESPACE=")[2]
    checks = [line.split()[0] for line in script.splitlines()[1:]]
    plan, api_groups = plans()[name], created(name).layout.whole.crds

    lines = prerequisite_lines(prerequisites(plan, api_groups))

    assert len(lines) == len([check for check in checks if check not in SECRET_CHECKS])
    assert all(f"- {line}\n" in readme(name) for line in lines)


@pytest.mark.parametrize("name", NAMES)
def test_every_secret_is_in_the_list_once_with_who_makes_it(name: str) -> None:
    secrets = created(name).layout.whole.secrets

    table = re.findall(
        r"^\| `([^`]+)` \| [^|]+ \| [^|]+ \| (you|External|\S+, automatically)",
        readme(name),
        re.MULTILINE,
    )

    assert sorted(listed for listed, _ in table) == sorted({secret.name for secret in secrets})


@pytest.mark.parametrize("name", NAMES)
def test_every_component_says_what_it_is_for(name: str) -> None:
    for component in created(name).components:
        assert component in PURPOSES
        assert f"| `components/{component}/` | {PURPOSES[component]} |" in readme(name)


def test_the_store_is_told_what_it_has_to_hold() -> None:
    text = readme("external-secrets")

    assert "`platform/skillflaw/skillflaw-database`" in text
    assert "create-secrets" not in text


def test_a_removal_says_what_goes_with_the_namespace() -> None:
    assert "**every Secret and every PersistentVolumeClaim**" in readme("api-managed")
    assert "**every Secret" not in readme("shared-namespace")
    assert "namespace.yaml" not in readme("shared-namespace")


@pytest.mark.parametrize(
    ("name", "kind"), [("argo-cd", "applications"), ("flux", "kustomizations")]
)
def test_a_removal_takes_the_controller_away_first(name: str, kind: str) -> None:
    text = readme(name).partition("## Remove")[2]

    assert 0 < text.index(f"delete {kind}.") < text.index("delete -k overlays")


def test_source_delivery_asks_for_the_teams_images() -> None:
    assert "built by you" in readme("source")
    assert "built by you" not in readme("web")


def test_flux_gets_the_secret_of_its_repository_first_and_loses_the_repository_last() -> None:
    plan = revised(plans()["flux"], {"operations.gitRevision": "approved"})
    text = bundle(plan).file("README.md").text

    before, _, after = text.partition("kubectl apply -f gitops/flux-kustomization.yaml")
    assert f"the Secret `{plan.name}`" in before
    assert f"delete gitrepositories.source.toolkit.fluxcd.io {plan.name}" in after
