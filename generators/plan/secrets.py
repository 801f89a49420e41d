"""Where Secrets come from. A plan holds only their names, never a value."""

from __future__ import annotations

from typing import TYPE_CHECKING
from typing import Literal

from generators.plan.choice import Option
from generators.plan.choice import Topic
from generators.plan.choice import choice
from generators.plan.choice import group
from generators.plan.scalars import DnsSubdomain
from generators.plan.scalars import Line
from generators.plan.scalars import MountPath
from generators.plan.scalars import OptionalDnsSubdomain
from generators.plan.scalars import SecretKey

if TYPE_CHECKING:
    from generators.plan.plan import Plan


def _store(plan: Plan) -> bool:
    return plan.secrets.provider == "external-secrets"


class Store(Topic):
    kind: Literal["ClusterSecretStore", "SecretStore"] = choice(
        "ClusterSecretStore",
        "Kind of secret store",
        "The kind of store that the ExternalSecrets refer to.",
        guide=("security.secrets",),
        applies=_store,
        options={
            "ClusterSecretStore": Option("ClusterSecretStore", "It serves every namespace."),
            "SecretStore": Option("SecretStore", "It must be in SkillFlaw's namespace."),
        },
    )
    name: OptionalDnsSubdomain = choice(
        "",
        "Name of the secret store",
        "The name of the ClusterSecretStore or SecretStore.",
        applies=_store,
        example="vault",
    )


class KeyFile(Topic):
    name: DnsSubdomain = choice(
        "skillflaw-secret-key",
        "Secret with the key file",
        "The name of the Secret. All replicas use the same key, because each pod must "
        "decrypt what another pod encrypted.",
        guide=("state.secret-key", "security.key-file"),
    )
    key: SecretKey = choice(
        "secret_key",
        "Key of the key file",
        "The key in that Secret. It is also the file's name.",
    )
    mount_path: MountPath = choice(
        "/run/secrets/skillflaw",
        "Mount path of the key file",
        "A directory outside the state directory. Nothing else may be mounted there.",
        guide=("security.key-file",),
    )


class Superuser(Topic):
    name: DnsSubdomain = choice(
        "skillflaw-superuser",
        "Secret with the superuser account",
        "The name of the Secret. Without it, a publicly known default login may work.",
        guide=("security.secrets",),
        assumed="Measured upstream; confirm it on the SkillFlaw image.",
    )
    username_key: SecretKey = choice(
        "username", "Key of the username", "The key in that Secret that holds the username."
    )
    password_key: SecretKey = choice(
        "password", "Key of the password", "The key in that Secret that holds the password."
    )


class Secrets(Topic):
    provider: Literal["existing", "external-secrets", "sealed-secrets", "sops"] = choice(
        "existing",
        "Secrets provider",
        "How the Secrets get into the namespace. The bundle never contains a secret value.",
        guide=("security.secrets", "security.images"),
        options={
            "existing": Option(
                "Existing Secrets", "You create them with a script from the bundle."
            ),
            "external-secrets": Option(
                "External Secrets Operator", "The operator reads them from a secret store."
            ),
            "sealed-secrets": Option(
                "Sealed Secrets", "You encrypt them with kubeseal, and commit the result."
            ),
            "sops": Option("SOPS", "You encrypt them with sops, and commit the result."),
        },
    )
    store: Store = group(Store, "Secret store", applies=_store)
    remote_path: Line = choice(
        "",
        "Path prefix in the secret store",
        "The prefix of the entries that the ExternalSecrets read.",
        applies=_store,
        example="platform/skillflaw",
    )
    key_file: KeyFile = group(KeyFile, "Key file")
    superuser: Superuser = group(Superuser, "Superuser")
