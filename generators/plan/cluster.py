"""Where a release goes: the environment, the cluster and the namespace."""

from __future__ import annotations

from typing import Literal

from generators.plan.choice import Option
from generators.plan.choice import Topic
from generators.plan.choice import choice
from generators.plan.primitives import Flag
from generators.plan.scalars import DnsLabel
from generators.plan.scalars import KubernetesMinor


class Cluster(Topic):
    """The first choices of the topic release."""

    environment: DnsLabel = choice(
        "production",
        "Environment",
        "The environment's name, such as production or staging. It names the overlay.",
        guide=("topology.explicit",),
    )
    kubernetes: KubernetesMinor = choice(
        "1.36",
        "Kubernetes version",
        "The cluster's minor version, such as 1.36. The bundle leaves out fields that this "
        "version does not support.",
    )
    platform: Literal["kubernetes", "openshift"] = choice(
        "kubernetes",
        "Platform",
        "What the cluster is. User IDs, DNS and the router depend on it.",
        options={
            "kubernetes": Option("Kubernetes", "Managed, self-managed or any other distribution."),
            "openshift": Option(
                "OpenShift", "The platform gives each namespace its user and group IDs."
            ),
        },
    )
    ip_families: Literal["ipv4", "ipv6", "dual"] = choice(
        "ipv4",
        "IP families",
        "The address families of pods and Services.",
        assumed="Upstream's launcher binds IPv4 addresses only (langflow-ai/langflow#8234).",
        options={
            "ipv4": Option("IPv4"),
            "ipv6": Option("IPv6", "The backend listens on ::, and the Services have IPv6."),
            "dual": Option("Dual-stack", "The backend listens on ::, and the Services have both."),
        },
        advanced=True,
    )
    mesh: Literal["none", "istio-sidecar", "istio-ambient"] = choice(
        "none",
        "Service mesh",
        "The service mesh that the namespace belongs to. Other meshes are not supported: the "
        "network policies and the Jobs would stop them.",
        options={
            "none": Option("None"),
            "istio-sidecar": Option("Istio, sidecar mode", "Each pod gets an istio-proxy."),
            "istio-ambient": Option(
                "Istio, ambient mode", "ztunnel on the node takes the traffic."
            ),
        },
        advanced=True,
    )
    namespace: DnsLabel = choice(
        "skillflaw",
        "Namespace",
        "The namespace of all workloads. Run one instance of SkillFlaw in a namespace.",
    )
    namespace_dedicated: Flag = choice(
        True,
        "Namespace is dedicated to SkillFlaw",
        "Turn this off if other workloads run in the namespace. The bundle then creates no "
        "Namespace, and no network policy that selects those workloads.",
        guide=("security.network",),
    )
