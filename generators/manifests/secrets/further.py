"""The Secrets that the plan lists for further variables and volumes of the backend."""

from __future__ import annotations

from collections.abc import Iterator

from generators.manifests.part import RequiredSecret
from generators.manifests.part import SecretEntry
from generators.plan import Plan
from generators.plan.environment_source import EnvironmentSource
from generators.plan.volume import Volume


def further_secrets(plan: Plan) -> Iterator[RequiredSecret]:
    """List each Secret of variables once, then one for each volume."""
    sources: dict[str, list[EnvironmentSource]] = {}
    for source in plan.operations.environment:
        sources.setdefault(source.secret, []).append(source)
    yield from (_of_variables(name, some) for name, some in sources.items())
    yield from (_of_volume(volume) for volume in plan.operations.volumes if volume.secret)


def _of_variables(name: str, sources: list[EnvironmentSource]) -> RequiredSecret:
    keys: dict[str, list[str]] = {}
    for source in sources:
        if not source.whole:
            keys.setdefault(source.key, []).append(source.name)
    whole = any(source.whole for source in sources)
    variables = [variable for named in keys.values() for variable in named]
    return RequiredSecret(
        name=name,
        entries=tuple(
            SecretEntry(key, f"The value of {_listed(named)}.") for key, named in keys.items()
        ),
        purpose="Each of its keys is an environment variable of the backend."
        if whole
        else f"The backend reads {_listed(variables)} from it.",
        choices=("operations.environment",),
        guide=("security.secrets",),
        further="variables" if whole else "",
    )


def _listed(names: list[str]) -> str:
    *others, last = names
    return f"{', '.join(others)} and {last}" if others else last


def _of_volume(volume: Volume) -> RequiredSecret:
    entry = SecretEntry(
        volume.sub_path, f"The file that is mounted at {volume.mount_path}.", from_file=True
    )
    # A subPath with a slash is no key of a Secret.
    known = bool(volume.sub_path) and "/" not in volume.sub_path
    return RequiredSecret(
        name=volume.secret,
        entries=(entry,) if known else (),
        purpose=f"The backend reads its files below {volume.mount_path}.",
        choices=("operations.volumes",),
        guide=("security.secrets",),
        further="" if known else "files",
    )
