"""Words that say nothing of what a text is about, in the four languages of the house.

Knows nothing of texts; the words stand as ``normalise.fold`` leaves them.
"""

from __future__ import annotations

_ARABIC = """
    في من علي الي عن مع هذا هذه ذلك تلك التي الذي الذين اللذين اللتين اللواتي هو هي هم هن نحن
    انا انت ان انه انها انهم انهما بان بانه بانها لان لانه لانها كان كانت كانوا يكون تكون ليس
    ليست لم لن لا ما ماذا كما او ام ثم بل حتي اذا اذ لو لولا قد لقد سوف كل بعض غير بين بعد قبل
    عند عندما حين حيث منذ خلال حول دون تحت فوق امام وراء ضد نحو عبر لدي لها له لهم لنا لك لي به
    بها بهم فيه فيها فيهم منه منها منهم عليه عليها عليهم اليه اليها اليهم عنه عنها عنهم معه معها
    هناك هنا هكذا كذلك ايضا فقط جدا اكثر اقل نفس ذات اي اية ايه كيف متي اين لماذا هل يا الا اما
    انما لكن لكنه لكنها لكنهم مثل سواء كلما بينما ولا وما ولم ولن وهو وهي وهم وفي ومن وعن ومع
    وعلي والي وان وانه وانها وقد وكان وكانت وكما ولكن وهذا وهذه وذلك فان فانه فانها فهو فهي وبعد
    وقبل وحتي واذا والتي والذي والذين بما مما عما فيما ممن لما كي لكي ربما قال قالت وقال وقالت
    يقول تقول مازال
"""
_LATIN = """
    the of and to in is was for that on with as by at from it his her has have had are be been
    this these those were he she they we you not will would an or its but who their which after
    into about more also said than le la les des du de et est dans pour une un au aux que qui
    sur par pas avec ce cet cette ces son sa ses il elle ils elles ont ete sont etait plus nous
    vous leur leurs mais ou en se ne si comme dont d l s n c j qu m el los las del y por con su
    sus es al lo mas pero fue ha han esta este no ya sin una unos unas
"""

STOPWORDS = frozenset(_ARABIC.split() + _LATIN.split())
