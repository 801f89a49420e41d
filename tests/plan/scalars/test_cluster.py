"""Labels, registries, endpoints and entries: what is taken, in which form, and what is refused."""

from __future__ import annotations

from typing import Any

import pytest
from pydantic import ValidationError

from generators.plan import PRESETS
from generators.plan import choice_at
from generators.plan import plain_value
from generators.plan import recommended
from generators.plan import revised
from generators.plan.promotion import MOVES
from generators.plan.promotion import STAYS
from generators.yaml.flow import flow_mapping

TOLERATIONS = "scaling.backend.tolerations"
MIRROR = "release.registryMirror"
IMAGE = "database.image"
ENDPOINT = "database.backup.endpoint"
VOLUMES = "operations.volumes"
SELECTOR = "scaling.backend.nodeSelector"
OF_THE_CLUSTER = (
    MIRROR,
    IMAGE,
    ENDPOINT,
    VOLUMES,
    SELECTOR,
    TOLERATIONS,
    "operations.environment",
    "operations.podAnnotations",
    "operations.podLabels",
    "operations.serviceAccountAnnotations",
    "scaling.helperLimits",
    "redis.caSecret.name",
    "database.urlSecret.parts",
    "database.resources.requests.memory",
    "database.backup.region",
    "database.backup.identity",
)

TAKEN: tuple[tuple[str, Any, Any], ...] = (
    (MIRROR, "harbor.acme.com/mirror/", "harbor.acme.com/mirror"),
    (MIRROR, "registry.acme.com:5000", "registry.acme.com:5000"),
    (MIRROR, "", ""),
    (IMAGE, "ghcr.io/cloudnative-pg/postgis:17-3.6", "ghcr.io/cloudnative-pg/postgis:17-3.6"),
    (IMAGE, f"a.io/b:1@sha256:{'0' * 64}", f"a.io/b:1@sha256:{'0' * 64}"),
    (ENDPOINT, "https://minio.storage.svc:9000/", "https://minio.storage.svc:9000"),
    (ENDPOINT, "http://10.0.0.9:9000", "http://10.0.0.9:9000"),
    (ENDPOINT, "https://[2001:db8::1]:9000", "https://[2001:db8::1]:9000"),
    (SELECTOR, {"acme.com/pool": "apps", "gpu": ""}, {"acme.com/pool": "apps", "gpu": ""}),
    (TOLERATIONS, [{"operator": "Exists"}], [{"operator": "Exists"}]),
)
REFUSED: tuple[tuple[str, Any], ...] = (
    (MIRROR, "https://harbor.acme.com/mirror"),
    (MIRROR, "mirror"),
    (MIRROR, "user@harbor.acme.com/mirror"),
    (MIRROR, "harbor.acme.com/mirror:latest"),
    (IMAGE, "ghcr.io/cloudnative-pg/postgresql"),
    (IMAGE, "registry:5000/postgresql"),
    (IMAGE, "ghcr.io/a/b:1@sha256:123"),
    (ENDPOINT, "minio.storage.svc:9000"),
    (ENDPOINT, "https://minio.storage.svc:9000/bucket"),
    (ENDPOINT, "https://key:word@minio.storage.svc"),
    (ENDPOINT, "https://minio.storage.svc:99999"),
    (SELECTOR, {"a b": "c"}),
    (SELECTOR, {"pool": "two words"}),
    (SELECTOR, {"pool": "x" * 64}),
    (TOLERATIONS, [{"key": "a", "operator": "Exists", "value": "b"}]),
    (TOLERATIONS, [{"value": "b"}]),
    (TOLERATIONS, [{"key": "a", "tolerationSeconds": 5}]),
    (VOLUMES, [{"name": "x", "mountPath": "/x"}]),
    (VOLUMES, [{"name": "x", "mountPath": "/x", "secret": "a", "claim": "b"}]),
    (VOLUMES, [{"name": "x", "mountPath": "/x", "secret": "a", "subPath": "../b"}]),
    ("operations.environment", [{"name": "A", "secret": "b"}]),
    ("operations.environment", [{"name": "1A", "secret": "b", "key": "c"}]),
    ("database.backup.region", "eu central"),
)


@pytest.mark.parametrize(("path", "value", "written"), TAKEN)
def test_a_value_is_taken_in_one_form(path: str, value: Any, written: Any) -> None:
    plan = revised(recommended(), {path: value})

    assert plain_value(choice_at(path).of(plan)) == written


@pytest.mark.parametrize(("path", "value"), REFUSED)
def test_a_value_that_a_cluster_would_refuse_is_no_plan(path: str, value: Any) -> None:
    with pytest.raises(ValidationError):
        revised(recommended(), {path: value})


@pytest.mark.parametrize(
    "entry",
    [
        {"name": "A_KEY", "secret": "model-keys", "key": "12"},
        {"name": "YES", "secret": "yes", "key": "a.b-c_d"},
    ],
)
def test_an_entry_on_a_line_is_read_back_as_it_was(entry: dict[str, str]) -> None:
    plan = revised(recommended(), {"operations.environment": [entry]})

    (line,) = map(str, plan.operations.environment)
    assert dict(flow_mapping(line)) == entry


@pytest.mark.parametrize("line", ["A_KEY", "name: [", "", "a: b: c"])
def test_a_line_without_names_and_values_is_no_entry(line: str) -> None:
    with pytest.raises(ValueError, match="is not an entry"):
        flow_mapping(line)


@pytest.mark.parametrize("path", OF_THE_CLUSTER)
def test_what_few_clusters_need_is_asked_below_advanced(path: str) -> None:
    choice = choice_at(path)

    assert choice.ask.advanced
    assert not any(path in preset.blanks for preset in PRESETS)
    assert choice.of(recommended()) == choice.default


@pytest.mark.parametrize("path", OF_THE_CLUSTER)
def test_what_a_cluster_has_stays_with_it(path: str) -> None:
    assert path in STAYS
    assert path not in MOVES
