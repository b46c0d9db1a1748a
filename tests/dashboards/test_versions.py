"""An article's page shows its earlier versions, an estimated date and weak evidence as such."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import msgspec
import pytest
from litestar.testing import TestClient

from jobs.estimates import estimate_dates
from service.records import Attributed
from service.store import articles as article_store
from service.store.engine import Store

Client = TestClient[Any]
THEN = datetime(2021, 5, 3, tzinfo=UTC)
HEADS = {"ar": "النسخ السابقة", "fr": "Versions antérieures", "en": "Earlier versions",
         "es": "Versiones anteriores"}  # fmt: skip


@pytest.mark.parametrize("language", HEADS)
def test_earlier_versions_are_shown_with_what_changed(
    client: Client, filled: Store, language: str
) -> None:
    assert HEADS[language] not in client.get(f"/articles/a-dam-1?lang={language}").text
    with filled.write() as connection:
        old = article_store.get(connection, "a-dam-1")
        new = msgspec.structs.replace(old, revision=2, body=old.body + "\nجملة <جديدة> هنا.")
        article_store.write(connection, [new], [old], THEN)
    page = client.get(f"/articles/a-dam-1?lang={language}").text
    assert HEADS[language] in page
    assert "<ins>" in page
    assert "جملة &lt;جديدة&gt; هنا." in page


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", "By an estimate"),
        ("fr", "serait parue vers"),
        ("ar", "يُقدَّر أنها نُشرت نحو"),
        ("es", "Se estima que apareció hacia"),
    ],
)
def test_an_estimate_is_marked_as_one(
    client: Client, filled: Store, language: str, words: str
) -> None:
    with filled.write() as connection:
        known = article_store.get(connection, "a-dam-2")
        article_store.write(connection, [msgspec.structs.replace(known, published=None)], [], THEN)
        estimate_dates(connection)
    assert words in client.get(f"/articles/a-dam-2?lang={language}").text
    assert words not in client.get(f"/articles/a-dam-1?lang={language}").text


def test_weak_evidence_is_said_to_be_weak(client: Client, filled: Store) -> None:
    for confidence, source, words in (
        (0.3, "house-style", "weak evidence"),
        (0.98, "address", "told by the address of its page"),
    ):
        with filled.write() as connection:
            known = article_store.get(connection, "a-dam-3")
            told = Attributed(source=source, confidence=confidence)  # type: ignore[arg-type]
            article_store.write(
                connection, [msgspec.structs.replace(known, attributed=told)], [], THEN
            )
        assert words in client.get("/articles/a-dam-3?lang=en").text
