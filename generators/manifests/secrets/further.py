"""The Secrets that the plan lists for further variables and volumes of the backend."""

from __future__ import annotations

from collections.abc import Iterator

from generators.manifests.part import RequiredSecret
from generators.manifests.part import SecretEntry
from generators.plan import Plan
from generators.plan.environment_source import EnvironmentSource
from generators.plan.volume import Volume


def further_secrets(plan: Plan) -> Iterator[RequiredSecret]:
    """List a Secret for each entry of the plan; several may be of one Secret."""
    yield from map(_of_variable, plan.operations.environment)
    yield from (_of_volume(volume) for volume in plan.operations.volumes if volume.secret)


def _of_variable(source: EnvironmentSource) -> RequiredSecret:
    entry = SecretEntry(source.key, f"The value of the variable {source.name}.")
    purpose = (
        "Each of its keys is an environment variable of the backend."
        if source.whole
        else f"The backend reads the variable {source.name} from it."
    )
    return RequiredSecret(
        name=source.secret,
        entries=() if source.whole else (entry,),
        purpose=purpose,
        choices=("operations.environment",),
        guide=("security.secrets",),
        further="variables" if source.whole else "",
    )


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
