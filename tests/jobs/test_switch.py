"""Another encoder: encoded anew from where it stopped, swapped at once, the old kept until told."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import msgspec
import numpy as np
import pytest
from litestar.testing import TestClient
from numpy.typing import NDArray

from jobs.doctor import examine
from jobs.embed import BATCH, embed, read_vectors
from jobs.ingest import ingest
from jobs.pipeline import build
from jobs.prune import prune
from jobs.sample import sample_folder
from service.api.app import assemble
from service.embeddings.encoder import load_encoder
from service.embeddings.params import EncoderParams, Role
from service.errors import EncoderError, StoreError
from service.records import Article
from service.settings import Settings
from service.sources.files import read_pages
from service.sources.registry import load_outlets
from service.steps import in_steps, unit_rows
from service.store import articles as article_store
from service.store import models, runs
from service.store.engine import Store, open_store
from tests.jobs.weights import write_random

ROOT = Path(__file__).parent.parent.parent
NOW = datetime(2022, 1, 1, tzinfo=UTC)
Client = TestClient[Any]


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store of the sample's articles, and two encoders beside it."""
    folder = tmp_path_factory.mktemp("switch")
    store = open_store(str(folder / "store.db"), create=True)
    ingest(store, list(read_pages(str(sample_folder()))), outlets=load_outlets(), now=NOW)
    with store.read() as connection:
        texts = [f"{one.title} {one.body}" for one in article_store.stream(connection)]
    for name, dimensions in (("old", 24), ("newer", 40)):
        write_random(folder / name, name, texts, dimensions=dimensions)
    store.close()
    return folder


def with_encoder(folder: Path) -> Settings:
    return Settings(encoder=EncoderParams(name=str(folder)))


@pytest.fixture
def store(filled: Path, tmp_path: Path) -> Iterator[Store]:
    (tmp_path / "copy.db").write_bytes((filled / "store.db").read_bytes())
    opened = open_store(str(tmp_path / "copy.db"))
    yield opened
    opened.close()


class Stopping:
    """An encoder that counts its texts and stops dead after so many."""

    def __init__(self, name: str, after: int) -> None:
        self._inner = load_encoder(name)
        self.name, self.dimensions = self._inner.name, self._inner.dimensions
        self.params = self._inner.params
        self.encoded: list[str] = []
        self._after = after

    def prefix(self, role: Role) -> str:
        return self._inner.prefix(role)

    def encode(self, texts: Sequence[str], role: Role = "body") -> NDArray[np.float32]:
        if len(self.encoded) + len(texts) > self._after:
            raise KeyboardInterrupt
        self.encoded += texts
        return self._inner.encode(texts, role)


def test_an_interrupted_encoding_goes_on_where_it_stopped(
    store: Store, filled: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("jobs.embed.BATCH", 32)
    assert BATCH > 32
    with store.read() as connection:
        articles = list(article_store.stream(connection))
    first = Stopping(str(filled / "newer"), after=100)
    with pytest.raises(KeyboardInterrupt):
        embed(store, first, articles)
    assert len(first.encoded) == 96
    second = Stopping(str(filled / "newer"), after=10_000)
    assert embed(store, second, articles) == len(second.encoded) > 0
    assert not set(first.encoded) & set(second.encoded)
    whole = load_encoder(str(filled / "newer"))
    titles, _ = read_vectors(store, second, articles)
    np.testing.assert_array_equal(
        titles, whole.encode([" ".join(one.title.split()) for one in articles])
    )
    assert embed(store, second, articles) == 0


def test_vectors_that_went_away_are_missed(store: Store, filled: Path) -> None:
    encoder = load_encoder(str(filled / "old"))
    with store.read() as connection:
        articles = list(article_store.stream(connection))
    embed(store, encoder, articles)
    with store.write() as connection:
        models.drop(connection, [encoder.name])
    with pytest.raises(StoreError, match="are gone"):
        read_vectors(store, encoder, articles)


def likest(client: Client, article: str) -> list[str]:
    answer = client.get(f"/api/v1/articles/{article}/similar")
    assert answer.status_code == 200, answer.text
    return [one["id"] for one in answer.json()["items"]]


def by_meaning(client: Client, words: str, **more: str | int) -> dict[str, Any]:
    asked: dict[str, str | int] = {"q": words, "by": "meaning", **more}
    answer = client.get("/api/v1/search", params=asked)
    assert answer.status_code == 200, answer.text
    found: dict[str, Any] = answer.json()
    return found


def expected(store: Store, folder: Path, article: Article) -> tuple[list[str], list[str]]:
    """The 20 articles likest to ``article``, itself left out, and those likest to its title."""
    encoder = load_encoder(str(folder))
    with store.read() as connection:
        articles = list(article_store.stream(connection))
    titles, bodies = read_vectors(store, encoder, articles)
    rows = in_steps(unit_rows(0.25 * titles + 0.75 * bodies))
    ids = np.array([one.id for one in articles])
    own = rows[ids == article.id][0]
    near = [str(ids[place]) for place in np.argsort(-(rows @ own), kind="stable")]
    asked = encoder.encode([article.title], "title")[0]
    told = [str(ids[place]) for place in np.argsort(-(rows @ asked), kind="stable")]
    return [one for one in near if one != article.id][:20], told[:20]


def ids_of(answer: dict[str, Any]) -> list[str]:
    return [one["id"] for one in answer["items"]]


def test_readers_go_on_with_the_old_until_the_new_lands(store: Store, filled: Path) -> None:
    old, newer = with_encoder(filled / "old"), with_encoder(filled / "newer")
    build(store, old, now=NOW)
    with TestClient(assemble(store, load_outlets())) as client:
        with store.read() as connection:
            asked = next(iter(article_store.stream(connection)))
            every = list(article_store.stream(connection))
        before = likest(client, asked.id)
        found_before = by_meaning(client, asked.title)
        assert (before, ids_of(found_before)) == expected(store, filled / "old", asked)

        embed(store, load_encoder(newer.encoder), every)
        assert likest(client, asked.id) == before
        assert by_meaning(client, asked.title) == found_before

        build(store, newer, now=NOW + timedelta(hours=1))
        after = likest(client, asked.id)
        found_after = by_meaning(client, asked.title)
        assert (after, ids_of(found_after)) == expected(store, filled / "newer", asked)
        assert after != before
        found = by_meaning(client, asked.title, limit=3)
        following = by_meaning(client, asked.title, limit=3, cursor=found["next"])
        assert found["items"] + following["items"] == found_after["items"][:6]

        gone = prune(store, newer)
        assert [one.name for one in gone] == [load_encoder(str(filled / "old")).name]
        assert likest(client, asked.id) == after


def test_nothing_that_is_used_is_dropped(store: Store, filled: Path) -> None:
    old, newer = with_encoder(filled / "old"), with_encoder(filled / "newer")
    with store.read() as connection:
        articles = list(article_store.stream(connection))
    embed(store, load_encoder(newer.encoder), articles)
    assert prune(store, old) == []
    build(store, old, now=NOW)
    assert prune(store, newer) == []
    with store.read() as connection:
        assert len(models.kept(connection)) == 2
    assert [one.vectors > 0 for one in prune(store, old)] == [True]
    absent = msgspec.structs.replace(old, encoder=EncoderParams(name=str(filled / "absent")))
    with pytest.raises(EncoderError, match="no such folder"):
        prune(store, absent)


def test_the_doctor_tells_of_a_switch_and_of_what_is_left_behind(
    store: Store, filled: Path
) -> None:
    def vectors(settings: Settings) -> tuple[str, str]:
        url = f"{store.url}"
        checks = examine(settings.replace_store(url))
        found = next(one for one in checks if one.name == "vectors")
        return found.verdict, found.remedy

    old, newer = with_encoder(filled / "old"), with_encoder(filled / "newer")
    build(store, old, now=NOW)
    assert vectors(old) == ("ok", "")
    assert "riwaya build" in vectors(newer)[1]
    build(store, newer, now=NOW + timedelta(hours=1))
    assert "riwaya doctor --prune" in vectors(newer)[1]
    prune(store, newer)
    assert vectors(newer) == ("ok", "")


def test_the_doctor_names_what_an_encoder_lacks(filled: Path) -> None:
    url = str(filled / "store.db")
    checks = examine(Settings(store=url, encoder=EncoderParams(name="nobody/no-such-model")))
    told = {one.name: one for one in checks}
    assert told["encoder"].verdict == "missing"
    assert "model.safetensors" in told["encoder"].remedy
    assert told["vectors"].verdict == "optional"


def test_an_index_whose_encoder_went_away_says_so(
    store: Store, filled: Path, tmp_path: Path
) -> None:
    moved = tmp_path / "moved"
    moved.mkdir()
    for file in (filled / "old").iterdir():
        (moved / file.name).write_bytes(file.read_bytes())
    build(store, with_encoder(moved), now=NOW)
    with TestClient(assemble(store, load_outlets())) as client:
        for file in (filled / "newer").iterdir():
            (moved / file.name).write_bytes(file.read_bytes())
        refused = client.get("/api/v1/search", params={"q": "ماء", "by": "meaning"})
        assert refused.status_code == 503
        assert "riwaya build" in refused.json()["detail"]
        with store.read() as connection:
            some = next(iter(article_store.stream(connection))).id
        assert likest(client, some)
        (moved / "tokenizer.json").unlink()
        refused = client.get("/api/v1/search", params={"q": "ماء", "by": "meaning"})
        assert refused.status_code == 503


def test_before_the_first_build_nothing_is_alike(store: Store) -> None:
    with TestClient(assemble(store, load_outlets())) as client:
        with store.read() as connection:
            assert runs.latest(connection) is None
            some = next(iter(article_store.stream(connection))).id
        assert likest(client, some) == []
        assert by_meaning(client, "ماء") == {"items": [], "next": None}
        assert client.get("/api/v1/articles/none/similar").status_code == 404


@pytest.mark.parametrize(
    ("setting", "value", "status", "message"),
    [
        ("NAME", "nobody/no-such-model", 1, "model.safetensors"),
        ("NAME", "/nowhere/model", 1, "no such folder; put modules.json"),
        ("NAME", "", 2, "encoder.name"),
        ("POOLING", "guess", 2, "encoder.pooling"),
        ("MAX_LENGTH", "128", 2, "static encoder"),
    ],
)
def test_what_cannot_be_used_ends_a_build_in_words(
    filled: Path, setting: str, value: str, status: int, message: str
) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "jobs", "build", "--store", str(filled / "store.db")],
        env=os.environ | {f"RIWAYA_ENCODER_{setting}": value},
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stdout) == (status, "")
    assert message in done.stderr
    assert "Traceback" not in done.stderr
