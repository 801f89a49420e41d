"""The backend's settings as files that kustomize turns into a ConfigMap."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from generators.manifests.part import File
from generators.manifests.part import Part
from generators.manifests.topology.settings import CHOICES as BACKEND
from generators.plan import Plan

CONFIG_MAP = "skillflaw-backend-config"
# The settings come from many topics.
CHOICES = (
    *BACKEND,
    "release.environment",
    "storage.configDir",
    "database.poolSize",
    "database.maxOverflow",
    "redis.mode",
    "redis.ttlSeconds",
    "operations.settings",
    "topology.docs",
    "database.host",
    "redis.host",
    "operations.egress",
    "operations.proxy.http",
    "operations.proxy.https",
    "operations.proxy.noProxy",
    "operations.extraCa.name",
)
ENV_FILE = "config/backend.env"


@dataclass(frozen=True)
class Settings:
    """The files in an overlay, and what its ``configMapGenerator`` says of them."""

    files: tuple[File, ...]
    generator: Mapping[str, object]


def settings(plan: Plan, whole: Part) -> Settings:
    """Write the settings into the overlay of a plan for one environment."""
    return settings_in(f"overlays/{plan.release.environment}", plan, values_of(plan, whole))


def values_of(plan: Plan, whole: Part) -> dict[str, str]:
    """Give every setting of the backend that is no secret, by name."""
    return {**whole.settings, **plan.operations.settings}


def settings_in(
    directory: str,
    plan: Plan,
    values: Mapping[str, str],
    why: str = "The backend's settings that are not secret. A changed line restarts the pods.",
) -> Settings:
    """Write settings; a value of several lines, which an env file cannot hold, on its own."""
    simple = {name: value for name, value in sorted(values.items()) if _fits_a_line(value)}
    apart = {name: value for name, value in sorted(values.items()) if not _fits_a_line(value)}
    lines = "".join(f"{name}={value}\n" for name, value in simple.items())
    files = [
        File(
            f"{directory}/{ENV_FILE}",
            lines,
            why,
            CHOICES,
            ("rollout.change", *(("state.cache",) if plan.redis.mode != "none" else ())),
        )
    ]
    files += [
        File(
            f"{directory}/config/{name}",
            value,
            f"The setting {name}, which has more than one line.",
            ("operations.settings",),
        )
        for name, value in apart.items()
    ]
    generator: dict[str, object] = {"name": CONFIG_MAP, "envs": [ENV_FILE]}
    if apart:
        generator["files"] = [f"{name}=config/{name}" for name in apart]
    return Settings(tuple(files), generator)


def _fits_a_line(value: str) -> bool:
    """Tell whether kustomize reads the value back from an env file as it was written."""
    return value.splitlines() in ([], [value]) and value == value.strip()
