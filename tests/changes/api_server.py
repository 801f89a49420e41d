"""A real kube-apiserver on loopback, and the objects that are applied to it.

No package that this project may install ships the server, so it runs where ``KUBE_APISERVER`` and
``ETCD`` name the programs, or where they are on the path.
"""

from __future__ import annotations

import json
import os
import shutil
import socket
import ssl
import subprocess
import urllib.error
import urllib.request
from collections.abc import Iterable
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from generators.manifests.part import Manifest

TOKEN = "a-token-of-the-tests"
CLASSES = ("standard", "fast", "nfs")
# The manager of `kubectl apply --server-side`.
MANAGER = "kubectl"


def programs() -> tuple[str, str] | None:
    """Find the API server and etcd; nothing where this machine has not both."""
    server = os.environ.get("KUBE_APISERVER") or shutil.which("kube-apiserver")
    store = os.environ.get("ETCD") or shutil.which("etcd")
    return (server, store) if server and store else None


def _free_port() -> int:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        port: int = listener.getsockname()[1]
        return port


@contextmanager
def running(folder: Path) -> Iterator[ApiServer]:
    """Run an API server with a store of its own; both end with the context."""
    binaries = programs()
    if binaries is None:
        raise RuntimeError("There is no kube-apiserver here.")
    server, store = binaries
    peer, client, secure = _free_port(), _free_port(), _free_port()
    log = (folder / "log").open("wb")
    etcd = subprocess.Popen(
        [
            store,
            f"--data-dir={folder / 'etcd'}",
            f"--listen-client-urls=http://127.0.0.1:{client}",
            f"--advertise-client-urls=http://127.0.0.1:{client}",
            f"--listen-peer-urls=http://127.0.0.1:{peer}",
            f"--initial-advertise-peer-urls=http://127.0.0.1:{peer}",
            f"--initial-cluster=default=http://127.0.0.1:{peer}",
            "--unsafe-no-fsync",
        ],
        stdout=log,
        stderr=log,
    )
    api = subprocess.Popen([server, *_flags(folder, client, secure)], stdout=log, stderr=log)
    try:
        client_of = ApiServer(f"https://127.0.0.1:{secure}")
        client_of.wait(api)
        for name in CLASSES:
            client_of.apply(_storage_class(name))
        yield client_of
    finally:
        for process in (api, etcd):
            process.terminate()
            process.wait(timeout=30)
        log.close()


def _flags(folder: Path, etcd: int, port: int) -> list[str]:
    key = folder / "key.pem"
    subprocess.run(["openssl", "genrsa", "-out", str(key), "2048"], check=True, capture_output=True)
    (folder / "tokens.csv").write_text(f"{TOKEN},admin,admin,system:masters\n")
    return [
        f"--etcd-servers=http://127.0.0.1:{etcd}",
        "--bind-address=127.0.0.1",
        f"--secure-port={port}",
        f"--cert-dir={folder / 'certificates'}",
        f"--token-auth-file={folder / 'tokens.csv'}",
        "--authorization-mode=AlwaysAllow",
        "--service-account-issuer=https://kubernetes.default.svc",
        f"--service-account-key-file={key}",
        f"--service-account-signing-key-file={key}",
        "--service-cluster-ip-range=10.0.0.0/16,fd00::/108",
        "--disable-admission-plugins=ServiceAccount",
    ]


def _storage_class(name: str) -> Manifest:
    default = {"storageclass.kubernetes.io/is-default-class": "true"} if name == "standard" else {}
    return {
        "apiVersion": "storage.k8s.io/v1",
        "kind": "StorageClass",
        "metadata": {"name": name, "annotations": default},
        "provisioner": "example.com/disks",
        "allowVolumeExpansion": True,
    }


class Refused(Exception):
    """The API server did not take an object; the message is its own."""


@dataclass(frozen=True)
class ApiServer:
    """A client of the server."""

    url: str

    def call(self, method: str, path: str, body: Any = None, kind: str = "") -> Manifest:
        """Send a request; :class:`Refused` where the answer is an error."""
        request = urllib.request.Request(  # noqa: S310 - an address on loopback
            f"{self.url}{path}",
            method=method,
            data=None if body is None else json.dumps(body).encode(),
            headers={
                "Authorization": f"Bearer {TOKEN}",
                "Content-Type": kind or "application/json",
            },
        )
        context = ssl._create_unverified_context()  # noqa: S323 - it signed itself
        try:
            with urllib.request.urlopen(request, context=context, timeout=30) as answer:  # noqa: S310 - as above
                response: Manifest = json.loads(answer.read() or b"{}")
                return response
        except urllib.error.HTTPError as error:
            raise Refused(json.loads(error.read())["message"]) from None

    def wait(self, process: subprocess.Popen[bytes]) -> None:
        """Wait until the server is ready; an error where it ends before."""
        for _ in range(600):
            if process.poll() is not None:
                raise RuntimeError(f"kube-apiserver ended with {process.returncode}.")
            try:
                with socket.create_connection(("127.0.0.1", int(self.url.rpartition(":")[2])), 1):
                    pass
                self.call("GET", "/api/v1/namespaces/default")
                return
            except (OSError, Refused, json.JSONDecodeError):
                process_ended(process)
        raise RuntimeError("kube-apiserver did not start.")

    @property
    def version(self) -> str:
        return str(self.call("GET", "/version")["gitVersion"])

    def apply(self, entry: Manifest, manager: str = MANAGER) -> Manifest:
        """Apply an object as `kubectl apply --server-side --force-conflicts` does."""
        path = f"{self.path(entry)}?fieldManager={manager}&force=true"
        return self.call("PATCH", path, entry, "application/apply-patch+yaml")

    def get(self, entry: Manifest) -> Manifest:
        return self.call("GET", self.path(entry))

    def orphan(self, entry: Manifest) -> None:
        """Delete an object without what it owns, and end as the garbage collector would."""
        body = {"kind": "DeleteOptions", "apiVersion": "v1", "propagationPolicy": "Orphan"}
        self.call("DELETE", self.path(entry), body)
        done = {"metadata": {"finalizers": None}}
        self.call("PATCH", self.path(entry), done, "application/merge-patch+json")

    def bind(self, claim: Manifest) -> None:
        """Say that a claim has its volume, which a controller would do."""
        size = claim["spec"]["resources"]["requests"]["storage"]
        status = {"phase": "Bound", "capacity": {"storage": size}}
        path = f"{self.path(claim)}/status"
        self.call("PATCH", path, {"status": status}, "application/merge-patch+json")

    def path(self, entry: Manifest) -> str:
        """Give the path of an object."""
        group = entry["apiVersion"]
        root = f"/apis/{group}" if "/" in group else f"/api/{group}"
        plural, namespaced = self.resources(root)[entry["kind"]]
        namespace = entry["metadata"].get("namespace")
        middle = f"/namespaces/{namespace}" if namespaced and namespace else ""
        return f"{root}{middle}/{plural}/{entry['metadata']['name']}"

    @cache  # noqa: B019 - the client lives as long as the test
    def resources(self, root: str) -> dict[str, tuple[str, bool]]:
        """Map each kind of an API group to its path, and to whether it has a namespace."""
        listed = self.call("GET", root)["resources"]
        return {
            resource["kind"]: (resource["name"], resource["namespaced"])
            for resource in listed
            if "/" not in resource["name"]
        }


def process_ended(process: subprocess.Popen[bytes]) -> None:
    """Give a process a moment; it is over where this returns early."""
    try:
        process.wait(timeout=0.2)
    except subprocess.TimeoutExpired:
        return


def placed(entries: Iterable[Manifest], namespace: str) -> list[Manifest]:
    """Put the objects of Kubernetes' own groups into a namespace, itself first."""
    own = [{"apiVersion": "v1", "kind": "Namespace", "metadata": {"name": namespace}}]
    for entry in entries:
        group = entry["apiVersion"].rpartition("/")[0]
        builtin = "." not in group or group.endswith(".k8s.io")
        if builtin and "gateway" not in group and entry["kind"] != "Namespace":
            own.append({**entry, "metadata": {**entry["metadata"], "namespace": namespace}})
    return own
