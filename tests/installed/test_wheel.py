"""The wheel, in an environment that has nothing but what the wheel says it needs."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from importlib.metadata import distribution
from importlib.metadata import distributions
from pathlib import Path
from zipfile import ZipFile

import pytest

import generators
from generators import records
from generators.plan import recommended
from tests import signed
from tests.source import TOP

pytestmark = pytest.mark.slow
PROGRAM = "skillflaw-configurator"
REQUIREMENT = re.compile(r"^Requires-Dist: ([\w.-]+)[^;\n]*(;.*extra.*)?(?:;.*)?$", re.MULTILINE)


def ran(*command: object, code: int = 0, text: str = "") -> str:
    """Run a program; give its output, and fail where its exit code is another one."""
    ended = subprocess.run(
        [str(part) for part in command], capture_output=True, text=True, check=False, input=text
    )
    assert ended.returncode == code, ended.stdout + ended.stderr
    return ended.stdout


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build the wheel, as `make wheel` does."""
    folder = tmp_path_factory.mktemp("wheel")
    ran(TOP / "scripts/wheel", folder)
    (path,) = folder.glob("*.whl")
    return path


def needed(metadata: str) -> set[str]:
    """Name what a distribution needs, and what that needs, without what is optional."""
    names: set[str] = set()
    waiting = [name for name, optional in REQUIREMENT.findall(metadata) if not optional]
    while waiting:
        name = re.sub(r"[-_.]+", "-", waiting.pop()).lower()
        if name not in names and installed(name):
            names.add(name)
            requires = "\n".join(f"Requires-Dist: {r}" for r in distribution(name).requires or ())
            waiting += [other for other, extra in REQUIREMENT.findall(requires) if not extra]
    return names


def installed(name: str) -> bool:
    """Tell whether a distribution is installed; some are for other systems or older Pythons."""
    return any(True for _ in distributions(name=name))


@pytest.fixture(scope="module")
def program(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Install the wheel into an empty environment, and link to it what the wheel requires."""
    environment = tmp_path_factory.mktemp("pipx")
    ran(sys.executable, "-m", "venv", "--without-pip", environment)
    python = environment / "bin/python"
    pip = (sys.executable, "-m", "pip", "--python", python, "install")
    ran(*pip, "--quiet", "--no-index", "--no-deps", "--disable-pip-version-check", wheel)
    code = "import sysconfig; print(sysconfig.get_path('purelib'))"
    packages = Path(ran(python, "-c", code).strip())
    with ZipFile(wheel) as archive:
        metadata = next(name for name in archive.namelist() if name.endswith("/METADATA"))
        names = needed(archive.read(metadata).decode())
    assert "django" not in names
    for name in names:
        files = distribution(name).files or ()
        for top in {file.parts[0] for file in files if file.parts[0] != ".."}:
            (packages / top).symlink_to(Path(str(distribution(name).locate_file(top))))
    return environment / "bin" / PROGRAM


@pytest.fixture
def plan(tmp_path: Path) -> Path:
    path = tmp_path / "plan.yaml"
    path.write_text(generators.plan_yaml(recommended()), encoding="utf-8")
    return path


def test_the_same_files_give_the_same_wheel(wheel: Path, tmp_path: Path) -> None:
    ran(TOP / "scripts/wheel", tmp_path)

    assert (tmp_path / wheel.name).read_bytes() == wheel.read_bytes()


def test_the_wheel_has_the_commands_and_the_templates_and_no_server(wheel: Path) -> None:
    names = set(ZipFile(wheel).namelist())
    tracked = ran("git", "-C", TOP, "ls-files", "cli", "generators").split()

    assert {name.split("/")[0] for name in names} == {
        "cli",
        "generators",
        f"skillflaw_configurator-{generators.VERSION}.dist-info",
    }
    assert set(tracked) <= names


def test_every_command_runs_without_django(program: Path, plan: Path, tmp_path: Path) -> None:
    bundle = tmp_path / "deploy" / recommended().name
    validated = ran(program, "validate", plan, "--format", "json")
    ran(program, "generate", plan, "--output", bundle.parent)
    verified = ran(program, "verify", bundle, "--checksums")
    record, keys = tmp_path / "record.json", tmp_path / "keys.json"
    record.write_bytes(signed.signed())
    keys.write_text(records.as_jwks([signed.public()]))
    approved = ran(program, "verify", bundle, "--record", record, "--key", keys)
    line = ran(program, "explain", plan, "base/backend-deployment.yaml:30", "--format", "json")
    rules = ran(program, "rules", "--format", "json")
    schema = ran(program, "schema")

    assert json.loads(validated)["verdict"] == "ready"
    assert (bundle / "plan.yaml").is_file()
    assert "Checksums agree" in verified
    assert json.loads(line)[0]["line"] == 30
    assert "The signature is valid" in approved
    assert len(json.loads(rules)) == len(generators.RULES)
    assert json.loads(schema)["title"] == "SkillFlaw deployment plan"
    assert "complete" in ran(program, "completion", "bash")
    assert generators.VERSION in ran(program, "--version")


def test_a_promotion_runs_without_django(program: Path, plan: Path) -> None:
    document = generators.sparse(recommended())
    document["spec"]["release"].pop("environment", None)
    document["environments"] = {"staging": {"topology": {"mcp": True}}, "production": {}}

    promoted = ran(
        *(program, "promote", "-", "--from", "staging", "--to", "production"),
        text=json.dumps(document),
    )

    file = generators.read_plan_file(promoted.encode())
    assert file.plan_of("production").topology.mcp is True


def test_the_wheel_makes_the_bundle_that_the_server_makes(
    program: Path, plan: Path, tmp_path: Path
) -> None:
    ran(program, "generate", plan, "--zip", tmp_path / "acme.zip")

    assert (tmp_path / "acme.zip").read_bytes() == generators.bundle(recommended()).zipped()
