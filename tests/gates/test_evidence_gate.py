"""Every entry of every timeline of the sample cites a sentence that names or implies its date."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from jobs.ingest import ingest
from jobs.pipeline import build
from jobs.sample import sample_folder
from service.evaluation.evidence import EvidenceScore, score_evidence
from service.settings import Settings
from service.sources.files import read_pages
from service.sources.registry import load_outlets
from service.store import articles, stories, timelines
from service.store.engine import open_store

NOW = datetime(2022, 1, 1, tzinfo=UTC)
# Measured: 0.94 of the sentences shown name their date themselves.
NAMED = 0.9
# Measured: of what is cited beside them so much has few words in common with them.
APART = 0.3


@pytest.fixture(scope="module")
def score(tmp_path_factory: pytest.TempPathFactory) -> EvidenceScore:
    store = open_store(str(tmp_path_factory.mktemp("evidence") / "s.db"), create=True)
    outlets = load_outlets()
    ingest(store, read_pages(str(sample_folder())), outlets=outlets, now=NOW)
    build(store, Settings(), now=NOW)
    with store.read() as connection:
        known = {one.id: one for one in articles.stream(connection)}
        entries = [
            entry
            for story in sorted({one.story for one in stories.members(connection)})
            for entry in timelines.get(connection, story).entries
        ]
    return score_evidence(entries, known, {one.key: one.timezone for one in outlets})


def test_every_entry_has_evidence_for_its_date(score: EvidenceScore) -> None:
    # enough to tell; how many there are is for the grouping to say
    assert score.entries >= 90
    assert score.faults == ()
    assert score.supported == 1.0
    # one further sentence is of an undated article, read by an estimate
    assert score.cited >= 0.99
    assert score.another == 0.0


def test_what_else_is_cited_tells_what_is_shown(score: EvidenceScore) -> None:
    assert score.named >= NAMED
    assert score.apart <= APART


def test_the_sentence_shown_is_such_evidence(score: EvidenceScore) -> None:
    assert score.text_supported == 1.0
    assert score.text_named >= NAMED
