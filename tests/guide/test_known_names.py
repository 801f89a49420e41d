"""The names that rules know: each one is written here a second time, so that none gets lost."""

from __future__ import annotations

import pytest

from generators.guide.csi_drivers import OBJECT_STORES
from generators.guide.csi_drivers import shares
from generators.guide.csi_drivers import shares_nothing
from generators.guide.image_tags import floats
from generators.guide.volume_mounts import SYSTEM
from tests.guide.conftest import FindingsOf
from tests.guide.starts import STARTS

BLOCK = """
ebs.csi.aws.com ebs.csi.eks.amazonaws.com pd.csi.storage.gke.io disk.csi.azure.com rbd.csi.ceph.com
rancher.io/local-path kubernetes.io/aws-ebs kubernetes.io/azure-disk kubernetes.io/gce-pd
kubernetes.io/no-provisioner kubernetes.io/cinder cinder.csi.openstack.org csi.hetzner.cloud
csi.scaleway.com dobs.csi.digitalocean.com linodebs.csi.linode.com block.csi.vultr.com
vpc.block.csi.ibm.io blockvolume.csi.oraclecloud.com diskplugin.csi.alibabacloud.com
local.csi.openebs.io openebs.io/local topolvm.io topolvm.cybozu.com rook-ceph.rbd.csi.ceph.com
edge.topolvm.io
"""
SHARED = """
efs.csi.aws.com fsx.csi.aws.com fsx.openzfs.csi.aws.com filestore.csi.storage.gke.io
lustre.csi.storage.gke.io file.csi.azure.com cephfs.csi.ceph.com nfs.csi.k8s.io smb.csi.k8s.io
nfs.csi.ceph.com driver.longhorn.io csi.trident.netapp.io csi.vsphere.vmware.com nfs.openebs.io
openebs.io/nfsrwx pxd.portworx.com beegfs.csi.netapp.com weka.io csi.weka.io org.gluster.glusterfs
manila.csi.openstack.org nfs.manila.csi.openstack.org cephfs.manila.csi.openstack.org
vpc.file.csi.ibm.io fss.csi.oraclecloud.com nasplugin.csi.alibabacloud.com csi.juicefs.com
rook-ceph.cephfs.csi.ceph.com storage.cephfs.csi.ceph.com storage.nfs.csi.ceph.com
"""
BUCKETS = """
s3.csi.aws.com s3.csi.scality.com gcsfuse.csi.storage.gke.io blob.csi.azure.com ru.yandex.s3.csi
csi-s3.yandex.cloud
"""
FLOATING = """
latest main master trunk head stable edge nightly dev develop devel development canary beta next
current rolling snapshot unstable release prod production staging lts
"""
FILLED = """
/app /app/.venv /bin /boot /dev /etc /lib /lib64 /proc /root /run /sbin /sys /usr /usr/bin /usr/lib
/usr/local /usr/local/bin /usr/local/lib /var /var/lib /var/run /run/secrets /var/run/secrets
"""
KINDS = {
    "staging": "staging stage stg preprod uat",
    "development": "dev devel development sandbox playground",
    "test": "test tests testing qa ci e2e rehearsal",
}
READERS = "ro reader readonly replica replicas"
PRIVATE_ENDS = "local internal lan home.arpa localhost intranet corp home"
DOCUMENTS = "example invalid test example.com example.net example.org"
WRITTEN = """
HF_HOME SKILLFLAW_ALEMBIC_LOG_FILE SKILLFLAW_KNOWLEDGE_BASES_DIR SKILLFLAW_LOG_FILE TMPDIR
XDG_CACHE_HOME
"""
EMPTY = """
hello world helloworld hi echo ping template untitled starter test testing demo example sample dummy
smoke health check basic simple new my a the copy of flow project
"""
OPERATORS = "app ca replication server superuser pooler"
LOCAL = "localhost localhost.localdomain ip6-localhost ip6-loopback sqlite a.sqlite a.sqlite3"

# A rule, the choice where a name stands, what stands around the name, and the names.
HEARD = [
    ("mount-path-hides-system-directory", "storage.configDir", "{}", "/proc/1 /sys/fs /dev/shm"),
    ("redis-host-read-only", "redis.host", "cache-{}.acme.com", READERS),
    ("redis-host-read-only", "redis.host", "{}.acme.com", "replica"),
    (
        "certificate-hostname-not-public",
        "ingress.hosts.api",
        "api.{}",
        f"{PRIVATE_ENDS} {DOCUMENTS}",
    ),
    ("smoke-test-flow-trivial", "operations.smokeFlow", "{}", EMPTY),
    ("database-host-pod-local", "database.host", "{}", LOCAL),
    ("pooler-settings-unverified", "database.port", "{}", "6432 6543"),
    *(
        ("resource-environment-mismatch", "database.name", "a_{}", names)
        for names in KINDS.values()
    ),
    ("hostname-domain-reserved", "ingress.hosts.api", "api.{}", DOCUMENTS),
]


def test_drivers_are_known_for_what_they_can() -> None:
    assert [name for name in BLOCK.split() if not shares_nothing(name) or shares(name)] == []
    assert [name for name in SHARED.split() if not shares(name) or shares_nothing(name)] == []
    assert set(BUCKETS.split()) == OBJECT_STORES


def test_words_that_move_and_directories_of_the_system_are_known() -> None:
    assert [word for word in FLOATING.split() if not floats(word)] == []
    assert set(FILLED.split()) == SYSTEM


@pytest.mark.parametrize(("slug", "path", "around", "names"), HEARD)
def test_every_name_is_heard(
    findings_of: FindingsOf, slug: str, path: str, around: str, names: str
) -> None:
    start = STARTS["traefik"] if slug == "certificate-hostname-not-public" else {}

    for name in names.split():
        value = around.format(name)
        changes = {**start, path: int(value) if value.isdigit() else value}
        assert slug in findings_of(changes), value


def test_production_is_foreign_to_a_rehearsal(findings_of: FindingsOf) -> None:
    for name in ("prod", "production", "prd"):
        changes = {"release.environment": "dev", "database.name": f"skillflaw_{name}"}
        assert "resource-environment-mismatch" in findings_of(changes), name


def test_the_operators_secrets_are_taken(findings_of: FindingsOf) -> None:
    for name in OPERATORS.split():
        changes = {**STARTS["operator"], "redis.urlSecret.name": f"postgres-{name}"}
        assert "secret-name-already-used" in findings_of(changes), name


def test_each_setting_that_names_a_place_is_looked_at(findings_of: FindingsOf) -> None:
    for name in WRITTEN.split():
        settings = {"operations.settings": {name: "/srv/elsewhere"}}
        assert "setting-path-read-only" in findings_of(settings), name


def test_yes_and_no_are_read_as_the_backend_reads_them(findings_of: FindingsOf) -> None:
    for word in ("true", "1", "yes", "on", "t", "Y"):
        login = {"operations.settings": {"SKILLFLAW_AUTO_LOGIN": word}}
        assert "automatic-login-enabled" in findings_of(login), word
    for word in ("false", "0", "no", "off", "f", "N"):
        hooks = {"operations.settings": {"SKILLFLAW_WEBHOOK_AUTH_ENABLE": word}}
        assert "webhook-authentication-disabled" in findings_of(hooks), word
