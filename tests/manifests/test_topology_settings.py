from __future__ import annotations

from typing import Any

import pytest

from generators.manifests.topology import topology
from generators.plan import recommended
from generators.plan import revised

WEB = {"topology.pattern": "full-web"}


def settings(changes: dict[str, Any]) -> dict[str, str]:
    return dict(topology(revised(recommended(), changes)).settings)


def test_every_setting_has_a_value() -> None:
    bare = {"ingress.hosts.api": "", "scaling.backend.replicas": 1}

    assert all(settings(bare).values())
    assert "SKILLFLAW_CORS_ORIGINS" not in settings(bare)
    assert settings(bare)["SKILLFLAW_AUTO_LOGIN"] == "false"


def test_only_pages_of_the_ui_may_call_the_api_from_a_browser() -> None:
    hosts = {"ingress.hosts.api": "api.acme.com", "ingress.hosts.ui": "app.acme.com"}

    assert settings({**WEB, **hosts})["SKILLFLAW_CORS_ORIGINS"] == "https://app.acme.com"
    assert settings(hosts)["SKILLFLAW_CORS_ORIGINS"] == "https://api.acme.com"


@pytest.mark.parametrize(
    ("changes", "delivery"),
    [
        ({"scaling.backend.replicas": 1}, None),
        ({"scaling.backend.replicas": 2}, "direct"),
        ({"scaling.backend.replicas": 1, "scaling.backend.workers": 2}, "direct"),
        ({"scaling.backend.replicas": 1, "scaling.backend.autoscaling.enabled": True}, "direct"),
    ],
)
def test_events_come_in_the_answer_itself_where_several_processes_answer(
    changes: dict[str, Any], delivery: str | None
) -> None:
    assert settings(changes).get("SKILLFLAW_EVENT_DELIVERY") == delivery


@pytest.mark.parametrize(("flow", "timeout"), [(60, "300"), (900, "900")])
def test_a_worker_may_take_as_long_as_the_longest_flow(flow: int, timeout: str) -> None:
    assert (
        settings({"scaling.backend.longestFlowSeconds": flow})["SKILLFLAW_WORKER_TIMEOUT"]
        == timeout
    )
