"""French, English and Spanish words around a date that tell the future from the past.

Knows nothing of dates: it looks at neighbours only.
"""

from __future__ import annotations

import re

from service.text.dates.tokens import Tokens

REACH = 12


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


_FUTURE_WORDS = _set(
    """
    va vont prevu prevue prevus prevues doit doivent devra devront devrait devraient devaient devait
    sera seront aura auront fera feront ira iront attendu attendue attendus jusqu prochain
    will would shall should expected scheduled due plans set upcoming until deadline
    seran tendra tendran previsto prevista previstos debe deben deberia hasta proximo
    """
)
# Simple futures and conditionals: annoncera, débuteront, anunciará, comenzarán.
_FUTURE_VERB = re.compile(
    r"^[a-z]{3,}(?:era|eront|ira|iront|dra|dront|rait|raient|ara|aran|eran|iran|dran)$"
)
_NOT_FUTURE = _set(
    """
    para era eran opera camera primera manera espera dinero fuera carrera cualquiera hubiera
    pudiera bandera frontera tercera cabecera mirait trait parait extra contra
    """
)
_PAST_WORDS = _set(
    """
    ont ete est avait avaient etait etaient fut furent selon said was were had has did told
    announced ha han fue fueron habia dijo anuncio
    """
)


# What only tells who spoke.
_SAYING_WORDS = _set("said told announced dijo anuncio selon annonce declare")
# A weekday of tomorrow's name was last six days ago.
_TOMORROW = 6
# "By Friday", "d'ici vendredi": the end of a stretch.
_UNTIL = _set("by ici")
# English verbs of the past, French "a signé", Spanish "firmó" and "firmaron".
_ENDED = re.compile(r"^(?!(?:hundr|ne|inde|spe|exce|unit|sacr|plann|propos)ed$)[a-z]{3,}ed$")
_IRREGULAR = _set(
    "met held won lost struck hit took began came went gave found fell rose sent left made shot"
)
# "Agreed to meet on Friday": what is to be done.
_INFINITIVES = _set(
    """
    meet hold visit vote sign return appear begin start resume open decide travel discuss play leave
    launch release announce testify speak debate
    """
)
_PARTICIPLE = re.compile(r"(?:[éiu]e?s?|ert|[iu]t)$")
_PRETERITE = re.compile(r"^[^\W\d]{2,}(?:ó|aron|ieron)$")


# A date without a year after one of these is the name of a street, a school, a movement.
_NAME_HEADS = _set(
    """
    rue avenue boulevard place pont stade lycee ecole college hopital quartier station metro cite
    mouvement universite square gare esplanade quai impasse caserne
    calle plaza avenida paseo barrio estadio instituto colegio hospital puente parque movimiento
    estacion ronda glorieta
    revolution revolucion
    """
)
# What may be called by its day alone: les attentats du 11 septembre, the September 11 attacks.
_ATTACKS = _set(
    """
    attentat attentats attaque attaques attack attacks atentado atentados ataque ataques hijackers
    terrorist commission riot insurrection bombings evenements
    """
)
_LINKS = frozenset({"du", "de", "del", "d", "la", "le", "l", "'", "of", "the", "el", "des"})
_OPENING = frozenset({".", "\n", "?", "!", ":", '"', "«", "“", "-", "(", ";", "¿", "¡"})


def is_name(tokens: Tokens, at: int) -> bool:
    """Whether the date at ``at`` names a place: rue du 4 septembre, Plaza de Mayo."""
    back = at - 1
    while at - back < 4 and tokens.word(back) in _LINKS:
        back -= 1
    return tokens.word(back) in _NAME_HEADS


def is_of_attack(tokens: Tokens, at: int, after: int) -> bool:
    """Whether a day and a month name an attack: attentats du 11 septembre, le 11-Septembre."""
    back = at - 1
    while at - back < 4 and tokens.word(back) in _LINKS:
        back -= 1
    if tokens.word(back) in _ATTACKS or tokens.word(after) in _ATTACKS:
        return True
    hyphened = tokens.word(after - 2) == "-" and tokens.number(after - 3) is not None
    return hyphened and tokens.is_capital(after - 1)


def is_capital_inside(tokens: Tokens, at: int) -> bool:
    """Whether a capital stands at ``at`` though no sentence begins there."""
    if not 0 < at < tokens.size or tokens.word(at - 1) in _OPENING:
        return False
    return tokens.is_capital(at)


def future(tokens: Tokens, start: int, end: int, language: str = "en") -> bool | None:
    """True before a future verb's date, False after a past verb, None where neither is near."""
    return _governing(tokens, start, end, language)[0]


def weekday_tense(
    told: bool | None, tokens: Tokens, start: int, end: int, back: int, language: str = "en"
) -> bool | None:
    """The tense ``told``, as it holds for a bare weekday that was last ``back`` days ago, 0 to 6.

    Tomorrow's name is no past day where the past verb only tells who said so ("announced talks on
    Friday").
    """
    verdict, at = _governing(tokens, start, end, language)
    said = at is not None and tokens.words[at] in _SAYING_WORDS
    return None if verdict is False and told is False and back == _TOMORROW and said else told


def _governing(
    tokens: Tokens, start: int, end: int, language: str
) -> tuple[bool | None, int | None]:
    if tokens.word(start - 1) in _UNTIL:
        return True, None
    around = range(start - 1, max(-1, start - 1 - REACH), -1)
    for place in (around, range(end, min(tokens.size, end + 8))):
        for at in place:
            if tokens.words[at] in {".", "\n", "?", "!", ";"}:
                break
            verdict = _tense(tokens, at, language)
            if verdict is not None:
                return verdict, at
    return None, None


def _tense(tokens: Tokens, at: int, language: str) -> bool | None:
    word = tokens.words[at]
    if word in _PAST_WORDS:
        return False
    if word in _FUTURE_WORDS:
        return True
    if word not in _NOT_FUTURE and _FUTURE_VERB.match(word):
        return True
    if language == "en" and word in _INFINITIVES and tokens.word(at - 1) == "to":
        return True
    if not _is_past(tokens, at, language):
        return None
    # "To be signed on Friday", "agreed to meet": what is to come.
    return tokens.word(at - 1) == "be"


def _is_past(tokens: Tokens, at: int, language: str) -> bool:
    """Whether a regular or a common verb of the past stands at ``at``."""
    word, written = tokens.words[at], tokens.text[tokens.starts[at] : tokens.ends[at]]
    if language == "en":
        return word in _IRREGULAR or bool(_ENDED.match(word))
    if language == "fr":
        after = (
            tokens.text[tokens.starts[at + 1] : tokens.ends[at + 1]] if at + 1 < tokens.size else ""
        )
        return written == "a" and bool(_PARTICIPLE.search(after))
    return bool(_PRETERITE.search(written))
