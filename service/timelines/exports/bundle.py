"""A story as an evidence bundle: the texts as read, the timeline, and a hash of every file.

Knows nothing of who will check it. The archive is stored, not deflated, and every time in it is
fixed: the same story is the same bytes whatever the machine and its zlib.
"""

from __future__ import annotations

import hashlib
import io
import re
import zipfile
from typing import Any

from service.records import Article
from service.timelines.dossier import Dossier
from service.timelines.exports.documents import as_json, pretty, without_text
from service.timelines.exports.setting import Setting, instant
from service.timelines.exports.tables import as_csv

# The first instant a zip archive can hold.
LONG_AGO = (1980, 1, 1, 0, 0, 0)
_UNSAFE = re.compile(r"[^A-Za-z0-9._-]")


def as_bundle(dossier: Dossier, setting: Setting) -> bytes:
    """The archive: articles/*.txt, timeline.json, evidence.csv, read-me files, manifest.json."""
    files = {
        "timeline.json": as_json(dossier, setting),
        "evidence.csv": as_csv(dossier, setting),
        **{f"README.{code}.md": text.encode() for code, text in _READ_ME.items()},
        **{article_file(one): article_text(one) for one in dossier.articles},
    }
    listed = [
        {"file": name, "sha256": hashlib.sha256(data).hexdigest(), "bytes": len(data)}
        for name, data in sorted(files.items())
    ]
    files["manifest.json"] = pretty(
        {
            "story": dossier.story.id,
            "title": dossier.story.title,
            "revision": dossier.story.revision,
            "last_article": instant(dossier.story.last_at),
            "files": listed,
            "articles": [_listed(one) for one in dossier.articles],
        }
    )
    sums = [f"{one['sha256']}  {one['file']}" for one in listed]
    sums.append(f"{hashlib.sha256(files['manifest.json']).hexdigest()}  manifest.json")
    files["SHA256SUMS"] = ("\n".join(sums) + "\n").encode()
    return _archive(files)


def article_file(article: Article) -> str:
    """Where an article's text lies in the archive."""
    return f"articles/{_UNSAFE.sub('_', article.id)}.txt"


def article_text(article: Article) -> bytes:
    """Title, lead if there is one, and body, unchanged, parted by an empty line."""
    parts = [article.title, article.lead, article.body]
    return "\n\n".join(one for one in parts if one is not None).encode() + b"\n"


def _listed(article: Article) -> dict[str, Any]:
    """What an article is, its file, and the character in it at which each field begins."""
    lead_at = len(article.title) + 2
    body_at = lead_at if article.lead is None else lead_at + len(article.lead) + 2
    begins = {"title": 0, "body": body_at}
    if article.lead is not None:
        begins["lead"] = lead_at
    return without_text(article) | {"file": article_file(article), "begins": begins}


def _archive(files: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as archive:
        for name in sorted(files):
            info = zipfile.ZipInfo(name, LONG_AGO)
            # Made "on Unix", readable by all: else the archive tells the machine it was made on.
            info.create_system, info.external_attr = 3, 0o644 << 16
            archive.writestr(info, files[name])
    return out.getvalue()


_READ_ME = {
    "ar": """# حزمة أدلة

كل ملف في `articles/` هو نص مقال كما قُرئ: العنوان، ثم المقدمة إن وجدت، ثم المتن.
`timeline.json` هو خط القصة الزمني: لكل مدخل تاريخه وجُمله، ولكل جملة مقالها وموضعها فيه
(`field` و`start` و`end`، بعدد الحروف من أول ذلك الحقل).
`evidence.csv` هو الأدلة نفسها في جدول. `manifest.json` يصف كل مقال: منبره وعنوانه وتاريخه
وبصمة نصه (`content_hash`) وأين يبدأ كل حقل في ملفه (`begins`).

للتحقق من أن شيئا لم يتغير: `sha256sum -c SHA256SUMS`.
حقوق النصوص لناشريها.
""",
    "fr": """# Dossier de preuves

Chaque fichier de `articles/` est le texte d'un article tel qu'il a été lu : titre, chapeau s'il y
en a un, corps. `timeline.json` est la chronologie : chaque entrée avec sa date et ses phrases,
chaque phrase avec son article et sa place (`field`, `start`, `end`, en caractères dans ce champ).
`evidence.csv` donne les mêmes preuves en tableau. `manifest.json` décrit chaque article : média,
adresse, date, empreinte du texte (`content_hash`), début de chaque champ dans le fichier
(`begins`).

Pour vérifier que rien n'a changé : `sha256sum -c SHA256SUMS`.
Les textes appartiennent à leurs éditeurs.
""",
    "en": """# Evidence bundle

Each file in `articles/` is the text of an article as it was read: title, lead if there is one,
body. `timeline.json` is the story's timeline: each entry with its date and its sentences, each
sentence with its article and its place (`field`, `start`, `end`, in characters of that field).
`evidence.csv` is the same evidence as a table. `manifest.json` describes each article: outlet,
address, date, the hash of its text (`content_hash`), where each field begins (`begins`).

To check that nothing was changed: `sha256sum -c SHA256SUMS`.
The texts belong to their publishers.
""",
}
