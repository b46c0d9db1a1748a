"""The direction of imports, and what the tree may hold."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
PACKAGES = ("service", "jobs", "dashboards")
FORBIDDEN_NAMES = {"utils", "helpers", "manager", "base", "common", "misc"}
# Heavy libraries that `riwaya --help`, the API and the settings must not wait for.
HEAVY = ("torch", "sentence_transformers", "transformers", "sklearn", "hdbscan", "faiss", "plotly")


def modules() -> list[Path]:
    return [path for name in PACKAGES for path in sorted((ROOT / name).rglob("*.py"))]


def test_the_import_contracts_hold() -> None:
    script = Path(sys.executable).with_name("lint-imports")
    done = subprocess.run([str(script)], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


def test_no_module_has_a_name_that_says_nothing() -> None:
    assert [path for path in modules() if path.stem in FORBIDDEN_NAMES] == []


def test_every_module_says_what_it_is_for() -> None:
    silent = [
        path.relative_to(ROOT).as_posix()
        for path in modules()
        if not re.match(r'\s*(#.*\n)*r?"""', path.read_text(encoding="utf-8"))
    ]
    assert silent == []


def test_the_top_level_holds_what_was_agreed() -> None:
    listed = subprocess.run(
        ["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    if listed.returncode != 0:
        pytest.skip("not a git checkout")
    top = {line.split("/")[0] for line in listed.stdout.splitlines()}
    allowed = {
        *("service", "jobs", "dashboards", "tests", "docker", "pyproject.toml", "constraints.txt"),
        *("README.md", "CHANGELOG.md", "CONTRIBUTING.md", "LICENSE", "Makefile"),
    }
    assert {name for name in top if not name.startswith(".")} <= allowed


@pytest.mark.parametrize("module", ["jobs.__main__", "service.settings", "dashboards.app"])
def test_starting_imports_nothing_heavy(module: str) -> None:
    code = f"import sys, {module}; print(*[n for n in {HEAVY!r} if n in sys.modules])"
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert done.stdout.split() == []


def test_nothing_that_ships_imports_what_is_made_for_tests() -> None:
    imported = re.compile(r"^\s*(?:from|import)\s+tests\b", re.MULTILINE)
    assert [path for path in modules() if imported.search(path.read_text(encoding="utf-8"))] == []


def test_products_of_matrices_are_left_to_one_thread_before_numpy_is_there() -> None:
    script = (
        "import os, sys; from jobs.__main__ import main; assert 'numpy' not in sys.modules\n"
        "sys.argv = ['riwaya', '--version']\n"
        "try: main()\n"
        "except SystemExit: print(os.environ['OPENBLAS_NUM_THREADS'])"
    )
    bare = {name: value for name, value in os.environ.items() if name != "OPENBLAS_NUM_THREADS"}
    for given, expected in ((bare, "1"), ({**bare, "OPENBLAS_NUM_THREADS": "3"}, "3")):
        done = subprocess.run(
            [sys.executable, "-c", script],
            cwd=ROOT,
            env=given,
            capture_output=True,
            text=True,
            check=True,
        )
        assert done.stdout.split()[-1] == expected
