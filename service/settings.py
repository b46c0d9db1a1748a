"""One Settings: where the store is, and every stage's parameters.

Defaults, then a TOML file, then ``RIWAYA_*`` environment variables; validated once, here.
``RIWAYA_STORE`` sets ``store``; ``RIWAYA_STORIES_EVENT_CUT`` sets ``event_cut`` of ``[stories]``.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import msgspec

from service.digests.ranking import DigestParams
from service.embeddings.params import EncoderParams
from service.errors import SettingsError
from service.sources.network import NetworkParams
from service.sources.registry import OutletParams
from service.stories.cluster import StoriesParams
from service.timelines.build import TimelineParams

PREFIX = "RIWAYA_"
DEFAULT_STORE = "sqlite:///riwaya-data/riwaya.db"
DEFAULT_FILE = Path("riwaya.toml")
# Variables that other parts read: never taken for a setting that is misspelt.
RESERVED = frozenset({"RIWAYA_SETTINGS", "RIWAYA_SHARED"})


class EditorParams(msgspec.Struct, frozen=True, kw_only=True):
    """Who may correct. ``token``: the secret that editors show; corrections are off without."""

    token: str = ""


class Settings(msgspec.Struct, frozen=True, kw_only=True):
    """Everything that can be set, with its default."""

    store: str = DEFAULT_STORE
    network: NetworkParams = NetworkParams()
    outlets: OutletParams = OutletParams()
    encoder: EncoderParams = EncoderParams()
    stories: StoriesParams = StoriesParams()
    timelines: TimelineParams = TimelineParams()
    digests: DigestParams = DigestParams()
    editors: EditorParams = EditorParams()

    def replace_store(self, store: str) -> Settings:
        """The same settings with another store."""
        return msgspec.structs.replace(self, store=store)


SECTIONS: dict[str, type[msgspec.Struct]] = {
    "network": NetworkParams,
    "outlets": OutletParams,
    "encoder": EncoderParams,
    "stories": StoriesParams,
    "timelines": TimelineParams,
    "digests": DigestParams,
    "editors": EditorParams,
}


def load_settings(file: Path | None, environment: Mapping[str, str]) -> Settings:
    """The settings in force. Raises SettingsError, naming the file or variable and the field."""
    named = file or (
        Path(environment["RIWAYA_SETTINGS"]) if "RIWAYA_SETTINGS" in environment else None
    )
    if named is None and DEFAULT_FILE.exists():
        named = DEFAULT_FILE
    settings = Settings() if named is None else _from_file(named)
    for variable in sorted(environment):
        if variable.startswith(PREFIX) and variable not in RESERVED:
            settings = _with_variable(settings, variable, environment[variable])
    return settings


def _from_file(file: Path) -> Settings:
    try:
        written = tomllib.loads(file.read_text(encoding="utf-8"))
    except OSError as error:
        raise SettingsError(f"{file}: cannot be read ({error.strerror})") from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise SettingsError(f"{file}: not TOML: {error}") from error
    for name, value in written.items():
        if name in SECTIONS:
            if not isinstance(value, dict):
                raise SettingsError(f"{file}: {name} is a table; write [{name}] above its settings")
            _check_names(value, SECTIONS[name], f"{file}: [{name}]")
        elif name != "store":
            raise SettingsError(
                f"{file}: no setting {name!r}; there are store, {_listed(SECTIONS)}"
            )
    settings = _convert(written, str(file))
    own = settings.outlets.file
    # a file beside the settings is found from wherever Riwaya is run
    return msgspec.structs.replace(
        settings, outlets=OutletParams(file=str(file.parent / own) if own else "")
    )


def _check_names(value: Mapping[str, Any], section: type[msgspec.Struct], where: str) -> None:
    defaults = section()
    for name, inner in value.items():
        if name not in section.__struct_fields__:
            known = ", ".join(section.__struct_fields__)
            raise SettingsError(f"{where} has no setting {name!r}; there are {known}")
        below = getattr(defaults, name)
        if isinstance(below, msgspec.Struct) and isinstance(inner, dict):
            _check_names(inner, type(below), f"{where} {name}")


def _with_variable(settings: Settings, variable: str, text: str) -> Settings:
    name = variable.removeprefix(PREFIX).lower()
    if name == "store":
        return settings.replace_store(text)
    section, _, field = name.partition("_")
    if section not in SECTIONS or field not in SECTIONS[section].__struct_fields__:
        raise SettingsError(
            f"{variable}: no such setting; names are {PREFIX}STORE and {PREFIX}SECTION_FIELD "
            f"for the sections {_listed(SECTIONS)}"
        )
    whole = msgspec.to_builtins(settings)
    whole[section] |= {field: text}
    return _convert(whole, variable, strict=False)


def _convert(value: Any, where: str, *, strict: bool = True) -> Settings:
    try:
        return msgspec.convert(value, Settings, strict=strict)
    except msgspec.ValidationError as error:
        raise SettingsError(f"{where}: {error}") from error


def _listed(names: Mapping[str, object]) -> str:
    return ", ".join(names)


def example_settings() -> str:
    """Every setting with its default, as TOML."""
    lines = [f'store = "{DEFAULT_STORE}"']
    for name, section in SECTIONS.items():
        lines += _table(name, msgspec.to_builtins(section()))
    return "\n".join(lines) + "\n"


def _table(name: str, values: Mapping[str, Any]) -> list[str]:
    lines = ["", f"[{name}]"]
    for field, value in values.items():
        if value is None:
            lines.append(f"# {field} is not set")
        elif not isinstance(value, dict):
            lines.append(f"{field} = {_toml(value)}")
    for field, value in values.items():
        if isinstance(value, dict):
            lines += _table(f"{name}.{field}", value)
    return lines


def _toml(value: object) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, list):
        return "[" + ", ".join(map(_toml, value)) + "]"
    if isinstance(value, str):
        return msgspec.json.encode(value).decode()
    return repr(value)
