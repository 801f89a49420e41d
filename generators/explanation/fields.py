"""What a line is for where no choice decides it: by its key, and by the file it stands in."""

from __future__ import annotations

from collections.abc import Mapping

from generators.documents import PLAN

# Fields of Kubernetes, kustomize and RELEASE.yaml, and settings of the backend.
FIELDS: Mapping[str, str] = {
    "---": "Separates two objects of one file.",
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
    "resources": "What the container may use of its node.",
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
    "images": "The images with their versions follow.",
    "patches": "Changes to objects of other folders.",
    "components": "The components that the overlay includes.",
    "configMapGenerator": "ConfigMaps with a hash in their name, so that a change restarts pods.",
    "app.kubernetes.io/name": "A label by which the objects of SkillFlaw are found.",
    "app.kubernetes.io/component": "A label that tells which part of SkillFlaw this belongs to.",
    "app.kubernetes.io/part-of": "A label that tells which product this belongs to.",
    "type": (
        "The variant: of a Service ClusterIP, of a rollout RollingUpdate or Recreate, of a seccomp "
        "profile RuntimeDefault."
    ),
    "periodSeconds": "How often the probe asks.",
    "timeoutSeconds": "How long the probe waits for an answer.",
    "failureThreshold": "How many probes in a row have to fail before it counts.",
    "generatorOptions": "What every generated ConfigMap has.",
    "requests": "What the scheduler reserves for the container.",
    "limits": "What the container may use at most.",
    "cpu": "Processor time, in cores or thousandths (m) of one.",
    "memory": "Memory; a container that uses more than its limit is ended.",
    "ephemeral-storage": "Disk for logs and scratch files; a pod that uses more is evicted.",
    "sizeLimit": "How much the volume may hold; a pod that writes more is evicted.",
    "emptyDir": "A volume that lives as long as its pod.",
    "persistentVolumeClaim": "A volume that outlives its pod.",
    "httpGet": "The probe is an HTTP request; an answer from 200 to 399 passes.",
    "path": "The path that is asked for, or under which a file is mounted.",
    "port": "The port, by its number or by the name that the pod gives it.",
    "targetPort": "The port of the pod that the Service sends to.",
    "containerPort": "The port that the process in the container listens on.",
    "protocol": "The transport protocol of the port.",
    "value": "The value of the variable or header above.",
    "valueFrom": "The value is read when the container starts, and is not in this file.",
    "secretKeyRef": "The value is one key of a Secret. The bundle only names it.",
    "configMapRef": "Every key of this ConfigMap becomes a variable.",
    "configMap": "The files are the keys of a ConfigMap.",
    "secret": "The files are the keys of a Secret. The bundle only names it.",
    "secretName": "The Secret whose keys become files.",
    "items": "Only these keys become files.",
    "key": "One key of the Secret or ConfigMap.",
    "optional": "If true, the pod also starts where the Secret is missing.",
    "mountPath": "Where the container sees the volume.",
    "readOnly": "If true, the container cannot write to the volume.",
    "readOnlyRootFilesystem": "The container writes only to its volumes.",
    "defaultMode": "Who may read the files: 0440 the user and group of the pod, 0444 everyone.",
    "fsGroupChangePolicy": "OnRootMismatch: a large volume is not walked at every start.",
    "drop": "The capabilities that are taken from the container follow.",
    "ALL": "Every Linux capability.",
    "lifecycle": "What runs before the container is stopped.",
    "preStop": "Runs before the container gets SIGTERM.",
    "terminationGracePeriodSeconds": "How long a stop may take before the process is killed.",
    "serviceAccountName": "The identity of the pod towards the API server, and towards a cloud.",
    "image": "The image. The kustomization sets its version.",
    "command": "What the container runs instead of the image's own command.",
    "args": "The arguments of the command.",
    "backoffLimit": "How often the Job tries again after a failure.",
    "ttlSecondsAfterFinished": "How long the finished Job stays, so that its logs can be read.",
    "restartPolicy": "Whether the kubelet starts a container again that has ended.",
    "unhealthyPodEvictionPolicy": "A drain may evict pods that are not ready anyway.",
    "newTag": "The version of this image, as it was tested with this version of the bundle.",
    "digest": "The content of this image: a tag can be moved, a digest cannot.",
    "options": "What is set on the generated objects.",
    "files": "Files that become keys of the ConfigMap.",
    "envs": "Files whose lines become keys of the ConfigMap.",
    "pairs": "Labels that kustomize adds to each object.",
    "includeSelectors": "If false, selectors stay as they are: they are immutable.",
    "previous": "The release before this one.",
    "rollback": "What a rollback restores.",
    "environments": "The environments, in the order of promotion.",
    "argocd.argoproj.io/compare-options": "Argo CD shows no difference for a generated ConfigMap.",
    "argocd.argoproj.io/sync-options": "Argo CD does not delete the object.",
    "kustomize.toolkit.fluxcd.io/prune": "Flux does not delete the object.",
    "SKILLFLAW_ALEMBIC_LOG_TO_STDOUT": "Migrations log to standard output, as the backend does.",
    "SKILLFLAW_AUTO_LOGIN": "With true, everybody who opens the page is an administrator.",
    "SKILLFLAW_BACKEND_ONLY": "Whether the backend serves no editor of its own.",
    "SKILLFLAW_DATABASE_CONNECTION_RETRY": "The backend waits for a database that is not up yet.",
    "SKILLFLAW_ENABLE_SUPERUSER_CLI": "Whether a shell in the pod can make administrators.",
    "SKILLFLAW_LOG_ENV": "container_json: logs are lines of JSON on standard output.",
    "SKILLFLAW_LOG_LEVEL": "How much is logged. operations.settings can set another level.",
    "SKILLFLAW_PORT": "The port that the Service and the probes expect.",
    "SKILLFLAW_WEBHOOK_AUTH_ENABLE": "Webhooks of flows ask for an API key.",
}
IN_PLAN: Mapping[str, str] = {
    "apiVersion": "The format of the plan file, by which later versions read it.",
    "kind": "Tells programs that this is a plan of the configurator.",
}
IN_KUSTOMIZATION: Mapping[str, str] = {
    "resources": "The files and folders that kustomize reads here.",
}
KUSTOMIZATION = "kustomization.yaml"
ADDRESSES = ("http://", "https://", "/")


def purpose(path: str, text: str) -> str:
    """Say what a line is for by its key; empty where neither key nor file tells."""
    item = text.strip().removeprefix("- ").strip()
    sign = "=" if path.endswith(".env") else ":"
    key = item.partition(sign)[0].strip("\"' ") if not item.startswith(ADDRESSES) else ""
    if path == PLAN.path:
        group = "The values of a group of choices follow." if item.endswith(":") else ""
        return IN_PLAN.get(key, group)
    if path.endswith(KUSTOMIZATION):
        if text.strip().startswith("- ") and ": " not in item and not item.endswith(":"):
            return "A file or folder that kustomize reads here."
        return IN_KUSTOMIZATION.get(key) or FIELDS.get(key, "")
    if text.strip().startswith("- ") and ":" not in item:
        return FIELDS.get(key, "A word of the command or list above.")
    return FIELDS.get(key, "")
