"""What an encoder costs: speed on one core, loading, disk and memory.

Knows nothing of quality. A fresh interpreter measures, so that nothing is warm or shared.
"""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import msgspec

from jobs.evaluations.encoding import read_table
from service.embeddings.encoder import BUNDLED
from service.embeddings.inputs import first_words
from service.embeddings.params import EncoderParams
from service.embeddings.snapshot import locate
from service.errors import EncoderError

ARTICLES = 4_000
THREADS = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "RAYON_NUM_THREADS")
ONE_CORE = dict.fromkeys(THREADS, "1")
# Run by a fresh interpreter: argv has the encoder's settings, stdin the titles and the bodies.
MEASURE = """
import json, sys, time
def peak():
    # of this program alone; getrusage would count the parent's before exec
    lines = open("/proc/self/status").read().splitlines()
    return next(int(one.split()[1]) for one in lines if one.startswith("VmHWM"))
titles, bodies = json.load(sys.stdin)
before = peak()
started = time.perf_counter()
import msgspec
from service.embeddings.encoder import load_encoder
from service.embeddings.params import EncoderParams
encoder = load_encoder(msgspec.json.decode(sys.argv[1], type=EncoderParams))
loaded, worked = time.perf_counter(), time.process_time()
encoder.encode(titles, "title")
encoder.encode(bodies, "body")
done, worked = time.perf_counter(), time.process_time() - worked
after = peak()
print(json.dumps({
    "articles": len(titles),
    "articles_per_second": len(titles) / (done - loaded),
    "articles_per_core_second": len(titles) / worked,
    "load_seconds": loaded - started,
    "resident_mb_more": (after - before) / 1024,
}))
"""


class Measured(msgspec.Struct, frozen=True, kw_only=True):
    """What the fresh interpreter found. A second is the clock's, which others on the machine
    share, a core's second is this program's own. Memory is the peak over what the bare
    interpreter had with the texts in hand, numpy and scipy included; torch is never loaded by the
    bundled encoder.
    """

    articles: int
    articles_per_second: float
    articles_per_core_second: float
    load_seconds: float
    resident_mb_more: float


class Cost(Measured, frozen=True, kw_only=True):
    """The same, and the megabytes of the model's files."""

    disk_mb: float


def measure_cost(params: EncoderParams, data: Path) -> Cost:
    """Encode title and 200 words of up to 4,000 articles on one core. Raises EncoderError."""
    table = read_table(data / "news2018.parquet").head(ARTICLES)
    texts = [table["title"].to_list(), [first_words(text) for text in table["text"].to_list()]]
    done = subprocess.run(  # noqa: S603 - our own interpreter and script
        [sys.executable, "-c", MEASURE, msgspec.json.encode(params).decode()],
        env={**os.environ, **ONE_CORE},
        input=msgspec.json.encode(texts).decode(),
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        raise EncoderError(
            f"{params.name}: cannot be measured apart ({done.stderr.strip()[-300:]})"
        )
    found = msgspec.json.decode(done.stdout, type=Measured)
    return Cost(disk_mb=_size(params.name), **msgspec.structs.asdict(found))


def _size(name: str) -> float:
    folder = BUNDLED if name == "bundled" else Path(name)
    if not folder.is_dir():
        folder = locate(name)
    return sum(one.stat().st_size for one in folder.rglob("*") if one.is_file()) / 1e6
