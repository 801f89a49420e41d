"""Network policies, security context, alerts, logs and GitOps."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING
from typing import Annotated
from typing import Literal

from pydantic import AfterValidator
from pydantic import PlainSerializer

from generators.plan.choice import Option
from generators.plan.choice import always
from generators.plan.choice import choice
from generators.plan.choice import group
from generators.plan.environment_source import EnvironmentSource
from generators.plan.gitops import ArgoCd
from generators.plan.gitops import Flux
from generators.plan.gitops import argo_cd
from generators.plan.gitops import flux
from generators.plan.network import Network
from generators.plan.placement import Labels
from generators.plan.primitives import Count
from generators.plan.primitives import Flag
from generators.plan.scalars import Line
from generators.plan.scalars import MountPath
from generators.plan.scalars import OptionalHostPort
from generators.plan.scalars import QualifiedName
from generators.plan.scalars import SettingName
from generators.plan.scalars import Text
from generators.plan.volume import Volume

if TYPE_CHECKING:
    from generators.plan.plan import Plan


def _carried(text: str) -> str:
    """Refuse what kustomize cannot write: lines of which the first begins with a tab."""
    if text.startswith("\t") and "\n" in text:
        raise ValueError(
            "The first line begins with a tab, which kustomize cannot write. Use spaces instead."
        )
    return text


Setting = Annotated[Text, AfterValidator(_carried)]
Settings = Annotated[
    Mapping[SettingName, Setting], PlainSerializer(dict, return_type=dict[str, str])
]
Annotations = Annotated[
    Mapping[QualifiedName, Setting], PlainSerializer(dict, return_type=dict[str, str])
]


def _alerts(plan: Plan) -> bool:
    return plan.operations.alerts != "none"


def _own_ids(plan: Plan) -> bool:
    """Tell whether the plan chooses user and group: OpenShift gives each namespace its own."""
    return plan.release.platform != "openshift"


def _gitops(plan: Plan) -> bool:
    return plan.operations.gitops != "none"


class Operations(Network):
    settings: Settings = choice(
        {},
        "Additional environment variables",
        "Environment variables of the backend that hold no secret, one NAME=value per line.",
        guide=("security.secrets",),
        advanced=True,
    )
    environment: tuple[EnvironmentSource, ...] = choice(
        (),
        "Environment variables from Secrets",
        "Variables of the backend that hold a secret, such as keys of model providers. Write "
        "name, secret and key for one variable, or only secret for every key of a Secret.",
        guide=("security.secrets",),
        example="name: OPENAI_API_KEY, secret: model-keys, key: openai",
        advanced=True,
    )
    volumes: tuple[Volume, ...] = choice(
        (),
        "Additional volumes",
        "ConfigMaps, Secrets or claims of the namespace that the backend mounts. Write name, "
        "mountPath and one of configMap, secret and claim; subPath and readOnly if needed.",
        example="name: certs, mountPath: /etc/acme, configMap: acme-ca",
        advanced=True,
    )
    pod_annotations: Annotations = choice(
        {},
        "Pod annotations",
        "Annotations of the pods of backend, frontend and docs, one KEY=value per line.",
        example="vault.hashicorp.com/agent-inject=true",
        advanced=True,
    )
    pod_labels: Labels = choice(
        {},
        "Pod labels",
        "Labels of the pods of backend, frontend and docs, one KEY=value per line.",
        example="azure.workload.identity/use=true",
        advanced=True,
    )
    service_account_annotations: Annotations = choice(
        {},
        "ServiceAccount annotations",
        "Annotations of the backend's ServiceAccount, for workload identity, one KEY=value per "
        "line.",
        guide=("security.secrets",),
        example="eks.amazonaws.com/role-arn=arn:aws:iam::111122223333:role/sf",
        advanced=True,
    )
    pod_security: Literal["restricted", "baseline"] = choice(
        "restricted",
        "Pod Security Standard",
        "The Pod Security Standard that the namespace enforces.",
        guide=("security.network",),
        options={
            "restricted": Option("Restricted", "Pods must run as non-root without privileges."),
            "baseline": Option("Baseline", "Known privilege escalations are forbidden."),
        },
    )
    read_only_root_filesystem: Flag = choice(
        True,
        "readOnlyRootFilesystem",
        "Containers can write only to mounted volumes.",
        assumed="The writable paths are upstream's; turn it off if the image needs others.",
    )
    writable_paths: tuple[MountPath, ...] = choice(
        ("/app/data",),
        "Writable paths",
        "The paths besides /tmp that the backend writes to. The bundle mounts an emptyDir at each.",
        applies=lambda plan: plan.operations.read_only_root_filesystem,
        assumed="/app/data is the home directory of upstream's image.",
        advanced=True,
    )
    readiness_path: Literal["/health", "/health_check"] = choice(
        "/health",
        "Path of the readiness probe",
        "The path that the readiness probe of the backend requests.",
        guide=("health.backend",),
        options={
            "/health": Option("Process only", "It checks the backend process."),
            "/health_check": Option(
                "Process, PostgreSQL and Redis",
                "All pods become unready at once when PostgreSQL or Redis is down.",
            ),
        },
        assumed="/health_check is upstream's; no SkillFlaw page names it.",
        advanced=True,
    )
    run_as_user: Count = choice(
        1000,
        "runAsUser",
        "Numeric user ID of the containers. 0 is root and is not allowed.",
        applies=_own_ids,
        assumed="The SkillFlaw image's user is not documented; 1000 is upstream's.",
        at_least=0,
        at_most=2_147_483_647,
        advanced=True,
    )
    fs_group: Count = choice(
        1000,
        "fsGroup",
        "Numeric group ID that owns the volumes.",
        applies=_own_ids,
        assumed="The SkillFlaw image's group is not documented; 1000 is upstream's.",
        at_least=0,
        at_most=2_147_483_647,
        advanced=True,
    )
    alerts: Literal["prometheus-operator", "none"] = choice(
        "prometheus-operator",
        "Alerts",
        "How alerts are created for the signals that the guide names.",
        guide=("health.backend", "health.restarts", "health.api", "health.ingress"),
        options={
            "prometheus-operator": Option(
                "Prometheus Operator", "The bundle creates PrometheusRules, monitors and Probes."
            ),
            "none": Option("None", "The bundle creates no alerts."),
        },
    )
    monitor_labels: Labels = choice(
        {},
        "Labels for Prometheus",
        "Labels by which Prometheus selects rules, monitors and probes, one NAME=value per line. "
        "kube-prometheus-stack selects by release, the name of its Helm release. Leave it empty if "
        "Prometheus selects every object.",
        guide=("health.backend",),
        applies=_alerts,
        example="release=kube-prometheus-stack",
    )
    prober: OptionalHostPort = choice(
        "",
        "Blackbox exporter",
        "HOST:PORT of the blackbox exporter that probes the hostnames and /health. "
        "kube-prometheus serves plain probes at blackbox-exporter.monitoring.svc:19115, the "
        "community Helm chart at RELEASE-prometheus-blackbox-exporter.NAMESPACE.svc:9115. Without "
        "it the bundle has no Probe.",
        guide=("health.backend", "health.ingress"),
        applies=_alerts,
        example="blackbox-exporter.monitoring.svc:19115",
    )
    central_logs: Flag = choice(
        False,
        "Central logging",
        "Turn this on if the logs of the backend, the ingress controller, PostgreSQL and Redis are "
        "collected in one system.",
        guide=("health.logs",),
        claim=always,
    )
    smoke_flow: Line = choice(
        "",
        "Flow for the smoke test",
        "The ID or alias of a representative flow, preferably one that calls a model.",
        guide=("validation.run",),
        example="support-triage",
    )
    load_tested: Flag = choice(
        False,
        "Load test done",
        "Turn this on if this release was load-tested with representative flows.",
        guide=("validation.load",),
        claim=always,
    )
    gitops: Literal["none", "argo-cd", "flux"] = choice(
        "none",
        "GitOps",
        "The tool that applies the bundle from a Git repository.",
        guide=("rollout.controls",),
        options={
            "none": Option("None", "You apply the bundle with kubectl."),
            "argo-cd": Option("Argo CD", "The bundle contains an Application."),
            "flux": Option("Flux", "The bundle contains a Kustomization for Flux."),
        },
    )
    git_url: Line = choice(
        "",
        "Git repository URL",
        "The URL of the repository that will hold the bundle, without user or password.",
        applies=_gitops,
        example="https://github.com/acme/platform.git",
    )
    git_path: Line = choice(
        "",
        "Path in the repository",
        "The folder that will hold the bundle.",
        applies=_gitops,
        example="apps",
    )
    git_revision: Line = choice(
        "",
        "Branch, tag or commit",
        "What the GitOps tool follows. Empty is the default branch; for Flux, it is what the "
        "existing GitRepository follows, and with a value the bundle contains one. The Git "
        "repository of a configuration has the branch approved, which only an approval moves.",
        applies=_gitops,
        example="approved",
    )
    custom_overlay: Flag = choice(
        False,
        "Apply custom/<environment>/",
        "The team's own patches are in use: GitOps objects and documents apply "
        "custom/<environment>/, which patches the overlay. No approval covers these patches.",
        guide=("rollout.controls",),
        advanced=True,
    )
    argo_cd: ArgoCd = group(ArgoCd, "Argo CD", applies=argo_cd)
    flux: Flux = group(Flux, "Flux", applies=flux)
