"""Pages that only speak to their visitor: missing, broken, locked, asking for a name or consent.

Knows nothing of how a page was read. No two sites word such a page alike, so it is told by
cues of several kinds in few words: what is missing, where it may have gone, what to do
instead. One kind alone proves nothing: the news speaks of passwords and cookies too.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from service.text.normalise import fold


class _Wall(NamedTuple):
    """A reason, its cues on folded text, how many kinds must show, and those that must."""

    reason: str
    cues: tuple[re.Pattern[str], ...]
    least: int
    first: bool


def _wall(reason: str, *cues: str, least: int = 2, first: bool = False) -> _Wall:
    return _Wall(reason, tuple(re.compile(cue) for cue in cues), least, first)


_PAGE = r"(?:page|adresse|lien|url|link|pagina|enlace|صفحه|رابط)\b"
_WALLS = (
    _wall(
        "search-page",
        r"resultats? (?:de (?:la |votre )?recherche|pour)|(?:search )?results (?:for|of)"
        r"|search results|resultados? (?:de (?:la )?)?busqueda|نتايج البحث",
        r"aucune? (?:resultat|article|contenu)|no (?:results|articles|posts)"
        r"|no se (?:han? )?encontra\w+|لم يتم العثور|لا توجد (?:اي )?نتايج|لا نتايج",
        r"mots? cles?|keywords?|otras palabras|orthographe|spelling|ortografia|كلمات اخري"
        r"|صحه الكتابه",
    ),
    _wall(
        "error-page",
        r"n existe (?:pas|plus)|introuvable|not found|(?:can|could) ?n[o ]?t find|can t find"
        r"|does ?n[o ]?t exist|isn t available|no existe|no (?:se )?encontrad"
        r"|غير (?:موجوده?|متوفره?|متاحه?)|n est (?:pas|plus) disponible|no disponible"
        r"|(?:لم|لا) (?:يتم|يمكن|نتمكن من) (?:ال)?عثور",
        _PAGE + r".{0,60}(?:recherch|demand|looking|request|busca|solicit|طلب|تبحث)",
        _PAGE + r".{0,60}(?:supprim|deplac|\bmoved\b|deleted|removed|renamed|eliminad"
        r"|cambiad[ao]|movid[ao]|حذف|تغيير (?:عنوان|الرابط)|نقلها)",
        r"(?:retour|revenir|back|return|volver|عوده|رجوع).{0,24}(?:accueil|home|portada|inicio"
        r"|رييسيه)|moteur de recherche|search (?:box|engine)|buscador|محرك البحث",
        r"(?:reessay|try again|intentelo|المحاوله).{0,40}|ray id|bad gateway",
        r"^ ?(?:erreur|error|خطا)? ?(?:40[0134]|410|429|50[0234])\b",
    ),
    _wall(
        "error-page",
        r"robot|روبوت|captcha|(?:you are|etes|es) (?:un )?huma",
        r"verif|checking|نتحقق|التحقق من انك|comprob",
        r"secondes?|seconds|segundos|ثوان|لحظه|un instant|un momento|just a moment|please wait",
        r"navigateur|browser|navegador|متصفح|connexion|connection|conexion|اتصالك",
        first=True,
    ),
    _wall(
        "login",
        r"mot de passe|password|contrasena|كلمه (?:ال)?(?:مرور|سر)",
        r"se connecter|connectez|log ?in|sign ?in|inici(?:ar?|a) sesion|تسجيل (?:ال)?دخول"
        r"|سجل دخول",
        r"(?:pas|cree[zr]).{0,20}compte|(?:create|have).{0,20}account"
        r"|(?:tiene|cree|crea).{0,20}cuenta|(?:لديك|انشي|انشاء).{0,16}حساب",
        r"e ?mail|correo|بريد(?:ك)? (?:ال)?الكتروني|souvenir de moi|remember me|recordarme"
        r"|تذكرني",
        least=3,
        first=True,
    ),
    _wall(
        "cookie-wall",
        r"consent|موافقتك|موافقه|acepta|accept|rechaz|reject|refus",
        r"donnees (?:personnelles|a caractere)|personal data|datos personales|بيانات\w* الشخصيه",
        r"vie privee|privacy|privacidad|خصوصيت",
        r"cookies?|ملفات تعريف|كوكيز|traceurs",
        r"partenaires|partners|socios|شركا\w*",
        least=3,
    ),
)
# Of so many letters a page is a whole article as often as a wall: one kind of cue more.
_BRIEF = 400
_READ = r"(?:lire|read|leer|leyendo|قراءه|لقراءه|مواصله|متابعه)"
# The wall stands where the text breaks off: to subscribe is what one must do to read on.
_LOCKED = (
    (
        r"(?:reserve|exclusi\w+|uniquement|only|solo|خاص|مخصص|متاح|حصري)\w*.{0,40}"
        r"(?:abonne|subscriber|suscriptor|مشترك)"
    ),
    r"(?:abonn|subscri|suscri|اشترك).{0,80}" + _READ,
    r"(?:suite|reste|rest|resto|بقيه).{0,40}(?:abonne|subscri|suscri|مشترك)",
    (
        r"deja (?:un |une )?abonne|already (?:a )?(?:subscriber|subscribed|member)"
        r"|ya (?:eres|es) suscriptor|مشترك (?:بالفعل|من قبل)|لديك (?:حساب|اشتراك)"
        r"|(?:€|\$|euros?|درهم\w*|dirhams?).{0,12}(?:mois|month|mes|شهر)"
    ),
)
# Sentences that say so outright.
_SAID = re.compile(
    r"il vous reste \d+ ?%? ?de cet article|cet article est reserve"
    r"|abonnez vous pour (?:lire|continuer)|subscribe to (?:continue|read|keep)"
    r"|to continue reading|this (?:article|content) is (?:for|reserved)"
    r"|(?:خاص|مخصص|متاح|حصري)ه? (?:فقط )?(?:ل|ب|لل|بال)لمشتركين|(?:خاص|مخصص|متاح)ه? بالمشتركين"
    r"|للمشتركين فقط|اشترك (?:الان )?(?:لمواصله|لقراءه|لمتابعه)|لمتابعه القراءه .{0,20}اشتراك"
    r"|solo para suscriptores|para (?:seguir|continuar) leyendo|suscribete para"
)
_LOCKS = tuple(map(re.compile, _LOCKED))
_SIGNS = re.compile(r"[^\w€$]+")


def _plain(text: str) -> str:
    return _SIGNS.sub(" ", fold(text))


def wall(title: str, text: str, *, foot: str, dated: bool) -> str | None:
    """The reason why a short page is a wall and no article, None where it may be one.

    ``dated`` tells that the page prints when it was published, as walls do not: then one kind
    of cue more must show. ``foot`` is what else the page shows; it may add to cues, not make
    them: every site has a line on cookies.
    """
    said, all_said = _plain(f"{title}\n{text}"), _plain(f"{title}\n{text}\n{foot}")
    more = dated + (len(text) > _BRIEF)
    for one in _WALLS:
        shown = [cue.search(said) is not None for cue in one.cues]
        if sum(shown) < 2 + more or (one.first and not shown[0]):
            continue
        if sum(cue.search(all_said) is not None for cue in one.cues) >= one.least + more:
            return one.reason
    return None


def is_locked(text: str, foot: str) -> bool:
    """Whether a short ``text`` breaks off at a wall for subscribers; ``foot`` is what follows."""
    said = _plain(f"{text}\n{foot}")
    return _SAID.search(said) is not None or sum(bool(lock.search(said)) for lock in _LOCKS) >= 2
