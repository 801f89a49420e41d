"""The checker on custom resources, whose definitions are beside the project or nowhere."""

from __future__ import annotations

from copy import deepcopy
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from tests.admission import custom
from tests.admission import refusals
from tests.kubernetes_yaml import documents
from tests.test_admission import REMOVE
from tests.test_admission import put

GOOD = Path(__file__).parent / "admission" / "good_custom.yaml"
RULE = "spec.rules.0"
needs_definitions = pytest.mark.definitions

# What needs the definitions.
BREAKS: list[tuple[str, str, Any, str]] = [
    ("HTTPRoute", "apiVersion", "gateway.networking.k8s.io/v1alpha2", "nothing defines HTTPRoute"),
    ("HTTPRoute", "metadata.labels", {"a": "two words"}, "is not a label value"),
    ("HTTPRoute", "spec.parentRefs.0.nme", "x", "'nme' was unexpected"),
    ("HTTPRoute", f"{RULE}.timeouts.request", "300", "does not match"),
    ("HTTPRoute", f"{RULE}.backendRefs.0.port", 70000, "70000"),
    ("Certificate", "spec.issuerRef", REMOVE, "'issuerRef' is a required property"),
    ("Certificate", "spec.dnsNames", "web.example.com", "not of type 'array'"),
    ("Certificate", "spec.dnsName", "web.example.com", "'dnsName' was unexpected"),
    ("PrometheusRule", "spec.groups.0.rules.0.for", "five minutes", "does not match"),
    ("PrometheusRule", "spec.groups.0.rules.0.expr", REMOVE, "'expr' is a required property"),
    ("PrometheusRule", "spec.groups", [{"name": "a"}, {"name": "a"}], "comes twice"),
]

# What is known without them: the rules that the definitions say in CEL.
BREAKS_ANYWHERE: list[tuple[str, str, Any, str]] = [
    ("HTTPRoute", f"{RULE}.matches.0.path.value", "api", "does not begin with a slash"),
    ("HTTPRoute", f"{RULE}.matches.0.path.value", "/a//b", "is not in its plain form"),
    ("HTTPRoute", f"{RULE}.timeouts.backendRequest", "3m", "longer than timeouts.request"),
    ("HTTPRoute", f"{RULE}.filters.0.type", "CORS", "describes urlRewrite"),
    ("HTTPRoute", f"{RULE}.backendRefs.0.name", "wb", "there is no Service wb"),
    ("HTTPRoute", f"{RULE}.backendRefs.0.port", 81, "has no port 81"),
    ("HTTPRoute", f"{RULE}.backendRefs.0.port", REMOVE, "has no port"),
    (
        "HTTPRoute",
        f"{RULE}.filters",
        [{"type": "RequestRedirect", "requestRedirect": {"scheme": "https"}}],
        "a redirect has no backends",
    ),
    ("ScheduledBackup", "spec.schedule", "0 2 * * *", "is no schedule of 6 fields"),
]


@cache
def _good() -> list[dict[str, Any]]:
    return documents(GOOD.read_text())


def refusals_after(kind: str, path: str, value: Any) -> list[str]:
    """Return the refusals of the good resources with one value put elsewhere."""
    objects = deepcopy(_good())
    put(next(manifest for manifest in objects if manifest["kind"] == kind), path, value)
    return refusals(objects, "1.36")


@needs_definitions
def test_good_custom_resources_are_accepted() -> None:
    assert refusals(deepcopy(_good()), "1.36") == []


@needs_definitions
@pytest.mark.parametrize(("kind", "path", "value", "message"), BREAKS)
def test_a_custom_resource_is_held_to_its_definition(
    kind: str, path: str, value: Any, message: str
) -> None:
    assert any(message in refusal for refusal in refusals_after(kind, path, value))


@pytest.mark.parametrize(("kind", "path", "value", "message"), BREAKS_ANYWHERE)
def test_what_definitions_say_in_cel_is_held_too(
    kind: str, path: str, value: Any, message: str
) -> None:
    assert any(message in refusal for refusal in refusals_after(kind, path, value))


@needs_definitions
def test_a_field_that_may_hold_anything_may() -> None:
    assert custom.closed({"type": "object", custom.OPEN: True, "properties": {}}) == {
        "type": "object",
        custom.OPEN: True,
        "properties": {},
    }
