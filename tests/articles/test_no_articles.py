"""Pages that are no articles are refused with a reason; short articles are not."""

# ruff: noqa: E501 - a paragraph is one line here

from __future__ import annotations

import pytest

from service.articles.extract import extract
from service.articles.outlets import Outlets
from service.articles.refusals import REASONS
from service.articles.walls import wall
from service.errors import NotAnArticle
from tests.articles.conftest import NOW
from tests.articles.no_articles import NoArticle, later, no_articles


@pytest.mark.parametrize("one", [*no_articles(), *later()], ids=lambda one: one.name)
def test_it_is_refused_with_a_fitting_reason(one: NoArticle, outlets: Outlets) -> None:
    with pytest.raises(NotAnArticle) as refusal:
        extract(one.page, outlets=outlets, now=NOW)
    assert refusal.value.reason in one.reasons
    assert refusal.value.reason in REASONS
    assert one.page.origin in str(refusal.value)


@pytest.mark.parametrize(
    ("title", "text"),
    [
        ("غوغل تطلب من ملايين المستخدمين تغيير كلمة المرور", "دعت الشركة مستخدمي البريد الإلكتروني إلى تغيير كلمة المرور بعد تسريب بيانات عدد من الحسابات، وفق بيان نشرته أمس."),
        ("Une panne géante frappe le réseau", "Des millions d'internautes ont vu s'afficher une erreur 503 lundi matin. L'opérateur assure que le service est rétabli depuis midi."),
        ("Parliament debates cookie rules", "Lawmakers debated a bill on cookies on Tuesday. Under the text, sites would need consent only once a year, the minister told the assembly."),
        ("El diario cierra su edición de papel", "El periódico anunció que solo se podrá leer en la red. Los suscriptores recibirán una compensación por los meses pagados."),
    ],
)  # fmt: skip
def test_news_of_such_matters_is_no_wall(title: str, text: str) -> None:
    assert wall(title, text, foot="", dated=False) is None
