"""What a sentence's wording tells of its use: as an entry's text, and of what kind it is.

Knows nothing of stories; Arabic, French, English and Spanish, by their own marks.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from pathlib import Path

from service.records import EntryKind, Grain
from service.text.normalise import fold
from service.timelines.acts import is_verb, telling

_ARABIC = re.compile(r"[\u0620-\u064a]")


@cache
def _common() -> frozenset[str]:
    return frozenset((Path(__file__).parent / "common.txt").read_text(encoding="utf-8").split())


def is_common(term: str) -> bool:
    """Whether a stem stands in so much news that it tells nothing of an affair."""
    return term in _common() or len(term) < 2 or (term.isdigit() and len(term) < 3)


# The word before a date that makes it somebody's birth.
_BIRTH = re.compile(
    r"(?:مواليد|المولود[هة]?|المزداد[هة]?|ازداد|ازدادت|ولدت?(?=\s+(?:في|عام|سنة|يوم|ب\S+))|born|né|née|nés|nacid[oa]|nació)"
    r"(?:\s+\S+){0,4}\s*$"
    r"|(?:^|\.\s+)[وف]?ولدت?(?:\s+[^\s.]+){1,9}\s*$",
    re.IGNORECASE,
)
# A year that names an edition or a plan ("World Cup 2018", "the campaign of 2021"), not a time.
_YEAR_AS_TIME = re.compile(
    r"(?:^|\s)[وف]?(?:في|عام|العام|سنة|السنة|منذ|خلال|مطلع|أواخر|نهاية|بداية|بحلول"
    r"|en|in|since|depuis|during|année|year|début|fin|año|desde)\s*\(?$",
    re.IGNORECASE,
)
_NAMED_YEAR = re.compile(
    r"^(?:في|عام|العام|سنة|منذ|خلال|en|in|since|depuis|l'année|año)\b", re.IGNORECASE
)
# "The year ended on 30 June" is a span of accounts: nothing happened on its last day.
_ACCOUNTS = re.compile(
    r"(?:عام|سنة|العام|السنة|الربع|النصف|الفترة|أشهر|الأشهر|year|quarter|half|months|period|exercice"
    r"|année|trimestre|semestre|mois|période|ejercicio|año|periodo)(?:\s+\S+){0,4}?\s+"
    r"(?:المنتهي[هة]?|المنتهيين|ended|ending|clos(?:e|es)?|achevée?|finalizado|terminado)"
    r"(?:\s+(?:في|يوم|on|in|le|en|el|au|à|fin))*\s*$"
    r"|(?:ال|لل)(?:سنة|عام) المالية?(?:\s+\S+){0,2}\s+(?:بدأت?|[تي]بدأ|[تي]نتهي|انته(?:ت|ى))"
    r"(?:\s+(?:في|يوم))*\s*$",
    re.IGNORECASE,
)
# The election of 2016 and the war of 1967 are called by their year.
_CALLED = re.compile(
    r"(?:^|\s)(?:ال|لل|بال|وال)?(?:انتخابات|استفتاء|حملة|حرب)(?:\s+ال(?!تي|ذي)\S+){0,2}\s*(?:في)?\s*$"
)
_LABEL_LEAD = re.compile(r"(?:^|\s)(?:ل|برسم|رسم|pour|for|para)\s*$")
# "Last month" has no name: it blurs into the days around the report.
_UNNAMED = re.compile(
    r"شهر|\bmois\b|\bmonth\b|\bmes\b|عام ال|العام|السنة|\byear\b|ann[ée]e|\baño\b|\ban\b"
)


# "For the first time in 28 years", "ten months ago": a length of time, not a time.
_LENGTH = re.compile(
    r"^(?:منذ|قبل|طيلة|طوال|il y a|depuis|hace|desde hace|since|over|in)\b.*|.*\bago$",
    re.IGNORECASE,
)
_COUNTED = re.compile(
    r"\d|[٠-٩]|سنتين|عامين|شهرين|أشهر|شهور|سنوات|أعوام|عقود|عقد|قرن|نحو|قرابة|حوالي|أكثر|mois|ans\b"
    r"|years?|months?|años|meses",
    re.IGNORECASE,
)
# "On the programme This Evening" names a programme.
_PROGRAMME = re.compile(
    r"(?:برنامج|نشره|programme|program|emission|programa)(?:\s+[^\s،,\"»]+){0,2}\s*[\"«“]?$"
)
_AIRED = re.compile(
    r"^(?:اليوم|هذا (?:المسا|الصباح|اليوم)|(?:هذه )?الليله|today|tonight|this morning"
    r"|this evening|aujourd'hui|ce soir|hoy|esta noche)$"
)
# "At six in the evening", with no day in it.
_CLOCK = re.compile(
    r"^(?:(?:حوالي|حدود) )?(?:ال)?ساعه(?: \S+|\d\S*){1,4}$"
    r"|^(?:a |a las? |at )?\d{1,2}(?:[:h.]\d{0,2})?(?: ?(?:heures?|horas?|gmt|[ap]\.?m\.?))?$"
)
_DAYS_NAMED = re.compile(
    r"(?<!\w)(?:امس|اليوم|غدا?|الليله|يوم|(?:ال)?(?:سبت|احد|اثنين|ثلاثا|اربعا|خميس|جمعه))(?!\w)"
)


def is_length(surface: str, kind: str, grain: Grain) -> bool:
    """Whether a relative date of coarse ``grain`` only counts back: "28 years ago"."""
    if kind != "relative" or grain not in {"month", "year"}:
        return False
    return bool(_LENGTH.match(surface) and _COUNTED.search(surface))


def is_clock(surface: str, kind: str) -> bool:
    """Whether a relative date only says at what hour: of the happening's day, not the paper's."""
    folded = fold(surface)
    return kind == "relative" and bool(_CLOCK.match(folded)) and not _DAYS_NAMED.search(folded)


def is_title_of_programme(before: str, surface: str) -> bool:
    """Whether "today" or "this evening" after ``before`` is the name of a programme."""
    return bool(_AIRED.match(fold(surface)) and _PROGRAMME.search(fold(before[-40:])))


def is_birth(before: str) -> bool:
    """Whether the text before a date makes it a date of birth."""
    return bool(_BIRTH.search(before[-90:]))


def is_label(before: str, surface: str, grain: Grain) -> bool:
    """Whether a date names a thing, a blur or the end of accounts rather than a time."""
    if _ACCOUNTS.search(before[-70:]):
        return True
    if grain not in {"month", "year"}:
        return False
    if _UNNAMED.search(surface) and not re.search(r"\d|[٠-٩]", surface):
        return True
    if grain == "month":
        return False
    if _LABEL_LEAD.search(before[-12:]) or surface.startswith("ل") or _CALLED.search(before[-60:]):
        return True
    return not (_NAMED_YEAR.match(surface) or _YEAR_AS_TIME.search(before[-20:]))


# Openings that lean on a sentence before: a reader of one sentence asks "who?" or "what?".
_LEANS_ARABIC = re.compile(
    r"^(?:[وف]?(?:اضاف|تابع|اردف|استطرد|استدرك|زاد|مضي|ختم|واصل|اكمل|اسهب)(?:ت|وا)?\b"
    r"|[وف]?(?:هذا|هذه|ذلك|تلك|هو|هي|هم|هولا|انه|انها|كما|لكن|لكنه|لكنها|غير ان|الا ان|بيد ان"
    r"|بدوره|بدورها"
    r"|كذلك|ايضا|ثم|حيث|بينما|فيما|اذ|مما|وقد|فقد|لقد|لذلك|هكذا|هنا|حينها|عندها|اما)\b"
    r"|[وف]?(?:من جهته|من جهتها|من جانبه|من جانبها|من ناحيته|من جانب اخر|من جهه اخري"
    r"|في المقابل|بالمقابل|الي ذلك|في هذا"
    r"|في نفس|في غضون ذلك|علي صعيد|في سياق|في السياق|بالاضافه|علاوه|فضلا|من ناحيه|من جهه|بعد ذلك"
    r"|قبل ذلك|اثر ذلك|في ذلك)\b"
    r"|[وف]?(?:قال|قالت|اكد|اكدت|اوضح|اوضحت|اشار|اشارت|ذكر|ذكرت|شدد|شددت|لفت|لفتت|اعتبر|اعتبرت"
    r"|راي|رات"
    r"|اعرب|اعربت|بين|حذر|كشف|كشفت|نفي|اعلن|اعلنت|صرح|صرحت)(?:وا)? (?:ان|انه|انها|الي ان|علي ان"
    r"|بان|في|عن|من|ايضا|كذلك|:)\b"
    r"|[وف]?(?:ياتي|تاتي|جا|جات) (?:ذلك|هذا|هذه|تصريح|تصريحات|الاعلان|القرار|الخطوه)\b"
    r"|[وف]?(?:كان|كانت) (?:قد|هذا|هذه)\b)"
)  # fmt: skip
_ANAPHORA_ARABIC = re.compile(
    r"(?:المصدر|البيان|البلاغ|الوكاله|الصحيفه|المتحدث|المسوول) (?:ذاته|ذاتها|نفسه|نفسها|عينه)"
    r"|(?:ذات|نفس) المصدر"
)
# "This agreement", early in a sentence, was named in the one before; "this year" was not.
_POINTS_BACK = re.compile(
    r"^(?:\S+ ){1,6}(?:هذا|هذه|ذلك|تلك|هولا) "
    r"ال(?!عام|اسبوع|شهر|مسا|يوم|صباح|سنه|ليله|مره|صيف|شتا|ربيع|خريف|موسم|فتره)"
)
# "Her lawyer offered": whose, is said in the sentence before.
_WHOSE = re.compile(r"^[وف]?\S+ \S{3,}(?:ها|هما|هم|هن)(?= )")
# "The company attributed": which company, is said there too; "the company Danone" says it here.
_UNNAMED_ACTOR = re.compile(
    r"^[وف]?\S{3,} (?:الشركه|الصحيفه|الوزاره|الوزير|الرييس|الحزب|اللجنه|المنظمه|الهييه|النادي"
    r"|الفريق|المحكمه|البرنامج|الحمله|الجماعه|المجموعه|البنك|المتحدث|المسوول|القاضي|المتهم"
    r"|الضحيه|اللاعب|المدرب|الرجل|المراه|الشاب|الفتاه|التقرير|البيان|المصدر|الوكاله|الفيديو|المقطع"
    r"|الشاكي|الشاكيه|المشتكي|الجاني|القاتل|المهاجم|المتهمه|المتهمون|المتهمين|الضحايا|الحادث|الحادثه"
    r"|الواقعه|الشركتان|الفريقان|الجانبان|الطرفان|الوزيران|الرييسان)"
    r"(?=،|,|\.$"
    r"|\s(?:في|ان|الي|علي|عن|من|هذا|هذه|ايضا|كذلك|انه|انها|قد|لم|لن|بان\S*|بال\S{2,})(?:\s|،))"
)
_LEANS_LATIN = re.compile(
    r"^(?:il|elle|ils|elles|ce|cet|cette|ces|celui|celle|mais|cependant|toutefois|par ailleurs"
    r"|en outre"
    r"|de son cote|pour sa part|lequel|he|she|they|it|this|these|that|those|but|however|meanwhile"
    r"|also|moreover|in addition|and|el|ella|ellos|este|esta|estos|pero|ademas|tambien|asimismo)\b"
    r"(?! (?:gobierno|presidente|ministro|rey|tribunal|parlamento|partido|pais|pasado|proximo))"
)
_ANAPHORA_LATIN = re.compile(r"(?:meme|same|misma?) (?:source|communique|statement|fuente)")
_FURNITURE = re.compile(
    r"نشر هذا المقال|اقرا ايضا|اقرا المزيد|شاهد ايضا|شاهد الفيديو|طالع ايضا|انقر هنا|اضغط هنا"
    r"|هذه الحلقه|تابعونا|اشترك"
    r"|للمزيد|لقراه|جميع الحقوق"
    r"|حقوق النشر|صدر الصوره|التعليق علي الصوره|نشرت في|نشر في|اخر تحديث|لا يدعم|جافا ?سكريبت"
    r"|https?:|www\.|\.com"
    r"|lire aussi|a lire|read (?:also|more)|cliquez|click here|suivez-nous|follow us|copyright"
    r"|leer mas"
)


def is_furniture(text: str) -> bool:
    """Whether a sentence is the site speaking, not the article."""
    return bool(_FURNITURE.search(fold(text)))


def leans(text: str) -> bool:
    """Whether a sentence needs the one before it to be understood."""
    folded = fold(text).lstrip("«“\"'- –—•")
    if _ARABIC.search(text):
        return bool(_LEANS_ARABIC.match(folded) or _ANAPHORA_ARABIC.search(folded))
    return bool(_LEANS_LATIN.match(folded) or _ANAPHORA_LATIN.search(folded))


def _torn(text: str) -> bool:
    """Whether a quotation or bracket is open at one end."""
    return any(text.count(left) != text.count(right) for left, right in ("«»", "()", "[]"))


def _points_back(text: str) -> bool:
    """Whether a sentence that opens by itself speaks of what only the one before it names."""
    folded = fold(text)
    return bool(_POINTS_BACK.match(folded) or _WHOSE.match(text) or _UNNAMED_ACTOR.match(folded))


@lru_cache(maxsize=8192)
def soundness(text: str) -> float:
    """How well a sentence stands alone, in [0, 1]; 0 is never shown.

    Losses: leaning on another sentence, too short or long, a question, an open quotation.
    """
    count = len(text.split())
    if count < 5 or is_furniture(text):
        return 0.0
    score = 1.0
    if leans(text):
        score *= 0.25
    elif _points_back(text):
        score *= 0.6
    if count < 9:
        score *= 0.7
    if count > 38:
        score *= max(0.35, 38 / count)
    if text.rstrip()[-1:] in "؟?:،," or text.count('"') % 2 or _torn(text):
        score *= 0.5
    if text[0] in "\"«“'(-":
        score *= 0.7
    return score * (0.85 if "#" in text else 1.0)


_STATEMENT = re.compile(
    r"^(?:[وف])?(?:قال|قالت|اكد|اكدت|اوضح|اوضحت|اشار|اشارت|صرح|صرحت|شدد|شددت|حذر|حذرت|دعا|دعت"
    r"|اعتبر|اعتبرت|نفي|نفت|طالب|طالبت"
    r"|راي|رات|اعرب|اعربت|انتقد|انتقدت|اتهم|اتهمت|هدد|هددت|وصف|وصفت)\b"
)
_REACTION = re.compile(
    r"^(?:[وف])?(?:رد|ردت|رحب|رحبت|ادان|ادانت|ندد|نددت|استنكر|استنكرت|رفض|رفضت|احتج|احتجت|اسف"
    r"|اعتذر|اعتذرت|دان|دانت)\b"
)
_STATEMENT_LATIN = re.compile(
    r"\b(?:said|says|told|warned|called on|accused|insisted|declare|affirme|estime|a declare"
    r"|a affirme|a appele|dijo|afirmo|advirtio)\b"
)
_REACTION_LATIN = re.compile(
    r"\b(?:welcomed|condemned|denounced|rejected|salue|condamne|denonce|rejete|condeno|rechazo)\b"
)


def kind_of(text: str) -> EntryKind:
    """Event, statement or reaction, by the verb that leads (in Arabic) or reports."""
    folded = fold(text).lstrip("«“\"'- ")
    if _ARABIC.search(text):
        if _REACTION.match(folded):
            return "reaction"
        return "statement" if _STATEMENT.match(folded) else "event"
    if _REACTION_LATIN.search(folded):
        return "reaction"
    return "statement" if _STATEMENT_LATIN.search(folded) else "event"


# The same by a single verb, wherever it stands: "the minister rejects", "la présidente condamne".
_REACTS = re.compile(
    r"^[يت]?(?:رد|رحب|ندد|ا?ستنكر|رفض|ادان|دين|ا?حتج|شجب|ا?عتذر)(?:ت|وا|ون)?$"
    r"|^(?:welcome|condemn|denounce|reject|slam|salue|condamne|denonce|rejette|refuse|deplore"
    r"|rechaza|saluda|condena)(?:s|ed)?$"
)


# A name takes up this many words before its verb.
_SUBJECT = 7
# "The agency reported that" only says who tells.
_HEARSAY = re.compile(r"^(?:[يت]?ذكر(?:ت|وا|ون)?)$")


def told_kind(text: str, language: str) -> EntryKind:
    """``kind_of``, and by the first telling verb where the sentence opens with a name."""
    kind = kind_of(text)
    told, word = telling(text, language)
    early = fold(text).split()[:_SUBJECT]
    if kind != "event" or told != "say" or _HEARSAY.match(word):
        return kind
    if not any(each in {word, f"و{word}", f"ف{word}"} for each in early):
        return kind
    if _ARABIC.search(text) and not is_verb(word):
        return kind
    return "reaction" if _REACTS.match(word) else "statement"


# Verbs and nouns of what changes a state of affairs, wherever they stand in a first sentence.
_DECIDES = re.compile(
    r"\b[وف]?(?:يوقع|وقع|وقعت|توقيع|انتخب|انتخاب|حكم|حكمت|قضت|ادان|اعدام|السجن|اعتقل|اعتقلت"
    r"|اعتقال|توقيف|افرج|الافراج"
    r"|قتل|مقتل|وفاه|توفي|اغتيال|انفجار|تفجير|حريق|زلزال|سيطر|سيطرت|السيطره|يسيطر|دخلت|دخول"
    r"|انسحاب|انسحبت|طرد|تطرد|طردت"
    r"|فرض|تفرض|يفرض|فرضت|حظر|رفع|الغا|تلغي|استقال|استقاله|اقاله|عين|تعيين|كلف|فاز|فوز|انطلاق"
    r"|انطلقت|بدات|تبدا"
    r"|سريان|دخل حيز|صادق|صادقت|صوت|صوتت|اقر|اقرت|تقر|اتفاق|اتفقت|اتفق|النتايج|وصل|وصلت|زفاف"
    r"|اطلاق|تطلق|اطلقت|قصف"
    r"|killed|dies|died|signed|elected|arrested|released|sentenced|resigned|appointed|banned"
    r"|expelled|won|launched|approved"
    r"|tue|mort|signe|elu|arrete|libere|condamne|demissionne|nomme|interdit|expulse|lance"
    r"|adopte|approuve)\b"
)


def decides(text: str) -> bool:
    """Whether a sentence tells an act or a turn: a signature, a death, a vote, a sentence."""
    return bool(_DECIDES.search(fold(text)))
