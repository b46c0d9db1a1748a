"""Words of pages that are not their articles': heads of blocks, prompts, rubrics, sentences.

Knows nothing of how they are looked up. Phrases are parted by bars or line breaks, as printed;
they are those that the region's and Europe's sites share, in Arabic, French, English, Spanish.
"""

from __future__ import annotations

from typing import Literal

Role = Literal["related", "tail", "prompt", "source", "none"]

# Heads of blocks about other articles.
RELATED = """
اقرأ أيضا|إقرأ أيضا|اقرأ ايضا|إقرئي أيضا|اقرأ المزيد|طالع أيضا|تصفح أيضا|شاهد أيضا|أنظر أيضا
اقرأ كذلك|اقرأ في|اقرأوا أيضا|يقرأ الآن|للمزيد من التفاصيل|تابع أيضا|شاهد المزيد|مواضيع أخرى
مواضيع ذات صلة|مقالات ذات صلة|أخبار ذات صلة|مواضيع متعلقة|مقالات متعلقة|أخبار متعلقة
موضوعات ذات صلة|موضوعات متعلقة|ذات صلة|مواضيع مشابهة|مقالات مشابهة|مواد ذات صلة|روابط ذات صلة
مواضيع مقترحة|مقالات مقترحة|أخبار مقترحة|مواضيع قد تهمك|مقالات قد تهمك|أخبار قد تهمك
قد يعجبك أيضا|قد يهمك أيضا|قد يهمك|ربما يعجبك|ربما يهمك|قد تعجبك أيضا|يمكنك أيضا قراءة
الأكثر قراءة|الأكثر مشاهدة|الأكثر تداولا|الأكثر شعبية|الأكثر تعليقا|الأكثر شيوعا
المواضيع الأكثر قراءة
الأكثر قراءة اليوم|آخر الأخبار|أحدث الأخبار|آخر المستجدات|آخر المقالات|أحدث المقالات|أخبار أخرى
المزيد من الأخبار|المزيد من المقالات|مزيد من الأخبار|المزيد في|المزيد حول|من نفس القسم|في نفس القسم
من نفس الصنف|في نفس الركن|نرشح لك|نقترح عليكم|اخترنا لكم|اخترنا لك|مختارات|مقالات مختارة
شاهد بالفيديو
في السياق نفسه|في نفس الموضوع|حول نفس الموضوع|تابعوا أيضا|اقرأ لنفس الكاتب|لنفس الكاتب
محتوى ممول|محتوى مدفوع|إعلانات ممولة|روابط ممولة|روابط دعائية|من حول الويب|أخبار من الويب
المقال السابق|المقال التالي|الخبر السابق|الخبر التالي|الموضوع السابق|الموضوع التالي
à lire aussi|a lire aussi|lire aussi|à lire également|lire également|à lire|à voir aussi|voir aussi
sur le même sujet|sur le même thème|articles similaires|articles liés|articles connexes
article précédent
article suivant|les plus lus|les plus consultés|dans la même rubrique|dans la même catégorie
contenu sponsorisé|contenus sponsorisés|liens sponsorisés|ailleurs sur le web|à voir sur le web
à découvrir aussi|plus d'articles|vous aimerez aussi|vous pourriez aussi aimer|nos autres articles
dernières nouvelles|dernières actualités|à ne pas manquer|recommandé pour vous|autres articles
read also|also read|read more|see also|related articles|related stories|related topics|related posts
related news|more on this story|most read|most viewed|most popular|trending now|you may also like
sponsored content|sponsored links|promoted content|promoted stories|around the web|from the web
contenido patrocinado|enlaces patrocinados
you might also like|recommended for you|recommended stories|latest news|previous article
next article
lee también|lea también|te puede interesar|le puede interesar|más leídas|lo más leído
noticias relacionadas|artículos relacionados|últimas noticias|también te puede interesar
"""

# Heads of what follows an article: comments, tags, the foot of the page.
TAIL = """
التعليقات|تعليقات|تعليقات الزوار|تعليقات القراء|أضف تعليقا|أضف تعليق|أضف تعليقك|إضافة تعليق
اترك تعليقا
اترك تعليقاً|اترك ردا|اترك رد|اترك تعليقك|شارك برأيك|شاركنا رأيك|شارك بتعليق|اكتب تعليقك
علق على الموضوع
لا توجد تعليقات|لا يوجد تعليق|لن يتم نشر عنوان بريدك الإلكتروني|التعليقات مغلقة
التعليقات مغلقة لهذا المنشور
شروط التعليق|الآراء الواردة في التعليقات|هذه التعليقات لا تعبر
الطقس|حالة الطقس|أحوال الطقس|طقس اليوم|أوقات الصلاة|مواقيت الصلاة|صيدليات الحراسة|أسعار العملات
أسعار الصرف
النشرة البريدية|النشرة الإخبارية|اشترك في نشرتنا|اشترك في النشرة البريدية|جميع الحقوق محفوظة
كل الحقوق محفوظة
كافة الحقوق محفوظة|حقوق النشر محفوظة|من نحن|هيئة التحرير|اتصل بنا|سياسة الخصوصية|شروط الاستخدام
للإشهار
كلمات دلالية|الكلمات الدلالية|كلمات مفتاحية|الكلمات المفتاحية|وسوم|الوسوم|علامات|هاشتاغ|تابعونا على
تابعنا على|تابعوا آخر الأخبار|تابع آخر الأخبار|حمل التطبيق|حمل تطبيق|انضم إلى قناتنا|اشترك في قناتنا
commentaires|les commentaires|laisser un commentaire|laissez un commentaire|ajouter un commentaire
poster un commentaire|aucun commentaire|commenter|réagir à cet article|tous droits réservés
mots-clés
mots clés|newsletter|abonnez-vous à notre newsletter|inscrivez-vous à la newsletter|suivez-nous
mentions légales|qui sommes-nous|nous contacter|politique de confidentialité|météo
horaires des prières
pharmacies de garde|étiquettes
comments|leave a comment|leave a reply|post a comment|add a comment|no comments
all rights reserved|tags
sign up for our newsletter|subscribe to our newsletter|follow us|about us|contact us|privacy policy
terms of use|prayer times|weather
comentarios|deja un comentario|todos los derechos reservados|etiquetas|política de privacidad
"""

# Words and sentences addressed to the visitor, wherever they stand.
PROMPT = """
شكرا على الإبلاغ|سيتم حجب هذه الصورة تلقائيا|الإبلاغ عن|أبلغ عن خطأ|تبليغ|شارك|مشاركة|شارك المقال
شارك الخبر
شارك هذا المقال|شارك الموضوع|شارك على فيسبوك|شارك على تويتر|شارك على واتساب|المشاركة عبر|مشاركة عبر
مشاركة على فيسبوك|فيسبوك|فايسبوك|تويتر|واتساب|واتس اب|تيليجرام|تلغرام|تيليغرام|لينكد إن|لينكدإن
بينتيريست
انستغرام|إنستغرام|يوتيوب|ماسنجر|مسنجر|البريد الإلكتروني|طباعة|اطبع|إرسال|أرسل إلى صديق|نسخ الرابط
انسخ الرابط
تم نسخ الرابط|رابط مختصر|الرابط المختصر|حفظ|احفظ المقال|حجم الخط|تكبير الخط|تصغير الخط|استمع
استمع إلى المقال
استمع للخبر|الاستماع|إعلان|إعلانات|مساحة إعلانية|الإعلانات|الرئيسية|القائمة|القائمة الرئيسية|بحث
ابحث|ابحث هنا
البحث|تسجيل الدخول|تسجيل|دخول|اشترك|اشترك الآن|مباشر|البث المباشر|عاجل|تخطى إلى المحتوى
تخطي إلى المحتوى
انتقل إلى المحتوى|العودة إلى الأعلى|إلى الأعلى|نستخدم ملفات تعريف الارتباط
نحن نستخدم ملفات تعريف الارتباط
يستخدم هذا الموقع ملفات تعريف الارتباط|هذا الموقع يستخدم ملفات تعريف الارتباط|يستعمل هذا الموقع
ملفات تعريف الارتباط
سياسة ملفات تعريف الارتباط|باستخدامك لهذا الموقع|أوافق|موافق|قبول|قبول الكل|رفض|إغلاق|أغلق
دقيقة قراءة|دقائق قراءة
مدة القراءة|وقت القراءة|المشاهدات|مشاهدة|مشاهدات|قراءة المزيد|قراءة المزيد على الموقع
اقرأ المزيد على الموقع|عرض المزيد|تابعنا على أخبار جوجل
تابعونا على غوغل نيوز
تابعوا قناتنا على واتساب|صورة تعبيرية|صورة أرشيفية|أرشيف
partager|partager sur facebook|partager sur twitter|partager sur whatsapp|partagez
partagez cet article|facebook
twitter|whatsapp|telegram|linkedin|pinterest|instagram|youtube|messenger|email|e-mail|imprimer
envoyer par e-mail
copier le lien|lien copié|enregistrer|écouter l'article|écouter|publicité|annonce|annonces
accueil|menu|rechercher
recherche|connexion|se connecter|s'abonner|je m'abonne|en direct|direct|aller au contenu
retour en haut
nous utilisons des cookies|ce site utilise des cookies|en poursuivant votre navigation|accepter
tout accepter
refuser|fermer|temps de lecture|min de lecture|signaler une erreur|photo d'illustration
image d'illustration
share|share this article|share on facebook|share on twitter|share on whatsapp|share this
copy link|link copied
print|save|listen|listen to this article|advertisement|advertising|sponsored|home|search|log in
sign in|sign up
subscribe|live|skip to content|skip to main content|back to top|we use cookies
this site uses cookies
by continuing to use|accept|accept all|reject|close|min read|minutes read|report an error|file photo
compartir|compartir en facebook|imprimir|publicidad|inicio|buscar|usamos cookies|aceptar|cerrar
escuchar
"""

# The line by which the aggregators of the region point to where they copied from.
SOURCE = """
انقر هنا لقراءة الخبر من مصدره|إضغط هنا لقراءة الخبر من مصدره|اضغط هنا لقراءة الخبر من مصدره
اقرأ الخبر من المصدر|اقرأ الخبر من مصدره|لقراءة الخبر من مصدره|المصدر الأصلي للخبر
cliquez ici pour lire l'article depuis sa source|cliquer ici pour lire l'article depuis sa source
lire l'article depuis sa source|lire l'article original|click here to read the story from its source
read the story from its source|read the original article
"""

# Names of the rubrics that newspapers share.
SECTIONS = """
سياسة|السياسة|أخبار السياسة|مجتمع|المجتمع|اقتصاد|الاقتصاد|مال وأعمال|مال واقتصاد|أعمال|رياضة
الرياضة|رياضات
ثقافة|الثقافة|ثقافة وفن|ثقافة وفنون|فن وثقافة|فن|فنون|فن ومشاهير|مشاهير|منوعات|دولي|دولية
أخبار دولية|عالم
العالم|دوليات|خارج الحدود|حول العالم|وطني|وطنية|أخبار وطنية|جهات|جهوي|جهوية|أخبار جهوية|محلي
محليات|محلية|حوادث
صحة|الصحة|صحة وجمال|تكنولوجيا|علوم|علوم وتكنولوجيا|علوم وتقنية|تقنية|بيئة|بيئة وعلوم|رأي|آراء
الرأي|كتاب وآراء
مقالات|مقالات الرأي|كتاب الرأي|افتتاحية|حوارات|حوار|تحقيقات|تقارير|ملفات|تعليم|تربية وتعليم|دين
دين وحياة|إسلاميات
فيديو|فيديوهات|صوت وصورة|صور|مرأة|أسرة|سيارات|سياحة|أخبار|الأخبار|مغاربة العالم|المغرب الكبير
المغرب العربي
الشرق الأوسط|أخبار العالم|أخبار العالم العربي|العالم العربي|عربي ودولي|أخبار المغرب|مراكش|قضايا
عدالة|أمن|أحزاب
politique|société|économie|economie|sport|sports|culture|monde|international|national|nation|régions|région
maghreb|afrique|maroc|algérie|tunisie|faits divers|santé|tech|technologie|high-tech|sciences
environnement
opinion|opinions|tribune|édito|éditorial|débats|chronique|médias|people|actualité|actualités
à la une|vidéos
politics|society|economy|business|world|africa|middle east|health|technology|science|opinion
analysis
entertainment|arts|news|national|regions
política|sociedad|economía|deportes|cultura|mundo|internacional|opinión|sucesos|tecnología|ciencia|salud
"""

# Sentences of furniture that no two sites word alike, on their folded forms: a pointer to the
# source of a copy; cookies; a picture reported; a mistake reported; subscriptions; counters.
SHAPES: tuple[tuple[Role, str], ...] = (
    ("prompt", r"ظهرت? (?:المقاله|المقال|التدوينه|الخبر) .* (?:اولا|لاول مره) (?:علي|في) .*"),
    ("prompt", r"(?:l )?article .* est apparu en premier sur .*|the post .* appeared first on .*"),
    ("prompt", r"la entrada .* (?:primero|aparecio|publico).* en .*"),
    (
        "source",
        (
            r"(?:انقر|اضغط|انقروا|اضغطوا) هنا .*(?:مصدر|الاصلي)|.*(?:الخبر|المقال|الموضوع) (?:من"
            r"|في) (?:مصدره|موقعه)(?: الاصلي)?"
        ),
    ),
    (
        "source",
        (
            r"(?:cliquez|cliquer) ici .*source|click here .*(?:source|original)|(?:voir"
            r"|lire) (?:l )?article (?:sur|depuis|original).*"
        ),
    ),
    (
        "prompt",
        (
            r".*(?:ملفات (?:تعريف )?الارتباط|الكوكيز|كوكيز).*(?:نستخدم|يستخدم|نستعمل|يستعمل|توافق"
            r"|موافق|قبول|التصفح|تجربه).*"
        ),
    ),
    ("prompt", r".*(?:نستخدم|يستخدم|نستعمل|يستعمل).*(?:ملفات (?:تعريف )?الارتباط|الكوكيز|كوكيز).*"),
    (
        "prompt",
        r".*\b(?:cookies|traceurs)\b.*(?:utilis|accept|navigation|site|mesur|use|experience|usamos).*",
    ),
    ("prompt", r".*(?:utilis|accept|we use|uses|usamos|utiliza).*\b(?:cookies|traceurs)\b.*"),
    (
        "prompt",
        r"(?=.*(?:تبليغ|ابلاغ|الابلاغ|التبليغ|بتبليغ))(?=.*(?:صوره|شكرا|الصوره|مراجعه|خطا)).*",
    ),
    ("prompt", r"(?:هل )?(?:لاحظت|وجدت|رصدت) خطا.*|.*(?:ابلغ|راسل) (?:هييه )?التحرير.*"),
    (
        "prompt",
        (
            r"(?:vous avez (?:remarque|vu|trouve) une )?(?:erreur|faute).*(?:signal|redaction).*"
            r"|.*(?:spotted|report) (?:an? )?(?:error|mistake|typo).*"
        ),
    ),
    (
        "prompt",
        (
            r"(?:عدد )?(?:المشاهدات|الزيارات|القراءات|القراء)(?: \d+)?|(?:قراءات|مشاهدات"
            r"|زيارات) \d+|\d+ (?:مشاهده|قراءه|زياره|vues?|views?|lectures?|partages?|shares?)"
        ),
    ),
    (
        "prompt",
        (
            r"(?:مده|وقت|زمن) القراءه.*|(?:temps de )?lecture \d+ min.*|\d+ min(?:utes?)? (?:read"
            r"|de lecture).*"
        ),
    ),
    (
        "prompt",
        (
            r"شارك(?:وا|ها|ه)? (?:هذا |هذه )?(?:الخبر|المقال|المقاله|الموضوع|القصه|الماده"
            r"|الصفحه)?.{0,20}(?:مع|عبر|علي|في) .{0,60}"
        ),
    ),
    (
        "prompt",
        (
            r"(?:تابع|تابعوا|تابعونا|تابعنا|انضم|انضموا|اشترك|اشتركوا|حمل|حملوا) .{0,60}(?:غوغل"
            r"|جوجل|google|واتساب|whatsapp|تلغرام|تيليغرام|telegram|فيسبوك|يوتيوب|تطبيق|قناتنا|نشرتنا|صفحتنا|النشره).{0,60}"
        ),
    ),
    (
        "prompt",
        r"(?:pour .{0,80})?(?:abonnez vous|inscrivez vous|telechargez|rejoignez|suivez).{0,120}",
    ),
    ("prompt", r"(?:subscribe|sign up|follow us|join our|download our) .{0,120}"),
)
