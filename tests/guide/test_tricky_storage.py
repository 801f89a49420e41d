"""Tricky plans about the state directory, judged from the documents alone."""

from __future__ import annotations

from tests.guide.cases import Case
from tests.guide.cases import cases

TABLE = """
Three replicas and a volume of one node
    storage.accessMode: ReadWriteOnce
    => error storage.accessMode
Three replicas and a volume of one pod
    storage.accessMode: ReadWriteOncePod
    => error storage.accessMode
One replica and a volume of one node
    on one-node
    => silence
One replica and a volume of one pod
    on one-replica
    storage.accessMode: ReadWriteOncePod
    => silence
One replica that the autoscaler may raise to four
    on one-node autoscaled
    => error storage.accessMode
An autoscaler that keeps one pod, on a volume of one node
    on one-node autoscaled
    scaling.backend.autoscaling.minReplicas: 1, scaling.backend.autoscaling.maxReplicas: 1
    => warning scaling.backend.autoscaling.maxReplicas
An existing volume of one node for three replicas
    storage.mode: existing-claim, storage.claimName: state, storage.accessMode: ReadWriteOnce
    => error storage.accessMode
An existing volume without a name
    storage.mode: existing-claim
    => error storage.claimName
A name for a claim that the bundle makes itself
    storage.claimName: state
    => no storage.claimName
Block storage as ReadWriteMany
    storage.provisioner: ebs.csi.aws.com
    => error storage.provisioner
Block storage as ReadWriteMany for one replica
    on one-replica
    storage.provisioner: disk.csi.azure.com
    => error storage.provisioner
Block storage for one replica
    on one-node
    storage.provisioner: ebs.csi.aws.com
    => silence
Block storage on one node for three replicas is one finding
    storage.provisioner: pd.csi.storage.gke.io, storage.accessMode: ReadWriteOnce
    => error storage.accessMode
File storage of a cloud, whose mount options decide who may write
    storage.provisioner: file.csi.azure.com
    => warning storage.provisioner
File storage of a cloud, whose access points decide who writes
    storage.provisioner: efs.csi.aws.com
    => silence
Ceph block storage
    storage.provisioner: rook-ceph.rbd.csi.ceph.com
    => error storage.provisioner
Ceph file storage
    storage.provisioner: rook-ceph.cephfs.csi.ceph.com
    => silence
Object storage mounted as a directory
    storage.provisioner: s3.csi.aws.com
    => warning storage.provisioner
An unknown driver
    storage.provisioner: storage.csi.acme.com
    => info storage.provisioner
Ephemeral state with three replicas
    storage.mode: ephemeral
    => error storage.mode
Ephemeral state with one replica
    on one-replica
    storage.mode: ephemeral
    => error storage.mode
Ephemeral state with one replica outside production
    on one-replica rehearsal
    storage.mode: ephemeral
    => warning storage.mode
Ephemeral state, and an access mode without a volume
    storage.mode: ephemeral, storage.accessMode: ReadWriteOnce
    => error storage.mode
A relative state directory
    storage.configDir: var/lib/skillflaw
    => error storage.configDir
A directory with a slash behind it
    storage.configDir: /var/lib/skillflaw/
    => silence
A relative key directory
    secrets.keyFile.mountPath: run/secrets/skillflaw
    => error secrets.keyFile.mountPath
The key inside the state
    secrets.keyFile.mountPath: /var/lib/skillflaw/keys
    => error secrets.keyFile.mountPath
The key beside the state, with a name that begins alike
    secrets.keyFile.mountPath: /var/lib/skillflaw-keys
    => silence
The key and the state in one place
    secrets.keyFile.mountPath: /var/lib/skillflaw
    => error secrets.keyFile.mountPath
The key and the state in one place but for a slash
    secrets.keyFile.mountPath: /var/lib/skillflaw, storage.configDir: /var/lib/skillflaw/
    => error secrets.keyFile.mountPath
The state inside the key's directory
    storage.configDir: /run/secrets/skillflaw/state
    => error storage.configDir
The state directory at the root
    storage.configDir: /
    => refused storage.configDir
The state directory over the system's programs
    storage.configDir: /usr
    => error storage.configDir
The state where Python lives
    storage.configDir: /etc/skillflaw
    => silence
A writable path inside the state directory
    operations.writablePaths: [/app/data, /var/lib/skillflaw/tmp]
    => warning operations.writablePaths
A writable path beside the state directory
    operations.writablePaths: [/app/data, /var/lib/skillflaw-tmp]
    => silence
A claim smaller than one upload
    storage.size: 95Mi
    => error storage.size
A small claim
    storage.size: 512Mi
    => warning storage.size
A claim of megabytes written as millibytes
    storage.size: 512m
    => refused storage.size
A claim in the wrong spelling
    storage.size: 10GB
    => refused storage.size
A claim in decimal units
    storage.size: 10G
    => silence
The size of an existing claim is not checked
    storage.mode: existing-claim, storage.claimName: state, storage.size: 1Mi
    => silence
A ReadWriteMany claim on block storage, with CloudNativePG
    on operator
    storage.provisioner: csi.hetzner.cloud
    => error storage.provisioner
The key file in the home directory's scratch space
    secrets.keyFile.mountPath: /app/data/keys
    => silence
The state in place of the home directory's scratch space
    storage.configDir: /app/data
    => silence
"""


@cases(TABLE)
def test_the_mistake_is_found_once_and_its_near_miss_is_not(case: Case) -> None:
    assert case.mismatch() == []
