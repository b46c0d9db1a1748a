"""The README tells the whole truth: every command, route and settings section stands in it."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from dashboards.app import create_app
from jobs.__main__ import COMMANDS
from jobs.evaluate import KINDS
from service.embeddings.params import EncoderParams
from service.settings import SECTIONS
from service.store.engine import open_store

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")


def test_it_opens_with_the_two_commands() -> None:
    first = re.search(r"```sh\n(.*?)```", README, re.DOTALL)
    assert first is not None
    assert [line.split("#")[0].strip() for line in first[1].splitlines()] == [
        "make run",
        "make test",
    ]


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_stands_in_it(name: str) -> None:
    assert f"`riwaya {name}`" in README


@pytest.mark.parametrize("name", [*KINDS, *SECTIONS])
def test_every_kind_and_section_stands_in_it(name: str) -> None:
    assert f"`{name}`" in README


@pytest.mark.parametrize("name", EncoderParams.__struct_fields__)
def test_every_setting_of_the_encoder_stands_in_it(name: str) -> None:
    assert f"`{name}`" in README.partition("### Choosing an encoder")[2]


def test_every_route_stands_in_it(tmp_path: Path) -> None:
    url = str(tmp_path / "s.db")
    open_store(url, create=True).close()
    routes = {
        re.sub(r":\w+}", "}", route.path)
        for route in create_app(url).routes
        if route.path.startswith("/api/v1/") and "openapi/" not in route.path
    }
    told = set(re.findall(r"`(/api/v1/[^`]*)`", README))
    assert routes - {"/api/v1/openapi.json"} == told


def test_every_make_target_is_explained() -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    phony = re.search(r"^\.PHONY: (.*)$", makefile, re.MULTILINE)
    assert phony is not None
    for target in phony[1].split():
        assert re.search(rf"^{target}:.*## \S", makefile, re.MULTILINE), target


def test_linked_files_exist() -> None:
    for link in re.findall(r"\]\(([^)#]+)\)", README):
        assert link.startswith("http") or (ROOT / link).exists(), link
