"""What an API server checks of a field of a pod, beyond its published schema.

Laid over the schema by `schemas.py`. Sources: the field's description, and the `Validate` functions
of the API server.
"""

from __future__ import annotations

from tests.admission.forms import DNS_NAME
from tests.admission.forms import Fragment
from tests.admission.forms import access_modes
from tests.admission.forms import at_least_0
from tests.admission.forms import at_least_1
from tests.admission.forms import below
from tests.admission.forms import below_or_none
from tests.admission.forms import between
from tests.admission.forms import dns_name
from tests.admission.forms import include
from tests.admission.forms import key
from tests.admission.forms import label
from tests.admission.forms import labels
from tests.admission.forms import mode
from tests.admission.forms import named_port
from tests.admission.forms import one_of
from tests.admission.forms import port
from tests.admission.forms import port_name
from tests.admission.forms import protocol
from tests.admission.forms import qualified
from tests.admission.forms import resource
from tests.admission.forms import text
from tests.admission.forms import user
from tests.admission.forms import variable

READABLE = (
    r"metadata\.(name|namespace|uid)",
    r"metadata\.(labels|annotations)(\['.+'\])?",
    r"spec\.(nodeName|serviceAccountName)",
    r"status\.(podIPs?|hostIPs?)",
)

PROPERTIES: dict[str, dict[str, Fragment]] = {
    "core.v1.PodSpec": {
        "containers": {"minItems": 1},
        "dnsPolicy": one_of("ClusterFirst", "ClusterFirstWithHostNet", "Default", "None"),
        "hostname": label,
        "nodeSelector": labels,
        "preemptionPolicy": one_of("Never", "PreemptLowerPriority"),
        "restartPolicy": one_of("Always", "OnFailure", "Never"),
        "serviceAccountName": dns_name,
        "terminationGracePeriodSeconds": at_least_0,
        "activeDeadlineSeconds": at_least_1,
    },
    "core.v1.PodSecurityContext": {
        "fsGroup": user,
        "fsGroupChangePolicy": one_of("Always", "OnRootMismatch"),
        "runAsGroup": user,
        "runAsUser": user,
        "supplementalGroupsPolicy": one_of("Merge", "Strict"),
    },
    "core.v1.SecurityContext": {
        "procMount": one_of("Default", "Unmasked"),
        "runAsGroup": user,
        "runAsUser": user,
    },
    "core.v1.SeccompProfile": {"type": one_of("RuntimeDefault", "Localhost", "Unconfined")},
    "core.v1.AppArmorProfile": {"type": one_of("RuntimeDefault", "Localhost", "Unconfined")},
    "core.v1.Container": {
        "name": label,
        "image": text("an image", r"\S+", 4096),
        "imagePullPolicy": one_of("Always", "IfNotPresent", "Never"),
        "restartPolicy": one_of("Always", "OnFailure", "Never"),
        "terminationMessagePolicy": one_of("File", "FallbackToLogsOnError"),
    },
    "core.v1.ContainerPort": {
        "containerPort": port,
        "hostPort": port,
        "name": port_name,
        "protocol": protocol,
    },
    "core.v1.ResourceRequirements": {
        part: {"propertyNames": text("a resource", rf"{resource}|{DNS_NAME}/.+")}
        for part in ("requests", "limits")
    },
    "core.v1.EnvVar": {"name": variable},
    "core.v1.EnvFromSource": {"prefix": variable},
    "core.v1.ConfigMapKeySelector": {"key": key, "name": dns_name},
    "core.v1.SecretKeySelector": {"key": key, "name": dns_name},
    "core.v1.ConfigMapEnvSource": {"name": dns_name},
    "core.v1.SecretEnvSource": {"name": dns_name},
    "core.v1.LocalObjectReference": {"name": dns_name},
    "core.v1.KeyToPath": {"key": key, "mode": mode, "path": below},
    "core.v1.ObjectFieldSelector": {
        "fieldPath": text("a field a pod can read", "|".join(READABLE))
    },
    "core.v1.ResourceFieldSelector": {
        "resource": text("a resource of a container", rf"(requests|limits)\.({resource})")
    },
    "core.v1.Volume": {"name": label},
    "core.v1.VolumeMount": {
        "mountPath": text("a path without ':'", r"[^:]+", 4096),
        "mountPropagation": one_of("None", "HostToContainer", "Bidirectional"),
        "subPath": below_or_none,
    },
    "core.v1.SecretVolumeSource": {"defaultMode": mode, "secretName": dns_name},
    "core.v1.ConfigMapVolumeSource": {"defaultMode": mode, "name": dns_name},
    "core.v1.ProjectedVolumeSource": {"defaultMode": mode},
    "core.v1.EmptyDirVolumeSource": {
        "medium": text("'', Memory or HugePages", r"|Memory|HugePages(-.+)?")
    },
    "core.v1.PersistentVolumeClaimVolumeSource": {"claimName": dns_name},
    "core.v1.PersistentVolumeClaimSpec": {
        "accessModes": access_modes | {"minItems": 1},
        "storageClassName": text("a storage class or ''", rf"({DNS_NAME})?"),
        "volumeMode": one_of("Filesystem", "Block"),
    },
    "core.v1.Probe": {
        "failureThreshold": at_least_1,
        "initialDelaySeconds": at_least_0,
        "periodSeconds": at_least_1,
        "successThreshold": at_least_1,
        "terminationGracePeriodSeconds": at_least_1,
        "timeoutSeconds": at_least_1,
    },
    "core.v1.HTTPGetAction": {
        "port": named_port,
        "scheme": one_of("HTTP", "HTTPS"),
        "path": {"minLength": 1},
    },
    "core.v1.HTTPHeader": {"name": text("a header's name", r"[-A-Za-z0-9!#$%&'*+.^_`|~]+")},
    "core.v1.TCPSocketAction": {"port": named_port},
    "core.v1.GRPCAction": {"port": port},
    "core.v1.SleepAction": {"seconds": at_least_0},
    "core.v1.Toleration": {
        "effect": one_of("", "NoSchedule", "PreferNoSchedule", "NoExecute"),
        "operator": one_of("", "Exists", "Equal"),
    },
    "core.v1.NodeSelectorRequirement": {
        "key": qualified,
        "operator": one_of("In", "NotIn", "Exists", "DoesNotExist", "Gt", "Lt"),
    },
    "core.v1.PodAffinityTerm": {"topologyKey": qualified},
    "core.v1.WeightedPodAffinityTerm": {"weight": between(1, 100)},
    "core.v1.PreferredSchedulingTerm": {"weight": between(1, 100)},
    "core.v1.TopologySpreadConstraint": {
        "maxSkew": at_least_1,
        "minDomains": at_least_1,
        "nodeAffinityPolicy": include,
        "nodeTaintsPolicy": include,
        "topologyKey": qualified,
        "whenUnsatisfiable": one_of("DoNotSchedule", "ScheduleAnyway"),
    },
}
