"""Sentences and their places."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.text.sentences import sentences


def texts(text: str) -> list[str]:
    return [one.text for one in sentences(text)]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("انتخب رئيس الجماعة.وأوضح أنه سعيد.", ["انتخب رئيس الجماعة.", "وأوضح أنه سعيد."]),
        ("بلغت النسبة 3.5 في المائة. وارتفعت.", ["بلغت النسبة 3.5 في المائة.", "وارتفعت."]),
        ("هل وصل؟نعم! لقد وصل.", ["هل وصل؟", "نعم!", "لقد وصل."]),
        ("قال إن الأمر \"انتهى.\" ثم غادر.", ["قال إن الأمر \"انتهى.\"", "ثم غادر."]),
        ("صرح د. كمال للصحافة. وغادر", ["صرح د. كمال للصحافة.", "وغادر"]),
        ("أوردت (و.م.ع) الخبر.", ["أوردت (و.م.ع) الخبر."]),
        ("الفقرة الأولى\n\nالفقرة الثانية", ["الفقرة الأولى", "الفقرة الثانية"]),
        ("M. Dupont est venu. Il est reparti.", ["M. Dupont est venu.", "Il est reparti."]),
        ("Le prix est de 200.000 dirhams.", ["Le prix est de 200.000 dirhams."]),
        ("voir www.exemple.ma pour plus", ["voir www.exemple.ma pour plus"]),
        ("He met J. Smith in the U.S. last week. They talked.",
         ["He met J. Smith in the U.S. last week.", "They talked."]),
        ("نقلت سي. إن. بي. سي عن الوزير. وأضافت.",
         ["نقلت سي. إن. بي. سي عن الوزير.", "وأضافت."]),
        ("قال للعربية.نت إنه راض. وغادر.", ["قال للعربية.نت إنه راض.", "وغادر."]),
        ("بقي حزبا أول منذ 2011.وأعلن الاستقالة.", ["بقي حزبا أول منذ 2011.", "وأعلن الاستقالة."]),
        ("صدرت النسخة 2.0.واجهة جديدة.", ["صدرت النسخة 2.0.واجهة جديدة."]),
        ("", []),
        (" \n ", []),
    ],
)  # fmt: skip
def test_cuts(text: str, wanted: list[str]) -> None:
    assert texts(text) == wanted


@given(st.text(alphabet="اب كلم.؟!…\n\"»«) 3aA'", max_size=120))
def test_offsets_hold_and_nothing_is_lost(text: str) -> None:
    found = sentences(text)
    end = 0
    for one in found:
        assert text[one.start : one.end] == one.text
        assert one.text == one.text.strip() != ""
        assert text[end : one.start].strip() == ""
        end = one.end
    assert text[end:].strip() == ""
