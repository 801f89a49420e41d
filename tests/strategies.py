"""Whole plans, made by hypothesis from the declarations of the choices."""

from __future__ import annotations

from types import UnionType
from typing import Annotated
from typing import Any
from typing import Literal
from typing import Union
from typing import get_args
from typing import get_origin

from hypothesis import strategies as st
from hypothesis.strategies import DrawFn
from hypothesis.strategies import SearchStrategy

from generators.plan import Choice
from generators.plan import Plan
from generators.plan import PlanFile
from generators.plan import choices
from generators.plan import recommended
from generators.plan import revised
from generators.plan import sparse
from generators.plan import with_changes
from generators.plan.environment_source import EnvironmentSource
from generators.plan.placement import Toleration
from generators.plan.reading import read_document
from generators.plan.volume import Volume
from generators.yaml.problem import Unreadable
from tests.cluster_plans import ENVIRONMENT
from tests.cluster_plans import TOLERATIONS
from tests.cluster_plans import VOLUMES
from tests.plans import branches

TEXTS = (
    *("", "yes", "1e3", "a-name", "1.8.2", "latest", "localhost", "sqlite", "::1", "10.0.0.1"),
    *("api.acme.com", "*.acme.com", "co.uk", "acme.internal", "db-ro.acme.com", "/data", "data"),
    *("15 2 * * *", "@weekly", "0 0 30 2 *", "2026-01-31", "s3://bucket/path", "1.27", "1.37"),
    *("1", "100m", "512Mi", "2Gi", "3G", "10.0.0.0/8", "0.0.0.0/0", "efs.csi.aws.com", "tls.crt"),
    *("skillflaw-secret-key", "skillflaw-database", "skillflaw-cache", "postgres", "cache"),
    *("http://proxy.acme.com:3128", "bb.monitoring.svc:19115", "namespace/models:8080"),
    *("internet-443", "2001:db8::/32:443", "169.254.20.10", ".acme.com,10.0.0.0/8"),
    *("two\nlines", ": #", "sha256:" + "0" * 64, "ghcr.io/acme/backend", "ebs.csi.aws.com"),
)


ENTRIES: dict[Any, list[dict[str, Any]]] = {
    EnvironmentSource: ENVIRONMENT["operations.environment"],
    Volume: VOLUMES["operations.volumes"],
    Toleration: TOLERATIONS,
}

START = sparse(recommended())
STARTS = tuple(branches().values())


def fits(choice: Choice, value: Any) -> bool:
    """Tell whether a plan can hold this value for the choice."""
    try:
        read_document(with_changes(START, {choice.path: value}))
    except Unreadable:
        return False
    return True


def values(choice: Choice) -> SearchStrategy[Any]:
    """Make values that a plan can hold for one choice, its default among them."""
    made = _of(choice.annotation)
    return st.one_of(st.just(choice.default), made.filter(lambda value: fits(choice, value)))


def _of(annotation: Any) -> SearchStrategy[Any]:
    origin, inner = get_origin(annotation), get_args(annotation)
    if origin is Annotated:
        return _of(inner[0])
    if origin is Literal:
        return st.sampled_from(inner)
    if origin in (Union, UnionType):
        return st.one_of(*(_of(field) for field in inner))
    if origin is tuple:
        return st.lists(_of(inner[0]), max_size=3, unique_by=str)
    return _plain(annotation)


def _plain(annotation: Any) -> SearchStrategy[Any]:
    if annotation is bool:
        return st.booleans()
    if annotation is int:
        return st.one_of(st.integers(0, 8), st.sampled_from((50, 300, 1000, 5432, 65_535)))
    if annotation is str:
        return st.sampled_from(TEXTS)
    if annotation in ENTRIES:
        return st.sampled_from(ENTRIES[annotation])
    return st.dictionaries(st.sampled_from(("LOG_LEVEL", "EXTRA")), st.sampled_from(TEXTS))


@st.composite
def plans(draw: DrawFn) -> Plan:
    """Make a plan that differs from a good one in up to a dozen choices."""
    start = draw(st.sampled_from(STARTS))
    chosen = draw(st.lists(st.sampled_from(choices()), max_size=12, unique_by=lambda c: c.path))
    return revised(start, {choice.path: draw(values(choice)) for choice in chosen})


@st.composite
def plan_files(draw: DrawFn, most: int = 3) -> PlanFile:
    """Make a plan file of some environments, each with a few choices of its own."""
    file = PlanFile(draw(plans()))
    shared = {path for path in sparse(file.shared)["spec"]["release"] if path == "environment"}
    file = file.revised("", {}, without=[f"release.{path}" for path in shared])
    names = ("development", "staging", "pre-prod", "production")
    named = draw(st.lists(st.sampled_from(names), min_size=1, max_size=most, unique=True))
    file = PlanFile(file.shared, {name: {} for name in named})
    for name in named:
        file = file.revised(name, draw(own_choices()))
    return file


def own_choices() -> SearchStrategy[dict[str, Any]]:
    """Make a few choices of an environment, by path."""
    possible = [choice for choice in choices() if choice.path != "release.environment"]
    pairs = st.sampled_from(possible).flatmap(
        lambda choice: st.tuples(st.just(choice.path), values(choice))
    )
    return st.lists(pairs, max_size=8).map(dict)
