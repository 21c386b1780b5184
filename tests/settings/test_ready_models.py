"""The models that a configuration may extend by name."""

from __future__ import annotations

import pytest
from bases import MakeBase
from click.testing import CliRunner

from codex_tools.cli import codex
from codex_tools.errors import SettingsError
from codex_tools.model import Role
from codex_tools.settings import load_settings
from codex_tools.settings.config_files import ready_models


@pytest.mark.parametrize("name", list(ready_models()))
def test_a_model_can_be_extended(make_base: MakeBase, name: str) -> None:
    root = make_base({"codex.toml": f'extends = "{name}"\n', "a.md": "A\n"})
    settings = load_settings(root)
    assert settings.kinds.of_role(Role.CLAIM)
    assert settings.kinds.of_role(Role.SOURCE)
    assert settings.relations.inline_fields
    assert settings.sources == (str(root / "codex.toml"),)
    done = CliRunner().invoke(codex, ["check", "--root", str(root), "--no-cache"])
    assert done.output == "1 file checked: nothing found.\n"


def test_the_base_goes_before_the_model_and_is_told_what_fits_no_file(make_base: MakeBase) -> None:
    config = 'extends = "codex:citekeys"\n[kinds.permanent]\nfolders = ["thoughts"]\n'
    root = make_base({"codex.toml": config, "a.md": "A\n"})
    assert load_settings(root).kinds.by_name["permanent"].folders == ("thoughts",)
    done = CliRunner().invoke(codex, ["check", "--root", str(root), "--no-cache"])
    assert "no file fits `thoughts` in `kinds.permanent.folders`" in done.output
    assert "kinds.literature" not in done.output


def test_a_model_that_there_is_not_is_an_error(make_base: MakeBase) -> None:
    root = make_base({"codex.toml": '\nextends = ["codex:citekey"]\n'})
    with pytest.raises(SettingsError, match=r"codex\.toml:2: .*did you mean `codex:citekeys`"):
        load_settings(root)


def test_the_settings_of_a_model_are_shown_with_its_name(make_base: MakeBase) -> None:
    root = make_base({"codex.toml": 'extends = "codex:llm-wiki"\n'})
    done = CliRunner().invoke(codex, ["config", "show", "--root", str(root)])
    assert 'kinds.raw.folders = ["raw"]  # codex:llm-wiki' in done.output
