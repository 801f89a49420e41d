from __future__ import annotations

from collections.abc import Iterator

from generators.guide.rule import Remark
from generators.guide.rule import Severity
from generators.guide.rule import rule
from generators.guide.settings import AUTHORITIES
from generators.guide.variables import IN_THE_IMAGE
from generators.guide.variables import READ_FILES
from generators.guide.volume_mounts import below
from generators.guide.volume_mounts import readable
from generators.plan import Plan

OF_A_COMPANY = (
    "Remove the setting, and name the ConfigMap or Secret with your CA in operations.extraCa.name: "
    "the bundle mounts it and sets the variables. Or mount the file with operations.volumes."
)


@rule(
    title="File in a backend setting is not on a volume",
    about=("operations.settings", "operations.volumes", "operations.extraCa.name"),
    severity=Severity.WARNING,
    why="The file does not exist in the container. A missing CA file, for one, makes every TLS "
    "connection of the process fail.",
    fix="Mount the file with operations.volumes, or remove the setting. For CA certificates, set "
    "operations.extraCa instead.",
    because="Your image may contain the file; the published image does not.",
    reference="https://kubernetes.io/docs/concepts/storage/volumes/",
    bad={"operations.settings": {"SSL_CERT_FILE": "/etc/ssl/acme/ca.pem"}},
)
def setting_file_not_mounted(plan: Plan) -> Iterator[Remark]:
    mounted = tuple(readable(plan))
    for name, value in plan.operations.settings.items():
        path = value.strip()
        if name not in READ_FILES or not path.startswith("/"):
            continue
        if not any(below(directory, path) for directory in (*mounted, *IN_THE_IMAGE)):
            yield Remark(
                f"{name} is {path}, and no volume of the backend is mounted there.",
                fix=OF_A_COMPANY if name in AUTHORITIES else "",
            )
