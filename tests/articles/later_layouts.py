"""More layouts of messy pages, written after the others to see what the rules do not know.

As they were first read: an application's page was taken for a list of headlines, a table's
teasers for text and an author's name for a title; the blog was read without a fault.
"""

# ruff: noqa: E501 - a line of a page is one line here

from __future__ import annotations

from html import escape

from service.records import Page
from tests.articles.messy import Fact, Layout, _html, _links, _said, _text


def application(fact: Fact) -> tuple[Page, str | None]:
    """Saved text of an application: prompts, a poll, sponsored headlines, loose comments."""
    page = _text(
        fact, _said(fact, "افتح في التطبيق", "Ouvrir dans l'application", "Open in app"), fact.title,
        _said(fact, f"بواسطة {fact.author} — {fact.stamp}", f"Par {fact.author} — {fact.stamp}", f"By {fact.author} — {fact.stamp}"),
        _said(fact, "استمع للمقال 3:12", "Écouter l'article 3:12", "Listen 3:12"), "", *fact.paragraphs, "",
        _said(fact, "المصدر: وكالات", "Source : agences", "Source: agencies"),
        _said(fact, "هل أعجبك المقال؟", "Cet article vous a-t-il plu ?", "Did you like this article?"),
        _said(fact, "نعم", "Oui", "Yes"), _said(fact, "لا", "Non", "No"),
        _said(fact, "محتوى ممول", "Contenu sponsorisé", "Sponsored content"), *fact.others,
        _said(fact, "محمد قبل 3 أيام", "Karim il y a 3 jours", "Tom 3 days ago"),
        _said(fact, "شكرا على هذا المقال الجيد والمفيد.", "Merci pour cet article clair et utile.", "Thanks for this clear and useful piece."),
    )  # fmt: skip
    return page, fact.day


def blog(fact: Fact) -> tuple[Page, str | None]:
    """HTML of a blog: a caption, a pointer and a newsletter box inside the text, a biography."""
    first, *rest = (f"<p>{escape(one)}</p>" for one in fact.paragraphs)
    letter = _said(
        fact,
        "توصل بأهم الأخبار كل صباح في بريدك الإلكتروني عبر نشرتنا المجانية.",
        "Recevez chaque matin l'essentiel de l'actualité grâce à notre lettre gratuite.",
        "Get the main news in your inbox every morning with our free letter.",
    )
    biography = _said(
        fact,
        f"{fact.author} صحافي بقسم المجتمع منذ سنوات، يهتم بقضايا الجماعات المحلية.",
        f"{fact.author} est journaliste au service société depuis dix ans.",
        f"{fact.author} has been a reporter on the society desk for ten years.",
    )
    pointer = f"<p><strong>{_said(fact, 'اقرأ أيضا:', 'Lire aussi :', 'Read also:')}</strong> <a href='/x'>{escape(fact.others[0])}</a></p>"
    body = (
        f'<header><a>Logo</a></header><div class="entry"><h1 class="entry-title">{escape(fact.title)}</h1>'
        f'<div class="entry-meta"><time class="published" datetime="{fact.day}T{fact.clock}:00+00:00">{fact.stamp}</time></div>'
        f"<figure><img src=a.jpg><figcaption>{_said(fact, 'صورة تعبيرية من الأرشيف', 'Image, archives', 'File photo')}</figcaption></figure>"
        f'<div class="entry-content">{first}{pointer}<div class="newsletter-box"><p>{letter}</p></div>{"".join(rest)}</div>'
        f'<div class="author-bio"><p>{biography}</p></div><ul class="tags"><li><a>{fact.section}</a></li></ul></div>'
        f'<section class="more"><h2>{_said(fact, "المزيد من الأخبار", "Plus d’articles", "More stories")}</h2>{_links(fact)}</section>'
    )
    return _html(fact, f"<title>{escape(fact.title)} – Journal Al Khabar</title>", body), fact.day


def cells(fact: Fact) -> tuple[Page, str | None]:
    """HTML without a heading or a paragraph, all in one table; teasers in the row below."""
    teaser = _said(
        fact,
        "في هذا الخبر تفاصيل أوفى عن الموضوع الذي تناولناه الأسبوع الماضي بالتحليل.",
        "Dans cet article, davantage de détails sur le sujet que nous avons analysé.",
        "In this report, more details on the subject that we analysed last week.",
    )
    teasers = "".join(
        f"<td><a href='/{number}'>{escape(one)}</a><br>{teaser}</td>"
        for number, one in enumerate(fact.others)
    )
    served = _said(
        fact, "الجمعة 27 نونبر 2026", "Vendredi 27 novembre 2026", "Friday 27 November 2026"
    )
    body = (
        f"<center><font size=2>{served}</font></center><table><tr><td class=art><font class=titre>{escape(fact.title)}</font>"
        f"<br><font class=el-date>{fact.stamp} - {fact.clock}</font><br>{'<br /><br />'.join(map(escape, fact.paragraphs))}</td></tr>"
        f"<tr>{teasers}</tr></table>"
    )
    return _html(fact, f"<title>{escape(fact.title)}</title>", body), fact.day


def author_line(fact: Fact) -> tuple[Page, str | None]:
    """Saved text with the title twice, an abstract, and an author's name above the date."""
    page = _text(
        fact, fact.title, "", _said(fact, "القائمة", "Menu", "Menu"), _said(fact, "اشترك", "S'abonner", "Subscribe"), fact.section, fact.title,
        _said(fact, "ملخص يقدم أهم ما جاء في هذا المقال للقارئ المستعجل.", "L'essentiel de l'article pour le lecteur pressé.", "The gist of the article for the reader in a hurry."),
        fact.author, f"{fact.stamp} | {fact.clock}", _said(fact, "(تصوير: م. العربي)", "(Photo : M. Larbi)", "(Photo: M. Larbi)"), "", *fact.paragraphs,
        _said(fact, "مقالات قد تهمك", "Vous pourriez aussi aimer", "You might also like"), *fact.others,
        _said(fact, "حمل تطبيقنا", "Téléchargez notre application", "Download our app"),
    )  # fmt: skip
    return page, fact.day


LATER: tuple[Layout, ...] = (application, blog, cells, author_line)
