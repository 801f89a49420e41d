"""The team's own kustomization over an overlay: ``custom/<environment>/``.

It is generated once and never again, so that a patch in it outlives every new release of the
bundle. Kustomize applies it over the overlay: ``kubectl apply -k custom/<environment>``.
"""

from __future__ import annotations

from collections.abc import Iterator

from generators.output.checksums import CUSTOM
from generators.output.files import Rendered

WHY = "Your own changes over the overlay. It is generated once and then never changed."

KUSTOMIZATION = """\
# Your own changes to {environment}. Generated once; no update changes this folder.
# README.md beside this file has examples.
apiVersion: kustomize.config.k8s.io/v1beta1
kind: Kustomization
resources:
  - ../../overlays/{environment}
patches: []
"""

README = """\
# Your own changes to {environment}

Put patches here for what `plan.yaml` has no choice for. `generate --update` never changes this folder, and no checksum or approval covers it.
Apply it instead of the overlay: `kubectl apply --server-side -k custom/{environment}`. Show what it changes: `diff <(kubectl kustomize overlays/{environment}) <(kubectl kustomize custom/{environment})`.
A patch whose target is gone after an update stops the build. `generate --update` builds this folder and prints that error.

Each example is an entry of `patches` in `kustomization.yaml`, except the image, which is an entry of `images`.

## A node selector

```yaml
patches:
  - target: {{kind: Deployment, name: skillflaw-backend}}
    patch: |
      apiVersion: apps/v1
      kind: Deployment
      metadata: {{name: skillflaw-backend}}
      spec:
        template:
          spec:
            nodeSelector: {{example.com/pool: skillflaw}}
```

## An annotation of the pods

```yaml
patches:
  - target: {{kind: Deployment, name: skillflaw-backend}}
    patch: |
      apiVersion: apps/v1
      kind: Deployment
      metadata: {{name: skillflaw-backend}}
      spec:
        template:
          metadata:
            annotations: {{example.com/team: platform}}
```

## An image from a mirror

```yaml
images:
  - name: {image}
    newName: registry.example.com/mirror/skillflaw-backend
```

## A further volume

```yaml
patches:
  - target: {{kind: Deployment, name: skillflaw-backend}}
    patch: |
      apiVersion: apps/v1
      kind: Deployment
      metadata: {{name: skillflaw-backend}}
      spec:
        template:
          spec:
            containers:
              - name: backend
                volumeMounts:
                  - {{name: extra, mountPath: /etc/skillflaw-extra, readOnly: true}}
            volumes:
              - name: extra
                configMap: {{name: skillflaw-extra}}
```

## A sidecar

```yaml
patches:
  - target: {{kind: Deployment, name: skillflaw-backend}}
    patch: |
      apiVersion: apps/v1
      kind: Deployment
      metadata: {{name: skillflaw-backend}}
      spec:
        template:
          spec:
            containers:
              - name: log-shipper
                image: registry.example.com/log-shipper:1.0.0
                securityContext:
                  allowPrivilegeEscalation: false
                  capabilities: {{drop: [ALL]}}
                  readOnlyRootFilesystem: true
                  runAsNonRoot: true
                resources:
                  requests: {{cpu: 50m, memory: 64Mi}}
                  limits: {{memory: 64Mi}}
```
"""


def customization(environment: str, backend_image: str) -> Iterator[Rendered]:
    """Write the kustomization over an environment's overlay, and its README with examples."""
    folder = f"{CUSTOM}/{environment}"
    yield Rendered(
        f"{folder}/kustomization.yaml",
        KUSTOMIZATION.format(environment=environment),
        WHY,
        ("release.environment",),
    )
    yield Rendered(
        f"{folder}/README.md",
        README.format(environment=environment, image=backend_image),
        WHY,
        ("release.environment",),
    )
