from __future__ import annotations

from datetime import UTC, datetime, timedelta

import numpy as np
import pytest

from service.records import Article, Published
from service.stories.headline import clean_title, medoid, speaker, titles_by_language

START = datetime(2026, 4, 6, 9, tzinfo=UTC)


def article(
    place: int, *, language: str = "ar", hour: int | None = None, reprint_of: str | None = None
) -> Article:
    published = None
    if hour is not None:
        at = START + timedelta(hours=hour)
        published = Published(at=at, precision="minute", source="row")
    return Article(
        id=f"a-{place}",
        outlet="outlet",
        language=language,
        title=f"عنوان رقم {place}",
        body="نص",
        content_hash=f"{place}",
        published=published,
        reprint_of=reprint_of,
    )


def rows(*vectors: tuple[float, float]) -> np.ndarray:
    found = np.array(vectors, np.float32)
    return np.asarray(found / np.linalg.norm(found, axis=1, keepdims=True))


def test_the_article_in_the_middle_speaks() -> None:
    vectors = rows((1, 0), (1, 1), (0, 1))
    assert medoid([article(place) for place in range(3)], vectors, [0, 1, 2]) == 1


def test_only_the_rows_of_the_group_are_asked() -> None:
    vectors = rows((1, 0), (1, 1), (0, 1))
    assert medoid([article(place) for place in range(3)], vectors, [2]) == 2


def test_a_reprint_speaks_only_where_all_are() -> None:
    vectors = rows((1, 0), (1, 1), (0, 1))
    middle_copied = [article(0), article(1, reprint_of="a-0"), article(2)]
    assert medoid(middle_copied, vectors, [0, 1, 2]) != 1
    all_copied = [article(place, reprint_of="a-9") for place in range(3)]
    assert medoid(all_copied, vectors, [0, 1, 2]) == 1


def test_of_equals_the_earlier_speaks_then_the_lesser_id_and_the_undated_last() -> None:
    same = rows((1, 0), (1, 0), (1, 0))
    assert medoid([article(0), article(1, hour=5), article(2, hour=2)], same, [0, 1, 2]) == 2
    assert medoid([article(0), article(1), article(2)], same, [2, 1, 0]) == 0


def test_each_language_has_a_title_of_its_own() -> None:
    found = [article(0), article(1, language="fr"), article(2)]
    titles = titles_by_language(found, rows((1, 0), (0, 1), (1, 0.1)), [0, 1, 2])
    assert titles == {"ar": "عنوان رقم 0", "fr": "عنوان رقم 1"}
    assert list(titles) == ["ar", "fr"]


def titled(*titles: str) -> list[Article]:
    return [
        Article(
            id=f"a-{place}", outlet="o", language="ar", title=title, body="نص", content_hash="x"
        )
        for place, title in enumerate(titles)
    ]


def test_of_those_near_the_middle_the_title_with_the_story_s_words_speaks() -> None:
    near = rows((1, 0.1), (1, 0.12), (1, 0.14), (0.2, 1))
    words = ("سكريبال", "تسميم")
    found = titled(
        "خبر من لندن", "تسميم العميل سكريبال", "ما جديد سكريبال؟", "تسميم سكريبال وابنته"
    )
    # The last one has the words, but it is far from the middle; the third one asks.
    assert speaker(found, near, [0, 1, 2, 3], words) == 1
    assert titles_by_language(found, near, [0, 1, 2, 3], words) == {"ar": "تسميم العميل سكريبال"}
    assert speaker(found, near, [3, 2, 1, 0], words) == 1


def test_without_the_words_the_middle_speaks() -> None:
    near = rows((1, 0), (1, 1), (0, 1))
    found = titled("أول", "ثان", "ثالث")
    assert speaker(found, near, [0, 1, 2], ("سكريبال",)) == 1


@pytest.mark.parametrize(
    ("title", "clean"),
    [
        ("عاجل | بالصور.. حريق يأتي على سوق المدينة", "حريق يأتي على سوق المدينة"),
        ("سيول تقطع الطريق الساحلية (فيديو)", "سيول تقطع الطريق الساحلية"),
        ("سيول تقطع الطريق الساحلية - صور", "سيول تقطع الطريق الساحلية"),
        ("Urgent : le pont du port est fermé [photos]", "le pont du port est fermé"),
        ("تغطية مباشرة.. مسبار يصل إلى الشمس", "مسبار يصل إلى الشمس"),
        ("إنفوغرافيك.. محطات في حياة الراحل", "محطات في حياة الراحل"),
        ("خمس مدن يغمرها البحر.. تعرف عليها", "خمس مدن يغمرها البحر"),
        ("En images : la crue de la Seine", "la crue de la Seine"),
        ("Breaking: the old harbour bridge closes", "the old harbour bridge closes"),
        ("Vídeo: cierran el puente del puerto", "cierran el puente del puerto"),
    ],
)
def test_marks_before_and_after_are_taken_off(title: str, clean: str) -> None:
    assert clean_title(title) == clean
    assert clean_title(clean) == clean


@pytest.mark.parametrize(
    "title",
    [
        "صور الأقمار تكشف تراجع الغطاء الثلجي",
        "مباشر المتوسط يعود إلى البث بعد توقف",
        "Direct et sobre, le discours du maire a duré dix minutes",
    ],
)
def test_a_word_that_belongs_to_the_sentence_stays(title: str) -> None:
    assert clean_title(title) == title


def test_a_title_of_several_lines_becomes_one() -> None:
    assert clean_title("حريق يأتي\nعلى سوق المدينة") == "حريق يأتي على سوق المدينة"
