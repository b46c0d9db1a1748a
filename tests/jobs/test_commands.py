"""The command line as a caller meets it: what it prints where, and how it exits."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from jobs.__main__ import COMMANDS
from jobs.evaluate import KINDS

ROOT = Path(__file__).parent.parent.parent
PAGE = """سياسة

المجلس الجماعي يصادق على ميزانية السنة المقبلة


كشـ24 نشر في: 3 يونيو 2021

صادق المجلس الجماعي، أمس الأربعاء، على ميزانية السنة المقبلة بأغلبية أعضائه الحاضرين في دورة \
عادية دامت خمس ساعات. وتخصص الميزانية ثلث مواردها لتأهيل الأحياء الناقصة التجهيز، وفق ما جاء في \
العرض الذي قدمه رئيس المجلس أمام الأعضاء. ويرتقب أن تنطلق أولى الأشغال في شتنبر 2021 بعد المصادقة \
على دفاتر التحملات الخاصة بها.
"""


def riwaya(*arguments: str, folder: Path) -> subprocess.CompletedProcess[str]:
    environment = {name: text for name, text in os.environ.items() if "RIWAYA" not in name}
    return subprocess.run(
        [sys.executable, "-m", "jobs", *arguments],
        cwd=folder,
        env=environment | {"PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.mark.parametrize(
    "arguments",
    [(), *((name,) for name in COMMANDS), *(("evaluate", kind) for kind in KINDS)],
    ids=" ".join,
)
def test_every_command_explains_itself(arguments: tuple[str, ...], tmp_path: Path) -> None:
    done = riwaya(*arguments, "--help", folder=tmp_path)
    assert done.returncode == 0, done.stderr
    assert "Usage: riwaya" in done.stdout
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("arguments", "status", "message"),
    [
        (("ingest",), 2, "name at least one file"),
        (("ingest", "none.txt"), 2, "none.txt"),
        (("ingest", "x.txt", "--published", "tomorrow"), 2, "2018-07-14"),
        (("build",), 1, "riwaya init"),
        (("serve",), 1, "riwaya init"),
        (("digest", "--until", "2018-13-01"), 2, "2018-07-14"),
        (("run", "--every", "soon", "--sample"), 2, "15m"),
        (("build", "--store", "mysql://x/y"), 2, "--store"),
        (("nonsense",), 2, "nonsense"),
    ],
)
def test_bad_use_exits_with_words(
    arguments: tuple[str, ...], status: int, message: str, tmp_path: Path
) -> None:
    done = riwaya(*arguments, folder=tmp_path)
    assert done.returncode == status
    assert message in done.stderr
    assert "Traceback" not in done.stderr
    assert done.stdout == ""


def test_from_a_page_to_a_digest(tmp_path: Path) -> None:
    (tmp_path / "page.txt").write_text(PAGE, encoding="utf-8")
    (tmp_path / "empty.html").write_text("<html><body></body></html>", encoding="utf-8")
    made = riwaya("init", "--json", folder=tmp_path)
    assert json.loads(made.stdout)["store"].endswith("riwaya.db")
    read = json.loads(riwaya("ingest", ".", "--json", folder=tmp_path).stdout)
    assert (read["read"], read["new"], read["rejected"]) == (2, 1, 1)
    assert read["rejections"][0]["origin"].endswith("empty.html")
    listed = riwaya("ingest", "--rejected", folder=tmp_path)
    assert "empty.html" in listed.stdout
    built = riwaya("build", "--json", folder=tmp_path)
    assert json.loads(built.stdout)["articles"] == 1
    assert "embed:" in built.stderr
    again = json.loads(riwaya("build", "--json", folder=tmp_path).stdout)
    assert again["unchanged"] is True
    told = json.loads(riwaya("digest", "--json", "--output", "out", folder=tmp_path).stdout)
    assert all((tmp_path / name).stat().st_size > 80 for name in told["files"])
    exported = riwaya("export", folder=tmp_path)
    story = json.loads(exported.stdout)
    assert story["title"] == "المجلس الجماعي يصادق على ميزانية السنة المقبلة"
    assert story["timeline"][0]["date"] == "2021-06-02"


def test_standard_input_is_a_source(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "jobs", "ingest", "-", "--json", "--store", str(tmp_path / "s.db")],
        cwd=ROOT,
        input=PAGE.encode(),
        capture_output=True,
        check=True,
    )
    assert json.loads(done.stdout)["new"] == 1


def test_the_store_may_be_named_by_the_environment(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "jobs", "init", "--json"],
        cwd=ROOT,
        env=os.environ | {"RIWAYA_STORE": str(tmp_path / "named.db")},
        capture_output=True,
        text=True,
        check=True,
    )
    assert json.loads(done.stdout)["store"].endswith("named.db")
    assert (tmp_path / "named.db").exists()


def test_settings_can_be_written_out_once(tmp_path: Path) -> None:
    done = riwaya("init", "--write-settings", "riwaya.toml", folder=tmp_path)
    assert done.returncode == 0, done.stderr
    assert "[timelines]" in (tmp_path / "riwaya.toml").read_text()
    assert riwaya("init", "--write-settings", "riwaya.toml", folder=tmp_path).returncode == 2


def test_the_doctor_says_what_is_missing(tmp_path: Path) -> None:
    done = riwaya("doctor", "--json", folder=tmp_path)
    told = json.loads(done.stdout)
    verdicts = {one["name"]: one["verdict"] for one in told["checks"]}
    assert done.returncode == 1
    assert not told["ok"]
    assert verdicts["store"] == "missing"
    assert verdicts["encoder"] == "ok"


def test_run_tells_as_json_what_was_taken_up_and_built(tmp_path: Path) -> None:
    (tmp_path / "page.txt").write_text(PAGE, encoding="utf-8")
    told = json.loads(riwaya("run", "page.txt", "--json", folder=tmp_path).stdout)
    assert told["ingest"]["new"] == 1
    assert told["build"]["stories"] == 1
