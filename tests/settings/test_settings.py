"""Settings: from files, what they extend, and flags; and what is proposed for a folder."""

from __future__ import annotations

import json
import re
import subprocess
import sys
import tomllib
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from bases import MakeBase
from hypothesis import given, settings
from hypothesis import strategies as st

from codex_tools.app.configuration import BaseFlags, settings_of
from codex_tools.app.init import files_of, propose, write
from codex_tools.base.kind_table import build_kinds
from codex_tools.errors import SettingsError
from codex_tools.model import Severity, Style
from codex_tools.reporters.init import configuration
from codex_tools.schema import SchemaValidator
from codex_tools.schema.validators import PythonValidator, RustValidator
from codex_tools.settings import Settings, config_schema, load_settings
from codex_tools.settings.config_files import find_root, read_option
from codex_tools.settings.toml_text import line_of, parse_toml, toml_key, toml_value

KEYS = sorted(config_schema()["properties"])


def test_each_setting_is_described_and_its_examples_load(tmp_path: Path) -> None:
    for name, about in config_schema()["properties"].items():
        assert about["title"], name
        assert about["description"].endswith("."), name
        for example in about["examples"] if name != "extends" else ():
            load_settings(tmp_path, [f"{name} = {toml_value(example)}"])


def test_settings_are_the_keys_of_the_schema_with_the_same_defaults(tmp_path: Path) -> None:
    more = {"root", "sources", "described"}
    names = {name.replace("-", "_") for name in KEYS} - {"extends"} | more
    assert set(Settings._fields) == names
    options = [
        f"{name} = {toml_value(about['default'])}"
        for name, about in config_schema()["properties"].items()
        if "default" in about
    ]
    found = load_settings(tmp_path, options)
    plain = Settings(root=tmp_path, kinds=build_kinds({}, tmp_path))
    assert found._replace(relations=plain.relations) == plain
    assert found.relations.by_name == plain.relations.by_name


def test_everything_that_can_be_set(make_base: MakeBase) -> None:
    text = """
include = ["/domains/", "./inbox"]
exclude = ["drafts/"]
max-file-size = 5.0
select = ["ALL"]
extend-select = ["TI"]
ignore = ["IO"]
fail-on = "error"
baseline = "known.json"
min-score = 1
link-style = "wikilink"
per-file-ignores."a b/*" = ["RF"]
[severity]
RF = "info"
"""
    found = load_settings(make_base({"codex.toml": text}))
    assert found.include == ("domains", "inbox")
    assert found.exclude == ("drafts",)
    assert (found.max_file_size, found.min_score) == (5, 1)
    assert (found.select, found.extend_select, found.ignore) == (("ALL",), ("TI",), ("IO",))
    assert (found.fail_on, found.baseline) == (Severity.ERROR, "known.json")
    assert found.link_style is Style.WIKILINK
    assert found.per_file_ignores == {"a b/*": ("RF",)}
    assert found.severity == {"RF": Severity.INFO}


def test_the_root_among_the_included_folders_is_everything(tmp_path: Path) -> None:
    assert load_settings(tmp_path, ['include=["docs", "."]']).include == ()


def test_flags_go_before_pairs_and_pairs_before_files(make_base: MakeBase) -> None:
    root = make_base({"codex.toml": 'ignore = ["IO"]\nbaseline = "a"\nfail-on = "info"\n'})
    found = load_settings(root, ['ignore=["RF"]', "baseline=b"], ignore=("SC",), select=None)
    assert (found.ignore, found.baseline, found.fail_on) == (("SC",), "b", Severity.INFO)
    assert load_settings(root, isolated=True) == Settings(root=root, kinds=build_kinds({}, root))


def test_what_is_nearer_goes_first(make_base: MakeBase) -> None:
    files = {
        "codex.toml": 'extends = ["shared/a.toml", "shared/b.toml"]\nseverity.RF = "info"\n',
        "shared/a.toml": 'extends = "c.toml"\nignore = ["A"]\nbaseline = "a"\n',
        "shared/b.toml": 'extends = "c.toml"\nbaseline = "b"\nseverity.SC = "error"\n',
        "shared/c.toml": 'ignore = ["C"]\nseverity = { RF = "error", SC = "info" }\n',
    }
    found = load_settings(make_base(files))
    assert found.ignore == ("C",), "the later file goes first, with all that it extends"
    assert found.baseline == "b"
    assert found.severity == {"RF": Severity.INFO, "SC": Severity.ERROR}


def test_a_schema_is_looked_for_beside_the_file_that_names_it(make_base: MakeBase) -> None:
    files = {
        "codex.toml": 'extends = "shared/a.toml"\n[kinds.recipe]\nfolders = ["soups"]\n',
        "shared/a.toml": '[kinds.recipe]\nschema = "r.json"\nlegacy-types = ["meal"]\n',
        "shared/r.json": '{"x-codex": {"types": ["dish"], "legacy_fields": {"for": "serves"}}}',
    }
    kind = load_settings(make_base(files)).kinds.by_name["recipe"]
    assert (kind.folders, kind.types, kind.legacy_types) == (("soups",), ("dish",), ("meal",))
    assert kind.legacy_fields == {"for": "serves"}


def test_a_kind_is_switched_off(tmp_path: Path) -> None:
    kinds = load_settings(tmp_path, ["kinds.source = { folders = [], types = [] }"]).kinds
    assert kinds.classify("inbox/a.md", {"type": "source"}) is None


def test_a_project_file_of_others_is_not_ours(make_base: MakeBase) -> None:
    root = make_base({"codex.toml": "", "a/pyproject.toml": "[tool.ruff]\n", "a/b/x.md": ""})
    assert find_root(root / "a" / "b" / "x.md") == root
    (root / "a" / "pyproject.toml").write_text("[tool.codex.severity]\n")
    assert find_root(root / "a" / "b") == root / "a"
    found = load_settings(root / "a")
    assert found._replace(sources=()) == Settings(root=root / "a", kinds=build_kinds({}, root))


def test_without_a_configuration_the_base_is_where_we_are(
    make_base: MakeBase, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = make_base({"a/b/x.md": "", "c/y.md": ""})
    monkeypatch.chdir(root)
    assert find_root(root / "a" / "b" / "x.md") == root
    monkeypatch.chdir(root / "c")
    assert find_root(root / "a" / "b" / "x.md") == root / "a" / "b"


def test_a_byte_order_mark_is_no_mistake(make_base: MakeBase) -> None:
    assert load_settings(make_base({"codex.toml": '\ufeffbaseline = "a"\r\n'})).baseline == "a"


@pytest.mark.parametrize(
    ("text", "table"),
    [
        ("severity.RF001=info", {"severity": {"RF001": "info"}}),
        ("min-score = 0.5", {"min-score": 0.5}),
        ('ignore=["a", "b"]', {"ignore": ["a", "b"]}),
        ('per-file-ignores."a=b"=["RF"]', {"per-file-ignores": {"a=b": ["RF"]}}),
        ("baseline=a b = c", {"baseline": "a b = c"}),
    ],
)
def test_pairs_on_the_command_line(text: str, table: dict[str, Any]) -> None:
    found = read_option(text)
    assert not isinstance(found, Path)
    assert found.table == table


@pytest.mark.parametrize("text", ["", "=", "a", "a b=c", "no.toml"])
def test_what_is_neither_a_pair_nor_a_file(text: str) -> None:
    with pytest.raises(SettingsError, match="neither KEY=VALUE nor a file"):
        read_option(text)


def test_the_line_of_a_key() -> None:
    text = 'a = 1\n[b.c]\n"d e".f = [\n  2,\n]\n[[g]]\nh = 1\n'
    assert line_of(text, ("a",)) == 1
    assert line_of(text, ("b", "c", "d e", "f", 0)) == 3
    assert line_of(text, ("b", "c", "x")) == 2
    assert line_of(text, ("x",)) == 0


def test_a_run_without_a_configuration_loads_nothing_for_it(tmp_path: Path) -> None:
    code = (
        "import json, sys\nfrom codex_tools.cli import main\n"
        "try: main(['check'])\nexcept SystemExit: pass\n"
        "print(json.dumps(sorted(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=tmp_path, capture_output=True)
    loaded = set(json.loads(done.stdout.splitlines()[-1]))
    assert "codex_tools.settings" in loaded
    assert not loaded & {"tomllib", "jsonschema", "jsonschema_rs", "codex_tools.app.init"}


TEXTS = st.sampled_from(["", "RF", "error", "inbox", "auto", "a.toml", "r.json", "\0", "x" * 300])
NAMES = TEXTS.filter(bool) | st.text(min_size=1)
"""Keys are not empty: jsonschema-rs leaves those out of the paths that it gives."""

VALUES: st.SearchStrategy[Any] = st.recursive(
    TEXTS | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(NAMES, inner),
    max_leaves=6,
)
PARTS = [
    name for part in ("kind", "relation") for name in config_schema()["$defs"][part]["properties"]
]
NAMED = st.dictionaries(
    st.sampled_from(["claim", "recipe", "supports"]),
    st.dictionaries(st.sampled_from(PARTS), VALUES | st.lists(TEXTS)),
)
TABLES = st.dictionaries(st.sampled_from([*KEYS, "exclud"]), VALUES | st.lists(TEXTS) | NAMED)


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("base")
    (folder / "r.json").write_text('{"type": "object", "x-codex": {"types": [3]}}')
    (folder / "a.toml").write_text('[kinds.recipe]\nschema = "r.json"\n')
    return folder


def loads_or_says_why(root: Path, text: str) -> None:
    (root / "codex.toml").write_text(text, "utf-8", "replace")
    try:
        assert isinstance(load_settings(root), Settings)
    except SettingsError as error:
        assert str(error)


@settings(max_examples=150, deadline=None)
@given(table=TABLES)
def test_a_table_loads_or_is_refused_in_words(root: Path, table: dict[str, Any]) -> None:
    lines = [f"{key} = {toml_value(value)}" for key, value in table.items()]
    loads_or_says_why(root, "\n".join(lines))


WORDS = ["[", "]", "=", '"', "{", "}", ",", ".", "\n", " ", "1", "nan", "1979-05-27", "07:32:00"]


@settings(max_examples=100, deadline=None)
@given(pieces=st.lists(st.sampled_from([*WORDS, *KEYS]) | st.text(max_size=3)))
def test_a_text_loads_or_is_refused_in_words(root: Path, pieces: list[str]) -> None:
    loads_or_says_why(root, "".join(pieces))


@pytest.mark.parametrize("text", ["a=" + "[" * 5_000, "a." * 300 + "a=1", "include=[[[[[[]]]]]]"])
def test_what_is_nested_deeply_is_refused(root: Path, text: str) -> None:
    with pytest.raises(SettingsError):
        load_settings(root, isolated=True, config=[text])


@settings(max_examples=50, deadline=None)
@given(table=TABLES)
def test_both_libraries_judge_a_configuration_alike(table: dict[str, Any]) -> None:
    pytest.importorskip("jsonschema_rs", reason="has no wheel for this platform")
    fast, slow = (
        SchemaValidator("configuration", config_schema(), each)
        for each in (RustValidator, PythonValidator)
    )
    assert fast.violations(table) == slow.violations(table)
    assert fast.is_valid(table) == (not fast.violations(table))


@settings(deadline=None)
@given(key=st.text(), value=VALUES)
def test_what_is_written_as_toml_is_read_as_it_was(key: str, value: Any) -> None:
    text = f"{toml_key(key)} = {toml_value(value)}"
    assert parse_toml(text) == tomllib.loads(text) == {key: value}


PATHS = st.sampled_from(["inbox/a.md", "domains/x/b.md", "c.md", "kb/claims/d.md", "kb/é/e.md"])


@settings(max_examples=60, deadline=None)
@given(
    types=st.dictionaries(PATHS, st.none() | st.sampled_from(["claim", "moc", "soup"]) | st.text())
)
def test_what_is_proposed_can_be_loaded(root: Path, types: dict[str, str | None]) -> None:
    with TemporaryDirectory(dir=root) as name:
        folder = Path(name)
        for path, kind in types.items():
            (folder / path).parent.mkdir(parents=True, exist_ok=True)
            text = f"---\n{json.dumps({'type': kind})}\n---\nx\n"
            (folder / path).write_text(text, "utf-8")
        found = propose(folder)
        write(folder, files_of(configuration(found), found.schemas))
        assert load_settings(folder).sources


def test_what_is_proposed_makes_notes_of_the_kinds_that_they_name(make_base: MakeBase) -> None:
    named = {"kb/a/1.md": "claim", "kb/a/2.md": "claim", "kb/b/3.md": "source"}
    named |= {f"kb/c/{number}.md": "soup" for number in range(5)}
    files = {path: f"---\ntype: {name}\n---\nx\n" for path, name in named.items()}
    root = make_base(files)
    found = propose(root)
    write(root, files_of(configuration(found), found.schemas))
    kinds = load_settings(root).kinds
    for path, name in named.items():
        kind = kinds.by_path(path)
        assert kind is not None
        assert kind.name == name


@pytest.mark.parametrize(
    ("config", "words"),
    [
        ('[relations.refutes]\ntarget-kinds = ["clam"]\n', "did you mean `claim`?"),
        ('[kinds.a]\ntypes = ["claim"]\n', "`claim` and `a` both have the type `claim`"),
    ],
)
def test_names_that_cannot_be_meant_are_refused(tmp_path: Path, config: str, words: str) -> None:
    (tmp_path / "codex.toml").write_text(config)
    with pytest.raises(SettingsError, match=re.escape(words)):
        load_settings(tmp_path)


def test_a_code_in_small_letters_is_told_its_name(tmp_path: Path) -> None:
    (tmp_path / "codex.toml").write_text('ignore = ["rf001"]\n')
    with pytest.raises(SettingsError, match="did you mean `RF001`"):
        settings_of(BaseFlags(), tmp_path)


@pytest.mark.parametrize("name", ["codex.toml", ".codex.toml", "pyproject.toml"])
@pytest.mark.parametrize("extended", [False, True])
def test_no_file_that_is_found_names_an_executor(
    make_base: MakeBase, name: str, extended: bool
) -> None:
    text = 'executor = "dask://host:1"\n'
    head = "[tool.codex]\n" if name == "pyproject.toml" else ""
    own = f'{head}extends = "x/far.toml"\n' if extended else f"{head}{text}"
    root = make_base(
        {name: own, "x/far.toml": 'extends = "farther.toml"\n', "x/farther.toml": text}
    )
    with pytest.raises(SettingsError, match="`executor` may only be given by"):
        load_settings(root)
    with pytest.raises(SettingsError, match="`executor` may only be given by"):
        load_settings(root, ["executor=dask://mine:1"])
    assert load_settings(root, isolated=True).executor == ""
    assert load_settings(root, [str(root / name)]).executor == "dask://host:1"


@pytest.mark.parametrize("names", [["codex"], ["codex", "b"], ["codex", "b", "c"]])
def test_files_that_extend_each_other_in_a_circle_are_named(
    make_base: MakeBase, names: list[str]
) -> None:
    following = [*names[1:], names[0]]
    pairs = zip(names, following, strict=True)
    root = make_base({f"{one}.toml": f'extends = "{other}.toml"\n' for one, other in pairs})
    with pytest.raises(SettingsError, match="goes in a circle") as caught:
        load_settings(root)
    assert all(str(caught.value).count(f"{root}/{name}.toml") for name in names)


def test_a_file_that_two_others_extend_is_no_circle(make_base: MakeBase) -> None:
    files = {"codex.toml": 'extends = ["a.toml", "b.toml"]\n', "c.toml": 'baseline = "c"\n'}
    files |= {f"{name}.toml": 'extends = "c.toml"\n' for name in "ab"}
    assert load_settings(make_base(files)).baseline == "c"


def test_an_inverse_that_two_relations_name_leads_back_by_neither(tmp_path: Path) -> None:
    both = ["relations.refutes.inverse=refuted_by", "relations.refuted_by = {}"]
    rows = load_settings(tmp_path, both).relations.by_name
    assert (rows["refutes"].inverse, rows["refuted_by"].inverse) == ("refuted_by", "refutes")
    more = [*both, "relations.doubts.inverse=refuted_by"]
    rows = load_settings(tmp_path, more).relations.by_name
    assert (rows["refutes"].inverse, rows["doubts"].inverse) == ("refuted_by", "refuted_by")
    assert rows["refuted_by"].inverse == ""


def test_a_configuration_that_cannot_be_read_is_not_taken_for_none(tmp_path: Path) -> None:
    place = tmp_path / "codex.toml"
    for target in ("nowhere.toml", "codex.toml"):
        place.symlink_to(target)
        with pytest.raises(SettingsError, match=r"codex\.toml cannot be read"):
            load_settings(root=tmp_path)
        place.unlink()
    place.mkdir()
    assert load_settings(root=tmp_path).sources == ()  # a folder is no file
