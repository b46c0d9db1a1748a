from __future__ import annotations

from service.records import Article
from service.stories.keywords import story_keywords
from service.stories.words import Background
from service.text.normalise import fold
from service.text.stopwords import STOPWORDS

NOTHING = Background(documents=0, unseen=0.0, counts={})


def article(place: int, title: str, lead: str | None = None, language: str = "ar") -> Article:
    return Article(
        id=f"a-{place}",
        outlet="outlet",
        language=language,
        title=title,
        lead=lead,
        body="نص لا يسأل عنه",
        content_hash=f"{place}",
    )


STRIKE = [
    article(0, "إضراب الحافلات يشل العاصمة"),
    article(1, "نقابة السائقين تمدد إضراب الحافلات"),
]
FIRE = [
    article(2, "حريق الغابة يقترب من العاصمة"),
    article(3, "رجال الإطفاء يطوقون حريق الغابة"),
]


def test_what_sets_a_story_apart_comes_before_what_all_share() -> None:
    strike, fire = story_keywords(STRIKE + FIRE, [[0, 1], [2, 3]], NOTHING)
    assert set(strike[:2]) == {"إضراب", "الحافلات"}
    assert set(fire[:2]) == {"حريق", "الغابة"}
    assert "العاصمة" not in (*strike[:2], *fire[:2])


def test_a_word_that_was_common_in_the_past_falls_back() -> None:
    past = Background(documents=1_000, unseen=1.0, counts={"حريق": 900, "فيضان": 2})
    (words,) = story_keywords([article(0, "حريق ثم فيضان")], [[0]], past, count=1)
    assert words == ("فيضان",)


def test_there_are_no_more_than_asked_for() -> None:
    (words,) = story_keywords(STRIKE, [[0, 1]], NOTHING, count=3)
    assert len(words) == 3
    assert story_keywords(STRIKE, [[0, 1]], NOTHING, count=0) == [()]


def test_small_words_and_numbers_are_no_keywords() -> None:
    (words,) = story_keywords([article(0, "بعد 2019 في من على الميناء 45")], [[0]], NOTHING)
    assert words == ("الميناء",)
    assert not {fold(word) for word in words} & STOPWORDS


def test_a_word_is_shown_as_most_titles_spell_it() -> None:
    spelt = [
        article(0, "أزمة الميناء"),
        article(1, "ازمة الميناء"),
        article(2, "أزمة الميناء تطول"),
    ]
    (words,) = story_keywords(spelt, [[0, 1, 2]], NOTHING)
    assert "أزمة" in words
    assert "ازمة" not in words


def test_the_title_weighs_more_than_the_lead() -> None:
    found = [article(0, "انقطاع الكهرباء", "محطة الشمال تعطلت"), article(1, "انقطاع الكهرباء")]
    (words,) = story_keywords(found, [[0, 1]], NOTHING)
    assert set(words[:2]) == {"انقطاع", "الكهرباء"}
    assert "محطة" in words[2:]


def test_what_leans_on_a_word_is_cut_where_the_word_is_the_commoner() -> None:
    past = Background(documents=90_000, unseen=1.0, counts={"تجنيد": 90, "لتجنيد": 3, "بيان": 80})
    found = [article(0, "إدانة بلقاسم لتجنيد قاصرين"), article(1, "بيان عن إدانة بلقاسم")]
    (words,) = story_keywords(found, [[0, 1]], past)
    # What stands nowhere without its first letter keeps it, be it a name or a word.
    assert {"تجنيد", "بلقاسم", "بيان"} <= set(words)


def test_a_name_that_begins_like_a_preposition_stays_whole() -> None:
    (words,) = story_keywords([article(0, "حرائق كاليفورنيا"), article(1, "وريورز يفوز")], [[0, 1]],
                              NOTHING)  # fmt: skip
    assert {"كاليفورنيا", "وريورز"} <= set(words)
    (words,) = story_keywords([article(0, "حكم بالإعدام"), article(1, "الإعدام لمدان")], [[0, 1]],
                              NOTHING)  # fmt: skip
    assert "الإعدام" in words


def test_a_word_is_not_told_in_two_languages() -> None:
    found = [article(0, "حكومة فاس"), article(1, "حكومة فاس"),
             article(2, "Le gouvernement à Fès", language="fr")]  # fmt: skip
    assert set(story_keywords(found, [[0, 1, 2]], NOTHING)[0]) == {"حكومة", "فاس"}


def test_of_words_that_differ_by_an_ending_one_is_shown_and_rather_the_bare() -> None:
    found = [
        article(0, "إثيوبيا تعيد فتح سفارتها في أسمرة"),
        article(1, "سفارتها تعود: السفارة الإثيوبية في أسمرة"),
    ]
    (words,) = story_keywords(found, [[0, 1]], NOTHING)
    assert "السفارة" in words
    assert "سفارتها" not in words
    assert sum(word.endswith(("ثيوبيا", "ثيوبية")) for word in words) == 1


def test_a_name_spelt_in_two_ways_is_one_word() -> None:
    found = [article(0, "استجواب نتنياهو"), article(1, "استجواب نتانياهو مجددا")]
    (words,) = story_keywords(found, [[0, 1]], NOTHING)
    assert sum(fold(word) in {"نتنياهو", "نتانياهو"} for word in words) == 1


def test_verbs_of_telling_come_after_what_they_tell() -> None:
    past = Background(documents=9_000, unseen=1.0, counts={"يكشف": 30, "تكشف": 30, "تعديل": 40})
    found = [article(0, "السودان يكشف تعديلا"), article(1, "تعديل واسع يكشف اليوم")]
    (words,) = story_keywords(found, [[0, 1]], past)
    assert "تعديل" in words
    assert "يكشف" not in words[: words.index("تعديل")]


def test_in_a_story_of_several_articles_one_of_them_gives_no_keyword() -> None:
    found = [article(place, "رحيل كوفي عنان") for place in range(4)]
    found[0] = article(0, "رحيل كوفي عنان متعاطفا")
    (words,) = story_keywords(found, [[0, 1, 2, 3]], NOTHING)
    assert set(words) == {"رحيل", "كوفي", "عنان"}


def test_the_order_of_rows_and_stories_changes_nothing() -> None:
    found = STRIKE + FIRE
    strike, fire = story_keywords(found, [[0, 1], [2, 3]], NOTHING)
    assert story_keywords(found, [[3, 2], [1, 0]], NOTHING) == [fire, strike]
