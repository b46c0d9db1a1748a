"""The words around a number that say what it counts.

Knows nothing of stories or outlets. All words are folded, Arabic without what leans on it; a
slot is bound by the noun behind the number, the verb or noun before it, or the verb behind.
"""

from __future__ import annotations

from service.records import ClaimSlot
from service.text.normalise import fold


def _set(words: str) -> frozenset[str]:
    return frozenset(fold(words).split())


# The noun right behind the number.
COUNTED: dict[ClaimSlot, frozenset[str]] = {
    "deaths": _set("""
        قتيل قتيلا قتلى قتيلة وفاة وفيات وفية ميتا شهيد شهيدا شهداء mort morts tué tués tuées
        décès dead deaths fatalities killed muerto muertos muertes fallecidos
    """),
    "injured": _set("""
        جريح جريحا جرحى مصاب مصابا مصابين مصابون إصابة إصابات
        blessé blessés blessées injured wounded injuries herido heridos heridas
    """),
    "arrested": _set("""
        معتقل معتقلا معتقلين معتقلون موقوف موقوفا موقوفين موقوفون
        arrestations interpellations arrests detainees arrestados detenidos detenciones
    """),
    "participants": _set("""
        مشارك مشاركا مشاركين مشاركون متظاهر متظاهرا متظاهرين متظاهرون محتج محتجا محتجين محتجون
        participants manifestants protesters protestors demonstrators participantes manifestantes
    """),
    "members": _set("عضو عضوا أعضاء عضوة membre membres member members miembro miembros"),
    "votes": _set("صوت صوتا أصوات voix votes vote votos"),
}
# The verb or noun before the number, with nothing between but bridges.
BEFORE: dict[ClaimSlot, frozenset[str]] = {
    "deaths": _set("""
        مقتل قتل قتلت مصرع وفاة استشهاد استشهد بحياة حياة أودى بمقتل بمصرع بوفاة
        killing killed kills tuant tué tue matando mató
    """),
    "injured": _set("""
        إصابة جرح بإصابة بجروح جرحت أصيب أصابت أصاب
        injuring wounding injured wounded blessant blessé hiriendo
    """),
    "arrested": _set("""
        اعتقال توقيف اعتقلت اعتقل أوقفت أوقف باعتقال بتوقيف القبض arrested detained arresting
        arrêté interpellé arrestation interpellation detuvo detenido detención
    """),
    "participants": _set("مشاركة بمشاركة شارك شاركت تظاهر تظاهرت احتشد بحضور حضره"),
    "members": _set("يضم تضم ويضم وتضم تضمنت المكون المكونة comprend compte regroupe comprises"),
}
# Nouns of a toll, and the verb it moves by, with the number soon behind: حصيلة القتلى إلى 13.
TOLL_NOUNS: dict[ClaimSlot, frozenset[str]] = {
    "deaths": _set("""
        القتلى الوفيات قتلى وفيات الشهداء شهداء morts décès deaths dead death muertos
        muertes fallecidos
    """),
    "injured": _set("الجرحى المصابين جرحى المصابون الإصابات blessés injured wounded heridos"),
    "arrested": _set("""
        المعتقلين الموقوفين الاعتقالات arrestations interpellations arrests detenidos
    """),
    "participants": _set("المشاركين المتظاهرين المحتجين participants manifestants protesters"),
    "members": _set("الأعضاء أعضاء membres members miembros"),
    "votes": _set("الأصوات أصوات voix votes votos"),
}
TOLL_HEADS = _set("""
    عدد حصيلة أعداد لحصيلة الحصيلة bilan nombre toll number número balance cifra
""")
TOLL_STEPS = _set("""
        إلى الى لي à to a de بلغ بلغت وصل وصلت تجاوز تجاوزت ل الـ ال rose reached
        climbed passe atteint subió at
    """)
# Verbs behind the people counted: 13 شخصا لقوا مصرعهم, 13 people were killed.
BEHIND: dict[ClaimSlot, frozenset[str]] = {
    "deaths": _set("""
        قتلوا لقوا مصرعهم مصرعه حتفهم توفوا ماتوا قضوا استشهدوا killed died dead perished tués
        tuées morts mortes décédés décédées murieron muertas fallecieron
    """),
    "injured": _set("أصيبوا جرحوا مصابون injured wounded hurt blessées blessés heridas heridos"),
    "arrested": _set("""
        اعتقلوا أوقفوا arrested detained arrêtées arrêtés interpellées interpellés detenidas
        detenidos
    """),
    "participants": _set("""
        شاركوا تظاهروا احتجوا marched demonstrated protested rallied défilé manifesté marcharon
        manifestaron
    """),
}
# Who arrests, between the verb and the number; an adjective may follow: الشرطة الفرنسية.
INSTITUTIONS = _set("""
    الشرطة السلطات الأمن مصالح القوات قوات الدرك police policía gendarmerie
""")
# What may stand between a trigger and its number: how sure it is, and small words.
BRIDGES = (
    _set("""
    ما لا يقل عن أكثر من أزيد نحو حوالي قرابة زهاء قرابه على الأقل الأقل عدد يقارب يقرب ما يزيد
    مجموعه إجمالي حتى الآن نحوا جميع كل at least about around nearly almost more than over some
    up to as many as approximately the au moins environ près de plus d quelque presque autour
    des les al menos unas unos cerca más casi alrededor
    all tous toutes todos todas a
""")
    | INSTITUTIONS
)
MORE = _set("أكثر أزيد يزيد لا يقل الأقل تجاوز تجاوزت فوق least more over moins plus menos más")
ABOUT = _set("""
        نحو حوالي قرابة زهاء يقارب يقرب about around nearly almost approximately environ
        près quelque presque cerca casi alrededor unos unas some
    """)
# People and such, between the number and the verb behind it; also what a death toll counts.
PERSONS = _set("""
    شخص شخصا أشخاص آخر آخرين آخرون أخرى مدني مدنيا مدنيين مدنيون جندي جنديا جنود عسكري عسكريا
    عسكريين مسلح مسلحا مسلحين شرطي شرطيا شرطيين طفل طفلا أطفال امرأة نساء رجل رجلا رجال فلسطيني
    فلسطينيا فلسطينيين سوري سوريا سوريين عراقي عراقيا عراقيين مهاجر مهاجرا مهاجرين راكب راكبا
    ركاب عنصر عنصرا عناصر مواطن مواطنا مواطنين متظاهر متظاهرا متظاهرين فردا أفراد نسمة شابا
    شبان طالبا طلاب عاملا عمال مقاتل مقاتلا مقاتلين إرهابي إرهابيا إرهابيين ضحية ضحايا صحفيا
    صحفيين سائحا سياح مغربيا مغاربة person persons people civilians civilian soldiers soldier
    children child men women others police officers officer migrants passengers protesters
    palestinians fighters militants workers students personne personnes autres civils soldats
    enfants hommes femmes policiers migrants passagers manifestants combattants étudiants
    ouvriers individus demonstrators manifestantes محتجا محتجين persona personas otros otras
    civiles soldados niños hombres mujeres
    policías migrantes
""")
COUNTRIES = _set("""
    دولة دول بلد بلدا بلدان country countries nations states pays états país países estados
""")
# Behind a number these make it an age, a span, a distance: never a toll.
NOT_COUNTED = _set("""
    عام عاما أعوام سنة سنوات سنين شهر شهرا أشهر شهور يوم يوما أيام أسبوع أسبوعا أسابيع ساعة
    ساعات دقيقة دقائق ثانية ثواني كيلومتر كيلومترا كيلومترات كلم متر مترا أمتار ميل ميلا أميال
    طن طنا أطنان كغ year years month months day days week weeks hour hours minute minutes km
    kilometres kilometers miles metres meters an ans mois jour jours semaine semaines heure
    heures kilomètres mètres tonnes año años mes meses día días semana semanas hora horas
    minutos kilómetros metros يناير فبراير مارس أبريل ماي مايو يونيو يوليو يوليوز غشت أغسطس
    شتنبر سبتمبر أكتوبر نونبر نوفمبر دجنبر ديسمبر كانون شباط آذار نيسان أيار حزيران تموز آب
    أيلول تشرين جانفي فيفري أفريل جوان جويلية أوت january february march april june july august
    september october november december janvier février mars avril mai juin juillet août
    septembre octobre novembre décembre enero febrero marzo abril mayo junio julio agosto
    septiembre octubre noviembre diciembre
""")
# By name alone: a dirham may be of Rabat or of Abu Dhabi.
CURRENCIES: dict[str, frozenset[str]] = {
    "dirham": _set("درهم درهما دراهم dirham dirhams dh dhs mad mdh mmdh"),
    "dollar": _set("دولار دولارا دولارات dollar dollars dólar dólares usd"),
    "euro": _set("يورو أورو euro euros eur"),
    "sterling": _set("استرليني إسترليني sterling libras"),
    "pound": _set("جنيه جنيها جنيهات"),
    "riyal": _set("ريال ريالا ريالات riyal riyals"),
    "dinar": _set("دينار دينارا دنانير dinar dinars"),
    "lira": _set("ليرة ليرات liras livres"),
}
SIGNS = {"$": "dollar", "€": "euro", "£": "sterling"}
PERCENT = _set("بالمئة بالمائة بالميه percent pourcent")
PERCENT_PAIRS = {
    ("في", "الميه"),
    ("في", "المايه"),
    ("per", "cent"),
    ("pour", "cent"),
    ("por", "ciento"),
}
# Two of a kind in one Arabic word.
TWO = _set("""
    شخصان شخصين قتيلان قتيلين جريحان جريحين طفلان طفلين امرأتان امرأتين رجلان رجلين شابان شابين
    جنديان جنديين شهيدان شهيدين دولتان دولتين
""")
# Beside a trigger these make the number a mix of two slots.
MIXED = _set("بين entre between")
# Before a number these deny it.
DENIED = _set("""
    نفى نفت ينفي تنفي نفي لم لن ليس ليست دون بدون denied denies deny nobody none not without
    aucun aucune sans dément démenti démentent ningún ninguna ninguno niega negó sin
""")
# Before detainees these let them go or judge them: nobody is arrested.
RELEASED = _set("""
    أفرج أفرجت الإفراج إفراج سراح حكم حكمت الحكم يحاكم تحاكم محاكمة released freed release
    sentenced libéré libérés libération relâché condamné condamnés liberados liberó condenados
""")
# Between a number and the whole it is of: 10 من أصل 12.
OF = _set("من of des sur de")
# Verbs without a noun: "11 were wounded".
AUXILIARIES = _set("were was ont sont fueron resultaron han")
# Before a number these make it feared or foreseen, not told.
FEARED = _set("""
    تحذير تحذر يحذر تحذيرات قد يخشى توقع توقعات يتوقع مخاوف احتمال تهديد بهدف يعتزم تعتزم خطة
    يحتاج تحتاج يتطلب could may might would needs requires fears feared risk risque risquent
    pourrait pourraient podría podrían
""")
