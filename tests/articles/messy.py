"""Pages as messy as the region's, made of texts written here, each with what it should give.

A layout is a function from a fact to a page. Layouts in HELD_OUT were written after the rules
and are scored apart: no rule was changed for their sake.
"""

# ruff: noqa: E501 - a line of a page is one line here

from __future__ import annotations

import json
from collections.abc import Callable
from html import escape

import msgspec

from service.records import Page


class Fact(msgspec.Struct, frozen=True, kw_only=True):
    """One article: what every layout prints, and what must come out again."""

    key: str
    language: str
    section: str
    title: str
    day: str
    clock: str
    stamp: str
    author: str
    paragraphs: tuple[str, ...]
    others: tuple[str, ...]


class Messy(msgspec.Struct, frozen=True, kw_only=True):
    """A page and the day it should be dated to, None where it shows none."""

    layout: str
    fact: Fact
    page: Page
    day: str | None


AR_OTHERS = (
    "جمعية محلية تطلق حملة لغرس ألف شجرة بضواحي مدينة تازة",
    "فريق الحي يفوز بدوري الأحياء بعد مباراة نهائية مثيرة",
    "معرض جهوي للكتاب المستعمل يستقطب مئات الزوار في يومه الأول",
    "توقعات بانخفاض الحرارة في المرتفعات مع بداية الأسبوع المقبل",
)
FACTS = (
    Fact(
        key="bridge",
        language="ar",
        section="مجتمع",
        title="افتتاح قنطرة جديدة على وادي سبو بعد تأخر دام ثلاث سنوات",
        day="2019-03-14",
        clock="17:20",
        stamp="14 مارس 2019",
        author="سعيد الوردي",
        paragraphs=(
            "افتتحت السلطات الإقليمية، أمس الأربعاء، القنطرة الجديدة على وادي سبو في وجه حركة السير، بعد تأخر دام ثلاث سنوات عن الموعد الأول للأشغال.",
            "وقال المهندس المشرف على الورش إن القنطرة تمتد على طول 420 مترا وتضم ممرين للراجلين، مضيفا أن كلفتها بلغت 85 مليون درهم ساهمت فيها الجماعة بالثلث.",
            "وكان السكان يضطرون إلى قطع 30 كيلومترا إضافية للوصول إلى السوق الأسبوعي كلما ارتفع منسوب المياه في فصل الشتاء.",
            "ومن المنتظر أن تنطلق أشغال الشطر الثاني، الذي يهم الطرق المؤدية إلى القنطرة من الجهتين، خلال شهر شتنبر المقبل.",
        ),
        others=AR_OTHERS,
    ),
    Fact(
        key="clinic",
        language="ar",
        section="صحة",
        title="أطباء القطاع العام يعلقون إضرابهم ويمهلون الوزارة شهرا واحدا",
        day="2018-11-22",
        clock="09:05",
        stamp="22 نونبر 2018",
        author="هدى العلمي",
        paragraphs=(
            "قررت نقابة أطباء القطاع العام تعليق إضرابها الوطني، الذي كان مقررا يومي الثلاثاء والأربعاء المقبلين، وإمهال الوزارة الوصية شهرا واحدا للرد على ملفها المطلبي.",
            "وأوضحت النقابة في بيان أصدرته عقب اجتماع مجلسها الوطني أن القرار جاء استجابة لدعوة إلى الحوار توصلت بها نهاية الأسبوع الماضي. وأضافت أنها ستعود إلى الاحتجاج إن لم تلمس نتائج.",
            "ويطالب الأطباء بتحسين ظروف العمل في المستشفيات العمومية، وبالرفع من عدد المناصب المالية المخصصة لهم في قانون المالية.",
        ),
        others=AR_OTHERS,
    ),
    Fact(
        key="harvest",
        language="ar",
        section="اقتصاد",
        title="محصول الزيتون يتراجع بالربع والمهنيون يتوقعون ارتفاع الأسعار",
        day="2020-12-03",
        clock="11:40",
        stamp="3 دجنبر 2020",
        author="يونس بلعيد",
        paragraphs=(
            "تراجع محصول الزيتون خلال الموسم الجاري بنحو الربع مقارنة مع الموسم الماضي، وفق تقديرات أولية كشفت عنها فدرالية المهنيين في ندوة عقدتها بمكناس.",
            "وعزا رئيس الفدرالية هذا التراجع إلى تأخر التساقطات وإلى موجة البرد التي ضربت الأشجار في مرحلة الإزهار، مؤكدا أن الجودة لم تتأثر.",
            "وينتظر أن ينعكس نقص الإنتاج على أثمان الزيت، التي بلغت في بعض الأسواق 60 درهما للتر الواحد بعدما كانت في حدود 45 درهما.",
            "وتشكل غراسة الزيتون مصدر دخل لآلاف الأسر في المناطق الجبلية، كما توفر ملايين أيام العمل في فترة الجني.",
        ),
        others=AR_OTHERS,
    ),
    Fact(
        key="tram",
        language="fr",
        section="Société",
        title="Le tramway prolongé jusqu'au port, les travaux dureront dix-huit mois",
        day="2018-06-05",
        clock="08:20",
        stamp="5 juin 2018",
        author="Salma Berrada",
        paragraphs=(
            "La ligne de tramway sera prolongée de six kilomètres jusqu'au port, a annoncé lundi la société qui en a la charge. Les travaux doivent commencer à la rentrée et durer dix-huit mois.",
            "Huit stations nouvelles desserviront les quartiers de l'est, où vivent près de quarante mille personnes. Le coût du chantier est estimé à 900 millions de dirhams.",
            "Les commerçants de l'avenue, inquiets pour leur chiffre d'affaires, ont obtenu qu'une voie reste ouverte à la circulation pendant toute la durée du chantier.",
        ),
        others=(
            "Une exposition de photographies retrace la vie des pêcheurs du détroit",
            "Le club de basket de la ville accède à la première division",
            "Trois conseils pour réduire sa facture d'eau pendant l'été",
            "La bibliothèque municipale rouvre ses portes après rénovation",
        ),
    ),
    Fact(
        key="dam",
        language="en",
        section="Business",
        title="Reservoir levels recover after a wet winter, officials say",
        day="2021-03-05",
        clock="10:30",
        stamp="March 5, 2021",
        author="Leila Naim",
        paragraphs=(
            "Reservoirs in the north have recovered to three quarters of their capacity after the wettest winter in a decade, the water agency said on Thursday.",
            "Levels had fallen below a third last autumn, when the agency cut supplies to farms and asked towns to save water. Those limits will now be lifted in stages.",
            "Farmers welcomed the news but said that the orchards lost during two dry years would take much longer to replace.",
        ),
        others=(
            "Local choir wins first prize at a regional music festival",
            "Five walks along the coast that few visitors know about",
            "New ferry timetable comes into force at the end of the month",
            "Craft fair brings weavers from twelve villages to the capital",
        ),
    ),
)
Layout = Callable[[Fact], tuple[Page, str | None]]


def _text(fact: Fact, *lines: str) -> Page:
    return Page(body="\n".join(lines), kind="text", origin=f"{fact.key}.txt")


def _html(fact: Fact, head: str, body: str, address: str | None = None) -> Page:
    document = (
        f'<!DOCTYPE html><html lang="{fact.language}"><head><meta charset="utf-8">{head}</head>'
        f"<body>{body}</body></html>"
    )
    return Page(body=document, kind="html", origin=f"{fact.key}.html", address=address)


def _links(fact: Fact, tag: str = "li") -> str:
    return "".join(
        f'<{tag}><a href="/n/{n}">{escape(o)}</a></{tag}>' for n, o in enumerate(fact.others)
    )


def _paragraphs(fact: Fact) -> str:
    return "".join(f"<p>{escape(one)}</p>" for one in fact.paragraphs)


def _said(fact: Fact, ar: str, fr: str, en: str) -> str:
    return {"ar": ar, "fr": fr}.get(fact.language, en)


def menu_and_comments(fact: Fact) -> tuple[Page, str | None]:
    """Saved text: a menu line by line, a caption, keywords, a list of others, comments."""
    menu = _said(
        fact,
        "الرئيسية|سياسة|مجتمع|رياضة|اتصل بنا",
        "Accueil|Politique|Sport|Contact",
        "Home|World|Sport|Contact us",
    )
    page = _text(
        fact, *menu.split("|"), "", fact.title, "",
        _said(fact, f"بقلم: {fact.author}", f"Par : {fact.author}", f"By: {fact.author}"),
        _said(fact, f"نشر بتاريخ: {fact.stamp} - {fact.clock}", f"Publié le {fact.stamp} à {fact.clock}", f"Published: {fact.stamp} {fact.clock}"),
        _said(fact, "صورة: أرشيف", "Photo : archives", "Image: archive"), "",
        *fact.paragraphs, "",
        _said(fact, "كلمات مفتاحية", "Mots-clés", "Tags"), fact.section, "",
        _said(fact, "مواضيع ذات صلة", "Articles similaires", "Related articles"), *fact.others,
        _said(fact, "التعليقات (3)", "Commentaires (3)", "Comments (3)"), "1 - زائر", "هذا خبر مهم لأهل المنطقة ونشكركم على نشره كاملا.",
    )  # fmt: skip
    return page, fact.day


def aggregator(fact: Fact) -> tuple[Page, str | None]:
    """An aggregator's copy: a ticker, prompts to report, "published in X on D - M - Y"."""
    year, month, day = fact.day.split("-")
    page = _text(
        fact, "    ".join(fact.others * 4), "", "",
        _said(fact, "شكرا على الإبلاغ!", "Merci de nous avoir signalé cette image", "Thank you for your report"),
        _said(fact, "سيتم حجب هذه الصورة تلقائيا عندما يتم الإبلاغ عنها من طرف عدة أشخاص.", "", ""), "",
        fact.title, "",
        _said(fact, f"{fact.author} نشر في بيان اليوم يوم {day} - {month} - {year}", f"{fact.author} Publié dans Bayan Al Yaoum le {day} - {month} - {year}", f"{fact.author} Published in Bayan Al Yaoum on {day} - {month} - {year}"), "",
        *fact.paragraphs, "", "",
        _said(fact, "انقر هنا لقراءة الخبر من مصدره.", "Cliquez ici pour lire l'article depuis sa source.", "Click here to read the story from its source."),
    )  # fmt: skip
    return page, fact.day


def printed_twice(fact: Fact) -> tuple[Page, str | None]:
    """The body in one line, twice, a teaser cut off before it, related teasers after it."""
    body = " ".join(fact.paragraphs)
    teasers = [
        line
        for one in fact.others
        for line in (
            one,
            f"{one}، {body[:40]} في تفاصيل لا صلة لها بما سبق، حسب ما أفاد به مصدر محلي لم يشأ ذكر اسمه لهذا المنبر اليوم.",
            fact.section,
            "",
        )
    ]
    page = _text(
        fact, fact.section, "", fact.title, "",
        _said(fact, f"هسبريس نشر في: {fact.stamp}", f"Hespress publié le : {fact.stamp}", f"Hespress published: {fact.stamp}"), "",
        f"{fact.paragraphs[0][:70]}...", "", body, "", body, "",
        _said(fact, "اقرأ أيضاً", "À lire aussi", "Read also"), *teasers,
        _said(fact, "أوقات الصلاة", "Horaires des prières", "Prayer times"), "السبت 05 يوليو 2025", "الصبح", "الظهر",
    )  # fmt: skip
    return page, fact.day


def pointers_inside(fact: Fact) -> tuple[Page, str | None]:
    """Crumbs, a bare date, pointers to other articles set between the paragraphs."""
    first, *rest = fact.paragraphs
    page = _text(
        fact, _said(fact, f"الرئيسية » {fact.section} »", f"Accueil > {fact.section}", f"Home > {fact.section}"),
        fact.title, f"{fact.stamp} - {fact.clock}", first,
        _said(fact, f"اقرأ أيضا: {fact.others[0]}", f"Lire aussi : {fact.others[0]}", f"Read also: {fact.others[0]}"),
        rest[0], _said(fact, "اقرأ أيضا", "Lire aussi", "Read also"), fact.others[1], *rest[1:],
        _said(fact, "فيسبوك تويتر واتساب", "Facebook Twitter WhatsApp", "Facebook Twitter WhatsApp"),
        _said(fact, "الأكثر قراءة", "Les plus lus", "Most read"), *fact.others,
    )  # fmt: skip
    return page, fact.day


def json_ld_graph(fact: Fact) -> tuple[Page, str | None]:
    """HTML with a JSON-LD graph, a cookie bar, share buttons and a list of others."""
    graph = {"@context": "https://schema.org", "@graph": [
        {"@type": "WebSite", "name": "Journal"},
        {"@type": "NewsArticle", "headline": fact.title, "datePublished": f"{fact.day}T{fact.clock}:00+01:00", "articleSection": [fact.section]},
    ]}  # fmt: skip
    head = f'<title>{escape(fact.title)} - Hespress - هسبريس جريدة إلكترونية مغربية</title><script type="application/ld+json">{json.dumps(graph)}</script>'
    body = (
        f'<div class="cookie-bar">Nous utilisons des cookies pour améliorer votre expérience. <a>Accepter</a></div>'
        f"<header><nav>{_links(fact, 'span')}</nav></header><article><h1>{escape(fact.title)}</h1>"
        f'<div class="share">Facebook Twitter</div><div class="content">{_paragraphs(fact)}</div></article>'
        f'<div class="related"><h3>{_said(fact, "مقالات ذات صلة", "Articles liés", "Related")}</h3><ul>{_links(fact)}</ul></div>'
        "<footer>© 2026 tous droits réservés 25 novembre 2026</footer>"
    )
    return _html(
        fact, head, body, f"https://www.hespress.com/{fact.key}.html?utm_source=x"
    ), fact.day


def microdata(fact: Fact) -> tuple[Page, str | None]:
    """HTML with microdata, the paragraphs parted by line breaks alone."""
    text = "<br><br>".join(map(escape, fact.paragraphs))
    body = (
        f'<div id="top">25/11/2026</div><div itemscope itemtype="http://schema.org/NewsArticle"><h1 itemprop="headline">{escape(fact.title)}</h1>'
        f'<meta itemprop="datePublished" content="{fact.day}"><span class="cat">{fact.section}</span>'
        f'<div itemprop="articleBody">{text}</div></div><aside><h4>{_said(fact, "آخر الأخبار", "Dernières nouvelles", "Latest news")}</h4>{_links(fact)}</aside>'
    )
    return _html(fact, f"<title>{escape(fact.title)}</title>", body), fact.day


def visible_line(fact: Fact) -> tuple[Page, str | None]:
    """HTML of bare blocks; the only date is a visible line, and today's stands at the top."""
    body = (
        f'<div class="bar">{_said(fact, "الأربعاء 25 نونبر 2026", "Mercredi 25 novembre 2026", "Wednesday, November 25, 2026")}</div>'
        f'<div class="main"><h1>{escape(fact.title)}</h1><span class="post-date">{_said(fact, f"نشر يوم {fact.stamp} على الساعة {fact.clock}", f"Publié le {fact.stamp} à {fact.clock}", f"Published on {fact.stamp} {fact.clock}")}</span>'
        f'<div class="text">{_paragraphs(fact)}</div><p>{_said(fact, "شارك هذا المقال", "Partager cet article", "Share this article")}</p></div>'
        f'<div class="side"><b>{_said(fact, "قد يعجبك أيضا", "À voir aussi", "You may also like")}</b>{_links(fact)}</div>'
    )
    return _html(fact, f"<title>{escape(fact.title)} | {fact.section}</title>", body), fact.day


def amp(fact: Fact) -> tuple[Page, str | None]:
    """AMP with its meta dates, and its address ending in /amp."""
    head = (
        f'<title>{escape(fact.title)}</title><link rel="canonical" href="https://example.org/a/{fact.key}">'
        f'<meta property="og:title" content="{escape(fact.title)}"><meta property="og:type" content="article">'
        f'<meta property="article:published_time" content="{fact.day}T{fact.clock}:00+00:00">'
        f'<meta property="article:section" content="{fact.section}">'
    )
    body = (
        f"<amp-sidebar><ul>{_links(fact)}</ul></amp-sidebar><main><h1>{escape(fact.title)}</h1>{_paragraphs(fact)}"
        f"<amp-ad>{_said(fact, 'إعلان', 'Publicité', 'Advertisement')}</amp-ad></main>"
    )
    return _html(fact, head, body, f"https://example.org/a/{fact.key}/amp"), fact.day


def feed_entry(fact: Fact) -> tuple[Page, str | None]:
    """A feed's entry with the whole text and the line that feeds put under it."""
    foot = _said(
        fact,
        f"ظهرت المقالة {fact.title} أولاً على موقعنا.",
        f"L'article {fact.title} est apparu en premier sur Journal.",
        f"The post {fact.title} appeared first on Journal.",
    )
    page = Page(
        body=f"{_paragraphs(fact)}<p>{escape(foot)}</p>", kind="entry", origin=f"feed.xml#{fact.key}",
        address=f"https://example.org/{fact.key}", title=escape(fact.title), section=fact.section,
        published=f"{fact.day}T{fact.clock}:00+00:00",
    )  # fmt: skip
    return page, fact.day


def table_page(fact: Fact) -> tuple[Page, str | None]:
    """The HTML of an old portal, all in tables, the day in its address."""
    rows = "".join(f"<p align=justify>{escape(one)}</p>" for one in fact.paragraphs)
    others = _links(fact, "div")
    body = (
        f"<table><tr><td colspan=2>{_said(fact, 'بوابة الأخبار', 'Portail', 'Portal')}</td></tr><tr><td width=70%><h2><font>{escape(fact.title)}</font></h2>{rows}"
        f"</td><td><b>{_said(fact, 'أخبار أخرى', 'Autres articles', 'Latest news')}</b>{others}</td></tr></table>"
    )
    address = f"http://old.example.net/{fact.day.replace('-', '/')}/{fact.key}.asp"
    return _html(fact, f"<title>{escape(fact.title)}</title>", body, address), fact.day


LAYOUTS: tuple[Layout, ...] = (
    menu_and_comments, aggregator, printed_twice, pointers_inside, json_ld_graph, microdata,
    visible_line, amp, feed_entry, table_page,
)  # fmt: skip


def date_below(fact: Fact) -> tuple[Page, str | None]:
    """Held out: no date above; the line of publication stands under the text, signed."""
    page = _text(
        fact, _said(fact, "الجريدة الأولى بالجهة", "Le quotidien de la région", "The region's daily"), "",
        fact.title, "", *[line for one in fact.paragraphs for line in (one, "")],
        _said(fact, f"حرر في {fact.stamp}", f"Publié le {fact.stamp}", f"Published {fact.stamp}"),
        fact.author, _said(fact, "عدد القراءات: 1204", "1204 lectures", "1204 views"), "",
        _said(fact, "أخبار متعلقة", "Sur le même sujet", "Related stories"), *fact.others,
    )  # fmt: skip
    return page, fact.day


def headlines_around(fact: Fact) -> tuple[Page, str | None]:
    """Held out: headlines line by line above and below, a standfirst, an update time."""
    page = _text(
        fact, _said(fact, "عاجل", "En direct", "Live"), *fact.others, "",
        _said(fact, f"الرئيسية / {fact.section}", f"Accueil / {fact.section}", f"Home / {fact.section}"), "",
        fact.title, _said(fact, f"{fact.author} | {fact.stamp} | آخر تحديث: 30 يناير 2022", f"{fact.author} | {fact.stamp} | Mis à jour le 30 janvier 2022", f"{fact.author} | {fact.stamp} | Updated January 30, 2022"),
        "", *fact.paragraphs, "", *fact.others, "",
        _said(fact, "جميع الحقوق محفوظة 2026", "Tous droits réservés 2026", "All rights reserved 2026"),
    )  # fmt: skip
    return page, fact.day


def open_graph_only(fact: Fact) -> tuple[Page, str | None]:
    """Held out: text in blocks without paragraphs, Open Graph tags, comments below."""
    blocks = "".join(f'<div class="b">{escape(one)}</div>' for one in fact.paragraphs)
    head = (
        f'<title>{escape(fact.title)} » Journal</title><meta property="og:title" content="{escape(fact.title)}">'
        f'<meta property="og:site_name" content="Journal"><meta name="pubdate" content="{fact.day} {fact.clock}">'
    )
    body = (
        f"<div class=wrap><div class=t>{escape(fact.title)}</div><div class=story>{blocks}</div><div class=comments>"
        f"<h3>{_said(fact, 'اترك تعليقا', 'Laisser un commentaire', 'Leave a reply')}</h3><p>{_said(fact, 'خبر جميل جدا وننتظر المزيد من التفاصيل عنه.', 'Merci pour cet article très complet sur le sujet.', 'Thank you for this very complete report on it.')}</p></div></div>"
    )
    return _html(fact, head, body, f"https://example.com/s/{fact.key}"), fact.day


def reader_page(fact: Fact) -> tuple[Page, str | None]:
    """Held out: saved text of a phone's reader: site, author and day in one line, tags below."""
    page = _text(
        fact, _said(fact, f"بيان اليوم - {fact.author} - {fact.stamp}", f"Médias24 - {fact.author} - {fact.stamp}", f"Morocco World News - {fact.author} - {fact.stamp}"),
        fact.title, "", _said(fact, "دقيقتان للقراءة", "Lecture 2 min.", "2 min read"), "", *fact.paragraphs,
        _said(fact, "شاركها", "Partager", "Share"), "#" + fact.section, "",
        _said(fact, "نرشح لك", "Vous aimerez aussi", "Recommended for you"), *fact.others,
    )  # fmt: skip
    return page, fact.day


HELD_OUT: tuple[Layout, ...] = (date_below, headlines_around, open_graph_only, reader_page)


def messy_pages(layouts: tuple[Layout, ...]) -> list[Messy]:
    """Every fact in every layout."""
    made = []
    for layout in layouts:
        for fact in FACTS:
            page, day = layout(fact)
            made.append(Messy(layout=layout.__name__, fact=fact, page=page, day=day))
    return made
