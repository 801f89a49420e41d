"""Where secrets come from. Only their names are ever chosen here."""

from __future__ import annotations

from typing import TYPE_CHECKING
from typing import Literal

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
        "Kind of store",
        "A SecretStore has to live in SkillFlaw's own namespace.",
        guide=("security.secrets",),
        applies=_store,
    )
    name: OptionalDnsSubdomain = choice(
        "", "Store", "Name of the store that the operator reads.", applies=_store, example="vault"
    )


class KeyFile(Topic):
    name: DnsSubdomain = choice(
        "skillflaw-secret-key",
        "Secret with the key",
        "One for all replicas: what one pod encrypts the others must read.",
        guide=("state.secret-key", "security.key-file"),
    )
    key: SecretKey = choice("secret_key", "Key in that Secret", "Also the file's name.")
    mount_path: MountPath = choice(
        "/run/secrets/skillflaw",
        "Mount path of the key",
        "A directory of its own, outside the state directory.",
        guide=("security.key-file",),
    )


class Superuser(Topic):
    name: DnsSubdomain = choice(
        "skillflaw-superuser",
        "Secret with the first account",
        "Without it a well-known default login may work.",
        guide=("security.secrets",),
        assumed="Measured upstream, to be confirmed on the SkillFlaw image.",
    )
    username_key: SecretKey = choice("username", "Key of the user name", "A key in that Secret.")
    password_key: SecretKey = choice("password", "Key of the password", "A key in that Secret.")


class Secrets(Topic):
    provider: Literal["existing", "external-secrets", "sealed-secrets", "sops"] = choice(
        "existing",
        "Where Secrets come from",
        "existing: you create them with the printed commands. The others get templates.",
        guide=("security.secrets", "security.images"),
    )
    store: Store = group(Store(), "Secret store", applies=_store)
    remote_path: Line = choice(
        "",
        "Path in the store",
        "Prefix of every entry that the ExternalSecrets read.",
        applies=_store,
        example="platform/skillflaw",
    )
    key_file: KeyFile = group(KeyFile(), "Key file")
    superuser: Superuser = group(Superuser(), "First account")
