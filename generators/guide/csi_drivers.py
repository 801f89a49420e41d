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


# Drivers that are known to make volumes for many nodes.
FILE_DRIVERS = frozenset(
    {
        "efs.csi.aws.com",
        "fsx.csi.aws.com",
        "fsx.openzfs.csi.aws.com",
        "filestore.csi.storage.gke.io",
        "lustre.csi.storage.gke.io",
        "file.csi.azure.com",
        "cephfs.csi.ceph.com",
        "nfs.csi.k8s.io",
        "smb.csi.k8s.io",
        "nfs.csi.ceph.com",
        "driver.longhorn.io",
        "csi.trident.netapp.io",
        "csi.vsphere.vmware.com",
        "nfs.openebs.io",
        "openebs.io/nfsrwx",
        "pxd.portworx.com",
        "beegfs.csi.netapp.com",
        "weka.io",
        "csi.weka.io",
        "org.gluster.glusterfs",
        "manila.csi.openstack.org",
        "nfs.manila.csi.openstack.org",
        "cephfs.manila.csi.openstack.org",
        "vpc.file.csi.ibm.io",
        "fss.csi.oraclecloud.com",
        "nasplugin.csi.alibabacloud.com",
        "csi.juicefs.com",
        "rook-ceph.cephfs.csi.ceph.com",
    }
)


# Network file systems whose owner and mode come from the share, the export or the mount options.
# https://github.com/kubernetes-sigs/azurefile-csi-driver/issues/837 (Azure Files)
# https://github.com/kubernetes-csi/csi-driver-smb/blob/master/docs/driver-parameters.md (SMB)
# https://github.com/kubernetes-csi/csi-driver-nfs/issues (NFS, where the export squashes root)
# https://docs.oracle.com/iaas/Content/ContEng/Tasks/contengcreatingpersistentvolumeclaim.htm (FSS)
# EFS ignores fsGroup too, but its access points write as their own user, whoever the pod is.
NO_FS_GROUP = frozenset(
    {
        "file.csi.azure.com",
        "kubernetes.io/azure-file",
        "smb.csi.k8s.io",
        "nfs.csi.k8s.io",
        "nfs.openebs.io",
        "openebs.io/nfsrwx",
        "nasplugin.csi.alibabacloud.com",
        "fss.csi.oraclecloud.com",
        "nfs.manila.csi.openstack.org",
    }
)


def ignores_fs_group(provisioner: str) -> bool:
    """Tell whether volumes of a driver keep their owner whatever fsGroup a pod has."""
    return provisioner.strip().lower() in NO_FS_GROUP


def shares(provisioner: str) -> bool:
    """Tell whether a driver is known to make volumes that many nodes hold at once."""
    name = provisioner.strip().lower()
    return name in FILE_DRIVERS or name.endswith((".cephfs.csi.ceph.com", ".nfs.csi.ceph.com"))


def shares_nothing(provisioner: str) -> bool:
    """Tell whether a driver is known to make volumes for one node; Rook puts a name in front."""
    name = provisioner.strip().lower()
    return name in BLOCK_DRIVERS or name.endswith((".rbd.csi.ceph.com", ".topolvm.io"))
