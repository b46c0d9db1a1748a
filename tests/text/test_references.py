from __future__ import annotations

import pytest

from service.text.references import without_impossible


@pytest.mark.parametrize(
    "reference",
    [
        "&#0;",
        "&#x1;",
        "&#xD800;",
        "&#57343;",
        "&#999999999;",
        "&#99999999999999999999;",
        "&#xFFFE;",
    ],
)
def test_a_reference_to_no_sign_becomes_a_space(reference: str) -> None:
    assert without_impossible(f"a{reference}b") == "a b"


@pytest.mark.parametrize(
    "text", ["&#160;", "&#x0627;", "&#128512;", "&#", "&amp;", "a & b", "&#10;"]
)
def test_every_other_text_stays(text: str) -> None:
    assert without_impossible(text) == text
