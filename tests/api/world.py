"""A small index written by hand: two long stories, a French one, hostile text, a lone article.

Every sentence was written for these tests.
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from service.articles.outlets import Outlet, Outlets
from service.records import (
    Article,
    EntryKind,
    Event,
    Evidence,
    Grain,
    Link,
    Membership,
    Published,
    Redirect,
    Run,
    Story,
    Timeline,
    TimelineEntry,
)
from service.store import articles as article_store
from service.store import runs as run_store
from service.store import search as search_store
from service.store.engine import Store

BUILT = datetime(2021, 5, 2, 9, 30, tzinfo=UTC)
HOSTILE = '<script>alert("x")</script> & "علامات" </script>'

OUTLETS = Outlets(
    Outlet(
        key=key,
        names={"ar": ar, "fr": fr},
        family=family,
        ownership="private",
        country="MA",
        timezone="Africa/Casablanca",
        languages=languages,
    )
    for key, ar, fr, family, languages in (
        ("sahifa", "صحيفة الأطلس", "Journal de l’Atlas", "atlas", ("ar", "fr")),
        ("manara", "المنارة اليوم", "Al Manara", "manara", ("ar",)),
        ("rif", "صوت الريف", "Voix du Rif", "rif", ("ar",)),
        ("courrier", "بريد المغرب", "Le Courrier du Maroc", "atlas", ("fr",)),
    )
)

DAM = (
    (
        "a-dam-1", "sahifa", "ar", "2018-07-13", "أشغال سد وادي الزيتون تنطلق بعد سنوات من الانتظار",
        "انطلقت يوم الخميس 12 يوليوز 2018 أشغال سد وادي الزيتون بحضور عدد من السكان.\n"
        "وكان المشروع قد أُعلن عنه في يونيو 2014، قبل أن يتعثر مرتين.\n"
        "ومن المرتقب أن تنتهي الأشغال سنة 2021، حسب المهندس المشرف على الورش.",
    ),
    (
        "a-dam-2", "manara", "ar", "2018-07-13", "سكان وادي الزيتون: انتظرنا هذا السد طويلاً",
        "قال رئيس جمعية السقي إن أشغال السد انطلقت أول أمس الخميس 12 يوليوز بعد انتظار طويل.\n"
        "وأضاف أن الفلاحين فقدوا نصف محصول 2017 بسبب الجفاف.",
    ),
    (
        "a-dam-3", "courrier", "fr", "2018-07-14", "Le chantier du barrage de Oued Zitoune est lancé",
        "Les travaux du barrage de Oued Zitoune ont commencé jeudi 12 juillet, a constaté notre "
        "correspondant.\nLe coût est estimé à 900 millions de dirhams.",
    ),
    (
        "a-dam-4", "rif", "ar", "2020-06-05", "توقف أشغال سد وادي الزيتون بسبب الجائحة",
        "أعلنت الشركة المكلفة يوم 4 يونيو 2020 توقيف الأشغال إلى إشعار آخر.\n"
        "وطالب العمال بأجور شهرين.",
    ),
    (
        "a-dam-5", "sahifa", "ar", "2021-03-31", "سد وادي الزيتون يستقبل أولى دفعات المياه",
        "استقبل السد يوم الثلاثاء 30 مارس 2021 أولى دفعات المياه بعد تساقطات مهمة.\n"
        "وسيُفتتح السد رسمياً في دجنبر 2021.",
    ),
    (
        "a-dam-6", "courrier", "fr", "2021-03-31", "Barrage de Oued Zitoune : premières eaux",
        "Le barrage a reçu ses premières eaux mardi 30 mars 2021, après d’importantes pluies.",
    ),
)  # fmt: skip
DAM_EVENTS = (
    ("e-dam-1", ("a-dam-1", "a-dam-2", "a-dam-3")),
    ("e-dam-2", ("a-dam-4",)),
    ("e-dam-3", ("a-dam-5", "a-dam-6")),
)
DAM_ENTRIES: tuple[tuple[str, Grain, EntryKind, tuple[tuple[str, str], ...]], ...] = (
    ("2014-06", "month", "event", (("a-dam-1", "وكان المشروع قد أُعلن عنه في يونيو 2014، قبل أن يتعثر مرتين."),)),
    ("2017", "year", "statement", (("a-dam-2", "وأضاف أن الفلاحين فقدوا نصف محصول 2017 بسبب الجفاف."),)),
    ("2018-07-12", "day", "event", (
        ("a-dam-1", "انطلقت يوم الخميس 12 يوليوز 2018 أشغال سد وادي الزيتون بحضور عدد من السكان."),
        ("a-dam-2", "قال رئيس جمعية السقي إن أشغال السد انطلقت أول أمس الخميس 12 يوليوز بعد انتظار طويل."),
        ("a-dam-3", "Les travaux du barrage de Oued Zitoune ont commencé jeudi 12 juillet, a constaté notre correspondant."),
    )),
    ("2020-06-04", "day", "event", (("a-dam-4", "أعلنت الشركة المكلفة يوم 4 يونيو 2020 توقيف الأشغال إلى إشعار آخر."),)),
    ("2021-03-30", "day", "event", (
        ("a-dam-5", "استقبل السد يوم الثلاثاء 30 مارس 2021 أولى دفعات المياه بعد تساقطات مهمة."),
        ("a-dam-6", "Le barrage a reçu ses premières eaux mardi 30 mars 2021, après d’importantes pluies."),
    )),
    ("2021-12", "month", "forecast", (("a-dam-5", "وسيُفتتح السد رسمياً في دجنبر 2021."),)),
)  # fmt: skip

FAIR = (
    (
        "a-fair-1", "courrier", "fr", "2021-04-28", "Le salon du livre de Taghazout ouvre ses portes",
        "Le salon a ouvert lundi 26 avril 2021 devant un public nombreux.",
    ),
    (
        "a-fair-2", "courrier", "fr", "2021-05-01", "Salon du livre : un prix pour une poétesse de dix-neuf ans",
        "Le prix a été remis vendredi 30 avril 2021 à une poétesse de dix-neuf ans.",
    ),
)  # fmt: skip
FAIR_ENTRIES: tuple[tuple[str, Grain, EntryKind, tuple[tuple[str, str], ...]], ...] = (
    ("2021-04-26", "day", "event", (("a-fair-1", "Le salon a ouvert lundi 26 avril 2021 devant un public nombreux."),)),
    ("2021-04-30", "day", "event", (("a-fair-2", "Le prix a été remis vendredi 30 avril 2021 à une poétesse de dix-neuf ans."),)),
)  # fmt: skip
HOSTILE_STORY = (
    ("a-hostile-1", "rif", "ar", "2019-02-02", f"عنوان غريب {HOSTILE}",
     f"نص غريب يوم 1 فبراير 2019 {HOSTILE}."),
    ("a-hostile-2", "unlisted.example", "ar", None, "عنوان بلا تاريخ ولا منبر معروف",
     "نص ثان بلا تاريخ."),
)  # fmt: skip
HOSTILE_ENTRIES: tuple[tuple[str, Grain, EntryKind, tuple[tuple[str, str], ...]], ...] = (
    ("2019-02-01", "day", "event", (("a-hostile-1", f"نص غريب يوم 1 فبراير 2019 {HOSTILE}."),)),
)  # fmt: skip
LONE = (
    ("a-lone-1", "manara", "ar", "2020-01-09", "معرض للصور القديمة في تازة", "افتتح المعرض أمس."),
)
Row = tuple[str, str, str, str | None, str, str]


def an_article(row: Row) -> Article:
    name, outlet, language, day, title, body = row
    at = datetime.fromisoformat(f"{day}T10:15:00+00:00") if day else None
    return Article(
        id=name,
        outlet=outlet,
        language=language,
        title=title,
        body=body,
        content_hash=f"hash-{name}",
        address=f"https://press.example/{name}",
        section="مجتمع" if language == "ar" else "Société",
        published=Published(at=at, precision="minute", source="page") if at else None,
        links=(Link(title="عنوان آخر في الصفحة"),) if name == "a-dam-1" else (),
    )


def a_story(name: str, rows: tuple[Row, ...], events: tuple[str, ...]) -> Story:
    articles = [an_article(row) for row in rows]
    days = sorted(one.published.at for one in articles if one.published)
    titles: dict[str, str] = {}
    for one in articles:
        titles.setdefault(one.language, one.title)
    outlets: dict[str, int] = {}
    languages: dict[str, int] = {}
    for one in articles:
        outlets[one.outlet] = outlets.get(one.outlet, 0) + 1
        languages[one.language] = languages.get(one.language, 0) + 1
    return Story(
        id=name,
        title=articles[0].title,
        titles=titles,
        language=articles[0].language,
        keywords=("السد", "الأشغال", "barrage"),
        events=events,
        articles=len(articles),
        reprints=0,
        outlets=outlets,
        families=len({OUTLETS.family(one.outlet) for one in articles}),
        languages=languages,
        first_at=days[0] if days else None,
        last_at=days[-1] if days else None,
        phase="sustained",
    )


def an_entry(
    story: str,
    place: int,
    row: tuple[str, Grain, EntryKind, tuple[tuple[str, str], ...]],
    articles: dict[str, Article],
) -> TimelineEntry:
    value, grain, kind, said = row
    first = value + "-01-01"[len(value) - 10 :] if len(value) < 10 else value
    last = {"year": f"{value}-12-31", "month": f"{value}-30"}.get(grain, value)
    proofs = []
    for name, sentence in said:
        one = articles[name]
        start = one.body.index(sentence)
        proofs.append(
            Evidence(
                article=name,
                outlet=one.outlet,
                language=one.language,
                sentence=sentence,
                start=start,
                end=start + len(sentence),
                published_at=one.published.at if one.published else None,
            )
        )
    texts: dict[str, str] = {}
    for proof in proofs:
        texts.setdefault(proof.language, proof.sentence)
    return TimelineEntry(
        id=f"t-{story}-{place}",
        story=story,
        date=value,
        first_day=first,
        last_day=last,
        grain=grain,
        calendar="gregorian",
        surface=value,
        kind=kind,
        texts=texts,
        evidence=tuple(proofs),
        families=len({OUTLETS.family(one.outlet) for one in proofs}),
        salience=1.0,
        reported_at=proofs[0].published_at,
    )


def fill(store: Store, *, run: str = "r-1", extra: int = 0) -> None:
    """Write the index into ``store``; ``extra`` lone articles more make it a long one."""
    stories: list[Story] = []
    events: list[Event] = []
    members: list[Membership] = []
    lines: list[tuple[Timeline, str]] = []
    articles: list[Article] = []
    plans: list[tuple[str, tuple[Row, ...], tuple[tuple[str, tuple[str, ...]], ...], object]] = [
        ("s-dam", DAM, DAM_EVENTS, DAM_ENTRIES),
        ("s-fair", FAIR, (("e-fair", ("a-fair-1", "a-fair-2")),), FAIR_ENTRIES),
        ("s-hostile", HOSTILE_STORY, (("e-hostile", ("a-hostile-1", "a-hostile-2")),),
         HOSTILE_ENTRIES),
        ("s-lone", LONE, (("e-lone", ("a-lone-1",)),), ()),
    ]  # fmt: skip
    for number in range(extra):
        at = BUILT - timedelta(hours=number + 48)
        name = f"{number:05d}"
        row: Row = (f"a-{name}", "manara", "ar", f"{at:%Y-%m-%d}", f"خبر مفرد {name}", "نص الخبر.")
        plans.append((f"s-{name}", (row,), ((f"e-{name}", (row[0],)),), ()))
    for story_id, rows, groups, entries in plans:
        mine = {row[0]: an_article(row) for row in rows}
        articles += mine.values()
        stories.append(a_story(story_id, rows, tuple(one for one, _ in groups)))
        for event_id, ids in groups:
            days = [mine[one].published for one in ids]
            at = sorted(one.at for one in days if one)
            head = mine[ids[0]]
            events.append(
                Event(
                    id=event_id,
                    story=story_id,
                    title=head.title,
                    titles={head.language: head.title},
                    medoid=ids[0],
                    articles=ids,
                    first_at=at[0] if at else None,
                    last_at=at[-1] if at else None,
                )
            )
            members += [
                Membership(
                    article=one,
                    event=event_id,
                    story=story_id,
                    probability=0.91,
                    nearest=tuple(other for other in ids if other != one),
                )
                for one in ids
            ]
        told = tuple(
            an_entry(story_id, place, entry, mine)
            for place, entry in enumerate(entries)  # type: ignore[arg-type, var-annotated]
        )
        lines.append((Timeline(story=story_id, entries=told, undated=1), f"made-of-{len(told)}"))
    with store.write() as connection:
        article_store.write(connection, articles, [], BUILT)
        search_store.index(connection, articles)
        run_store.land(
            connection,
            run_store.Outcome(
                run=Run(
                    id=run,
                    at=BUILT,
                    fingerprint=f"print-{run}",
                    model="fake",
                    articles=len(articles),
                    events=len(events),
                    stories=len(stories),
                    seconds=1.0,
                ),
                stories=stories,
                events=events,
                memberships=members,
                redirects=[
                    Redirect(old="s-old", new="s-dam", at=BUILT, reason="merged"),
                    Redirect(old="e-old", new="e-dam-1", at=BUILT, reason="merged"),
                ],
                timelines=lines,
            ),
        )
