"""`riwaya ingest --outlet` as a caller meets it."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from service.errors import SettingsError
from service.settings import load_settings
from tests.jobs.crawl import press
from tests.sources.server import Site

ROOT = Path(__file__).parent.parent.parent.parent


def ingest(*arguments: str, folder: Path, **settings: str) -> subprocess.CompletedProcess[str]:
    return riwaya("ingest", *arguments, folder=folder, **settings)


def riwaya(*arguments: str, folder: Path, **settings: str) -> subprocess.CompletedProcess[str]:
    environment = {name: text for name, text in os.environ.items() if "RIWAYA" not in name}
    environment |= {f"RIWAYA_NETWORK_{name.upper()}": text for name, text in settings.items()}
    return subprocess.run(
        [sys.executable, "-m", "jobs", *arguments],
        cwd=folder,
        env=environment | {"PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=False,
    )


def test_an_address_is_an_outlet_of_its_own(site: Site, tmp_path: Path) -> None:
    press.publish(site, range(3))
    site.pages["/news/2.html"] = (404, {}, b"")
    feed = f"{site.root}/feed"
    done = ingest(
        "--outlet", feed, "--json", folder=tmp_path,
        allow_private="true", delay_s="0", agent="Tajriba/2 (+mailto:a@example.org)",
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    told = json.loads(done.stdout)
    assert told["outlets"] == {"127.0.0.1": told["total"]}
    assert told["total"] == {
        "fetched": 3,
        "unchanged": 0,
        "new": 3,
        "revised": 0,
        "reprint": 0,
        "rejected": 0,
        "refused": {},
        "failed": {"404": 1},
        "left": 0,
    }
    (lost,) = told["losses"]
    assert (lost["address"], lost["reason"]) == (f"{site.root}/news/2.html", "404")
    assert site.agents == {"Tajriba/2 (+mailto:a@example.org)"}
    again = ingest("--outlet", feed, "--allow-private", folder=tmp_path, delay_s="0")
    assert again.stdout == (
        "127.0.0.1: fetched 1, unchanged 2, new 0, revised 0, reprint 0, rejected 0, refused 0, "
        "failed 0, left 0\n"
    )


def test_nothing_had_of_anyone_is_a_failure(site: Site, tmp_path: Path) -> None:
    done = ingest("--outlet", f"{site.root}/feed", folder=tmp_path)
    assert done.returncode == 1
    assert "refused 2 (private 2)" in done.stdout
    assert "private addresses must be allowed expressly" in done.stderr
    assert "nothing could be had" in done.stderr
    assert not site.asked


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--outlet", "kech25"), "kech24"),
        (("--outlet", "a.txt", "--outlet", "hespress", "x.txt"), "name one --outlet"),
        (("--outlet", "kech24", "--language", "ar"), "--language"),
        (("--outlet", "kech24", "--limit", "-1"), "--limit"),
    ],
)
def test_bad_use_is_told_before_anything_is_asked(
    arguments: tuple[str, ...], said: str, tmp_path: Path
) -> None:
    done = ingest(*arguments, folder=tmp_path)
    assert (done.returncode, done.stdout) == (2, "")
    assert said in done.stderr
    assert "Traceback" not in done.stderr
    assert list(tmp_path.iterdir()) == []


def test_a_sitemap_named_as_a_page_says_what_to_do(tmp_path: Path) -> None:
    (tmp_path / "map.xml").write_text('<?xml version="1.0"?><urlset><url/></urlset>')
    done = ingest("map.xml", folder=tmp_path)
    assert done.returncode == 2
    assert "--outlet" in done.stderr


@pytest.mark.parametrize(
    ("name", "text"),
    [("delay_s", "-1"), ("hosts", "0"), ("agent", "two\nlines"), ("size", "big"), ("tries", "99")],
)
def test_settings_out_of_range_are_named(name: str, text: str) -> None:
    variable = f"RIWAYA_NETWORK_{name.upper()}"
    with pytest.raises(SettingsError, match=variable):
        load_settings(None, {variable: text})


def test_the_whole_path_begins_with_outlets(site: Site, tmp_path: Path) -> None:
    press.publish(site, range(3))
    done = riwaya(
        "run", "--outlet", f"{site.root}/feed", folder=tmp_path, allow_private="1", delay_s="0"
    )
    assert done.returncode == 0, done.stderr
    assert "127.0.0.1: fetched 4, unchanged 0, new 3" in done.stderr
    told = json.loads(riwaya("build", "--json", folder=tmp_path).stdout)
    assert (told["articles"], told["unchanged"]) == (3, True)
