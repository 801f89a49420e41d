"""What a changed Deployment, StatefulSet or operator's cluster does to its pods."""

from __future__ import annotations

from collections.abc import Iterator
from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from typing import Any

from generators.changes.consequence import Consequence
from generators.changes.consequence import Kind
from generators.environments.strategic_merge import same
from generators.manifests.part import Manifest

# Of a CloudNativePG cluster: what restarts or replaces its instances.
# https://cloudnative-pg.io/documentation/current/rolling_update/
CLUSTER_RESTARTS = ("imageName", "imageCatalogRef", "resources", "affinity", "postgresql", "env")


def workload(
    before: Manifest, after: Manifest, autoscaled: AbstractSet[str]
) -> Iterator[Consequence]:
    """Say what applying a Deployment or StatefulSet does; ``autoscaled`` names Deployments."""
    restarted = not same(before["spec"]["template"], after["spec"]["template"])
    if restarted:
        yield from _restart(before, after)
        yield from _volumes(before, after)
    yield from _replicas(before, after, autoscaled)


def _restart(before: Manifest, after: Manifest) -> Iterator[Consequence]:
    if after["kind"] == "StatefulSet":
        yield Consequence(
            Kind.OUTAGE,
            "Its pod restarts: nothing connects to it until it is ready again. The old pod may "
            f"take up to {_grace(before)} s to stop.",
        )
    elif after["spec"].get("strategy", {}).get("type") == "Recreate":
        yield Consequence(
            Kind.OUTAGE,
            f"All its pods stop before a new one starts (strategy Recreate). {_stop(before)} Then "
            "the new pod has to start.",
        )
    else:
        yield Consequence(
            Kind.RESTARTS,
            f"{_replaced(before)}; the old ones serve until the new ones are ready. "
            f"{_stop(before)}",
        )


def _replaced(entry: Manifest) -> str:
    count = _count(entry)
    if count is None:
        return "Its pods are replaced"
    return f"Its {count} pods are replaced" if count != 1 else "Its pod is replaced"


def _stop(entry: Manifest) -> str:
    """Say how long an old pod takes to stop."""
    seconds = _slept(entry)
    if seconds:
        return f"Each old pod stops after a fixed wait of {seconds} s, also when it is idle."
    if any("preStop" in container.get("lifecycle", {}) for container in _containers(entry)):
        return f"An old pod stops when its preStop hook has ended, within {_grace(entry)} s."
    return f"An old pod stops within {_grace(entry)} s."


def _slept(entry: Manifest) -> int:
    """Give the seconds that the slowest container sleeps before it is told to stop."""
    return max(map(_sleep, _containers(entry)), default=0)


def _containers(entry: Manifest) -> tuple[Mapping[str, Any], ...]:
    return tuple(_pod(entry).get("containers", ()))


def _sleep(container: Mapping[str, Any]) -> int:
    hook = container.get("lifecycle", {}).get("preStop", {})
    if "sleep" in hook:
        return int(hook["sleep"]["seconds"])
    command = hook.get("exec", {}).get("command", [])
    return int(command[1]) if command[:1] == ["sleep"] else 0


def _grace(entry: Manifest) -> int:
    """Give the seconds that Kubernetes waits for a pod to stop; its default is 30."""
    return int(_pod(entry).get("terminationGracePeriodSeconds", 30))


def _pod(entry: Manifest) -> Mapping[str, Any]:
    pod: Mapping[str, Any] = entry["spec"]["template"]["spec"]
    return pod


def _count(entry: Manifest) -> int | None:
    count: int | None = entry["spec"].get("replicas")
    return count


def _pods(count: int) -> str:
    return f"{count} pod{'s' if count != 1 else ''}"


def _volumes(before: Manifest, after: Manifest) -> Iterator[Consequence]:
    """Say which volumes the new pods start without."""
    old, new = _named(before), _named(after)
    for volume, source in old.items():
        mounts = _paths(before, volume)
        if not mounts:
            continue
        if "emptyDir" in source and _holds_files(volume, mounts):
            yield Consequence(
                Kind.DATA,
                f"Its emptyDir volume is made anew: what {' and '.join(mounts)} holds is lost.",
            )
        claim = source.get("persistentVolumeClaim", {}).get("claimName")
        replaced = new.get(volume, {}).get("persistentVolumeClaim", {}).get("claimName")
        if claim and claim != replaced:
            yield Consequence(
                Kind.DATA,
                f"It starts without the files of the claim {claim}. The claim stays, with its "
                "files.",
                "Copy the files to the new volume before the rollout.",
            )


def _holds_files(volume: str, mounts: list[str]) -> bool:
    """Tell whether a volume holds more than scratch: the state directory, or Redis' data."""
    return volume == "state" or "/data" in mounts


def _named(entry: Manifest) -> dict[str, Mapping[str, Any]]:
    return {volume["name"]: volume for volume in _pod(entry).get("volumes", ())}


def _paths(entry: Manifest, volume: str) -> list[str]:
    """List where the containers mount a volume."""
    mounts = (
        mount for container in _containers(entry) for mount in container.get("volumeMounts", ())
    )
    return list(dict.fromkeys(m["mountPath"] for m in mounts if m["name"] == volume))


def _replicas(
    before: Manifest, after: Manifest, autoscaled: AbstractSet[str]
) -> Iterator[Consequence]:
    name, old, new = after["metadata"]["name"], _count(before), _count(after)
    if same(old, new):
        return
    if new is None and old is not None and old > 1:
        # Server-side apply removes a field that its manager no longer sets; the default is 1.
        # https://kubernetes.io/docs/reference/using-api/server-side-apply/#transferring-ownership
        then = " until the autoscaler adds pods again" if name in autoscaled else ""
        yield Consequence(
            Kind.SCALES,
            f"It no longer sets spec.replicas, so server-side apply scales it from {old} pods to 1 "
            f"at once{then}.",
            "Hand the field to another field manager before you apply.",
            (_hand_over(after, old),),
        )
    elif new is not None and (old is None or new != old):
        yield Consequence(
            Kind.SCALES,
            f"It is scaled to {_pods(new)}"
            + (", whatever the autoscaler has chosen." if old is None else f", from {old}."),
        )


def _hand_over(entry: Manifest, count: int) -> str:
    """Write the command that makes another manager own ``spec.replicas``."""
    metadata = entry["metadata"]
    namespace = f"-n {metadata['namespace']} " if metadata.get("namespace") else ""
    manifest = (
        f'{{"apiVersion":"{entry["apiVersion"]}","kind":"{entry["kind"]}",'
        f'"metadata":{{"name":"{metadata["name"]}"}},"spec":{{"replicas":{count}}}}}'
    )
    return (
        f"echo '{manifest}' | kubectl {namespace}apply --server-side "
        "--field-manager=replicas-handover --force-conflicts --validate=false -f -"
    )


def cluster(before: Manifest, after: Manifest) -> Iterator[Consequence]:
    """Say what the operator does with a changed cluster of CloudNativePG."""
    old, new = before["spec"], after["spec"]
    restarts = [key for key in CLUSTER_RESTARTS if not same(old.get(key), new.get(key))]
    if restarts:
        yield Consequence(
            Kind.RESTARTS,
            f"The operator restarts the instances one after the other ({', '.join(restarts)}). "
            "Connections break when the primary changes.",
        )
    if old.get("instances", 1) != new.get("instances", 1):
        yield Consequence(
            Kind.SCALES,
            f"The operator goes from {old.get('instances', 1)} to {new.get('instances', 1)} "
            "instances.",
        )
    if not same(old.get("bootstrap"), new.get("bootstrap")):
        yield Consequence(
            Kind.TAKES_EFFECT,
            "bootstrap is read only when a cluster is created: this changes nothing in one that "
            "runs.",
        )


def pooler(before: Manifest, after: Manifest) -> Iterator[Consequence]:
    """Say what a changed pooler of CloudNativePG does."""
    if not same(before["spec"], after["spec"]):
        yield Consequence(
            Kind.RESTARTS,
            "Its pods are replaced; open connections break.",
        )
