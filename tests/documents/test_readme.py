"""What README says has to exist first, and how it is removed."""

from __future__ import annotations

import re

import pytest

from generators.documents.components import PURPOSES
from generators.documents.made import Made
from generators.documents.needed import CALLS
from generators.documents.needed import PATH
from generators.documents.needed import needed
from generators.layout import laid_out
from tests.documents.reading import plans
from tests.documents.reading import written

NAMES = list(plans())
# These have a table of their own, with who makes them.
SECRETS = {"need_secret", "need_key_format", "later", "finish"}


def readme(name: str) -> str:
    return written(name)["README.md"]


def made(name: str) -> Made:
    return Made(plans()[name], laid_out(plans()[name]))


@pytest.mark.parametrize("name", NAMES)
def test_what_the_preflight_check_looks_for_is_in_the_list(name: str) -> None:
    script = made(name).text(PATH).rpartition("\nNAMESPACE=")[2]
    calls = [line.split()[0] for line in script.splitlines()[1:]]

    assert set(calls) <= set(CALLS) | SECRETS
    listed = needed(made(name).text(PATH))
    assert len(listed) == len([call for call in calls if call in CALLS])
    assert all(f"- {line}\n" in readme(name) for line in listed)


@pytest.mark.parametrize("name", NAMES)
def test_every_secret_is_in_the_list_once_with_who_makes_it(name: str) -> None:
    secrets = made(name).layout.whole.secrets

    table = re.findall(
        r"^\| `([^`]+)` \| [^|]+ \| [^|]+ \| (you|External|\S+, by itself)",
        readme(name),
        re.MULTILINE,
    )

    assert sorted(found for found, _ in table) == sorted({each.name for each in secrets})


@pytest.mark.parametrize("name", NAMES)
def test_every_component_says_what_it_is_for(name: str) -> None:
    for component in made(name).components:
        assert component in PURPOSES
        assert f"| `components/{component}/` | {PURPOSES[component]} |" in readme(name)


def test_the_store_is_told_what_it_has_to_hold() -> None:
    told = readme("external-secrets")

    assert "`platform/skillflaw/skillflaw-database`" in told
    assert "create-secrets" not in told


def test_a_removal_says_what_goes_with_the_namespace() -> None:
    assert "**every Secret and every volume claim**" in readme("api-managed")
    assert "**every Secret" not in readme("shared-namespace")
    assert "namespace.yaml" not in readme("shared-namespace")


@pytest.mark.parametrize(
    ("name", "kind"), [("argo-cd", "applications"), ("flux", "kustomizations")]
)
def test_a_removal_takes_the_controller_away_first(name: str, kind: str) -> None:
    told = readme(name).partition("## Remove")[2]

    assert 0 < told.index(f"delete {kind}.") < told.index("delete -k overlays")


def test_source_delivery_asks_for_the_teams_images() -> None:
    assert "built by you" in readme("source")
    assert "built by you" not in readme("web")
