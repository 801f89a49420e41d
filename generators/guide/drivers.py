"""What is known of storage drivers."""

from __future__ import annotations

# Drivers whose volumes one node holds at a time. Drivers that can do both (Longhorn, vSphere,
# OpenEBS' NFS) are not here: silence is better than a wrong alarm.
BLOCK_DRIVERS = frozenset(
    {
        "ebs.csi.aws.com",
        "ebs.csi.eks.amazonaws.com",
        "pd.csi.storage.gke.io",
        "disk.csi.azure.com",
        "rbd.csi.ceph.com",
        "rancher.io/local-path",
        "kubernetes.io/aws-ebs",
        "kubernetes.io/azure-disk",
        "kubernetes.io/gce-pd",
        "kubernetes.io/no-provisioner",
        "kubernetes.io/cinder",
        "cinder.csi.openstack.org",
        "csi.hetzner.cloud",
        "csi.scaleway.com",
        "dobs.csi.digitalocean.com",
        "linodebs.csi.linode.com",
        "block.csi.vultr.com",
        "vpc.block.csi.ibm.io",
        "blockvolume.csi.oraclecloud.com",
        "diskplugin.csi.alibabacloud.com",
        "local.csi.openebs.io",
        "openebs.io/local",
        "topolvm.io",
        "topolvm.cybozu.com",
    }
)

# They show a bucket as a directory.
OBJECT_STORES = frozenset(
    {
        "s3.csi.aws.com",
        "s3.csi.scality.com",
        "gcsfuse.csi.storage.gke.io",
        "blob.csi.azure.com",
        "ru.yandex.s3.csi",
        "csi-s3.yandex.cloud",
    }
)


def shares_nothing(provisioner: str) -> bool:
    """Tell whether a driver is known to make volumes for one node; Rook puts a name in front."""
    name = provisioner.strip().lower()
    return name in BLOCK_DRIVERS or name.endswith((".rbd.csi.ceph.com", ".topolvm.io"))
