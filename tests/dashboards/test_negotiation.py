from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboards.negotiation import choose_language
from dashboards.phrases import LANGUAGES


@pytest.mark.parametrize(
    ("asked", "accept", "language"),
    [
        (None, None, "ar"),
        (None, "", "ar"),
        (None, "fr-FR,fr;q=0.9,en;q=0.5", "fr"),
        (None, "en-GB,en;q=0.9", "en"),
        (None, "en", "en"),
        (None, "en-US,en;q=0.9", "ar"),
        (None, "en-US", "ar"),
        (None, "en-US,en;q=0.9,fr;q=0.8", "en"),
        (None, "de,fr;q=0.4,en;q=0.7", "en"),
        (None, "de", "ar"),
        (None, "fr;q=0", "ar"),
        (None, "fr;q=oops,en-GB;q=0.1", "en"),
        (None, "ar-MA,fr;q=0.9", "ar"),
        (None, "es-419,es;q=0.9,en;q=0.5", "es"),
        ("fr", "en-GB", "fr"),
        ("EN", None, "en"),
        ("de", "fr", "fr"),
        ("", "fr", "fr"),
    ],
)
def test_the_address_then_the_browser_then_arabic(
    asked: str | None, accept: str | None, language: str
) -> None:
    assert choose_language(asked, accept) == language


@given(st.text(max_size=200))
def test_any_header_gives_a_language_there_is(header: str) -> None:
    assert choose_language(None, header) in LANGUAGES
