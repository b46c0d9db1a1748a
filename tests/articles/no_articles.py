"""Pages that are no articles, written for the tests: fronts, tags, errors, walls, forms.

Each kind in Arabic, French, English and Spanish, as saved text and as HTML.
"""

# ruff: noqa: E501 - a line of a page is one line here

from __future__ import annotations

from collections.abc import Iterator
from html import escape

import msgspec

from service.records import Page


class NoArticle(msgspec.Struct, frozen=True, kw_only=True):
    """A page, what it is, and the reasons that would be right to refuse it for."""

    name: str
    page: Page
    reasons: frozenset[str]


HEADLINES = {
    "ar": (
        "المجلس الجماعي يصادق على ميزانية السنة المقبلة بالأغلبية",
        "حجز ثلاثة أطنان من المواد الغذائية الفاسدة بأسواق المدينة",
        "انطلاق أشغال توسعة الطريق السيار بين المدينتين",
        "نادي الكرة الطائرة يحرز لقب الدوري للمرة الثالثة",
        "طلبة كلية العلوم يبتكرون جهازا لقياس جودة المياه",
        "أمطار رعدية مرتقبة بعدد من أقاليم الجنوب الشرقي",
        "وفاة الممثل القدير بعد صراع طويل مع المرض",
        "أرباب المقاهي يلوحون بإضراب وطني احتجاجا على الرسوم",
        "افتتاح معرض الصناعة التقليدية بمشاركة أربعين عارضا",
        "المنتخب يستعد لمباراته الأخيرة في التصفيات",
        "توقيف شبكة متخصصة في سرقة الدراجات النارية",
        "ندوة تناقش مستقبل الصحافة الجهوية وتحدياتها",
    ),
    "fr": (
        "Le conseil municipal adopte le budget de l'année prochaine",
        "Trois tonnes de denrées avariées saisies sur les marchés",
        "Début des travaux d'élargissement de l'autoroute",
        "Le club de volley-ball remporte son troisième titre",
        "Des étudiants inventent un capteur de qualité de l'eau",
        "Averses orageuses attendues dans le sud-est du pays",
        "L'acteur s'éteint après une longue maladie",
        "Les cafetiers menacent de faire grève contre les taxes",
        "Ouverture du salon de l'artisanat avec quarante exposants",
        "La sélection prépare son dernier match de qualification",
        "Un réseau de voleurs de motos démantelé à la frontière",
        "Un colloque sur l'avenir de la presse régionale",
    ),
    "en": (
        "City council adopts next year's budget by a wide margin",
        "Three tonnes of spoiled food seized at local markets",
        "Work begins on widening the motorway between the cities",
        "Volleyball club takes the league title for a third time",
        "Students build a sensor that measures water quality",
        "Thunderstorms expected across the south-east this week",
        "Veteran actor dies after a long struggle with illness",
        "Café owners threaten a nationwide strike over new fees",
        "Crafts fair opens its doors with forty exhibitors",
        "National side prepares for its last qualifying match",
        "Gang that stole motorcycles is broken up by police",
        "Conference debates the future of the regional press",
    ),
    "es": (
        "El pleno municipal aprueba el presupuesto del próximo año",
        "Incautadas tres toneladas de alimentos en mal estado",
        "Comienzan las obras de ampliación de la autopista",
        "El club de voleibol conquista su tercer título de liga",
        "Unos estudiantes crean un sensor de calidad del agua",
        "Se esperan tormentas en el sureste durante la semana",
        "Muere el veterano actor tras una larga enfermedad",
        "Los hosteleros amenazan con una huelga por las tasas",
        "Abre la feria de artesanía con cuarenta expositores",
        "La selección prepara su último partido de clasificación",
        "Desarticulada una banda que robaba motocicletas",
        "Un congreso debate el futuro de la prensa regional",
    ),
}  # fmt: skip
TEASERS = {
    "ar": "تفاصيل أخرى في هذا الخبر الذي وافانا به مراسلنا من عين المكان...",
    "fr": "Les détails de notre correspondant sur place dans cet article...",
    "en": "Our correspondent on the spot has the details of this report...",
    "es": "Los detalles de nuestro corresponsal en esta información...",
}
# kind -> language -> lines, and the reasons that fit. "front" and "tag" lists are made below.
SAID: dict[str, tuple[frozenset[str], dict[str, tuple[str, ...]]]] = {
    "missing": (
        frozenset({"error-page"}),
        {
            "ar": ("عذرا، الصفحة التي طلبتها غير موجودة", "ربما تم حذف هذه الصفحة أو تغيير عنوانها. يمكنك العودة إلى الصفحة الرئيسية أو استعمال محرك البحث للوصول إلى ما تريد.", "العودة إلى الرئيسية"),
            "fr": ("Oups ! Cette page n'existe pas", "La page que vous recherchez a peut-être été supprimée ou déplacée. Vous pouvez revenir à l'accueil ou utiliser le moteur de recherche du site.", "Retour à l'accueil"),
            "en": ("Sorry, we can't find that page", "The page you were looking for may have been moved or deleted. Try going back to the home page or use the search box to find what you need.", "Back to home"),
            "es": ("Vaya, esta página no existe", "Es posible que la página que busca haya sido eliminada o cambiada de sitio. Puede volver a la portada o usar el buscador para encontrar lo que necesita.", "Volver a la portada"),
        },
    ),
    "server": (
        frozenset({"error-page"}),
        {
            "ar": ("خطأ 503", "الخدمة غير متاحة حاليا بسبب الضغط على الخادم، يرجى المحاولة مرة أخرى بعد بضع دقائق. نعتذر عن هذا الإزعاج ونشكركم على تفهمكم."),
            "fr": ("Erreur 500", "Une erreur interne est survenue sur le serveur. Nos équipes techniques ont été prévenues et travaillent à rétablir le service au plus vite."),
            "en": ("502 Bad Gateway", "The server encountered a temporary error and could not complete your request. Please try again in thirty seconds. Ray ID 7f3c2a991."),
            "es": ("Error 500", "Se ha producido un error interno en el servidor. Nuestro equipo técnico trabaja para restablecer el servicio. Inténtelo de nuevo más tarde."),
        },
    ),
    "robot": (
        frozenset({"error-page"}),
        {
            "ar": ("لحظة من فضلك", "نتحقق من أنك لست روبوتا قبل متابعة التصفح. قد يستغرق ذلك بضع ثوان، ويحتاج الموقع إلى مراجعة أمان اتصالك قبل المتابعة."),
            "fr": ("Un instant…", "Vérification que vous n'êtes pas un robot. Cette opération peut prendre quelques secondes. Le site doit vérifier la sécurité de votre connexion avant de continuer."),
            "en": ("Just a moment...", "Verifying you are human. This may take a few seconds. The site needs to review the security of your connection before proceeding."),
            "es": ("Un momento…", "Verificando que usted no es un robot. Esto puede tardar unos segundos. El sitio necesita revisar la seguridad de su conexión antes de continuar."),
        },
    ),
    "paywall": (
        frozenset({"paywall"}),
        {
            "ar": ("خفايا صفقة الميناء الجديد", "تكشف وثائق اطلعت عليها الجريدة أن الشركة الفائزة بالصفقة لم تكن الأولى في ترتيب العروض، وأن لجنة التقييم اجتمعت مرتين.", "هذا المقال متاح للمشتركين فقط. اشترك الآن لقراءة بقية المقال ابتداء من 30 درهما في الشهر.", "لديك حساب؟ سجل دخولك"),
            "fr": ("Les dessous du contrat du nouveau port", "Des documents consultés par notre rédaction montrent que l'entreprise retenue n'était pas la mieux classée et que la commission s'est réunie deux fois.", "La suite est réservée à nos abonnés. Abonnez-vous à partir de 1 € pour lire la suite de cet article.", "Déjà abonné ? Se connecter"),
            "en": ("Behind the contract for the new port", "Documents seen by this newspaper show that the winning company was not ranked first and that the evaluation committee met twice.", "This story is for subscribers only. Subscribe now to read the rest of this article from $1 a month.", "Already a subscriber? Log in"),
            "es": ("Las sombras del contrato del nuevo puerto", "Documentos consultados por este diario muestran que la empresa elegida no era la mejor situada y que la comisión se reunió dos veces.", "Contenido exclusivo para suscriptores. Suscríbete desde 1 € para seguir leyendo este artículo.", "¿Ya eres suscriptor? Inicia sesión"),
        },
    ),
    "login": (
        frozenset({"login", "too-short"}),
        {
            "ar": ("تسجيل الدخول", "البريد الإلكتروني", "كلمة المرور", "تذكرني", "هل نسيت كلمة المرور؟", "ليس لديك حساب؟ أنشئ حسابا جديدا للاستفادة من خدمات الموقع والتعليق على المقالات وحفظ ما يهمك منها."),
            "fr": ("Se connecter", "Adresse e-mail", "Mot de passe", "Se souvenir de moi", "Mot de passe oublié ?", "Vous n'avez pas de compte ? Créez un compte pour profiter des services du site, commenter les articles et les enregistrer."),
            "en": ("Log in", "Email address", "Password", "Remember me", "Forgot your password?", "Don't have an account? Create one to enjoy the services of the site, comment on articles and save the ones that you like."),
            "es": ("Iniciar sesión", "Correo electrónico", "Contraseña", "Recordarme", "¿Ha olvidado su contraseña?", "¿No tiene cuenta? Cree una cuenta para disfrutar de los servicios del sitio, comentar los artículos y guardarlos."),
        },
    ),
    "cookies": (
        frozenset({"cookie-wall", "too-short"}),
        {
            "ar": ("نحن نهتم بخصوصيتك", "نستخدم نحن وشركاؤنا ملفات تعريف الارتباط لتخزين معلومات على جهازك والوصول إليها ولعرض إعلانات ومحتوى مخصص وقياس أداء الإعلانات والمحتوى.", "بالضغط على زر الموافقة فإنك تقبل معالجة بياناتك الشخصية للأغراض المذكورة أعلاه، ويمكنك سحب موافقتك في أي وقت.", "موافق", "رفض الكل", "تخصيص الخيارات"),
            "fr": ("Le respect de votre vie privée est notre priorité", "Avec nos partenaires, nous stockons et accédons à des informations sur votre appareil au moyen de cookies afin d'afficher des publicités et des contenus personnalisés et d'en mesurer la performance.", "Vous pouvez consentir au traitement de vos données personnelles ou retirer votre consentement à tout moment en cliquant sur le lien en bas de page.", "Tout accepter", "Continuer sans accepter", "Paramétrer mes choix"),
            "en": ("We value your privacy", "We and our partners store and access information on a device, such as cookies, and process personal data for personalised ads and content, ad and content measurement, and audience insights.", "You can consent to the processing of your personal data or withdraw your consent at any time by clicking the link at the bottom of the page.", "Accept all", "Reject all", "Manage options"),
            "es": ("Tu privacidad es importante para nosotros", "Nosotros y nuestros socios almacenamos o accedemos a información en un dispositivo, como cookies, y tratamos datos personales para mostrar anuncios y contenido personalizados y medir su rendimiento.", "Puedes dar tu consentimiento al tratamiento de tus datos personales o retirarlo en cualquier momento desde el enlace al pie de la página.", "Aceptar todo", "Rechazar todo", "Configurar opciones"),
        },
    ),
    "nothing found": (
        frozenset({"search-page", "error-page", "too-short"}),
        {
            "ar": ("نتائج البحث عن: الدخول المدرسي", "لم يتم العثور على أي نتيجة مطابقة لعبارة البحث. جرب كلمات أخرى أو تأكد من صحة الكتابة ثم أعد المحاولة من جديد."),
            "fr": ("Résultats de recherche pour : rentrée scolaire", "Aucun résultat ne correspond à votre recherche. Essayez d'autres mots-clés ou vérifiez l'orthographe, puis recommencez."),
            "en": ("Search results for: school year", "No results were found for your search. Try different keywords or check your spelling, and then search again on this page."),
            "es": ("Resultados de la búsqueda: curso escolar", "No se han encontrado resultados para su búsqueda. Pruebe con otras palabras o revise la ortografía e inténtelo otra vez."),
        },
    ),
}  # fmt: skip
LISTS = {
    "front": {"ar": "مجتمع", "fr": "Société", "en": "Society", "es": "Sociedad"},
    "tag": {"ar": "وسم: التعليم", "fr": "Étiquette : éducation", "en": "Tag: education", "es": "Etiqueta: educación"},
    "author": {"ar": "مقالات الكاتب سعيد الوردي", "fr": "Articles de Salma Berrada", "en": "Posts by Jane Cole", "es": "Artículos de Ana Prieto"},
    "results": {"ar": "نتائج البحث عن \"الماء\" (214)", "fr": "Résultats de recherche pour « eau » (214)", "en": "Search results for \"water\" (214)", "es": "Resultados de búsqueda para «agua» (214)"},
}  # fmt: skip
_FITTING = frozenset({"section-front", "search-page"})
_MENUS = {
    "ar": ("الرئيسية", "سياسة", "مجتمع", "رياضة"),
    "fr": ("Accueil", "Politique", "Société", "Sport"),
    "en": ("Home", "Politics", "Society", "Sport"),
    "es": ("Inicio", "Política", "Sociedad", "Deportes"),
}


# Written after the rules had been mended by the pages above.
LATER: tuple[tuple[str, frozenset[str], tuple[str, ...]], ...] = (
    ("gone ar", frozenset({"error-page"}), ("عفوا!", "لم نتمكن من العثور على ما تبحث عنه. قد يكون الرابط الذي اتبعته قديما، أو أن المقال قد حذف من الموقع. جرب البحث من جديد أو عد إلى الصفحة الرئيسية.")),
    ("gone fr", frozenset({"error-page"}), ("Page introuvable", "Le lien que vous avez suivi est peut-être périmé. Nous vous invitons à utiliser notre moteur de recherche ou à parcourir nos rubriques depuis l'accueil du site.")),
    ("gone en", frozenset({"error-page"}), ("Nothing here", "It looks like the link you followed is broken or the page has been removed. Head back to the homepage to find the latest stories.")),
    ("gone es", frozenset({"error-page"}), ("Error 404", "No hemos encontrado la página que busca. El enlace puede estar roto o la noticia puede haber sido retirada. Vuelva a la portada del diario.")),
    ("blocked en", frozenset({"error-page"}), ("Access denied", "You do not have permission to view this page. Please enable cookies and reload the page. If you believe that this is a mistake, contact the site's owner.")),
    ("blocked ar", frozenset({"error-page"}), ("تأكيد الهوية", "يرجى إكمال اختبار التحقق أدناه لإثبات أنك لست روبوتا، ثم اضغط على زر المتابعة. قد يحتاج متصفحك إلى تفعيل ملفات تعريف الارتباط.")),
    ("locked ar", frozenset({"paywall"}), ("حوار مع رئيس الهيئة", "في هذا الحوار يتحدث رئيس الهيئة عن حصيلة خمس سنوات وعن أسباب تأخر التقرير السنوي الذي وعد بنشره في الربيع.", "محتوى خاص بالمشتركين. لمتابعة القراءة يرجى الاشتراك في النسخة الرقمية.")),
    ("locked fr", frozenset({"paywall"}), ("L'homme qui murmurait aux ministres", "Pendant dix ans, il a conseillé tous les ministres sans jamais apparaître sur une photo. Ceux qui l'ont connu racontent.", "Il vous reste 87% de cet article à lire. Cet article est réservé aux abonnés.")),
    ("locked en", frozenset({"paywall"}), ("The man who whispered to ministers", "For ten years he advised every minister without ever appearing in a photograph. Those who knew him tell his story.", "You've reached your limit of free articles. Subscribe to keep reading. Already a subscriber? Sign in.")),
    ("locked es", frozenset({"paywall"}), ("El hombre que susurraba a los ministros", "Durante diez años aconsejó a todos los ministros sin aparecer nunca en una fotografía. Quienes lo conocieron lo cuentan.", "Para continuar leyendo, suscríbete. Sin compromiso, por solo 1 € al mes.")),
    ("join fr", frozenset({"login", "too-short"}), ("Connexion", "Connectez-vous avec votre e-mail et votre mot de passe pour accéder à votre espace. Pas encore de compte ? Inscrivez-vous gratuitement en une minute.")),
    ("join ar", frozenset({"login", "too-short"}), ("دخول الأعضاء", "المرجو إدخال بريدك الإلكتروني وكلمة السر الخاصة بك للولوج إلى حسابك. إذا لم يكن لديك حساب فيمكنك التسجيل مجانا في دقيقة واحدة.")),
    ("consent fr", frozenset({"cookie-wall", "too-short"}), ("Avant de continuer", "Nous et nos 412 partenaires utilisons des cookies et des données personnelles pour vous proposer des contenus adaptés.", "Vous pouvez accepter, refuser ou régler vos choix. Votre consentement est valable treize mois et la vie privée de nos lecteurs nous importe.")),
    ("consent ar", frozenset({"cookie-wall", "too-short"}), ("إعدادات الخصوصية", "نحتاج إلى موافقتك على استعمال بياناتك الشخصية من طرفنا ومن طرف شركائنا الإعلانيين، حتى نواصل تقديم محتوى مجاني للقراء.", "خصوصيتك تهمنا، ويمكنك تغيير اختيارك متى شئت.")),
    ("empty fr", frozenset({"search-page", "too-short", "error-page"}), ("Recherche : barrage", "Désolé, aucun article ne correspond aux critères que vous avez choisis. Vérifiez l'orthographe des mots-clés ou élargissez la période.")),
    ("empty ar", frozenset({"search-page", "too-short", "error-page"}), ("البحث عن: السدود", "نعتذر، لا توجد نتائج تطابق ما كتبت. حاول استعمال كلمات أخرى أعم، أو غير الفترة الزمنية التي تبحث فيها عن الأخبار.")),
)  # fmt: skip


def later() -> Iterator[NoArticle]:
    """The pages written later, as saved text."""
    return (_text(name, lines, reasons) for name, reasons, lines in LATER)


def no_articles() -> Iterator[NoArticle]:
    """Every page."""
    for language in ("ar", "fr", "en", "es"):
        for kind, (reasons, said) in SAID.items():
            yield _text(f"{kind} {language} text", said[language], reasons)
            yield _html(f"{kind} {language} html", said[language], reasons, language)
        for kind, heads in LISTS.items():
            for teased in (False, True):
                name = f"{kind} {language} {'teasers' if teased else 'headlines'}"
                yield _list_text(f"{name} text", heads[language], language, teased=teased)
                yield _list_html(f"{name} html", heads[language], language, teased=teased)


def _text(name: str, lines: tuple[str, ...], reasons: frozenset[str]) -> NoArticle:
    page = Page(body="\n\n".join(lines), kind="text", origin=name)
    return NoArticle(name=name, page=page, reasons=reasons)


def _html(name: str, lines: tuple[str, ...], reasons: frozenset[str], language: str) -> NoArticle:
    menu = "".join(f"<li><a href=/{at}>{one}</a></li>" for at, one in enumerate(_MENUS[language]))
    first, *rest = (escape(line) for line in lines)
    body = "".join(f"<p>{line}</p>" for line in rest)
    text = (
        f"<!doctype html><html lang={language}><head><title>{first} - Journal</title></head><body><nav><ul>{menu}"
        f"</ul></nav><main><h1>{first}</h1>{body}</main><footer>© 2026 Journal</footer></body></html>"
    )
    page = Page(body=text, kind="html", origin=name)
    return NoArticle(name=name, page=page, reasons=reasons)


def _list_text(name: str, head: str, language: str, *, teased: bool) -> NoArticle:
    lines = [*_MENUS[language], "", head, ""]
    for number, headline in enumerate(HEADLINES[language]):
        lines += [headline, f"{1 + number}/03/2021"]
        lines += [TEASERS[language], ""] if teased else [""]
    page = Page(body="\n".join(lines), kind="text", origin=name)
    return NoArticle(name=name, page=page, reasons=_FITTING)


def _list_html(name: str, head: str, language: str, *, teased: bool) -> NoArticle:
    cards = "".join(
        f'<div class="card"><h3><a href="/{number}.html">{escape(headline)}</a></h3><time>{1 + number}/03/2021</time>'
        + (f"<p>{escape(TEASERS[language])}</p>" if teased else "")
        + "</div>"
        for number, headline in enumerate(HEADLINES[language])
    )
    text = (
        f"<!doctype html><html lang={language}><head><title>{escape(head)}</title></head><body><h1>{escape(head)}</h1>"
        f"<main>{cards}</main><a href=/2>2</a></body></html>"
    )
    page = Page(body=text, kind="html", origin=name)
    return NoArticle(name=name, page=page, reasons=_FITTING)
