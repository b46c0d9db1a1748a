"""Arabic words around a date that tell a date from its look-alikes, and the future from the past.

Knows nothing of dates: it looks at neighbours only.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from service.text.dates.tokens import DECIMAL, MARK, NUMBER, WORD, Tokens
from service.text.normalise import fold


Tense = Callable[[Tokens, int, int], bool | None]


def _set(words: str) -> frozenset[str]:
    return frozenset(fold(words).split())


# A day and a month after one of these is a name: a movement, a street, a school, a revolution.
NAME_HEADS = _set(
    "حركة دار الشباب نهج شارع زنقة ساحة ملعب حي مدرسة ثانوية إعدادية مستشفى جامعة ثورة حراك مسجد "
    "محطة مؤسسة حزب جسر سد استاد مركب قوى فريق ميدان كوبري مدينة محور قاعة مركز تحالف تيار "
    "انتفاضة انقلاب أحداث هجمات اعتداءات تفجيرات جيل شباب حرب معركة قطار مجموعة مستوصف كلية معهد "
    "أحياء بشارع بساحة بحي بنهج بملعب بمدرسة بمدينة بمستشفى بجامعة بثانوية مطار بمطار حدائق"
)
# A weekday after one of these is no day on which something happened.
WEEKDAY_HEADS = _set(
    "صلاة صلاتي خطبة خطب مسجد جامع سوق بسوق أسواق إمام كل أيام جمعة سورة يا آل بني مدينة قصر مليونية"
)
WEEKDAY_TAILS = _set("السوداء الأسود البيضاء العظيمة الحزينة الأبيض العظيم الحمراء")
# العام after one of these is "general".
TITLES = _set(
    "الأمين المدير الكاتب النائب الوكيل المفتش القائد المنسق الحاكم المندوب المراقب المشرف المقرر "
    "الرأي القطاع السكرتير المدعي القنصل المنظم المؤتمر المجلس الاتحاد الدين المال الصالح النظام "
    "الطبيب الحق الجمع النيابة الموظف الأمن الضابط مدير أمين كاتب وكيل الإطار الشأن الفضاء القاضي "
    "الإضراب العفو الإنفاق للأمين للمدير والمدير والأمين بالقطاع للقطاع والقطاع الاستعمال التعليم"
)
# A number after one of these is the edition of something, or the number of a thing.
_EDITIONS = _set(
    "كأس بكأس لكأس مونديال بطولة دوري نسخة النسخة دورة الدورة معرض مهرجان رؤية أجندة برنامج خطة "
    "استراتيجية إستراتيجية مخطط أولمبياد ألعاب جائزة السوبر سوبر إكسبو موسم الموسم أمم الأمم يورو "
    "كان الشان المخطط الرؤية الأولمبية المونديال البطولة ملتقى منتدى ملف أهداف جوائز نهائيات مؤتمر "
    "حملة مبادرة فيلم مسلسل أغنية كتاب رواية ديربي رالي سباق طراز موديل مشروع"
)
_SEASONS = _set("الدراسي الدراسية الجامعي الجامعية المالي الكروي الرياضي موسمي الموسم")
_NUMBERED = _set(
    "رقم رقمه رقمها عدد العدد المادة الفصل غرفة صفحة ص القرار البند حوالي نحو قرابة زهاء أكثر أقل "
    "أزيد قدره قدرها بلغ يبلغ بلغت تبلغ يناهز يتجاوز تجاوز يفوق مبلغ بقيمة سعر سيارة هاتف خط "
    "بنحو بحوالي طريق شقة مرسوم ظهير الرقم الدفعة رحلة كود رمز لوحة عمرها عمره"
)
_COUNTED = re.compile(
    "^(?:في|بال)?(?:دولار|درهم|دينار|ريال|جنيه|يورو|ليره|ليرات|فرنك|سنتيم|مليون|مليار|ملايين|مليارات|الف|الاف|مايه|بالمايه|بالمييه|المايه"
    "|شخص|اشخاص|قتيل|قتلي|جريح|جرحي|مصاب|حاله|حالات|متر|امتار|كيلو|كلم|كم|طن|اطنان|لتر|غرام|كلغ|كغ|هكتار|ميغا|ميجا"
    "|مهاجر|لاجي|عامل|موظف|طالب|تلميذ|مواطن|مقاتل|عسكري|جندي|مدني|صوت|اصوات|نقطه|نقاط|مقعد|مره|مرات|وحده|كتاب|عنصر"
    "|فلسطيني|سوري|مغربي|امراه|طفل|رجل|سيده|شركه|مؤسسه|موسسه|منزل|مشارك|زاير|سايح|برميل|اسره|عايله|صاروخ|غاره|منصب"
    "|يوم|ساعه|دقيقه|سنه|شهر|عاما|يوما|شهرا|كيلومتر|كلمتر|مليمتر|مم|سم|حصان|وات|واط|قضيه|ملف|طلب|محام|قاض|طبيب|عضو)"
)
_BEFORE_YEAR = _set(
    "في وفي منذ مند ومنذ من ومن حتى وحتى إلى وإلى خلال وخلال بحلول بين وبين قبل وقبل بعد وبعد ل ب ول "
    "وب لغاية غاية لعام لسنة أواخر مطلع بداية نهاية منتصف ففي أفق مواليد حرب ثورة انتفاضة أزمة فترة "
    "الفترة الفترتين مالية هزيمة نكسة نكبة زلزال خطاب محطة لثورة لحرب لدستور لأزمة بدستور بقانون دستور انتخابات قانون "
    "المالية ميزانية لميزانية اتفاق اتفاقية حصيلة برسم سنة عام من"
)
_FUNCTION = _set(
    "في من إلى على عن مع أن إن التي الذي الذين ثم أو و بعد قبل حتى حيث إذ لكن كما كان كانت قد هو هي "
    "بسبب خلال عندما بين إثر عقب ضد ب ل لم لا ما هل تم بلغ بلغت وصل وصلت شهد شهدت عرف وهو وهي والتي "
    "والذي وقد وكان وكانت وفي ومن وعلى وإلى مقارنة بنسبة مقابل بفضل لدى وذلك أي تحت وحتى وثم"
)
_MORE = _set("أكثر أقل أزيد أكثرمن اكبر أعلى أدنى")

_FUTURE_VERB = re.compile(r"^[وف]?س[يتنا][^\W\d]{3,}$")
_NOT_FUTURE = re.compile(
    "^[وف]?(?:سيار|سياس|سياد|سياق|سيد|سينا|سينم|سيول|سيطر|سيره|سيرا|سير[تهةي]|سيف|سيناريو|سيمن|سيمو|سيلف|سيلا|سيبر|سيرغ"
    "|ستوك|ستراس|ستار|ستاد|ستين|ستون|ستين|ستيف|ستايل|ستور|ستاند|سات|ساب|ساع|سال|سام|ساي|سان|ساح|ساد|ساه|سار|ساق|ساو|ساحل|ساخن|ساكن"
    "|ساركو|سابق|سايق|سنوي|سنوات|سنغا|سنغال|سنجار|سندات|سناب|سنتر|سنتي|سيجار|سيدني|سياح|سيلتا|سيميو)"
)
# منعت, وأصدرت, استقبلت: a verb of the past in the feminine, which no noun's plural (ات) is.
_PAST_FEMININE = re.compile(
    r"^[وف]?(?!ال|ت[^\W\d]{2}ت$)(?:است|ان|ا|ت)?(?![^\W\d]*ات$|كويت|توقيت|انترنت|غوغشت)[^\W\d]{3,4}ت$"
)
_FUTURE_WORDS = _set(
    "سوف المقرر مقررا مقررة المرتقب مرتقبة مرتقب المنتظر المزمع المتوقع يرتقب ينتظر يتوقع يعتزم تعتزم "
    "موعد موعدا المرجح يستعد تستعد استعداد استعدادا المبرمج مبرمجة مبرمج يحتضن تحتضن يحل تنطلق ينطلق "
    "يلتقي تلتقي يواجه تواجه ينظم تنظم يقام تقام ينعقد تنعقد يعقد تعقد يفتتح تفتتح يستضيف تستضيف "
    "تستمر يستمر يستقبل تستقبل تبدأ يبدأ ينتهي تنتهي تمتد يمتد تحتفل تجرى تجري تخوض يخوض يلعب تلعب "
    "تعرض يعرض يصادف تصادف يتم ينتظم تنتظم أجل آجال لن المقبلة المقبل القادم القادمة ليواجه لمواجهة "
    "يغلق تغلق يزور تزور ويلتقي ويواجه وتنطلق وينطلق وتستمر ويستمر تسليم ينتظره أقصاه"
)
_PAST_WORDS = _set(
    "قال وقال قالت وقالت أعلن وأعلن أعلنت وأعلنت أكد وأكد أكدت وأكدت أوضح وأوضح أوضحت أفاد أفادت وأفادت "
    "وأفاد ذكر وذكر ذكرت وذكرت كشف وكشف كشفت وكشفت أضاف وأضاف أضافت شدد وشدد تم وتم تمت وتمت جرى جرت كان "
    "وكان كانت وكانت كانوا قد وقد وقع وقعت قتل وقتل قتلت لقي أصيب وأصيب انطلقت وانطلقت انطلق انعقد انعقدت "
    "عقد عقدت شهد شهدت استقبل وصل ووصل وصلت نشر نشرت ونشرت صرح بدأ بدأت انتهت انتهى فاز خسر تعادل سجل لم ولم "
    "أصدر أصدرت توفي اندلع اندلعت اعتقل اعتقلت أوقفت قضت قررت قرر وقرر رفض رفضت طالب دعا ودعا دعت اتهم حذر "
    "بعث وجه أجرى أجرت تقدم نفى نفت أدان أدانت التقى والتقى زار غادر نظم نظمت عرفت أدلى أطلق أطلقت شن شنت "
    "نفذ نفذت أسفر أسفرت استهدف استهدفت منذ أمس الماضي الماضية بيان وأشار أشار أشارت وأشارت"
)
# How far back a verb still governs a date. Beyond a dozen words another clause has begun.
REACH = 12


def future(tokens: Tokens, start: int, end: int, *, reach: int = REACH) -> bool | None:
    """True before a future verb's date, False after a past verb, None where neither is near."""
    for at in range(start - 1, max(-1, start - 1 - reach), -1):
        word = tokens.words[at]
        if word in {".", "\n", "؟", "!"}:
            break
        verdict = _tense(word)
        if verdict is not None:
            return verdict
    for at in range(end, min(tokens.size, end + 4)):
        word = tokens.words[at]
        if word in {".", "\n", "؟", "!"}:
            break
        verdict = _tense(word)
        if verdict is not None:
            return verdict
    return None


def _tense(word: str) -> bool | None:
    if word in _PAST_WORDS:
        return False
    if word in _FUTURE_WORDS:
        return True
    if _FUTURE_VERB.match(word) and not _NOT_FUTURE.match(word):
        return True
    return False if _PAST_FEMININE.match(word) else None


def is_year_alone(tokens: Tokens, at: int) -> bool:
    """Whether the number at ``at``, with no word for year before it, is a year all the same."""
    number = tokens.number(at)
    if number is None or len(tokens.word(at)) != 4 or not 1900 <= number <= 2099:
        return False
    before, after = tokens.word(at - 1), tokens.word(at + 1)
    if after in {"%", "°", "$", "€"} or _COUNTED.match(after) or before in {"#", "+", "$", "@", "*"}:
        return False
    if after in {"/", "-"} and tokens.number(at + 2) is not None and _is_season(before):
        return False
    closed = _closes(tokens, at + 1)
    if before == "(" and after in {")", ",", "-"}:
        return True
    if before in _BEFORE_YEAR:
        more = before in {"من", "ومن"} and tokens.word(at - 2) in _MORE
        return not more and (closed or number % 50 != 0)
    return closed and _follows_noun(tokens, at)


def _is_season(word: str) -> bool:
    """Whether a pair of years after ``word`` is a season or a school year."""
    return word in _EDITIONS or word[1:] in _EDITIONS or word.lstrip("بل") in _SEASONS


def is_next_year(tokens: Tokens, at: int) -> bool:
    """Whether the number at ``at`` goes on a list of years: 2009 و2012."""
    number = tokens.number(at)
    if number is None or len(tokens.word(at)) != 4 or not 1000 <= number <= 2099:
        return False
    return tokens.word(at + 1) not in {"%", "$", "€"} and not _COUNTED.match(tokens.word(at + 1))


def _closes(tokens: Tokens, at: int) -> bool:
    """Whether what stands at ``at`` cannot be a thing that is counted."""
    if at >= tokens.size or tokens.kinds[at] == MARK:
        return tokens.word(at) not in {"%", "$", "€"}
    word = tokens.word(at)
    return tokens.kinds[at] == WORD and (word in _FUNCTION or word.startswith(("ال", "وال", "بال")))


def _follows_noun(tokens: Tokens, at: int) -> bool:
    """Whether an Arabic noun stands before, none of them an edition or a numbered thing."""
    before = tokens.word(at - 1)
    if at == 0 or tokens.kinds[at - 1] != WORD or not "\u0620" <= before[0] <= "\u064a":
        return False
    if before in _NUMBERED or tokens.touches(at):
        return False
    for back in range(at - 1, max(-1, at - 7), -1):
        word = tokens.words[back]
        if word in {"_", "#"}:
            return False
        if tokens.kinds[back] in {MARK, NUMBER, DECIMAL} and word not in {'"', "'", "»", "«", "”"}:
            break
        if word in _EDITIONS or word[1:] in _EDITIONS or word in _NUMBERED:
            return False
    return before.startswith(("ال", "لل", "بال", "وال"))
