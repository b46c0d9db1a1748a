"""A crawl killed at any moment keeps what it had, and the next one goes on where it stopped."""

from __future__ import annotations

import random
import signal
import subprocess
import sys
import time
from pathlib import Path

from service.store.engine import open_store
from tests.jobs.crawl import press
from tests.jobs.crawl.crawling import counts, held, run
from tests.sources.server import Answer, Handler, Page, serving

ROOT = Path(__file__).parent.parent.parent.parent
PAGES = 40
KILLS = 3
CRAWL = """
import sys
from tests.jobs.crawl.crawling import run
from tests.jobs.crawl.press import outlet_at
from service.store.engine import open_store
import jobs.crawl
jobs.crawl.BATCH = 5
run(open_store(sys.argv[1], create=True), outlet_at(sys.argv[2]))
"""


def paced(number: int) -> Page:
    def page(_handler: Handler) -> Answer | None:
        time.sleep(0.02)
        return 200, press.HTML, press.html(number)

    return page


def test_a_killed_crawl_goes_on_where_it_stopped(tmp_path: Path) -> None:
    store = tmp_path / "store.db"
    moments = random.Random(7)
    with serving() as site:
        press.publish(site, range(PAGES), ETag='"same"')
        for number in range(PAGES):
            site.pages[f"/news/{number}.html"] = paced(number)
        for _ in range(KILLS):
            before = len(site.asked)
            process = subprocess.Popen(
                [sys.executable, "-c", CRAWL, str(store), site.root], cwd=ROOT
            )
            # killed once it has begun, and some pages later
            wanted = before + moments.randrange(2, 12)
            while len(site.asked) < wanted and process.poll() is None:
                time.sleep(0.005)
            process.send_signal(signal.SIGKILL)
            process.wait()
            assert process.returncode == -signal.SIGKILL
        opened = open_store(str(store))
        kept = set(held(opened))
        asked = set(site.count())
        report = run(opened, press.outlet(site))
        found = held(opened)
        opened.close()
    assert set(found) == {press.title(number) for number in range(PAGES)}
    assert all(one.revision == 1 for one in found.values())
    # what was kept was not fetched again; what was under way is at most a batch a kill
    assert report.fetched == PAGES - len(kept)
    twice = sum(times - 1 for path, times in site.count().items() if path.startswith("/news/"))
    assert twice <= KILLS * 6
    assert kept
    assert len(asked) > 3
    assert counts(report)["new"] == PAGES - len(kept)
