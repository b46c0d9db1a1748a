"""The French, English and Spanish words that dates are made of.

Knows nothing of how they follow each other.
"""

from __future__ import annotations

from typing import Any

from service.text.calendars import GREGORIAN, WEEKDAYS
from service.text.dates.words import Entry
from service.text.normalise import fold

# language -> kind -> {value -> words}. An underscore stands for nothing but a space.
_WORDS: dict[str, dict[str, dict[Any, str]]] = {
    "fr": {
        "the": {None: "le la les l"},
        "this": {None: "ce cet cette ces"},
        "turn": {"last": "dernier dernière derniers passé passée écoulé écoulée",
                 "next": "prochain prochaine", "this": "courant",
                 "before": "précédent précédente", "after": "suivant suivante"},
        "relative": {-1: "hier", 1: "demain"}, "today": {None: "aujourd"},
        "before_day": {None: "avant"},
        "after_day": {None: "après"},
        "part": {None: "matin matinée soir soirée midi nuit"},
        "edge": {None: "début fin mi"},
        "unit": {"day": "jour jours", "week": "semaine semaines", "month": "mois",
                 "year": "an ans année années", "decade": "décennie décennies"},
        "quarter": {3: "trimestre", 6: "semestre"},
        "ordinal": {1: "premier première premiers", 2: "deuxième second seconde", 3: "troisième",
                    4: "quatrième dernier_"},
        "cardinal": {1: "un une", 2: "deux", 3: "trois", 4: "quatre", 5: "cinq", 6: "six",
                     7: "sept", 8: "huit", 9: "neuf", 10: "dix", 11: "onze", 12: "douze",
                     15: "quinze", 20: "vingt", 30: "trente", 50: "cinquante", 100: "cent"},
        "to": {None: "à au"}, "and": {None: "et"}, "of": {None: "de du d des"},
        "at": {None: "à vers dès"}, "ago": {None: "il"}, "in": {None: "dans"},
        "earlier": {None: "auparavant plus_tôt"}, "quarter_mark": {None: "t"},
    },
    "en": {
        "the": {None: "the"},
        "this": {None: "this"},
        "turn": {"last": "last past", "next": "next coming", "this": "current",
                 "before": "previous", "after": "following"},
        "relative": {-1: "yesterday", 0: "today tonight", 1: "tomorrow"},
        "part": {None: "morning afternoon evening night noon"},
        "edge": {None: "early late mid end beginning start middle"},
        "unit": {"day": "day days", "week": "week weeks", "month": "month months",
                 "year": "year years", "decade": "decade decades"},
        "quarter": {3: "quarter", 6: "half"},
        "ordinal": {1: "first", 2: "second", 3: "third", 4: "fourth"},
        "cardinal": {1: "a an one", 2: "two", 3: "three", 4: "four", 5: "five", 6: "six",
                     7: "seven", 8: "eight", 9: "nine", 10: "ten", 11: "eleven", 12: "twelve",
                     20: "twenty", 30: "thirty", 50: "fifty", 100: "hundred"},
        "to": {None: "to until till through"}, "and": {None: "and"}, "of": {None: "of"},
        "at": {None: "at"}, "ago": {None: "ago"}, "in": {None: "in"},
        "earlier": {None: "earlier"}, "quarter_mark": {None: "q"},
        "tens": {20: "twenties", 30: "thirties", 40: "forties", 50: "fifties", 60: "sixties",
                   70: "seventies", 80: "eighties", 90: "nineties"},
    },
    "es": {
        "the": {None: "el la los las"},
        "this": {None: "este esta estos estas"},
        "turn": {"last": "pasado pasada último última", "next": "próximo próxima",
                 "this": "actual corriente", "before": "anterior", "after": "siguiente"},
        "relative": {-1: "ayer", 0: "hoy", 1: "mañana", -2: "anteayer anteanoche"},
        "before_day": {None: "antes"},
        "after_day": {None: "pasado_"},
        "part": {None: "tarde noche madrugada mediodía"},
        "edge": {None: "principios comienzos inicios finales fines mediados fin inicio"},
        "unit": {"day": "día días", "week": "semana semanas", "month": "mes meses",
                 "year": "año años", "decade": "década décadas"},
        "quarter": {3: "trimestre", 6: "semestre"},
        "ordinal": {1: "primer primero primera", 2: "segundo segunda", 3: "tercer tercero",
                    4: "cuarto"},
        "cardinal": {1: "un una uno", 2: "dos", 3: "tres", 4: "cuatro", 5: "cinco", 6: "seis",
                     7: "siete", 8: "ocho", 9: "nueve", 10: "diez", 11: "once", 12: "doce",
                     15: "quince", 20: "veinte", 30: "treinta", 50: "cincuenta", 100: "cien"},
        "to": {None: "a al hasta"}, "and": {None: "y"}, "of": {None: "de del"},
        "at": {None: "a"}, "ago": {None: "hace"}, "in": {None: "dentro en"},
        "earlier": {None: "antes_"}, "quarter_mark": {None: "t"},
    },
}  # fmt: skip


# The tens by which decades are called.
TENS: dict[str, dict[str, int]] = {
    language: {fold(word): 10 * number for number, word in enumerate(words.split("|"), start=2)}
    for language, words in {
        "fr": "vingt|trente|quarante|cinquante|soixante|soixante dix|quatre vingt|quatre vingt dix",
        "en": "twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety",
        "es": "veinte|treinta|cuarenta|cincuenta|sesenta|setenta|ochenta|noventa",
    }.items()
}


def _lexicon(language: str) -> dict[str, Entry]:
    found: dict[str, Entry] = {}
    for number, names in enumerate(GREGORIAN[language], start=1):
        for place, name in enumerate(names.split("|")):
            kind = "short_month" if place else "month"
            found.setdefault(fold(name), Entry(kind, number))
    for number, names in enumerate(WEEKDAYS[language]):
        for place, name in enumerate(names.split("|")):
            kind = "short_weekday" if place else "weekday"
            found.setdefault(fold(name), Entry(kind, number))
    for kind, values in _WORDS[language].items():
        for value, words in values.items():
            for word in words.split():
                if "_" not in word:
                    found.setdefault(fold(word), Entry(kind, value))
    return found


LATIN: dict[str, dict[str, Entry]] = {language: _lexicon(language) for language in _WORDS}
