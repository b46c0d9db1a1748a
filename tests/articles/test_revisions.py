from __future__ import annotations

from service.articles.revisions import Text, changes

BEFORE = Text(
    title="إضراب في الميناء",
    lead=None,
    body="بدأ عمال الميناء إضرابا أمس. وقال المتحدث إن المفاوضات مستمرة منذ أسبوع.\n"
    "ولم يصدر أي بيان.",
)


def test_the_same_text_has_no_change() -> None:
    assert changes(BEFORE, BEFORE) == ()


def test_sentences_are_added_removed_and_reworded() -> None:
    after = Text(
        title="إضراب في الميناء يدخل يومه الثاني",
        lead="لليوم الثاني على التوالي.",
        body="بدأ عمال الميناء إضرابا أمس. وقال المتحدث إن المفاوضات متوقفة منذ أسبوع.\n"
        "والتحق بهم سائقو الشاحنات صباح اليوم.",
    )
    found = [(one.field, one.kind) for one in changes(BEFORE, after)]
    assert found == [
        ("title", "reworded"),
        ("lead", "added"),
        ("body", "reworded"),
        ("body", "added"),
        ("body", "removed"),
    ]
    reworded = changes(BEFORE, after)[2]
    assert "مستمرة" in (reworded.before or "")
    assert "متوقفة" in (reworded.after or "")


def test_what_moved_is_told_as_removed_and_added() -> None:
    one, other = "قال الأول كلمته كاملة.", "ورد الثاني عليه بعد ساعة."
    before = Text(title="t", lead=None, body=f"{one} {other}")
    after = Text(title="t", lead=None, body=f"{other} {one}")
    assert sorted(change.kind for change in changes(before, after)) == ["added", "removed"]


def test_a_lead_taken_away_is_told() -> None:
    before = Text(title="t", lead="كان هنا ملخص.", body="نص.")
    (change,) = changes(before, Text(title="t", lead=None, body="نص."))
    assert (change.field, change.kind, change.after) == ("lead", "removed", None)
