"""What a minor version of Kubernetes has, where several parts of a bundle need it."""

from __future__ import annotations

SIDECARS_SINCE = 29
"""The minor version of Kubernetes that can run the migration Job: it has sidecar containers.

https://kubernetes.io/docs/concepts/workloads/pods/sidecar-containers/
"""
