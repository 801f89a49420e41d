"""Where the annotation of an alert leads a person who is paged."""

from __future__ import annotations

import pytest

from generators.manifests.operations.alerts.runbook import runbook_address
from generators.plan import revised
from tests.plans import branches


@pytest.mark.parametrize(
    ("url", "address"),
    [
        ("https://github.com/acme/platform.git", "https://github.com/acme/platform/blob/HEAD/"),
        ("https://github.com/acme/platform/", "https://github.com/acme/platform/blob/HEAD/"),
        ("git@github.com:acme/platform.git", "https://github.com/acme/platform/blob/HEAD/"),
        ("https://gitlab.com/acme/sub/p.git", "https://gitlab.com/acme/sub/p/-/blob/HEAD/"),
    ],
)
def test_an_alert_links_to_the_runbook_where_the_git_host_is_known(url: str, address: str) -> None:
    changes = {
        "operations.gitops": "flux",
        "operations.gitUrl": url,
        "operations.gitPath": "./apps",
    }
    plan = revised(branches()["api-managed"], changes)

    assert runbook_address(plan) == f"{address}apps/api-managed/RUNBOOK.md"


@pytest.mark.parametrize("url", ["https://git.acme.com/platform.git", "", "platform"])
def test_an_unknown_git_host_leaves_the_name_of_the_file(url: str) -> None:
    changes = {"operations.gitops": "flux", "operations.gitUrl": url}

    assert runbook_address(revised(branches()["api-managed"], changes)) == "RUNBOOK.md"
