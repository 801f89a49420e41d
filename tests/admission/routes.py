"""Ingresses and HTTPRoutes."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from tests.admission.objects import at
from tests.admission.objects import kind
from tests.admission.objects import things

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.admission.objects import Object

OLD_CLASS = "kubernetes.io/ingress.class"
DURATION = re.compile(r"(\d+)(h|ms|m|s)")
MILLISECONDS = {"h": 3_600_000, "m": 60_000, "s": 1000, "ms": 1}
# What the Gateway API says of a path beside its pattern, as rules in CEL.
UNWANTED_IN_PATH = re.compile(r"//|/\./|/\.\./|%2[fF]|#|/\.\.?\Z")


def refusals(manifest: Object) -> Iterator[str]:
    """Yield what an Ingress or an HTTPRoute says against itself."""
    if kind(manifest) == "Ingress":
        yield from _ingress(manifest)
    if kind(manifest) == "HTTPRoute":
        for number, rule in enumerate(things(manifest, "spec.rules")):
            for message in _rule(rule):
                yield f"rule {number}: {message}"


def _ingress(manifest: Object) -> Iterator[str]:
    if OLD_CLASS in at(manifest, "metadata.annotations", {}) and at(
        manifest, "spec.ingressClassName"
    ):
        yield "has an ingress class as a field and as an annotation"
    if not at(manifest, "spec.rules") and not at(manifest, "spec.defaultBackend"):
        yield "has neither rules nor a default backend"
    for rule in things(manifest, "spec.rules"):
        for path in things(rule, "http.paths"):
            where = path.get("path", "")
            if not where.startswith("/") and path.get("pathType") != "ImplementationSpecific":
                yield f"path {where!r} does not begin with a slash"
            if path.get("pathType") in {"Exact", "Prefix"} and UNWANTED_IN_PATH.search(where):
                yield f"path {where!r} is not in its plain form"
            yield from _backend(path.get("backend") or {})


def _backend(backend: Object) -> Iterator[str]:
    if backend.keys() not in ({"service"}, {"resource"}):
        yield "a backend is a service or a resource, one of them"
    port = at(backend, "service.port", {})
    if "service" in backend and len(port) != 1:
        yield "a backend's port is a name or a number, one of them"


def _rule(rule: Object) -> Iterator[str]:
    for match in things(rule, "matches"):
        path, form = at(match, "path.value", "/"), at(match, "path.type", "PathPrefix")
        if form != "RegularExpression":
            if not path.startswith("/"):
                yield f"path {path!r} does not begin with a slash"
            if UNWANTED_IN_PATH.search(path):
                yield f"path {path!r} is not in its plain form"
    for backend in things(rule, "backendRefs"):
        if backend.get("kind", "Service") == "Service" and not backend.get("port"):
            yield f"backend {backend.get('name')} has no port"
    yield from _filters(rule)
    request = milliseconds(at(rule, "timeouts.request", "0s"))
    if request and milliseconds(at(rule, "timeouts.backendRequest", "0s")) > request:
        yield "timeouts.backendRequest is longer than timeouts.request"


def _filters(rule: Object) -> Iterator[str]:
    kinds = [str(filter_.get("type")) for filter_ in things(rule, "filters")]
    for filter_ in things(rule, "filters"):
        described = sorted(filter_.keys() - {"type"})
        if [field.lower() for field in described] != [str(filter_.get("type")).lower()]:
            yield f"a {filter_.get('type')} filter describes {', '.join(described) or 'nothing'}"
    if "RequestRedirect" in kinds and rule.get("backendRefs"):
        yield "a redirect has no backends"
    if {"RequestRedirect", "URLRewrite"} <= set(kinds):
        yield "a redirect and a rewrite exclude each other"


def milliseconds(duration: str) -> int:
    """Return the length of a Gateway API duration such as `1m30s`."""
    return sum(int(number) * MILLISECONDS[unit] for number, unit in DURATION.findall(duration))
