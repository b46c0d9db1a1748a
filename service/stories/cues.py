"""Words that announce a name where no capital does: titles, kinds of organisation, places.

Knows nothing of names. All words are folded; Arabic without the conjunctions and prepositions
that lean on it.
"""

from __future__ import annotations

from service.text.normalise import fold


def _set(words: str) -> frozenset[str]:
    return frozenset(fold(words).split())


# A person's name may follow these, at once or behind what the person is head of.
TITLES = _set("""
    الرئيس رئيس رئيسة الرئيسة رئيسها رئيسه الملك ملك الملكة العاهل الأمير أمير الأميرة السلطان
    وزير الوزير وزيرة الوزيرة وزيرها كاتب كاتبة نائب النائب النائبة نائبة عضو العضو المتحدث
    المتحدثة الناطق الناطقة السفير سفير السفيرة سفيرة المبعوث مبعوث المستشار مستشار المستشارة
    مستشارة الأمين أمين الأمينة زعيم الزعيم زعيمة الزعيمة قائد القائد الجنرال اللواء العميد
    العقيد الرائد النقيب الفريق المشير الدكتور الدكتورة البروفيسور الأستاذ الأستاذة أستاذ
    المحامي المحامية القاضي القاضية السيناتور المرشح المرشحة مرشح مدير المدير مديرة المديرة
    والي الوالي عامل محافظ عمدة العمدة المدرب مدرب اللاعب لاعب المهاجم مهاجم الحارس حارس النجم
    نجم الدولي قائدها الفنان الفنانة المطرب المطربة المغني المغنية الممثل الممثلة المخرج
    المخرجة الكاتب الكاتبة الروائي الشاعر الصحافي الصحفي الصحافية الصحفية الإعلامي الإعلامية
    الناشط الناشطة الباحث الباحثة الخبير الخبيرة المحلل الشيخ البابا القس المطران البطريرك
    الإمام السيد السيدة المدعو المسمى المتهم الشاب الشابة المعتقل الضابط الجندي الشهيد الراحل
    المرحوم المفوض المفوضة مفوض مفوضة المنسق منسق القيادي القيادية المقاول الملياردير المنتج
    المنتجة الطفل الطفلة الرسام المصور المعارض المعارضة المندوب مندوب الكولونيل المدعي المفتش
    الأب العالم المؤرخ
""")
# What may stand between a title and the name: indefinite heads, and small words.
BRIDGES = _set("""
    حكومة مجلس وزراء جمهورية باسم شؤون حزب فريق منتخب نادي لجنة هيئة منظمة اتحاد جامعة دولة مملكة
    عام حركة شركة بنك محكمة كتلة ائتلاف تحالف وزارة خارجية دفاع داخلية أركان بلاده بلادها البلاد
    أول ثاني سابق في لدى ل إلى لشؤون ولي نائب مساعد مكتب جهاز قوات جيش شرطة مديرية بعثة وفد
    رئيس وزير مستشار عهد الدولة مدينة إقليم جهة ولاية محافظة مهرجان معهد مركز مؤسسة جمعية نقابة
""")
# Heads of organisations: definite words behind them belong to the name.
HEADS = _set("""
    وزارة حزب جمعية نقابة منظمة بنك نادي جامعة مجلس محكمة هيئة مؤسسة وكالة مفوضية مندوبية
    فيدرالية فدرالية كونفدرالية رابطة المحكمة الجمعية الهيئة المنظمة المديرية المندوبية النقابة
    الفيدرالية الكونفدرالية الجامعة الوكالة المكتب المجلس المؤسسة الرابطة البنك المعهد
""")
# Of these the word behind may be any noun: "المجلس الجديد" is no name, so an adjective of
# belonging must follow (الوطني، الأعلى، الإقليمي).
DEFINITE_HEADS = frozenset(one for one in HEADS if one.startswith("ال"))
OFFICIAL = _set("""
    الوطني الوطنية الأعلى العليا العليا الدولي الدولية الملكي الملكية المركزي المركزية العام
    العامة الديمقراطية الديمقراطي المغربي المغربية الجهوي الجهوية الاقتصادي الاقتصادية المهنية
    الدستورية الدستوري الجنائية الابتدائية الأوروبي الأوروبية الإفريقي الإفريقية الأفريقي
    الأفريقية العربي العربية الإسلامي الإسلامية العالي الاجتماعي الاجتماعية المحلي المحلية
    الأممي الأممية الاتحادي الاتحادية الفيدرالي الفيدرالية
""")
# Definite words that follow an organisation's name without being of it.
NOT_OF_NAME = _set("""
    اليوم الاثنين الإثنين الثلاثاء الأربعاء الخميس الجمعة السبت الأحد الماضي الماضية الجاري
    الجارية المقبل المقبلة القادم القادمة السابق السابقة الحالي الحالية الجديد الجديدة التي
    الذي الذين اللذين الآن النظر المذكور المذكورة المعني المعنية الذكر الأمر الشيء المزيد
    الأخير الأخيرة الأول الثاني الثالث الأسبوع الشهر العام السنة الساعة البارحة الليلة المسؤول
    المسؤولة المختصة المختص المكلفة الحاكم الحاكمة المعارض المعارضة القبض الضوء السماح السيطرة
    الرغم الرفض الإفراج الإعلان التحقيق الحكم المنعقد المنعقدة الموافقة الاتفاق الدعوة البدء
    العمل التوصل السبب الوزير الرئيس القرار الطعن المكلف الكشف الالتزام للصحيفة للمزيد للجزيرة
    لوكالة للأنباء يناهز ناهز يتجاوز تناهز
    الفائز الفائزة للتعليق للمرة للحصول للرد للنظر للوقوف للتحقيق للمشاركة للقاء للمطالبة
    للضغط للصحافيين للصحفيين للتأكد
""")
# A university bears the name of a person, who may be a king.
NAMED_AFTER = _set("جامعة")
ORDINALS = _set("الأول الثاني الثالث الرابع الخامس السادس")
# Behind a head these name no organisation: every company has a board.
GENERIC = _set("""
    الإدارة الأمناء العزاء الحرب الكرة الأنباء الأمم القضاء الشعب الظل الإعدام العائلة المدينة
    المحلفين الحي الموضوع النزاع التنسيق البيانات النقباء الدول الجنسيات الطعام الفريق الخاسر الفائز
    النواة المستقبل الأولى
""")
# A nationality behind an organisation is of its name, behind a person it is not.
DEMONYMS = _set("""
    المغربي المغربية الجزائري الجزائرية التونسي التونسية الليبي الليبية الموريتاني الموريتانية
    المصري المصرية السوداني السودانية السوري السورية اللبناني اللبنانية الأردني الأردنية
    الفلسطيني الفلسطينية العراقي العراقية السعودي السعودية الإماراتي الإماراتية القطري القطرية
    الكويتي الكويتية البحريني البحرينية العماني العمانية اليمني اليمنية الصومالي الصومالية
    الإيراني الإيرانية التركي التركية الإسرائيلي الإسرائيلية الأفغاني الأفغانية الباكستاني
    الباكستانية الهندي الهندية الصيني الصينية الياباني اليابانية الكوري الكورية الروسي الروسية
    الأوكراني الأوكرانية الألماني الألمانية الفرنسي الفرنسية البريطاني البريطانية الإنجليزي
    الإنجليزية الإسباني الإسبانية البرتغالي البرتغالية الإيطالي الإيطالية البلجيكي البلجيكية
    الهولندي الهولندية السويسري السويسرية النمساوي النمساوية السويدي السويدية النرويجي
    النرويجية الدنماركي الدنماركية الفنلندي الفنلندية البولندي البولندية اليوناني اليونانية
    المجري المجرية التشيكي التشيكية الصربي الصربية الكرواتي الكرواتية الأمريكي الأمريكية
    الأميركي الأميركية الكندي الكندية المكسيكي المكسيكية البرازيلي البرازيلية الأرجنتيني
    الأرجنتينية الفنزويلي الفنزويلية الكولومبي الكولومبية النيجيري النيجيرية السنغالي السنغالية
    الإثيوبي الإثيوبية الأوروبي الأوروبية العربي العربية الأسترالي الأسترالية الماليزي
    الماليزية الإندونيسي الإندونيسية الكردي الكردية الحوثي الحوثية
""")
# Adjectives and the like that end as a family name does, behind a person who has been named.
NOT_FAMILY = _set("""
    السياسي الإعلامي الصحافي الصحفي الأمني العسكري الدولي الوطني المحلي الرسمي الرئيسي
    الاقتصادي المالي القانوني الحقوقي الرياضي الفني الثقافي الاجتماعي الحكومي البرلماني
    الإقليمي التقني الإسلامي المسيحي اليهودي الأصلي الشهري السنوي التالي الماضي الحالي الشخصي
    العالمي الأممي النووي الجوي البحري البري الشيعي السني القيادي الاشتراكي الليبرالي الجمهوري
    الديمقراطي المدني التوالي الأهالي التالي الذهبي الثلاثي الثنائي اليومي الأسبوعي النهائي
    الإضافي الاستثنائي التي الذي التاريخي الشعبي
""")
# A place's name may follow these where it is a common word.
PLACE_CUES = _set("""
    مدينة إقليم عمالة جهة محافظة ولاية بلدة منطقة ناحية العاصمة مطار ميناء دولة جمهورية قرية جماعة
    حاضرة ثغر شركة شركات عملاق مجموعة
    à ville city de of in from to en desde ciudad company société l d the état state
""")
# Behind these a club's city is the city.
IN = _set("في à in en")
# Names of countries that are an adjective behind a definite noun: the Saudi consulate.
ADJECTIVES = _set("السعودية")
SPORT = _set("""
    مباراة المباراة الدوري دوري لاعب اللاعب المدرب مدرب الكأس كأس الملعب ملعب هدف المرمى الشوط
    البطولة مهاجم فريق الفريق نادي النادي الأهداف الليغا match football ligue league coach
    entraîneur équipe goal but liga fútbol partido gol stadium
""")
# Before or behind these words a place's name is another word: the prayer, the ligament.
NOT_BEFORE = {
    fold(name): _set(words)
    for name, words in {
        "المغرب": "صلاة أذان آذان صلاتي وقت",
        "الرياض": "عكاظ",
        "الخليل": "إبراهيم",
        "أفريقيا": "شركة محطات مجموعة",
        "France": "météo radio air tour",
        "Europe": "val",
        "Tesla": "nikola",
        "England": "new",
        "Mexico": "new",
    }.items()
}
NOT_BEHIND = {
    fold(name): _set(words)
    for name, words in {
        "الرباط": "الصليبي الصليبية",
        "مسقط": "رأس رأسه رأسها رأسي",
        "فاس": "ماسة",
        "واشنطن": "بوست تايمز",
        "نيويورك": "تايمز بوست",
        "القدس": "العربي",
        "Washington": "post times",
        "New York": "times post",
        "Paris": "match",
        "France": "insoumise télévisions info inter bleu culture soir 2 3 5 24",
        "Europe": "1 écologie",
    }.items()
    if words
}
# Words that begin as a Maghrebi family name does (بوعزة، بنموسى) and are none.
NOT_MAGHREBI = _set("""
    بوضوح بوجه بوجود بوصفه بوصفها بوفاة بواسطة بوقف بوقت بوزن بوسائل بوسط بوزارة بوابة بوتيرة
    بورصة بولاية بنجاح بنفسه بنفسها بنفس بناء بنسبة بنحو بنصف بنظام بنقل بنهاية بنود بنات بنية
    بنشر بنزع بنقطة بنتيجة بنظيره بندوة بنسخة بنتائج بنيران بنصب بنزاهة بوجبة بوثيقة بوثائق
    بوساطة
""")
# Small words inside a person's name.
PARTICLES = _set("بن ابن ابو ابي ال ولد بنت دي دا دو فان فون لا لو اوف ايت عبد اولد ام ديلا ديل دل")
LATIN_PARTICLES = _set(
    "al el ben bin ibn ould aït ait de da di del du van von der le la dos bint abu"
)
LATIN_TITLES = _set("""
    président présidente ministre roi reine prince princesse général colonel docteur maître
    maire pape sénateur m mme mr mrs ms dr king queen princess president minister secretary
    senator general judge pope sheikh cheikh mayor chancellor chancelière presidente ministro
    ministra rey reina príncipe papa canciller alcalde señor lawyer avocat journaliste
    journalist
""")
LATIN_HEADS = _set("""
    ministère ministry ministerio université university universidad parlement
""")
LATIN_JOINS = _set("de des du of del d l la le et and y e the for pour los las")
# Those by whom or where things are said: of a story only where a title names them.
SAYERS = """
    reuters afp ap sana aljazeera cnn bbc fox-news nyt wapo wsj ft guardian le-monde le-figaro
    el-pais bloomberg-news haaretz maariv tass xinhua anadolu irna fars spa wam mena-agency
    wafa-agency tap-agency aps-agency map suna twitter facebook instagram youtube telegram
"""
SOURCES = frozenset(f"organisation:{name}" for name in SAYERS.split())
# A party's name that one of these may bear.
VAGUE = {"organisation:justice-development": ("organisation:pjd", "organisation:akp")}
