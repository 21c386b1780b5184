"""The settings of a command: what its flags and the configuration say together."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any, NamedTuple

from codex_tools.errors import SettingsError
from codex_tools.schema import JUDGE_ANEW
from codex_tools.settings import Settings, policies_of, selectors, settings_from, settings_layers
from codex_tools.settings.config_files import Layer, find_root
from codex_tools.storage.cache.validations import ValidationCache


class BaseFlags(NamedTuple):
    """The flags of every command that reads a knowledge base, but for its root."""

    config: tuple[str, ...] = ()
    isolated: bool = False
    no_cache: bool = False
    executor: str | None = None


def settings_of(
    base: BaseFlags, root: Path | None, paths: Sequence[Path] = (), **flags: Any
) -> Settings:
    """Load the settings of the knowledge base at ``root``, of ``paths``, or around us.

    The flags of ``base`` count, and ``flags`` that are not ``None`` go before all. Raises
    SettingsError for what cannot be used, rules that do not exist among it.
    """
    folder = root_for(root, paths)
    judge = JUDGE_ANEW if base.no_cache else ValidationCache("settings")
    layers = settings_layers(folder, base.config, base.isolated, judge)
    check_selectors(layers)
    if base.no_cache:
        flags["cache"] = False
    settings = settings_from(layers, folder, executor=base.executor, **flags)
    if settings.cache:
        judge.keep(is_all=False)
    return settings


def root_for(root: Path | None, paths: Sequence[Path] = ()) -> Path:
    """Return the root that is given, or that of the knowledge base of ``paths`` or around us."""
    return root.resolve() if root else find_root(paths[0] if paths else Path.cwd())


def check_selectors(layers: Sequence[Layer]) -> None:
    """Raise SettingsError for selectors in tables of settings that fit no rule, all of them."""
    given = [(layer, *found) for layer in layers for found in selectors(layer)]
    if not given:
        return
    from codex_tools.app.engine import rules_of
    from codex_tools.rules import is_known, near

    rules = rules_of(Settings(policy=policies_of(layers)))
    problems = [
        f"{layer.place(keys)}: no rule has a code or name like `{name}`{near(name, rules)}"
        for layer, keys, name in given
        if not is_known(name, rules)
    ]
    if problems:
        raise SettingsError(*problems)
