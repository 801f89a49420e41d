"""The Pod Security Standards, as the namespace's label asks for them.

Source: the "Pod Security Standards" page of the Kubernetes documentation.
"""

from __future__ import annotations

from typing import TYPE_CHECKING
from typing import Any

from tests.admission.objects import at
from tests.admission.objects import containers
from tests.admission.objects import kind
from tests.admission.objects import name
from tests.admission.objects import namespace
from tests.admission.objects import pod
from tests.admission.objects import things

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.admission.objects import Object

LABEL = "pod-security.kubernetes.io/enforce"
BASELINE_CAPABILITIES = {
    *("AUDIT_WRITE", "CHOWN", "DAC_OVERRIDE", "FOWNER", "FSETID", "KILL", "MKNOD"),
    *("NET_BIND_SERVICE", "SETFCAP", "SETGID", "SETPCAP", "SETUID", "SYS_CHROOT"),
}
RESTRICTED_VOLUMES = {
    *("configMap", "csi", "downwardAPI", "emptyDir", "ephemeral"),
    *("persistentVolumeClaim", "projected", "secret", "image"),
}
CONFINED = {"RuntimeDefault", "Localhost"}


def levels(objects: list[Object]) -> dict[str, str]:
    """Return the level each Namespace among the objects enforces."""
    return {
        name(manifest): at(manifest, "metadata.labels", {}).get(LABEL, "privileged")
        for manifest in objects
        if kind(manifest) == "Namespace"
    }


def refusals(manifest: Object, enforced: dict[str, str]) -> Iterator[str]:
    """Yield what the level of the workload's namespace forbids its pods."""
    spec, level = pod(manifest), enforced.get(namespace(manifest), "privileged")
    if spec is None or level == "privileged":
        return
    for message in _baseline(manifest, spec):
        yield f"Pod Security baseline: {message}"
    if level == "restricted":
        for message in _restricted(manifest, spec):
            yield f"Pod Security restricted: {message}"


def _baseline(manifest: Object, spec: Object) -> Iterator[str]:
    for field in ("hostNetwork", "hostPID", "hostIPC"):
        if spec.get(field):
            yield f"{field} is set"
    for volume in things(spec, "volumes"):
        if "hostPath" in volume:
            yield f"volume {volume.get('name')} is a hostPath"
    for context in (at(spec, "securityContext", {}), *map(_context, containers(manifest))):
        yield from _confinement(context)
    for container in containers(manifest):
        for message in _baseline_container(container):
            yield f"{container.get('name')} {message}"


def _confinement(context: Object) -> Iterator[str]:
    if at(context, "seccompProfile.type") == "Unconfined":
        yield "seccomp is Unconfined"
    if at(context, "appArmorProfile.type") == "Unconfined":
        yield "AppArmor is Unconfined"
    if at(context, "windowsOptions.hostProcess"):
        yield "hostProcess is set"


def _baseline_container(container: Object) -> Iterator[str]:
    context = _context(container)
    if context.get("privileged"):
        yield "is privileged"
    if set(at(context, "capabilities.add", [])) - BASELINE_CAPABILITIES:
        yield "adds capabilities"
    if context.get("procMount", "Default") != "Default":
        yield "unmasks /proc"
    if any(port.get("hostPort") for port in things(container, "ports")):
        yield "takes a port of the host"


def _restricted(manifest: Object, spec: Object) -> Iterator[str]:
    for volume in things(spec, "volumes"):
        if not volume.keys() - {"name"} <= RESTRICTED_VOLUMES:
            yield f"volume {volume.get('name')} is of a forbidden kind"
    for container in containers(manifest):
        for message in _restricted_container(container, at(spec, "securityContext", {})):
            yield f"{container.get('name')} {message}"


def _restricted_container(container: Object, of_pod: Object) -> Iterator[str]:
    context = _context(container)
    effective: dict[str, Any] = of_pod | context
    if context.get("allowPrivilegeEscalation") is not False:
        yield "does not set allowPrivilegeEscalation to false"
    if effective.get("runAsNonRoot") is not True:
        yield "does not set runAsNonRoot"
    if effective.get("runAsUser") == 0:
        yield "runs as root"
    if at(effective, "seccompProfile.type") not in CONFINED:
        yield "has no seccomp profile"
    if "ALL" not in at(context, "capabilities.drop", []):
        yield "does not drop ALL capabilities"
    if set(at(context, "capabilities.add", [])) - {"NET_BIND_SERVICE"}:
        yield "adds capabilities beyond NET_BIND_SERVICE"


def _context(container: Object) -> Object:
    context: Object = at(container, "securityContext", {})
    return context
