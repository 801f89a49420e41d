"""The team's own certificate authorities, which flows trust beside the public ones."""

from __future__ import annotations

from generators.manifests.limits import SMALL
from generators.manifests.limits import limited
from generators.manifests.part import File
from generators.manifests.part import Manifest
from generators.manifests.part import Part
from generators.manifests.part import Patch
from generators.manifests.part import RequiredSecret
from generators.manifests.part import SecretEntry
from generators.manifests.security import container_security
from generators.manifests.topology.workload import image
from generators.plan import Plan
from generators.yaml.loader import Octal

CHOICES = ("operations.extraCa.kind", "operations.extraCa.name", "operations.extraCa.key")
SOURCE = "/run/extra-ca"
TRUST = "/run/trust"
BUNDLE = f"{TRUST}/ca-bundle.crt"
# Who reads which variable: OpenSSL and httpx, requests and botocore, curl, gRPC; Node.js adds to
# its own list instead of replacing it.
# https://docs.openssl.org/master/man3/SSL_CTX_load_verify_locations/
# https://requests.readthedocs.io/en/latest/user/advanced/#ssl-cert-verification
# https://curl.se/docs/manpage.html#ENVIRONMENT
# https://grpc.github.io/grpc/cpp/md_doc_environment_variables.html
# https://nodejs.org/api/cli.html#node_extra_ca_certsfile
VARIABLES = (
    "SSL_CERT_FILE",
    "REQUESTS_CA_BUNDLE",
    "CURL_CA_BUNDLE",
    "GRPC_DEFAULT_SSL_ROOTS_FILE_PATH",
    "NODE_EXTRA_CA_CERTS",
)
# These variables replace the public authorities, so both go into one file. It fails where the image
# has no public ones: the backend would trust nobody else.
SCRIPT = f"""\
import pathlib, ssl, sys
try:
    import certifi
    public = certifi.where()
except ImportError:
    public = ssl.get_default_verify_paths().cafile
if not public:
    sys.exit("The image has no public certificate authorities.")
parts = [pathlib.Path(public).read_text(), pathlib.Path("{SOURCE}/ca.crt").read_text()]
if "BEGIN CERTIFICATE" not in parts[1]:
    sys.exit("The additional CAs are not certificates in PEM form.")
pathlib.Path("{BUNDLE}").write_text("\\n".join(parts))
"""


def extra_ca(plan: Plan) -> Part:
    """Mount the authorities into the backend and point its clients to them."""
    if not plan.operations.extra_ca.name:
        return Part()
    return Part(
        files=(_patch(plan),),
        settings=dict.fromkeys(VARIABLES, BUNDLE),
        secrets=required(plan),
    )


def required(plan: Plan) -> tuple[RequiredSecret, ...]:
    """List the Secret, where the authorities are in one."""
    ca = plan.operations.extra_ca
    if not ca.name or ca.kind != "Secret":
        return ()
    entry = SecretEntry(ca.key, "The CA certificates as PEM.", from_file=True)
    return (
        RequiredSecret(
            ca.name,
            (entry,),
            "Flows verify servers with these certificates beside the public ones.",
            choices=CHOICES,
            guide=("security.secrets",),
        ),
    )


def _patch(plan: Plan) -> File:
    pod: Manifest = {
        "initContainers": [_joined(plan)],
        "containers": [
            {
                "name": "backend",
                "volumeMounts": [{"name": "trust", "mountPath": TRUST, "readOnly": True}],
            }
        ],
        "volumes": [_source(plan), {"name": "trust", "emptyDir": {"sizeLimit": "4Mi"}}],
    }
    return Patch(
        "components/extra-ca/backend.yaml",
        (
            {
                "apiVersion": "apps/v1",
                "kind": "Deployment",
                "metadata": {"name": "skillflaw-backend"},
                "spec": {"template": {"spec": pod}},
            },
        ),
        "An init container joins your CAs and the image's public ones in one file, because the "
        "clients of flows read one file only. A change of the CAs takes effect at the next "
        "rollout.",
        (*CHOICES, "release.backend.image", "scaling.helperLimits"),
    )


def _joined(plan: Plan) -> Manifest:
    return {
        "name": "join-authorities",
        **image(plan.release.backend.image),
        "command": ["python", "-c", SCRIPT],
        "resources": limited(
            plan,
            {
                "requests": {"cpu": "10m", "memory": "32Mi", "ephemeral-storage": "8Mi"},
                "limits": {"memory": "128Mi", "ephemeral-storage": "16Mi"},
            },
            SMALL,
        ),
        "securityContext": container_security(plan, read_only=True),
        "volumeMounts": [
            {"name": "extra-ca", "mountPath": SOURCE, "readOnly": True},
            {"name": "trust", "mountPath": TRUST},
        ],
    }


def _source(plan: Plan) -> Manifest:
    ca = plan.operations.extra_ca
    items = [{"key": ca.key, "path": "ca.crt"}]
    if ca.kind == "Secret":
        secret = {"secretName": ca.name, "defaultMode": Octal(0o444), "items": items}
        return {"name": "extra-ca", "secret": secret}
    return {"name": "extra-ca", "configMap": {"name": ca.name, "items": items}}
