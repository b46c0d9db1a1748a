"""A build is the same to the last byte whatever processor and library do its sums."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

# Builds the sample and prints all that is shown of it, and every pair's probabilities.
BUILD = """
import hashlib
import sys
from datetime import UTC, datetime

import sqlalchemy as sa

from jobs.embed import read_vectors
from jobs.ingest import ingest
from jobs.pipeline import build
from jobs.sample import sample_folder
from service.embeddings.encoder import load_encoder
from service.settings import Settings
from service.sources.files import read_pages
from service.sources.registry import load_outlets
from service.store import articles
from service.store.engine import open_store
from service.store.schema import entry, event, membership, middle, story, timeline
from service.stories.candidates import CandidateParams
from service.stories.corpus import make_corpus
from service.stories.similarity import link, load_background, load_model

now = datetime(2022, 1, 1, tzinfo=UTC)
store = open_store(sys.argv[1], create=True)
ingest(store, read_pages(str(sample_folder())), outlets=load_outlets(), now=now)
build(store, Settings(), now=now)
with store.read() as connection:
    for table in (story, event, membership, middle, timeline, entry):
        for row in sorted(map(repr, connection.execute(sa.select(table)).all())):
            print(table.name, row)
    found = list(articles.stream(connection))
corpus = make_corpus(found, *read_vectors(store, load_encoder(), found), load_background())
links = link(corpus, load_model(), CandidateParams())
for name in ("first", "second", "event", "plain", "story"):
    print(name, hashlib.sha256(getattr(links, name).tobytes()).hexdigest())
"""
# What an old processor would do, as far as the libraries can be told: each picks its own sums by
# what the processor can. On a machine of another kind some of it says nothing.
OLD = {
    "OPENBLAS_CORETYPE": "Nehalem",
    "NPY_DISABLE_CPU_FEATURES": "AVX512_ICL AVX512_SPR X86_V4 X86_V3",
    "FAISS_OPT_LEVEL": "generic",
    "OMP_NUM_THREADS": "2",
}


def test_an_old_processor_builds_the_same_sample(tmp_path: Path) -> None:
    own = {name: value for name, value in os.environ.items() if name not in OLD}
    settings = [own | {"OMP_NUM_THREADS": "1"}, own | OLD]
    children = [
        subprocess.Popen(
            [sys.executable, "-c", BUILD, str(tmp_path / f"{place}.db")],
            env=env,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        for place, env in enumerate(settings)
    ]
    new, old = (child.communicate() for child in children)
    assert [child.returncode for child in children] == [0, 0], new[1] + old[1]
    shown, again = new[0].splitlines(), old[0].splitlines()
    assert len(shown) > 300
    assert [(a, b) for a, b in zip(shown, again, strict=True) if a != b] == []
