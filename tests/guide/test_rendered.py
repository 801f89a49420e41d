"""Rules about timeouts, sizes, ports, hosts and mounts judge what is rendered."""

from __future__ import annotations

import re
from typing import Any

import pytest

import generators
from generators.guide.settings import decided
from generators.guide.volume_mounts import mounted
from generators.layout import laid_out
from generators.manifests.part import Manifest
from generators.manifests.topology.drain import drain_seconds
from generators.plan import Plan
from generators.plan import recommended
from generators.plan import revised
from tests.plans import BRANCHES

CONTROLLERS = {
    name: BRANCHES[name]
    for name in ("web", "traefik", "haproxy", "ingress-nginx", "openshift", "gke", "mcp", "istio")
}
FIELDS = re.compile(
    r"'(?:request|backendRequest|responseHeaderTimeout|\S*timeout\S*|timeoutSec)': '?(\d+)s?'?"
)


def text_of(plan: Plan, *folders: str) -> str:
    """Give what the plan renders below some folders, as Python writes it."""
    files = (file for file in laid_out(plan).files if file.path.startswith(folders))
    return "\n".join(str(file.content) for file in files)


def deadlines(plan: Plan) -> set[int]:
    """List every deadline that the ingress sets on a request, in seconds."""
    rendered = text_of(plan, "components/gateway-api", "components/ingress")
    # A health check has a timeout of its own, which ends no request.
    rendered = re.sub(r"'checkIntervalSec': \d+, 'timeoutSec': \d+", "", rendered)
    return {int(seconds) for seconds in FIELDS.findall(rendered)}


def slugs(plan: Plan) -> set[str]:
    return {finding.rule.slug for finding in generators.judge(plan).findings}


@pytest.mark.parametrize("name", CONTROLLERS)
@pytest.mark.parametrize(("timeout", "spoken"), [(299, True), (300, False), (900, False)])
def test_the_timeout_that_a_rule_judges_is_the_one_that_is_rendered(
    name: str, timeout: int, spoken: bool
) -> None:
    plan = revised(recommended(), {**CONTROLLERS[name], "ingress.timeoutSeconds": timeout})

    assert ("ingress-timeout-below-longest-flow" in slugs(plan)) is spoken
    finite = deadlines(plan) - {0}
    assert timeout in finite or (name == "gke" and max(finite) >= timeout)
    assert (min(finite) < plan.scaling.backend.longest_flow_seconds) is spoken


@pytest.mark.parametrize("name", CONTROLLERS)
def test_no_stream_of_mcp_has_a_deadline_below_an_hour(name: str) -> None:
    changes = {**CONTROLLERS[name], "topology.mcp": True, "ingress.timeoutSeconds": 330}
    plan = revised(recommended(), changes)

    # Where one timeout is all there is, it ends no stream that has begun.
    assert {0, 3600} & deadlines(plan) or name == "traefik"
    assert (
        "does not limit a stream that has begun"
        in "".join(file.why.replace("\n", " ") for file in laid_out(plan).files).replace(
            "It does not", "does not"
        )
        or name != "traefik"
    )
    assert not any("mcp" in slug for slug in slugs(plan))


def test_the_body_size_that_a_rule_judges_is_the_one_that_is_rendered() -> None:
    plan = revised(recommended(), {**BRANCHES["ingress-nginx"], "ingress.maxBodySize": "99Mi"})

    assert "ingress-body-size-too-small" in slugs(plan)
    assert "'nginx.ingress.kubernetes.io/proxy-body-size': '99m'" in text_of(plan, "components/")


@pytest.mark.parametrize(
    "changes",
    [{}, {"scaling.backend.longestFlowSeconds": 120}, {"scaling.backend.longestFlowSeconds": 5}],
)
def test_the_flow_that_rules_judge_is_what_a_pod_waits_for(changes: dict[str, Any]) -> None:
    plan = revised(recommended(), changes)
    fixed = revised(plan, {"scaling.backend.drain": "sleep"})

    rendered = text_of(plan, "base/backend-deployment")
    (grace,) = {int(seconds) for seconds in re.findall(r"PeriodSeconds': (\d{2,})", rendered)} - {
        30
    }

    assert f"'seconds': {drain_seconds(plan)}" in text_of(fixed, "base/backend-deployment")
    assert f"-lt {drain_seconds(plan)} ]" in rendered
    assert grace > drain_seconds(plan) >= plan.scaling.backend.longest_flow_seconds


@pytest.mark.parametrize("name", BRANCHES)
def test_every_mount_that_rules_judge_is_in_the_pod(name: str) -> None:
    plan = revised(recommended(), BRANCHES[name])
    rendered = text_of(plan, "base/backend-deployment", "components/readonly-rootfs")

    for path, directory in mounted(plan):
        assert f"'mountPath': '{directory}'" in rendered, path


@pytest.mark.parametrize("name", BRANCHES)
def test_every_host_and_port_that_rules_judge_is_where_the_backend_waits(name: str) -> None:
    plan = revised(recommended(), BRANCHES[name])
    rendered = text_of(plan, "components/postgres-external", "components/redis-external")

    for store in (plan.database, plan.redis):
        if store.mode == "external":
            assert f"'{store.host}', '{store.port}'" in rendered


@pytest.mark.parametrize("name", BRANCHES)
def test_every_setting_that_a_choice_decides_has_the_choices_value(name: str) -> None:
    plan = revised(recommended(), BRANCHES[name])
    rendered: Manifest = dict(laid_out(plan).whole.settings)

    assert rendered["SKILLFLAW_WORKER_TIMEOUT"] == str(
        max(300, plan.scaling.backend.longest_flow_seconds)
    )
    assert rendered["SKILLFLAW_MAX_FILE_SIZE_UPLOAD"] == str(plan.scaling.backend.max_upload_mb)
    assert rendered.keys() & decided(plan).keys()
