"""Why a line is there, in words: its choices with their values, or the fact that put it there."""

from __future__ import annotations

from collections.abc import Callable
from collections.abc import Mapping
from collections.abc import Sequence
from dataclasses import dataclass

from generators.documents.rationale import shown
from generators.explanation.plan_lines import WAIVERS
from generators.plan import Plan
from generators.plan import choice_at

MOST_NAMED = 3
# What a field of Kubernetes or kustomize is for, where no choice decides it.
FIELDS: Mapping[str, str] = {
    "apiVersion": "The API group and version that Kubernetes or kustomize reads this object with.",
    "kind": "The type of the object.",
    "metadata": "The object's name, labels and annotations follow.",
    "name": "A fixed name. Other files of the bundle refer to it.",
    "namespace": "Where the object, or what it refers to, lives.",
    "labels": "Labels by which Services, policies and people find the object.",
    "annotations": "What controllers and tools read of the object.",
    "spec": "The desired state of the object follows.",
    "selector": "Selects the pods by labels that never change.",
    "matchLabels": "The labels that a pod must have to be selected.",
    "template": "The pod that Kubernetes creates for each replica.",
    "containers": "The containers of the pod.",
    "initContainers": "What has to end well before the containers start.",
    "ports": "The ports that are opened.",
    "env": "Environment variables that come from Secrets or from the pod itself.",
    "envFrom": "Environment variables that come from a whole ConfigMap or Secret.",
    "resources": "In a kustomization, the files it includes; in a container, what it may use.",
    "securityContext": "The rights of the pod or container; restricted Pod Security asks for them.",
    "seccompProfile": "Restricts system calls; restricted Pod Security asks for it.",
    "capabilities": "Linux capabilities; restricted Pod Security has all of them dropped.",
    "allowPrivilegeEscalation": "Restricted Pod Security asks for false.",
    "runAsNonRoot": "Restricted Pod Security asks for it.",
    "automountServiceAccountToken": "The pod calls no Kubernetes API unless this is true.",
    "enableServiceLinks": "Variables of other Services would collide with SkillFlaw's settings.",
    "imagePullPolicy": "When the node pulls the image again.",
    "volumes": "What can be mounted into the containers.",
    "volumeMounts": "Where the container sees its volumes.",
    "livenessProbe": "Restarts a container that hangs.",
    "readinessProbe": "Takes a pod out of its Service while it cannot serve.",
    "startupProbe": "Gives a container time to start before the other probes count.",
    "strategy": "How a rollout replaces the pods.",
    "images": "Pins the versions of the images.",
    "patches": "Changes to objects of other folders.",
    "components": "The components that the overlay includes.",
    "configMapGenerator": "ConfigMaps with a hash in their name, so that a change restarts pods.",
    "app.kubernetes.io/name": "A label by which the objects of SkillFlaw are found.",
    "app.kubernetes.io/component": "A label that tells which part of SkillFlaw this belongs to.",
    "app.kubernetes.io/part-of": "A label that tells which product this belongs to.",
    "type": "The kind of behaviour that Kubernetes has here.",
    "periodSeconds": "How often the probe asks.",
    "timeoutSeconds": "How long the probe waits for an answer.",
    "failureThreshold": "How many probes in a row have to fail before it counts.",
    "generatorOptions": "What every generated ConfigMap has.",
}


@dataclass(frozen=True)
class Subject:
    """A line to explain: where it is, which choices decide it, and what its file is for."""

    text: str
    choices: Sequence[str]
    formula: str
    why: str
    in_head: bool


def reason(subject: Subject, plan: Plan) -> str:
    """Say why a line is there, from the most specific ground that is known."""
    parts = [subject.formula] if subject.formula else []
    if subject.in_head:
        parts.append("The head of the file says what it is for and what of the guide it answers.")
    if subject.choices:
        parts.append(_decided(subject.choices, plan))
    elif not subject.in_head:
        parts.append(_fixed(subject))
    return " ".join(parts)


def value_text(path: str, plan: Plan) -> str:
    """Write a choice with its value, such as ``scaling.backend.replicas = 3``."""
    special: Mapping[str, Callable[[], str]] = {
        "metadata.name": lambda: plan.name,
        "metadata.description": lambda: plan.metadata.description,
        WAIVERS: lambda: f"{len(plan.waivers)} waived rules",
    }
    value = special[path]() if path in special else shown(choice_at(path).of(plan))
    return f"{path} = {value}"


def _decided(choices: Sequence[str], plan: Plan) -> str:
    named = [f"{_title(path)} ({value_text(path, plan)})" for path in choices[:MOST_NAMED]]
    further = len(choices) - len(named)
    count = f", and {further} more choice{'s' if further > 1 else ''}" if further else ""
    return f"Changes with {'; '.join(named)}{count}."


def _title(path: str) -> str:
    own = {"metadata.name": "Name", "metadata.description": "Description", WAIVERS: "Waivers"}
    return own[path] if path in own else choice_at(path).title


def _fixed(subject: Subject) -> str:
    key = subject.text.strip().removeprefix("- ").partition(":")[0].strip("\"' ")
    ground = FIELDS.get(key) or f"It belongs to what the file is for: {subject.why}"
    return f"{ground} No choice changes this line."
