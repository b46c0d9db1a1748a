from __future__ import annotations

from datetime import UTC, datetime
from itertools import permutations

from service.records import Article, Published
from service.stories.entities import Said, merge_names, names_in, person_key, sounds


def article(key: str, body: str, **changes: object) -> Article:
    facts: dict[str, object] = {
        "id": key,
        "outlet": f"outlet-{key}",
        "language": "ar",
        "title": "خبر",
        "body": body,
        "content_hash": key,
        "published": Published(
            at=datetime(2019, 5, 2, 9, tzinfo=UTC), precision="minute", source="row"
        ),
    }
    return Article(**(facts | changes))  # type: ignore[arg-type]


ONE = article("a", "استقبل الوزير يوسف البركاني وفدا في مكناس. وقال يوسف البركاني إن المغرب مستعد.")
TWO = article("b", "زار يوسف البركاني مدينة مكناس بالمغرب.", title="يوسف البركاني في مكناس")
FRENCH = article(
    "c",
    "Le ministre Youssef Barkani a visité Meknès. M. Youssef Barkani a salué le Maroc.",
    language="fr",
    title="Youssef Barkani à Meknès",
)


def merged(*articles: Article, families: dict[str, str] | None = None) -> dict[str, object]:
    said = {one.id: names_in(one) for one in articles}
    found = merge_names(articles, said, families=families or {})
    return {one.id: one for one in found}


def test_an_article_s_names_are_counted_by_thing_not_by_spelling() -> None:
    found = {one.id: one for one in names_in(article("x", "ترامب وترمب ودونالد ترامب في واشنطن"))}
    assert found["person:trump"].times == 3
    assert found["place:washington"].times == 1


def test_the_agency_s_seat_is_not_what_the_article_is_about() -> None:
    found = names_in(article("x", "دبي، الإمارات العربية المتحدة (CNN)-- أعلنت كندا القرار."))
    assert [one.id for one in found] == ["place:CA"]


def test_a_group_counts_articles_and_independent_owners() -> None:
    own = {"outlet-a": "house", "outlet-b": "house"}
    found = merge_names((ONE, TWO), {one.id: names_in(one) for one in (ONE, TWO)}, families=own)
    place = next(one for one in found if one.id == "place:meknes")
    assert (place.articles, place.families) == (2, 1)
    assert place.names == {"ar": "مكناس", "fr": "Meknès", "en": "Meknes", "es": "Mequinez"}


def test_a_reprint_is_no_voice_of_its_own() -> None:
    copy = article("b", TWO.body, reprint_of="a")
    place = next(
        one
        for one in merge_names(
            (ONE, copy), {one.id: names_in(one) for one in (ONE, copy)}, families={}
        )
        if one.id == "place:meknes"
    )
    assert (place.articles, place.families) == (2, 1)


def test_a_latin_name_joins_the_arabic_one_it_sounds_like() -> None:
    found = merge_names(
        (ONE, TWO, FRENCH), {one.id: names_in(one) for one in (ONE, TWO, FRENCH)}, families={}
    )
    person = [one for one in found if one.kind == "person"]
    assert len(person) == 1
    assert person[0].names == {"ar": "يوسف البركاني", "fr": "Youssef Barkani"}
    assert person[0].articles == 3
    assert person[0].aliases == ("person:youssef-barkani",)


def test_the_order_of_articles_does_not_matter() -> None:
    said = {one.id: names_in(one) for one in (ONE, TWO, FRENCH)}
    made = [merge_names(order, said, families={}) for order in permutations((ONE, TWO, FRENCH))]
    assert all(one == made[0] for one in made)


def test_what_one_of_many_articles_names_once_is_left_out() -> None:
    many = [article(str(n), "وقع الحادث في مكناس.") for n in range(4)]
    odd = article("odd", "وقع الحادث في مكناس لا في طنجة.")
    found = merged(*many, odd)
    assert "place:meknes" in found
    assert "place:tangier" not in found


def test_an_unlisted_name_said_once_in_passing_is_not_believed() -> None:
    once = article("x", "حضر الحفل يوسف بوعزة.")
    assert [one.id for one in names_in(once)] == [f"person:{person_key(['يوسف', 'بوعزه'])}"]
    assert merged(once) == {}


def test_who_reports_is_of_the_story_only_where_a_title_says_so() -> None:
    assert "organisation:reuters" not in merged(article("x", "قالت رويترز إن كندا وافقت."))
    titled = article("x", "قالت الوكالة إن صحافييها عادوا.", title="الإفراج عن صحافيي رويترز")
    assert "organisation:reuters" in merged(titled)


def test_a_name_cut_short_is_the_only_one_that_goes_on_from_there() -> None:
    short = article("a", "قالت وزارة الداخلية إن وزارة الداخلية تحقق.")
    long = article("b", "نفت وزارة الداخلية التونسية ما قيل، ووزارة الداخلية التونسية تحقق.")
    said = {one.id: names_in(one) for one in (short, long)}
    (only,) = merge_names((short, long), said, families={})
    assert only.names["ar"] == "وزارة الداخلية التونسية"
    assert only.articles == 2
    other = article("c", "نفت وزارة الداخلية الليبية ذلك، ووزارة الداخلية الليبية تحقق.")
    assert len([one for one in merged(short, long, other) if "داخليه" in one]) == 3


def test_one_organisation_has_one_key_however_its_country_is_spelt() -> None:
    one = article("a", "نفت وزارة الزراعة الأمريكية ذلك، ووزارة الزراعة الأمريكية تحقق.")
    other = article("b", "نفت وزارة الزراعة الأميركية ذلك، ووزارة الزراعة الأميركية تحقق.")
    assert len([key for key in merged(one, other) if "زراعه" in key]) == 1


def test_of_a_person_s_two_names_the_commoner_is_shown() -> None:
    often = [article(str(n), "قال يوسف بوعزة ذلك، ثم غادر يوسف بوعزة.") for n in range(2)]
    once = article("x", "كتب يوسف بوعزة الحسين، ويوسف بوعزة الحسين طبيب.")
    said = {one.id: names_in(one) for one in (*often, once)}
    (only,) = merge_names((*often, once), said, families={})
    assert (only.names["ar"], only.articles) == ("يوسف بوعزة", 3)


def test_a_name_of_two_parties_is_that_of_the_one_named_in_full() -> None:
    short = article("a", "اجتمع حزب العدالة والتنمية.")
    moroccan = article("b", "قال حزب العدالة والتنمية المغربي ذلك.")
    turkish = article("c", "نفى حزب العدالة والتنمية التركي ذلك.")
    assert merged(short, moroccan).keys() == {"organisation:pjd"}
    assert merged(short, moroccan, turkish).keys() == {
        "organisation:justice-development", "organisation:pjd", "organisation:akp"
    }  # fmt: skip


def test_foreign_spellings_share_a_key_and_native_names_do_not() -> None:
    assert person_key(["سيرغي", "سكريبال"]) == person_key(["سيرغي", "سكريبل"])
    assert person_key(["محمد", "سعيد"]) != person_key(["محمد", "سعد"])


def test_sounds_are_the_consonants_of_both_scripts() -> None:
    assert sounds("ناصر-بوريطه") == sounds("nasser-bourita")
    assert sounds("كريم-بنزيما") == sounds("karim-benzema")
    assert sounds("كريم-بنزيما") != sounds("karim-bennani")


def test_what_is_kept_of_an_article_is_read_back() -> None:
    import msgspec

    found = names_in(TWO)
    packed = msgspec.msgpack.encode(found)
    assert msgspec.msgpack.decode(packed, type=list[Said]) == found
