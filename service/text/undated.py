"""Whether a sentence that names no day reports something that happened: if so, on its report's day.

Knows nothing of articles, dates or timelines; Arabic, French, English and Spanish, by marks that a
reader sees. What it cannot tell it takes for news.
"""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import pairwise

from service.text.normalise import fold
from service.text.passing import is_background, is_planned

# So far into a sentence a word still says what the whole of it is.
_EARLY = 8
# So many characters of its end may hold a column's disclaimer.
_FOOTER = 300

_ARABIC = re.compile(r"[\u0620-\u064a]")
_WORD = re.compile(r"[^\W_]+")
_MARKS = "«“\"'#*>.( -–—•"

# Nouns and names that begin like a verb of the present.
_NO_VERB = re.compile(
    r"^ي(?:وم|ومي\w*|ونيو|وليو|ناير|د|دا|مين\w*|مني\w*|من|هود\w*|اسر|اسين|وسف|حي[اي]|عقوب|ونس|زيد"
    r"|وفنت\w*"
    r"|وتيوب|ورو\w*|اهو|ون\w*|اباني\w*|ابان|خت|وهان\w*|ورغن|سار\w*|سري|افا|رموك|ثرب|الطا|انغ|ي\w*)$"
)
_PRESENT = re.compile(r"^ي[\u0620-\u064a]{2,}$")
# How things stand, what is meant, feared or done by habit: verbs without their ي or ت.
_STATES = """
    بدو عتبر عد واجه عتقد ستعد عمل سعي عتزم تجه عاني حرص شكو حاول عتمد امل خطط ريد شعر حتفل شهد
    عكف رغب زداد ستمر مثل شكل عيش حتاج خشي ومن حتل ضم قع تميز تسم ختلف ستخدم تيح هدف عرف صنف ثير
    تزايد
    عتاد درس حتوي تضمن ملك متلك ربط رتبط وفر لجا تطلع طمح بقي ظل ستهدف جري قف دور خضع تنوع تواصل
    تصاعد ستضيف مر خفي مارس وثر مكن وجد ود فضل حب نصح متد
"""
_STATE = re.compile(rf"^[يت](?:{'|'.join(_STATES.split())})(?:ون|ان)?$")
# "The firm may face", قد before a verb of the present.
_MAY = re.compile(r"^[يتن]\w{2,}$")
# These tell so only where they open the sentence: in a headline they are what was said or seen.
_OPENS_STATE = re.compile(r"^ت(?:قول|ري|شير|توقع|فيد|قضي|حدث|تحدث|بحث|تبادل|ناول|تناول)$")
# What follows one of these is another clause's.
_CLAUSE = re.compile(r"^[وفب]?(?:ان|انه|انها|انهم|انهما|بانه?|بانها|الذي|التي|الذين|حيث|بعدما|ما)$")
# The day ahead, which nobody names.
_WILL = re.compile(
    r"^[وف]?(?:سوف|س[يت](?:ت|ن|ست|كون|بدا|عقد|شهد|قام|واجه|حصل|صبح|طلق|فتتح|لتقي|زور|خوض|شارك|جري"
    r"|منح|عرض"
    r"|قدم|عود|غادر|صدر|بق)\w*)$"
)
# Openings of what is so at all times, or was so for long.
_OPENING = re.compile(
    r"^[وف]?(?:لا|ان|لم|لن|ليس|ليست|ما زال\S*|مازال\S*|ربما|لطالما|طالما|اذا|كلما|عندما|حينما|هناك"
    r"|ثمه|هل|لماذا|كيف"
    r"|من (?:المعروف|الممكن|الصعب|الطبيعي|المهم)|كثيرا ما|غالبا ما|عاده ما|نادرا ما|قد [يتن]\S+"
    r"|بصراحه"
    r"|(?:علي مدار|علي مدي|طوال|طيله|خلال|في|منذ) (?:ال)?(?:سنوات|اعوام|عقود|السنين|قرون)"
    r"|بين الحين|بالنسبه|(?:ا?ل?كثير\w*|معظم|غالبيه|بعض|كل) (?:من )?(?:ال)?(?:ناس|اشخاص|اباء"
    r"|امهات|نسا|رجال)"
    r"|اصبح\w*|بات|باتت|اضحي|امست?|ظل|ظلت|ارتبط\w*|داب|دابت|اعتاد\w*|اشتهر\w*)(?!\w)"
)
# Who finds out a thing on no day that anyone could name.
_STUDY = re.compile(
    r"(?<!\w)(?:ال)?(?:دراسه|دراسات|ابحاث|بحث (?:علمي|جديد|حديث|امريكي|بريطاني)|باحث\w*|فريق بحثي"
    r"|استطلاع\w*"
    r"|علما(?! (?:ال)?(?:دين|مسلمين|ازهر|اثار))|(?:جامعه|موسسه|مجموعه|شركه) بحثيه)(?!\w)"
)
_FOUND = re.compile(
    r"^[وف]?[يت]?(?:كشف|اظهر|ظهر|توصل|خلص|اكتشف|كتشف|ا?بتكر|طور|اوضح|وضح|اشار|شير|افاد|فيد|حذر"
    r"|وجد|اثبت|ثبت"
    r"|بين|ذكر|اكد|وكد|قال|قول|ربط|رجح|نصح|اوصي|حدد|تمكن|نجح|ا?ستطاع|رصد|نبه|دراسه|دراسات|ابحاث"
    r"|باحث\w*|علما"
    r"|استطلاع)(?:ت|وا|ون)?$"
)
# "A clip shows", "pictures went round": the picture is seen today, the thing was whenever.
_PICTURE = re.compile(
    r"^(?:\S+ )?[وف]?[يت]?(?:اظهر|ظهر|رصد|وثق|انتشر|نتشر|تداول|كشف|صور|جسد|اثار"
    r"|ثير)\w* (?:\S+ ){0,3}"
    r"(?:ال)?(?:فيديو\w*|مقطع|مقاطع|صور|صوره|لقطات|كاميرا\w*|تسجيل)(?!\w)"
)
# Somebody else found it out, or it is a programme or film that tells.
_ELSEWHERE = re.compile(
    r"(?<!\w)(?:(?:وفقا|وفق|بحسب|حسب) ل?(?:ال)?(?:دراسه|دراسات|ابحاث)|هذه الحلقه"
    r"|في هذا (?:العدد|الفيديو|التقرير)|^\S+ تقارير (?:صحفيه|صحافيه|اعلاميه)"
    r"|according to (?:a |the )?(?:new |recent )?study|selon une (?:nouvelle )?etude"
    r"|segun un (?:nuevo )?estudio)(?!\w)"
)
# When something was, but for the day.
_BLURRED = re.compile(
    r"(?<!\w)[وف]?(?:موخرا|حديثا|سابقا|عاده|غالبا|دايما|حاليا|في الوقت (?:الراهن|الحالي|الحاضر)"
    r"|في (?:الاونه|الفتره|الايام|الاسابيع|الاشهر|السنوات|الاعوام) (?:ال\w+ )?(?:الاخيره|الماضيه)"
    r"|خلال (?:الاونه|الفتره|الايام|الاسابيع|الاشهر|السنوات|الاعوام) (?:ال\w+ )?(?:الاخيره|الماضيه)"
    r"|(?:ال)?(?:يومين|اسبوعين|شهرين|عامين|سنتين) (?:الماضي|الاخير|المنصرم)\w+"
    r"|(?:منذ|قبل) (?:ايام|اسبوع|اسبوعين|اسابيع|شهر|شهرين|اشهر|عام|عامين|سنوات|سنه|فتره|مده|زمن"
    r"|بدايه|سنين)"
    r"|(?:في وقت سابق|مطلع|بدايه|خلال)(?: من)? (?:هذا الاسبوع|الاسبوع الجاري|هذا الشهر"
    r"|الشهر الجاري|هذا العام)"
    r"|(?:الاسبوع|الشهر|العام|السنه) الماضي\w?"
    r"|كل (?:عام|سنه|يوم|اسبوع|شهر)"
    r"|recently|lately|currently|usually|often|every (?:year|day|week|month)|nowadays|earlier this"
    r"|last (?:week|month|year)"
    r"|recemment|dernierement|actuellement|souvent|chaque (?:annee|jour|semaine|mois)"
    r"|ces dernier\w+"
    r"|recientemente|ultimamente|actualmente|a menudo|cada (?:ano|dia|semana|mes)|en los ultimos"
    r")(?!\w)"
)
_RECENT = re.compile(r"(?<!\w)(?:موخرا|في الاونه الاخيره|recently|recemment|recientemente)(?!\w)")
_BLURS_WITHIN = 90
# "This week", of what has been; of what is due, and in "the third this month", it blurs nothing.
_THIS_WEEK = re.compile(
    r"(?<!\w)(?<!نهايه )(?:هذا (?:الاسبوع|الشهر)|(?:الاسبوع|الشهر) (?:الجاري|الحالي))(?!\w)"
)
_COUNTS = re.compile(
    r"(?<!\w)(?:[وفب]?ل?(?:ال)?(?:مره|اول|اولي|ثاني\w*|ثالث\w*|رابع\w*|خامس\w*|اخر|لقا|مقرر\w*"
    r"|متوقع\w*|مرتقب\w*|مزمع\w*|منتظر\w*)|قبل|قبيل|منذ|حتي)(?!\w)"
)
# Headlines of what explains, advises, shows or muses.
_HEADLINE = re.compile(
    r"^(?:شاهد|بالصور|كيف|لماذا|هل|ماذا|ما|من هو|من هي|من هم|اين|متي|تعرف\w*|ابرز|قصه|حكايه|حقيقه"
    r"|حقايق"
    r"|اسرار|تسلسل|بورتريه"
    r"|تحليل|اليك\w*|هكذا|حذار|انفو\w+|فيديوغرافيك|بروفايل|توقف عن|احذر\w*"
    r"|how|why|what|who (?:is|are|was)|where|when|watch|explained|explainer|timeline|profile"
    r"|analysis|opinion|quiz"
    r"|comment|pourquoi|que sait|que faire|qui (?:est|sont)|ou|quand|portrait|analyse|decryptage"
    r"|tribune"
    r"|como|por que|quien|donde|cuando|perfil|analisis)(?!\w)"
    r"|(?<!\w)(?:اليك|نصايح|نصيحه|\d+ (?:طرق|اسباب|اشيا|اطعمه|خطوات|علامات|معلومات|حيل|فوايد)|فوايد"
    r"|لماذا|ما السبب|ما القصه|تعرف (?:علي|الي)|\d+ (?:things|ways|reasons|tips)"
    r"|\d+ (?:choses|facons|raisons|conseils)|\d+ (?:cosas|formas|razones|consejos))(?!\w)"
)
_COLUMN = re.compile(
    r"(?:تمثل|تعبر عن|يعبر عن|تعكس|يمثل) (?:بالضروره )?(?:وجهه نظر|راي|اراء) (?:كتاب|كاتب|اصحاب"
    r"|صاحب)"
    r"|n'engagent? que|views expressed|opinions? expressed|opiniones (?:expresadas|vertidas)"
)
# How things are, in the languages that put the verb behind its subject.
_IS_LATIN = re.compile(
    r"^(?:\S+ ){1,8}?(?:(?:is|are|was|were) (?:an?|the|one|among|known|considered|home|located"
    r"|facing|still)"
    r"|remains?|seems?|appears? to|belongs? to|has long|have long|tends? to|lives? in"
    r"|(?:est|sont) (?:une?|le|la|l'\S+|des|les|parmi|situee?s?|consideree?s?|connue?s?|toujours)"
    r"|reste(?:nt)?|semble(?:nt)?|demeure(?:nt)?|constitue(?:nt)?|represente(?:nt)?|fait partie"
    r"|(?:es|son) (?:una?|el|la|los|las|considerad[oa]s?|conocid[oa]s?)"
    r"|sigue siendo|parece|permanece|constituye|representa|forma parte)(?!\w)"
)
_IF_LATIN = re.compile(
    r"^(?:if|there (?:is|are)|many people|most people|it is|si|il y a|il est|on peut|hay"
    r"|muchas personas)(?!\w)"
)
_STUDY_LATIN = re.compile(
    r"^(?:\S+ ){0,4}(?:stud(?:y|ies)|researchers|scientists|survey|etudes?|chercheurs"
    r"|scientifiques|sondage"
    r"|estudios?|investigadores|cientificos|encuesta)(?!\w)"
)


def is_feature(title: str, body: str) -> bool:
    """Whether an article explains, advises, shows or holds an opinion: it is of no day.

    By its headline (a question, "how", "five tips") or what a column ends with.
    """
    folded = fold(title).lstrip(_MARKS)
    if title.rstrip(" .»\"'”")[-1:] in {"?", "؟"} or _HEADLINE.search(folded):
        return True
    return bool(_COLUMN.search(fold(body[-_FOOTER:])))


@lru_cache(maxsize=16384)
def tells_news(text: str) -> bool:
    """Whether a sentence tells of one thing that happened, rather than of how things are.

    Of a state, a habit, a finding, a picture, or of what was "recently", it does not.
    """
    folded = fold(text).lstrip(_MARKS)
    if is_blurred(text) or _ELSEWHERE.search(folded) or text.rstrip()[-1:] in {"?", "؟"}:
        return False
    if not _ARABIC.search(text):
        return not any(one.search(folded) for one in (_IS_LATIN, _IF_LATIN, _STUDY_LATIN))
    if _OPENING.match(folded) or _PICTURE.match(folded) or _is_finding(folded):
        return False
    words = _WORD.findall(folded)[:_EARLY]
    return bool(words) and not _is_present(words[0]) and not _is_standing(words)


def is_blurred(text: str) -> bool:
    """Whether a sentence says when it was, but for the day: "recently", "two weeks ago"."""
    folded = fold(text)
    found = _BLURRED.search(folded[:_BLURS_WITHIN]) or _RECENT.search(folded)
    if found is None:
        found = _THIS_WEEK.search(folded[:_BLURS_WITHIN])
        if found and (_COUNTS.search(folded) or is_planned(folded, found[0])):
            return False
    return found is not None and not is_background(folded, found.start())


def _is_finding(folded: str) -> bool:
    """Whether a study, or who made it, is what an opening verb is about."""
    found = _STUDY.search(" ".join(folded.split()[:6]))
    return found is not None and any(_FOUND.match(one) for one in _WORD.findall(folded)[:10])


def _is_present(word: str) -> bool:
    """Whether a sentence's first word is a verb of the present: news opens by the past."""
    bare = word[1:] if word[:2] in {"وي", "في", "وت", "فت"} and len(word) > 4 else word
    if _STATE.match(bare) or _OPENS_STATE.match(bare) or _WILL.match(bare):
        return True
    return bool(_PRESENT.match(bare)) and not _NO_VERB.match(bare)


def _is_standing(words: list[str]) -> bool:
    """Whether the first verb of a sentence that opens by a name tells how things stand or may."""
    ends = next((row for row, one in enumerate(words) if _CLAUSE.match(one)), len(words))
    if any(one == "قد" and _MAY.match(after) for one, after in pairwise(words[:ends])):
        return True
    return any(_STATE.match(one) for one in words[1 : min(ends, 5)])
