"""Mistakes about the state directory, and the near misses beside them."""

from __future__ import annotations

from tests.guide.conftest import Said
from tests.guide.tables import Changes
from tests.guide.tables import heard


@heard(
    ("ephemeral-state", "error", {"storage.mode": "ephemeral", "scaling.backend.replicas": 1}),
    ("ephemeral-state", "error", {"storage.mode": "ephemeral", "release.environment": "staging"}),
    (
        "ephemeral-state",
        "warning",
        {"storage.mode": "ephemeral", "release.environment": "dev", "scaling.backend.replicas": 1},
    ),
    ("pod-local-state", "error", {"storage.accessMode": "ReadWriteOncePod"}),
    (
        "pod-local-state",
        "error",
        {
            "storage.mode": "existing-claim",
            "storage.claimName": "state",
            "storage.accessMode": "ReadWriteOnce",
        },
    ),
    (
        "pod-local-state",
        "error",
        {
            "storage.accessMode": "ReadWriteOnce",
            "scaling.backend.replicas": 1,
            "scaling.backend.autoscaling.enabled": True,
        },
    ),
    (
        "pod-local-state",
        "-",
        {"storage.accessMode": "ReadWriteOnce", "scaling.backend.replicas": 1},
    ),
    ("pod-local-state", "-", {"storage.accessMode": "ReadWriteOnce", "storage.mode": "ephemeral"}),
    (
        "pod-local-state",
        "error",
        {"storage.accessMode": "ReadWriteOnce", "scaling.backend.replicas": 2},
    ),
    ("block-driver-cannot-share", "error", {"storage.provisioner": " EBS.csi.aws.com"}),
    (
        "block-driver-cannot-share",
        "error",
        {"storage.provisioner": "rook-ceph.rbd.csi.ceph.com", "scaling.backend.replicas": 1},
    ),
    ("block-driver-cannot-share", "-", {"storage.provisioner": "rook-ceph.cephfs.csi.ceph.com"}),
    (
        "block-driver-cannot-share",
        "-",
        {
            "storage.provisioner": "ebs.csi.aws.com",
            "storage.accessMode": "ReadWriteOnce",
            "scaling.backend.replicas": 1,
        },
    ),
    (
        "block-driver-cannot-share",
        "-",
        {"storage.provisioner": "ebs.csi.aws.com", "storage.accessMode": "ReadWriteOnce"},
    ),
    (
        "sharing-unproven",
        "-",
        {
            "storage.provisioner": "",
            "storage.accessMode": "ReadWriteOnce",
            "scaling.backend.replicas": 1,
        },
    ),
    ("object-store-as-a-directory", "-", {"storage.provisioner": "file.csi.azure.com"}),
    ("relative-directory", "error", {"storage.configDir": "app/skillflaw"}),
    ("relative-directory", "error", {"secrets.keyFile.mountPath": "run/secrets"}),
    ("relative-directory", "-", {"storage.configDir": "/app/skillflaw"}),
    ("mount-over-the-system", "error", {"secrets.keyFile.mountPath": "/etc"}),
    ("mount-over-the-system", "-", {"storage.configDir": "/etc/skillflaw"}),
    ("mount-paths-collide", "error", {"storage.configDir": "/" + "tmp"}),
    ("mount-paths-collide", "error", {"storage.configDir": "/run/secrets/skillflaw/state"}),
    ("mount-paths-collide", "-", {"storage.configDir": "/run/secrets/skillflaw-state"}),
    ("claim-unnamed", "-", {"storage.mode": "existing-claim", "storage.claimName": "state"}),
    ("claim-too-small", "warning", {"storage.size": "999Mi"}),
    ("claim-too-small", "-", {"storage.size": "1000Mi"}),
    (
        "claim-too-small",
        "-",
        {"storage.size": "999Mi", "storage.mode": "existing-claim", "storage.claimName": "state"},
    ),
    ("claim-below-one-upload", "error", {"storage.size": "99Mi"}),
    ("claim-below-one-upload", "-", {"storage.size": "100Mi"}),
    (
        "scratch-inside-the-state",
        "-",
        {"operations.writablePaths": ["/app/data", "/var/lib/skillflaw-cache"]},
    ),
)
def test_the_mistake_is_heard_and_the_near_miss_is_not(
    said: Said, slug: str, severity: str, changes: Changes
) -> None:
    found = said(changes).get(slug)

    assert (found.severity.value if found else "-") == severity
