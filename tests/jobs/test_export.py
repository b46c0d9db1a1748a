"""`riwaya export`: all stories, or one in every format."""

from __future__ import annotations

import json
from pathlib import Path

import msgspec
import pytest
from click.testing import CliRunner, Result

from jobs.commands.export import command
from service.records import Redirect
from service.store import articles, runs
from service.store.engine import open_store
from service.timelines.exports import FORMATS
from tests.store.examples import NOON, an_article, an_outcome


@pytest.fixture
def store(tmp_path: Path) -> str:
    url = str(tmp_path / "store.db")
    opened = open_store(url, create=True)
    group = [an_article(1), an_article(2)]
    moved = Redirect(old="s-old", new="s-000", at=NOON, reason="merged")
    with opened.write() as connection:
        articles.write(connection, group, [], NOON)
        made = an_outcome([group])
        runs.land(connection, msgspec.structs.replace(made, redirects=[moved]))
    opened.close()
    return url


def run(store: str, *arguments: str) -> Result:
    return CliRunner().invoke(command, ["--store", store, *arguments])


@pytest.mark.parametrize("kind", FORMATS)
def test_one_story_in_every_format(store: str, kind: str, tmp_path: Path) -> None:
    output = tmp_path / "story.file"
    done = run(store, "--story", "s-000", "--format", kind, "--output", str(output))
    assert done.exit_code == 0, done.output
    assert output.stat().st_size > 0
    piped = run(store, "--story", "s-000", "--format", kind)
    assert piped.stdout_bytes == output.read_bytes()


def test_json_is_the_format_of_one_story_and_jsonl_of_all(store: str) -> None:
    one = json.loads(run(store, "--story", "s-000").stdout)
    assert one["story"]["id"] == "s-000"
    assert [each["id"] for each in one["articles"]] == ["a-001", "a-002"]
    lines = run(store).stdout.splitlines()
    assert [json.loads(line)["id"] for line in lines] == ["s-000"]


def test_a_merged_id_is_followed(store: str) -> None:
    assert json.loads(run(store, "--story", "s-old").stdout)["story"]["id"] == "s-000"


def test_links_lead_to_the_site_that_is_named(store: str) -> None:
    done = run(store, "--story", "s-000", "--format", "jsonfeed", "--site", "https://r.example/")
    assert json.loads(done.stdout)["home_page_url"] == "https://r.example/stories/s-000"
    bare = run(store, "--story", "s-000", "--format", "jsonfeed")
    assert "home_page_url" not in json.loads(bare.stdout)


@pytest.mark.parametrize(
    ("arguments", "status", "said"),
    [
        (["--format", "ics"], 2, "--story"),
        (["--story", "s-000", "--format", "jsonl"], 2, "leave --story out"),
        (["--story", "nope"], 1, "nope"),
        (["--format", "docx"], 2, "docx"),
    ],
)
def test_what_cannot_be_written_is_said(
    store: str, arguments: list[str], status: int, said: str
) -> None:
    done = run(store, *arguments)
    assert done.exit_code == status
    assert said in done.output


def test_the_answer_as_json(store: str, tmp_path: Path) -> None:
    output = tmp_path / "story.ics"
    done = run(store, "--story", "s-000", "--format", "ics", "--output", str(output), "--json")
    assert json.loads(done.stdout) == {"file": str(output), "format": "ics", "count": 1}
