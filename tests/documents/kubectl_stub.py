"""The cluster's part of a procedure: what ``kubectl`` does to PostgreSQL, Jobs and files is done.

It runs as a program of its own. ``STATE`` names a directory with ``cluster.json``: the CronJobs of
the bundle, where PostgreSQL's programs are, and how they connect. A Job's container runs here, with
its volumes as directories of ``STATE``. What only a cluster can do is nothing here.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

STATE = Path(os.environ.get("STATE", "."))
# What a diagnostic command looks for, so that a `grep` at its end finds something.
READ = "Events:\nLast State: Reason: error Failed blackbox sqlalchemy\n"
VOLUMES = {"/run/secrets/postgres": "secrets", "/dumps": "dumps"}


def tell(*words: str) -> None:
    sys.stdout.write("".join(map(str, words)))


def cluster() -> dict[str, Any]:
    description: dict[str, Any] = json.loads((STATE / "cluster.json").read_text())
    return description


def inside(text: str) -> str:
    """Write the paths of a container as those of this machine."""
    for path, directory in VOLUMES.items():
        text = text.replace(path, str(STATE / directory))
    return text


def environment(**variables: str) -> dict[str, str]:
    path = f"{cluster()['bin']}:{os.environ['PATH']}"
    return {**os.environ, **variables, **cluster()["connection"], "PATH": path}


def run(command: list[str], text: str | None = None, **variables: str) -> tuple[int, bytes]:
    """Run a container's command; give its exit code and what it said."""
    done = subprocess.run(
        [inside(word) for word in command],
        input=inside(text).encode() if text is not None else None,
        env=environment(**variables),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT if text is None else None,
        check=False,
    )
    return done.returncode, done.stdout


def execute(arguments: list[str]) -> int:
    """Run a program in a pod, with this process' own standard input and output."""
    start = arguments.index("--")
    program, stdin = arguments[start + 1 :], "-i" in arguments[:start]
    if program[0] not in ("psql", "pg_dump", "pg_restore"):
        return 0
    given = sys.stdin.buffer.read() if stdin else b""
    if program[0] == "psql":
        given = inside(given.decode()).encode()
    # The system's user in a pod of PostgreSQL.
    variables = environment(PGUSER="postgres")
    return subprocess.run(program, input=given, env=variables, check=False).returncode


def make(manifest: dict[str, Any]) -> None:
    """Run a Job to its end, and keep its manifest, its result and its log."""
    name = manifest["metadata"].get("name", "generated")
    if manifest["kind"] != "Job":
        return
    (container,) = manifest["spec"]["template"]["spec"]["containers"]
    variables = {item["name"]: str(item.get("value", "")) for item in container.get("env", [])}
    local = container["command"][0] in ("sh", "ls")
    local = local and "/scripts/" not in " ".join(container["command"])
    code, output = run(container["command"], **variables) if local else (0, b"")
    result = {"code": code, "said": output.decode(), "manifest": manifest}
    (STATE / "jobs" / f"{name}.json").write_text(json.dumps(result))


def job(name: str) -> dict[str, Any]:
    path = STATE / "jobs" / f"{name.removeprefix('job/')}.json"
    if not path.exists():
        sys.exit(f'jobs.batch "{name}" not found')
    result: dict[str, Any] = json.loads(path.read_text())
    return result


def patched(manifest: Any, operations: list[dict[str, Any]]) -> Any:
    """Apply the operations of a JSON patch that the documents use: add and replace."""
    for operation in operations:
        *parents, last = operation["path"].strip("/").split("/")
        holder = manifest
        for part in parents:
            holder = holder[int(part)] if isinstance(holder, list) else holder[part]
        if last == "-":
            holder.append(operation["value"])
        elif operation["op"] == "replace" and last not in holder:
            sys.exit(f"{operation['path']} does not exist")
        else:
            holder[last] = operation["value"]
    return manifest


def documents(text: str) -> list[dict[str, Any]]:
    # The program starts without site-packages, which takes most of its time, and few calls need it.
    sys.path.append(cluster()["packages"])
    import yaml

    return [item for item in yaml.safe_load_all(text) if item]


def render(folder: str) -> str:
    command = [*cluster()["kustomize"], folder]
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout


def create(arguments: list[str]) -> int:
    if arguments[1] == "job":
        source = next(a for a in arguments if a.startswith("--from=")).rpartition("/")[2]
        cron = cluster()["cronjobs"][source]["spec"]["jobTemplate"]
        manifest = {
            "apiVersion": "batch/v1",
            "kind": "Job",
            "metadata": {"name": arguments[2], **cron["metadata"]},
            "spec": cron["spec"],
        }
        if "--dry-run=client" in arguments:
            tell(json.dumps(manifest), "\n")
        else:
            make(manifest)
    elif "-" in arguments:
        for manifest in documents(sys.stdin.read()):
            make(manifest)
            if "name" in arguments:
                tell(manifest["kind"].lower(), "/generated\n")
    return 0


def get(arguments: list[str]) -> int:
    wanted = " ".join(arguments)
    if arguments[1] == "job":
        tell("Failed" if job(arguments[2])["code"] else "Complete")
    elif ".spec.replicas}" in wanted:
        tell("3")
    elif "artifact.revision" in wanted or "sync.revision" in wanted:
        head = subprocess.run(
            ["git", "rev-parse", "HEAD"], capture_output=True, text=True, check=True
        )
        tell("main@sha1:", head.stdout)
    elif "refreshTime" in wanted:
        count = len((STATE / "calls").read_text().splitlines())
        tell(f"at call {count}")
    elif "containers[0].image" in wanted and "deployment/" in wanted:
        tell(cluster()["image"])
    elif arguments[1] == "secret":
        tell((STATE / "secrets" / "password").read_text())
    elif "-o name" in wanted:
        tell("pod/postgres-1", "\n")
    else:
        tell(READ)
    return 0


def apply(arguments: list[str]) -> int:
    if "-k" in arguments:
        manifests = documents(render(arguments[arguments.index("-k") + 1]))
    else:
        manifests = documents(sys.stdin.read()) if arguments[-1] == "-" else []
    for manifest in manifests:
        make(manifest)
    return 0


def patch(arguments: list[str]) -> int:
    if "--local" in arguments:
        operations = json.loads(arguments[arguments.index("-p") + 1])
        tell(json.dumps(patched(json.loads(sys.stdin.read()), operations)))
    elif "--patch-file=/dev/stdin" in arguments:
        json.loads(sys.stdin.read())
    return 0


def logs(arguments: list[str]) -> int:
    tell(job(arguments[1])["said"] if arguments[1].startswith("job/") else READ)
    return 0


def wait(arguments: list[str]) -> int:
    """Tell whether a Job is complete; everything else that is waited for has happened."""
    jobs = [name for name in arguments if name.startswith("job/")]
    return 1 if any(job(name)["code"] for name in jobs) else 0


def delete(arguments: list[str]) -> int:
    for name in arguments[2:] if arguments[1] == "job" else ():
        (STATE / "jobs" / f"{name}.json").unlink(missing_ok=True)
    return 0


def kustomize(arguments: list[str]) -> int:
    tell(render(arguments[1]))
    return 0


VERBS = {
    "apply": apply,
    "create": create,
    "delete": delete,
    "exec": execute,
    "get": get,
    "kustomize": kustomize,
    "logs": logs,
    "patch": patch,
    "wait": wait,
}


def main(arguments: list[str]) -> int:
    if arguments[0] == "-n":
        arguments = arguments[2:]
    verb = VERBS.get(arguments[0])
    return verb(arguments) if verb else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
