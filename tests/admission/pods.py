"""What holds between the parts of a pod."""

from __future__ import annotations

from typing import TYPE_CHECKING
from typing import Any

from tests.admission.objects import at
from tests.admission.objects import containers
from tests.admission.objects import kind
from tests.admission.objects import pod
from tests.admission.objects import repeated
from tests.admission.objects import things

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.admission.objects import Object

HANDLERS = ("exec", "httpGet", "tcpSocket", "grpc", "sleep")
PROBES = ("startupProbe", "readinessProbe", "livenessProbe")


def refusals(manifest: Object) -> Iterator[str]:
    """Yield what a workload's pod says against itself."""
    spec = pod(manifest)
    if not spec:
        return
    for twice in repeated([container.get("name") for container in containers(manifest)]):
        yield f"two containers are named {twice}"
    yield from _volumes(spec, _claims(manifest))
    yield from _spreading(spec)
    for container in containers(manifest):
        for message in _container(container, spec, _volume_names(spec) | _claims(manifest)):
            yield f"{container.get('name')}: {message}"
    for container in things(spec, "initContainers"):
        if container.get("restartPolicy") != "Always":
            for field in sorted({*PROBES, "lifecycle"} & container.keys()):
                yield f"{container.get('name')}: an initial container has no {field}"


def _claims(manifest: Object) -> set[str]:
    templates = (
        things(manifest, "spec.volumeClaimTemplates") if kind(manifest) == "StatefulSet" else []
    )
    return {at(template, "metadata.name") for template in templates}


def _volume_names(spec: Object) -> set[str]:
    return {str(volume.get("name")) for volume in things(spec, "volumes")}


def _volumes(spec: Object, claims: set[str]) -> Iterator[str]:
    for volume in things(spec, "volumes"):
        sources = sorted(volume.keys() - {"name"})
        if len(sources) != 1:
            yield f"volume {volume.get('name')} has {len(sources)} sources"
        if volume.get("name") in claims:
            yield f"volume {volume.get('name')} is a claim template too"


def _spreading(spec: Object) -> Iterator[str]:
    for constraint in things(spec, "topologySpreadConstraints"):
        if constraint.get("minDomains") and constraint.get("whenUnsatisfiable") != "DoNotSchedule":
            yield "minDomains needs DoNotSchedule"
        selected = at(constraint, "labelSelector.matchLabels", {})
        for key in constraint.get("matchLabelKeys") or []:
            if not constraint.get("labelSelector"):
                yield "matchLabelKeys needs a labelSelector"
            if key in selected:
                yield f"matchLabelKeys repeats {key} of the labelSelector"


def _container(container: Object, spec: Object, volumes: set[str]) -> Iterator[str]:
    if not container.get("image"):
        yield "has no image"
    for twice in repeated([port.get("name") for port in things(container, "ports")]):
        yield f"two ports are named {twice}"
    for variable in things(container, "env"):
        yield from _variable(variable)
    for mount in things(container, "volumeMounts"):
        if mount.get("name") not in volumes:
            yield f"mounts {mount.get('name')}, which is no volume of the pod"
        if mount.get("subPath") and mount.get("subPathExpr"):
            yield f"mounts {mount.get('name')} with subPath and subPathExpr"
    yield from _probes(container)
    yield from _lifecycle(container, spec)


def _variable(variable: Object) -> Iterator[str]:
    name, source = variable.get("name"), variable.get("valueFrom")
    if source is None:
        return
    if variable.get("value"):
        yield f"{name} has a value and valueFrom"
    if len(source) != 1:
        yield f"{name} has {len(source)} sources"


def _probes(container: Object) -> Iterator[str]:
    for probe in PROBES:
        if probe not in container:
            continue
        yield from _handler(container[probe], probe, container)
        if probe != "readinessProbe" and at(container, f"{probe}.successThreshold", 1) != 1:
            yield f"{probe}.successThreshold can only be 1"
        if probe == "readinessProbe" and at(container, f"{probe}.terminationGracePeriodSeconds"):
            yield f"{probe} has no terminationGracePeriodSeconds"


def _lifecycle(container: Object, spec: Object) -> Iterator[str]:
    for hook in ("postStart", "preStop"):
        handler = at(container, f"lifecycle.{hook}")
        if handler is not None:
            yield from _handler(handler, hook, container)
    seconds = at(container, "lifecycle.preStop.sleep.seconds", 0)
    grace = at(spec, "terminationGracePeriodSeconds", 30)
    if isinstance(seconds, int) and seconds > grace:
        yield f"preStop sleeps {seconds} s, longer than the grace period of {grace} s"


def _handler(handler: Any, where: str, container: Object) -> Iterator[str]:
    chosen = [action for action in HANDLERS if action in handler]
    if len(chosen) != 1:
        yield f"{where} has {len(chosen)} handlers"
    names = {port.get("name") for port in things(container, "ports")}
    for action in ("httpGet", "tcpSocket"):
        port = at(handler, f"{action}.port")
        if isinstance(port, str) and port not in names:
            yield f"{where} asks port {port}, which the container does not have"
