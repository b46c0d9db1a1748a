"""A tiny world of news in the shape of the training data, every sentence made here by rule.

Towns have happenings; two outlets tell of each in the same days, with some of the words alike.
"""

from __future__ import annotations

import random
from datetime import UTC, datetime, timedelta
from pathlib import Path

import polars as pl

TOWNS = ["الرباط", "فاس", "طنجة", "وجدة", "أكادير", "تطوان", "مكناس", "العيون", "الداخلة", "سلا"]
DEEDS = ["افتتاح مدرسة", "تدشين ميناء", "إضراب المعلمين", "حريق غابة", "فيضان وادي", "محاكمة مسؤول"]
WORDS = [
    "قال",
    "أمس",
    "مصدر",
    "محلي",
    "إن",
    "الأشغال",
    "عرفت",
    "حضور",
    "عدد",
    "كبير",
    "من",
    "السكان",
    "والمسؤولين",
    "خلال",
    "يوم",
]
MONDAY = datetime(2018, 3, 5, tzinfo=UTC)
PAIRS = (("مدرسة", "school", "école", "escuela"), ("ميناء", "port", "port", "puerto"),
         ("حريق", "fire", "incendie", "incendio"), ("إضراب", "strike", "grève", "huelga"),
         ("وزير", "minister", "ministre", "ministro"), ("طنجة", "Tangier", "Tanger", "Tánger"),
         ("مدينة", "city", "ville", "ciudad"), ("ماء", "water", "eau", "agua"))  # fmt: skip


def write_world(folder: Path) -> Path:
    """Write news2018.parquet, labels/, train/ and dev/ under ``folder``, and return it."""
    rng = random.Random(7)
    for name in ("labels", "train", "dev"):
        (folder / name).mkdir(parents=True)
    news = _news(rng)
    pl.DataFrame(news).write_parquet(folder / "news2018.parquet")
    week = news[: 2 * len(TOWNS)]
    lines = [f"{row['id']}\t{row['section']}\t{row['section']}" for row in week]
    text = "\n".join(["id\tevent\tstoryline", *lines])
    (folder / "labels" / f"{MONDAY.date()}.tsv").write_text(text + "\n", encoding="utf-8")
    titled = [_article(rng, town, deed) for town in TOWNS for deed in DEEDS]
    for name in ("ar_tunisia_jawhara", "ary_goud", "es_news", "fr_orangesum"):
        _write(folder / "train" / f"{name}.parquet", titled, ("title", "text"))
    _write(folder / "train" / "ar_question_paragraph.parquet", titled, ("question", "text"))
    _write(folder / "train" / "ar_sanad_untitled.parquet", titled, ("title", "text"))
    pl.DataFrame(
        [
            {"title": title, "text": text, "title_arz": title, "text_arz": text}
            for title, text in titled
        ]
    ).write_parquet(folder / "train" / "ar_arz_wikipedia.parquet")
    _write(folder / "dev" / "ar_hespress_aljazeera_2022.parquet", titled[::2], ("title", "text"))
    _aligned(folder / "train", rng)
    return folder


def _news(rng: random.Random) -> list[dict[str, object]]:
    rows: list[dict[str, object]] = []
    for week in range(4):
        for number, town in enumerate(TOWNS):
            deed = DEEDS[(number + week) % len(DEEDS)]
            for outlet in ("one", "two"):
                title, text = _article(rng, town, deed)
                rows.append(
                    {
                        "id": f"{outlet}-{week}-{number}",
                        "source": outlet,
                        "section": f"{week}-{number}",
                        "title": title,
                        "published": MONDAY + timedelta(days=7 * week + number % 7, hours=number),
                        "lead": f"{deed} في {town}",
                        "text": text,
                    }
                )
    return rows


def _article(rng: random.Random, town: str, deed: str) -> tuple[str, str]:
    words = " ".join(rng.choices(WORDS, k=rng.randint(30, 60)))
    return f"{deed} في {town} {rng.choice(WORDS)}", f"شهدت {town} {deed} وقد {words}"


def _write(path: Path, rows: list[tuple[str, str]], names: tuple[str, str]) -> None:
    pl.DataFrame(rows, schema=list(names), orient="row").write_parquet(path)


def _aligned(train: Path, rng: random.Random) -> None:
    sentences = [rng.sample(PAIRS, 4) for _ in range(40)]
    ar, en, fr, es = ([" ".join(one[side] for one in s) for s in sentences] for side in range(4))
    uses = ["dev" if row % 4 == 0 else "train" for row in range(len(sentences))]
    common = {"set": "made", "licence": "CC0", "use": uses}
    bitext = {"lang1": "ar", "lang2": "en", "text1": ar, "text2": en}
    pl.DataFrame(common | bitext).write_parquet(train / "bitext.parquet")
    tongues = {"ar": ar, "en": en, "fr": fr, "es": es, "ary": ar, "arz": ar}
    pl.DataFrame(common | tongues).write_parquet(train / "multiparallel.parquet")
    sides = dict(zip(("ar", "en", "fr", "es"), map(list, zip(*PAIRS, strict=True)), strict=True))
    pl.DataFrame({"set": "made", "licence": "MIT (said so)", **sides}).write_parquet(
        train / "names.parquet"
    )
    pl.DataFrame(
        {
            "set": "made",
            "licence": "MIT",
            "lang1": "en",
            "w1": sides["en"],
            "lang2": "ar",
            "w2": sides["ar"],
        }
    ).write_parquet(train / "lexicon_wiktionary.parquet")
    pl.DataFrame({"synset": sides["en"], **sides}).write_parquet(train / "wordnet.parquet")
