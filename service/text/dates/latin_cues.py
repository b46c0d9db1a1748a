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


def future(tokens: Tokens, start: int, end: int) -> bool | None:
    """True before a future verb's date, False after a past verb, None where neither is near."""
    around = range(start - 1, max(-1, start - 1 - REACH), -1)
    for place in (around, range(end, min(tokens.size, end + 8))):
        for at in place:
            word = tokens.words[at]
            if word in {".", "\n", "?", "!", ";"}:
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
    if word not in _NOT_FUTURE and _FUTURE_VERB.match(word):
        return True
    return None
