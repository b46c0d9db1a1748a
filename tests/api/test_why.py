"""Why an article stands where it does, over a small store that was really built."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from litestar.testing import TestClient

from jobs.pipeline import build
from service.api.app import assemble
from service.records import Article, Published
from service.settings import Settings
from service.sources.registry import load_outlets
from service.store import articles as article_store
from service.store import stories
from service.store.engine import Store, open_store

START = datetime(2026, 3, 2, 8, tzinfo=UTC)
TEXTS = {
    "a-flood-1": (
        "انهيار سد ترابي قرب بلدة وادي النخيل وإجلاء مئات الأسر",
        (
            "انهار سد ترابي صباح الاثنين قرب بلدة وادي النخيل بعد أمطار غزيرة، وأجلت فرق الإنقاذ "
            "أربعمئة أسرة من البيوت القريبة من مجرى الوادي."
        ),
    ),
    "a-flood-2": (
        "فرق الإنقاذ تجلي سكان وادي النخيل بعد انهيار السد",
        (
            "أجلت فرق الإنقاذ سكان بلدة وادي النخيل إثر انهيار السد الترابي صباح الاثنين جراء "
            "الأمطار الغزيرة، وبلغ عدد الأسر التي أجليت أربعمئة."
        ),
    ),
    "a-bank": (
        "البنك المركزي يرفع سعر الفائدة ربع نقطة",
        (
            "رفع البنك المركزي سعر الفائدة الرئيسي ربع نقطة مئوية لكبح التضخم بعد أمطار أنعشت "
            "الفلاحة، وقال المحافظ إن القرار اتخذ بالإجماع."
        ),
    ),
}


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    store = open_store(str(tmp_path_factory.mktemp("why") / "store.db"), create=True)
    found = [
        Article(
            id=name,
            outlet=f"outlet{place}",
            language="ar",
            title=title,
            body=body,
            content_hash=f"{place:064d}",
            published=Published(
                at=START + timedelta(hours=3 * place), precision="minute", source="row"
            ),
        )
        for place, (name, (title, body)) in enumerate(TEXTS.items())
    ]
    with store.write() as connection:
        article_store.write(connection, found, [], START)
    build(store, Settings(), now=START + timedelta(days=1))
    late = Article(
        id="a-late", outlet="outlet0", language="ar", title="خبر", body="نص", content_hash="late"
    )
    with store.write() as connection:
        article_store.write(connection, [late], [], START)
    yield store
    store.close()


@pytest.fixture
def client(built: Store) -> Iterator[TestClient[Any]]:
    with TestClient(assemble(built, load_outlets()), raise_server_exceptions=False) as opened:
        yield opened


def test_the_scores_are_those_the_build_decided_by(built: Store, client: TestClient[Any]) -> None:
    found = client.get("/api/v1/articles/a-flood-1/why").json()
    with built.read() as connection:
        member = stories.member(connection, "a-flood-1")
    assert member is not None
    assert (found["id"], found["event"], found["story"]) == (
        "a-flood-1",
        member.event,
        member.story,
    )
    assert [one["id"] for one in found["members"]] == ["a-flood-2"] == list(member.nearest)
    assert found["members"][0]["event"] == pytest.approx(member.probability, abs=1e-4)
    assert [one["id"] for one in found["refused"]] == ["a-bank"]
    assert found["refused"][0]["event"] < found["members"][0]["event"]


def test_each_part_speaks_for_or_against(client: TestClient[Any]) -> None:
    found = client.get("/api/v1/articles/a-flood-1/why").json()
    near, far = (
        {part["part"]: part["weight"] for part in found[kind][0]["parts"]}
        for kind in ("members", "refused")
    )
    assert near.keys() >= {"words", "meaning", "time", "numbers"}
    assert near["words"] > far["words"]
    assert near["meaning"] > far["meaning"]
    weights = [abs(part["weight"]) for part in found["members"][0]["parts"]]
    assert weights == sorted(weights, reverse=True)


def test_the_joins_are_those_the_build_made(built: Store, client: TestClient[Any]) -> None:
    found = client.get("/api/v1/articles/a-flood-1/why").json()
    assert found["in_event"]["agrees"]
    assert found["in_story"]["agrees"]
    ways = [one["way"] for one in found["in_event"]["joins"]]
    assert ways in (["seed"], ["judgement"])
    assert [one["others"] for one in found["in_event"]["joins"]] == [["a-flood-2"]]
    assert found["in_story"]["joins"] == []
    alone = client.get("/api/v1/articles/a-bank/why").json()
    assert alone["in_event"]["joins"] == []
    assert alone["in_event"]["agrees"]
    for level in ("in_event", "in_story"):
        refused = alone[level]["refused"]
        assert refused is None or refused["score"] < refused["cut"]


def test_what_cannot_be_told_is_said(client: TestClient[Any]) -> None:
    late = client.get("/api/v1/articles/a-late/why")
    assert (late.status_code, "build" in late.json()["detail"]) == (404, True)
    assert client.get("/api/v1/articles/a-none/why").status_code == 404
    assert client.get("/api/v1/articles/a-bank/why?count=0").status_code == 400
    assert client.get("/api/v1/articles/a-bank/why").json()["members"] == []
