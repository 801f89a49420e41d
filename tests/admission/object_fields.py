"""What an API server checks of a field of any other object, beyond its published schema.

Laid over the schema by `schemas.py`. Sources: the field's description, and the `Validate` functions
of the API server.
"""

from __future__ import annotations

from tests.admission.forms import DNS_NAME
from tests.admission.forms import Fragment
from tests.admission.forms import at_least_0
from tests.admission.forms import at_least_1
from tests.admission.forms import between
from tests.admission.forms import dns_name
from tests.admission.forms import each
from tests.admission.forms import host
from tests.admission.forms import label
from tests.admission.forms import labels
from tests.admission.forms import named_port
from tests.admission.forms import one_of
from tests.admission.forms import percent_or_count
from tests.admission.forms import port
from tests.admission.forms import port_name
from tests.admission.forms import protocol
from tests.admission.forms import qualified
from tests.admission.forms import selector_operator
from tests.admission.forms import text

PROPERTIES: dict[str, dict[str, Fragment]] = {
    "meta.v1.ObjectMeta": {
        "name": text("an object's name", rf"{DNS_NAME}"),
        "namespace": label,
        "labels": labels,
        "annotations": {"propertyNames": qualified},
    },
    "meta.v1.LabelSelector": {"matchLabels": labels},
    "meta.v1.LabelSelectorRequirement": {"key": qualified, "operator": selector_operator},
    "core.v1.ServiceSpec": {
        "clusterIP": text("None, '' or an address", r"|None|[0-9a-f.:]+"),
        "externalTrafficPolicy": one_of("Cluster", "Local"),
        "internalTrafficPolicy": one_of("Cluster", "Local"),
        "ipFamilies": each(one_of("IPv4", "IPv6")),
        "ipFamilyPolicy": one_of("SingleStack", "PreferDualStack", "RequireDualStack"),
        "selector": labels,
        "sessionAffinity": one_of("ClientIP", "None"),
        "trafficDistribution": one_of("PreferClose", "PreferSameZone", "PreferSameNode"),
        "type": one_of("ClusterIP", "NodePort", "LoadBalancer", "ExternalName"),
    },
    "core.v1.ServicePort": {
        "name": label,
        "nodePort": between(1, 65535),
        "port": port,
        "protocol": protocol,
        "targetPort": named_port,
    },
    "core.v1.LimitRangeItem": {"type": one_of("Container", "Pod", "PersistentVolumeClaim")},
    "apps.v1.DeploymentSpec": {
        "minReadySeconds": at_least_0,
        "progressDeadlineSeconds": at_least_1,
        "replicas": at_least_0,
        "revisionHistoryLimit": at_least_0,
    },
    "apps.v1.DeploymentStrategy": {"type": one_of("Recreate", "RollingUpdate")},
    "apps.v1.RollingUpdateDeployment": {
        "maxSurge": percent_or_count,
        "maxUnavailable": percent_or_count,
    },
    "apps.v1.StatefulSetSpec": {
        "minReadySeconds": at_least_0,
        "podManagementPolicy": one_of("OrderedReady", "Parallel"),
        "replicas": at_least_0,
        "revisionHistoryLimit": at_least_0,
    },
    "apps.v1.StatefulSetUpdateStrategy": {"type": one_of("RollingUpdate", "OnDelete")},
    "apps.v1.StatefulSetPersistentVolumeClaimRetentionPolicy": {
        when: one_of("Retain", "Delete") for when in ("whenDeleted", "whenScaled")
    },
    "batch.v1.JobSpec": {
        "activeDeadlineSeconds": at_least_1,
        "backoffLimit": at_least_0,
        "completionMode": one_of("NonIndexed", "Indexed"),
        "completions": at_least_0,
        "parallelism": at_least_0,
        "podReplacementPolicy": one_of("TerminatingOrFailed", "Failed"),
        "ttlSecondsAfterFinished": at_least_0,
    },
    "batch.v1.CronJobSpec": {
        "concurrencyPolicy": one_of("Allow", "Forbid", "Replace"),
        "failedJobsHistoryLimit": at_least_0,
        "startingDeadlineSeconds": at_least_0,
        "successfulJobsHistoryLimit": at_least_0,
    },
    "autoscaling.v2.HorizontalPodAutoscalerSpec": {
        "maxReplicas": at_least_1,
        "minReplicas": at_least_1,
    },
    "autoscaling.v2.MetricSpec": {
        "type": one_of("ContainerResource", "External", "Object", "Pods", "Resource")
    },
    "autoscaling.v2.MetricTarget": {
        "averageUtilization": at_least_1,
        "type": one_of("Utilization", "Value", "AverageValue"),
    },
    "autoscaling.v2.HPAScalingRules": {
        "selectPolicy": one_of("Max", "Min", "Disabled"),
        "stabilizationWindowSeconds": between(0, 3600),
    },
    "autoscaling.v2.HPAScalingPolicy": {
        "periodSeconds": between(1, 1800),
        "type": one_of("Pods", "Percent"),
        "value": at_least_1,
    },
    "policy.v1.PodDisruptionBudgetSpec": {
        "maxUnavailable": percent_or_count,
        "minAvailable": percent_or_count,
        "unhealthyPodEvictionPolicy": one_of("IfHealthyBudget", "AlwaysAllow"),
    },
    "networking.v1.IngressSpec": {"ingressClassName": dns_name},
    "networking.v1.IngressRule": {"host": host},
    "networking.v1.IngressTLS": {
        "hosts": each(host),
        "secretName": dns_name,
    },
    "networking.v1.HTTPIngressRuleValue": {"paths": {"minItems": 1}},
    "networking.v1.HTTPIngressPath": {
        "pathType": one_of("Exact", "Prefix", "ImplementationSpecific")
    },
    "networking.v1.IngressServiceBackend": {
        "name": text("a Service's name", r"[a-z]([-a-z0-9]*[a-z0-9])?", 63)
    },
    "networking.v1.ServiceBackendPort": {"name": port_name, "number": port},
    "networking.v1.NetworkPolicySpec": {"policyTypes": each(one_of("Ingress", "Egress"))},
    "networking.v1.NetworkPolicyPort": {"endPort": port, "port": named_port, "protocol": protocol},
    "rbac.v1.RoleRef": {"kind": one_of("Role", "ClusterRole")},
    "rbac.v1.Subject": {"kind": one_of("ServiceAccount", "User", "Group")},
}

# The minor version from which a server keeps a field that older schemas know already.
SINCE: dict[str, dict[str, int]] = {
    "apps.v1.RollingUpdateStatefulSetStrategy": {"maxUnavailable": 35},
    "autoscaling.v2.HPAScalingRules": {"tolerance": 35},
    "batch.v1.JobSpec": {"podReplacementPolicy": 29},
    "core.v1.Container": {"restartPolicy": 29},
    "core.v1.LifecycleHandler": {"sleep": 30},
    "core.v1.PodAffinityTerm": {"matchLabelKeys": 31, "mismatchLabelKeys": 31},
    "core.v1.PodSecurityContext": {"supplementalGroupsPolicy": 33},
    "core.v1.PodSpec": {"resources": 34},
    "core.v1.ServiceSpec": {"trafficDistribution": 31},
}
