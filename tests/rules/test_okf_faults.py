"""Each class of faults of a bundle, planted once, is found at its place and alone."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest
from bases import findings
from okf import BUNDLE, COMPUTATION, INCOME, ORDERS, write

NOW = 1_780_000_000
"""A moment in May 2026, before the bundle is stale."""

PLANTED: Mapping[str, tuple[str, tuple[str, str] | str, str]] = {
    "no front matter": ("policies/income.md", "# Income\n", "1:1 error OK001"),
    "front matter that cannot be read": (
        "metrics/net-income.md",
        ("title: Net income", "title: [Net income"),
        "3:8 error FM003",
    ),
    "front matter that is not closed": (
        "skills/run.md",
        "---\ntype: Skill\n\nText.\n",
        "1:1 error FM002",
    ),
    "no type": ("skills/run.md", ("type: Skill\n", ""), "2:1 error OK002"),
    "an empty type": ("skills/run.md", ("type: Skill", "type: ' '"), "2:7 error OK002"),
    "an index with a front matter": (
        "metrics/index.md",
        ("# Metric", "---\ntitle: Metrics\n---\n# Metric"),
        "2:1 error OK003",
    ),
    "a log with other dates": ("log.md", ("2026-06-21", "21 June 2026"), "3:4 error OK003"),
    "a concept called index.md": (
        "tables/index.md",
        "---\ntype: Reference\n---\n\nHow tables are named.\n",
        "2:7 warning OK004",
    ),
    "a concept called log.md": (
        "tables/log.md",
        "---\ntype: Reference\n---\n\nHow we log.\n",
        "2:7 warning OK004",
    ),
    "a log in the other order": (
        "log.md",
        "## 2026-06-01\n\n## 2026-06-02\n\n## 2026-06-02\n\n## 2026-06-03\n",
        "3:4 warning OK012",
    ),
    "a footnote without a source": (
        "tables/orders.md",
        ("  - id: schema\n", "  - id: schema-of-orders\n"),
        "24:71 warning OK005",
    ),
    "a footnote without anything": (
        "tables/orders.md",
        ("net.[^income-policy]", "net.[^income-policy][^nowhere]"),
        "24:35 warning RF014",
    ),
    "a source that is never cited": (
        "tables/orders.md",
        ("order.[^schema]", "order."),
        "12:9 info OK006",
    ),
    "a stale concept": (
        "tables/orders.md",
        ("stale_after: 2030", "stale_after: 2026"),
        "10:14 warning OK007",
    ),
    "a verification before the last change": (
        "tables/orders.md",
        ("at: 2026-06-21T10:00:00Z", "at: 2026-06-20T09:59:59Z"),
        "8:27 warning OK008",
    ),
    "a verifier who is the author": (
        "tables/orders.md",
        ('by: "human:ada"', "by: agent/1.0"),
        "8:10 info OK009",
    ),
    "an instant without an offset": (
        "tables/orders.md",
        ("stale_after: 2030-01-01T00:00:00Z", "stale_after: 2030-01-01T00:00:00"),
        "10:14 warning OK010",
    ),
    "an instant in words": (
        "tables/orders.md",
        ("last_modified: 2026-06-01", "last_modified: in June"),
        "15:20 warning OK010",
    ),
    "an index that lacks a concept": (
        "metrics/orders.md",
        "---\ntype: Metric\ntitle: Number of orders\n---\n\nHow many there are.\n",
        "metrics/index.md:3:16 warning OK011",
    ),
    "an index with a title in another form": (
        "metrics/index.md",
        ("[Net income]", "[Net Income]"),
        "3:4 warning OK011",
    ),
    "a log out of order": ("log.md", ("2026-06-20", "2026-06-22"), "7:4 warning OK012"),
    "a computation without a runtime": (
        "computations/net-income.md",
        ("runtime: bigquery\n", ""),
        "2:7 warning OK013",
    ),
    "a computation without a computation": (
        "computations/net-income.md",
        ("# Computation", "# Example"),
        "2:7 warning OK013",
    ),
    "two computations": (
        "computations/net-income.md",
        ("\nAs the", "\n```sql\nSELECT 2\n```\n\nAs the"),
        "18:3 warning OK013",
    ),
    "a parameter without a type": (
        "computations/net-income.md",
        ("type: integer, ", ""),
        "7:5 warning OK013",
    ),
    "an executor that is gone": (
        "computations/net-income.md",
        ("skills/run.md", "skills/walk.md"),
        "9:13 warning OK014",
    ),
    "an attester that is gone": (
        "computations/net-income.md",
        ("check.py", "judge.py"),
        "12:13 warning OK014",
    ),
    "a source that is gone": (
        "tables/orders.md",
        ("resource: policies/income.md", "resource: policies/incomes.md"),
        "17:15 warning RF005",
    ),
    "a link into a folder that is not there": (
        "tables/orders.md",
        ("/metrics/net-income.md", "/figures/net-income.md"),
        "25:28 warning RF004",
    ),
    "a date in a key of the producer": (
        "tables/orders.md",
        ("title: Orders\n", "title: Orders\ndate: 2026-02-30\n"),
        "4:7 warning FM005",
    ),
    "a link that leads nowhere": (
        "tables/orders.md",
        ("/metrics/net-income.md", "/metrics/gross-income.md"),
        "25:28 warning RF004",
    ),
}


@pytest.fixture(autouse=True)
def _in_may(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", str(NOW))


def found_in(root: Path) -> list[str]:
    return [
        f"{each['path']}:{each['line']}:{each['column']} {each['severity']} {each['code']}"
        for each in findings(root)
    ]


def test_nothing_is_found_in_the_bundle(tmp_path: Path) -> None:
    assert found_in(write(tmp_path, BUNDLE)) == []


@pytest.mark.parametrize("fault", PLANTED)
def test_a_fault_is_found_at_its_place(tmp_path: Path, fault: str) -> None:
    path, change, where = PLANTED[fault]
    text = BUNDLE.get(path, "")
    if not isinstance(change, str):
        assert change[0] in text
    changed = change if isinstance(change, str) else text.replace(*change, 1)
    expected = where if where.startswith("metrics/") else f"{path}:{where}"
    assert found_in(write(tmp_path, BUNDLE, **{path: changed})) == [expected]


def test_every_rule_on_bundles_has_a_planted_fault() -> None:
    from codex_tools.rules import all_rules

    planted = {where.rpartition(" ")[2] for _, _, where in PLANTED.values()}
    assert {rule.code for rule in all_rules() if rule.code.startswith("OK")} <= planted


def test_no_rule_on_bundles_speaks_in_another_base(tmp_path: Path) -> None:
    files = {"a.md": INCOME, "b.md": "# No front matter\n", "log.md": "## July 1, 2026\n"}
    files |= {f"notes/{number}.md": f"---\ntitle: {number}\n---\n" for number in range(9)}
    assert [each for each in found_in(write(tmp_path, files)) if "OK" in each] == []


def test_the_settings_have_the_last_word(tmp_path: Path) -> None:
    gone = ORDERS.replace("/metrics/net-income.md", "/metrics/gone.md")
    config = '[severity]\nRF004 = "error"\n'
    root = write(tmp_path, BUNDLE, **{"tables/orders.md": gone, "codex.toml": config})
    assert found_in(root) == ["tables/orders.md:25:28 error RF004"]


def test_an_index_is_repaired_at_its_own_lines_alone(tmp_path: Path) -> None:
    from click.testing import CliRunner

    from codex_tools.cli import codex

    index = "# Metric\r\n\r\n- [Net Income](net-income.md)  - what is left\r\n\r\nMore to come.\r\n"
    more = {"metrics/index.md": index, "metrics/a (b).md": INCOME.replace("Net income", "A [b]")}
    root = write(tmp_path, BUNDLE)
    for path, text in more.items():
        (root / path).write_bytes(text.encode())
    CliRunner().invoke(codex, ["check", "--root", str(root), "--fix", "--no-cache"])
    assert (root / "metrics/index.md").read_bytes().decode() == index.replace("Income", "income")
    CliRunner().invoke(
        codex, ["check", "--root", str(root), "--fix", "--unsafe-fixes", "--no-cache"]
    )
    added = "- [A \\[b\\]](a%20(b).md) - What is left of the income.\r\n"
    parts = index.replace("Income", "income").split("left\r\n")
    text = (root / "metrics/index.md").read_bytes().decode()
    assert text == f"{parts[0]}left\r\n{added}{parts[1]}"


def test_a_computation_in_a_file_is_one(tmp_path: Path) -> None:
    code = "# Computation\n\n```sql\nSELECT SUM(net_amount) FROM orders\n```\n\n"
    text = COMPUTATION.replace(code, "").replace("runtime:", "computation: lib/a.sql\nruntime:")
    files = {"computations/net-income.md": text, "computations/lib/a.sql": "SELECT 1\n"}
    assert found_in(write(tmp_path, BUNDLE, **files)) == []
