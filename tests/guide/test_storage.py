"""Mistakes about the state directory, and the near misses beside them."""

from __future__ import annotations

from tests.guide.conftest import FindingsOf
from tests.guide.tables import Changes
from tests.guide.tables import heard


@heard(
    (
        "state-directory-ephemeral",
        "error",
        {"storage.mode": "ephemeral", "scaling.backend.replicas": 1},
    ),
    (
        "state-directory-ephemeral",
        "error",
        {"storage.mode": "ephemeral", "release.environment": "staging"},
    ),
    (
        "state-directory-ephemeral",
        "warning",
        {"storage.mode": "ephemeral", "release.environment": "dev", "scaling.backend.replicas": 1},
    ),
    ("state-directory-not-shared", "error", {"storage.accessMode": "ReadWriteOncePod"}),
    (
        "state-directory-not-shared",
        "error",
        {
            "storage.mode": "existing-claim",
            "storage.claimName": "state",
            "storage.accessMode": "ReadWriteOnce",
        },
    ),
    (
        "state-directory-not-shared",
        "error",
        {
            "storage.accessMode": "ReadWriteOnce",
            "scaling.backend.replicas": 1,
            "scaling.backend.autoscaling.enabled": True,
        },
    ),
    (
        "state-directory-not-shared",
        "-",
        {"storage.accessMode": "ReadWriteOnce", "scaling.backend.replicas": 1},
    ),
    (
        "state-directory-not-shared",
        "-",
        {"storage.accessMode": "ReadWriteOnce", "storage.mode": "ephemeral"},
    ),
    (
        "state-directory-not-shared",
        "error",
        {"storage.accessMode": "ReadWriteOnce", "scaling.backend.replicas": 2},
    ),
    ("storage-driver-lacks-read-write-many", "error", {"storage.provisioner": " EBS.csi.aws.com"}),
    (
        "storage-driver-lacks-read-write-many",
        "error",
        {"storage.provisioner": "rook-ceph.rbd.csi.ceph.com", "scaling.backend.replicas": 1},
    ),
    (
        "storage-driver-lacks-read-write-many",
        "-",
        {"storage.provisioner": "rook-ceph.cephfs.csi.ceph.com"},
    ),
    (
        "storage-driver-lacks-read-write-many",
        "-",
        {
            "storage.provisioner": "ebs.csi.aws.com",
            "storage.accessMode": "ReadWriteOnce",
            "scaling.backend.replicas": 1,
        },
    ),
    (
        "storage-driver-lacks-read-write-many",
        "-",
        {"storage.provisioner": "ebs.csi.aws.com", "storage.accessMode": "ReadWriteOnce"},
    ),
    (
        "storage-driver-unknown",
        "-",
        {
            "storage.provisioner": "",
            "storage.accessMode": "ReadWriteOnce",
            "scaling.backend.replicas": 1,
        },
    ),
    ("storage-driver-mounts-object-storage", "-", {"storage.provisioner": "file.csi.azure.com"}),
    ("mount-path-not-absolute", "error", {"storage.configDir": "app/skillflaw"}),
    ("mount-path-not-absolute", "error", {"secrets.keyFile.mountPath": "run/secrets"}),
    ("mount-path-not-absolute", "-", {"storage.configDir": "/app/skillflaw"}),
    ("mount-path-hides-system-directory", "error", {"secrets.keyFile.mountPath": "/etc"}),
    ("mount-path-hides-system-directory", "-", {"storage.configDir": "/etc/skillflaw"}),
    ("mount-paths-overlap", "error", {"storage.configDir": "/" + "tmp"}),
    ("mount-paths-overlap", "error", {"storage.configDir": "/run/secrets/skillflaw/state"}),
    ("mount-paths-overlap", "-", {"storage.configDir": "/run/secrets/skillflaw-state"}),
    ("claim-name-missing", "-", {"storage.mode": "existing-claim", "storage.claimName": "state"}),
    ("claim-too-small", "warning", {"storage.size": "999Mi"}),
    ("claim-too-small", "-", {"storage.size": "1000Mi"}),
    (
        "claim-too-small",
        "-",
        {"storage.size": "999Mi", "storage.mode": "existing-claim", "storage.claimName": "state"},
    ),
    ("claim-smaller-than-upload", "error", {"storage.size": "99Mi"}),
    ("claim-smaller-than-upload", "-", {"storage.size": "100Mi"}),
    (
        "writable-path-in-state-directory",
        "-",
        {"operations.writablePaths": ["/app/data", "/var/lib/skillflaw-cache"]},
    ),
)
def test_the_mistake_is_heard_and_the_near_miss_is_not(
    findings_of: FindingsOf, slug: str, severity: str, changes: Changes
) -> None:
    finding = findings_of(changes).get(slug)

    assert (finding.severity.value if finding else "-") == severity
