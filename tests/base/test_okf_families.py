"""What the front matter of a concept says of who made it, and when."""

from __future__ import annotations

import pytest

from codex_tools.base.okf.families import Tier, generated, instants, sources, tier_of, verified
from codex_tools.base.okf.instants import has_come, is_before, parse_instant

ADA, NIGHTLY = {"by": "human:ada", "at": "2026-01-02"}, {"by": "process:nightly"}


@pytest.mark.parametrize(
    ("given", "tier"),
    [
        (None, Tier.UNVERIFIED),
        ([], Tier.UNVERIFIED),
        ("yes", Tier.UNVERIFIED),
        ([{"at": "2026-01-02"}], Tier.UNVERIFIED),
        (NIGHTLY, Tier.MACHINE_CONFIRMED),
        ([{"by": "agent/1"}, NIGHTLY], Tier.MACHINE_CONFIRMED),
        ([{"by": "human:"}], Tier.MACHINE_CONFIRMED),
        (ADA, Tier.HUMAN_REVIEWED),
        ([NIGHTLY, ADA], Tier.HUMAN_REVIEWED),
        ([NIGHTLY, "odd", ADA], Tier.HUMAN_REVIEWED),
    ],
)
def test_the_tier_rests_on_who_verified(given: object, tier: Tier) -> None:
    assert tier_of({"verified": given}) is tier


def test_one_mapping_is_a_list_of_one() -> None:
    [event] = verified({"verified": ADA})
    assert (event.by, event.at_place.keys) == ("human:ada", ("verified", "at"))
    [entry] = sources({"sources": {"resource": " a.md ", "id": 1}})
    assert (entry.id, entry.resource, entry.keys) == ("1", "a.md", ("sources",))


def test_the_first_version_has_a_timestamp() -> None:
    made = generated({"timestamp": "2026-01-02"})
    assert made and (made.by, made.at, made.at_place.keys) == ("", "2026-01-02", ("timestamp",))
    later = generated({"timestamp": "2026-01-02", "generated": {"by": "a/1", "at": "2026-02-02"}})
    assert later and later.at == "2026-02-02"


def test_instants_are_found_wherever_they_stand() -> None:
    window = {"from": "1", "to": "2"}
    fields = {
        "generated": {"at": "3"},
        "verified": [{"at": "4"}],
        "stale_after": "5",
        "usage_window": window,
        "sources": [{"last_modified": "6", "usage_window": window}],
    }
    found = {".".join(map(str, place.keys)): said for place, said in instants(fields)}
    assert found == {
        "generated.at": "3",
        "verified.0.at": "4",
        "stale_after": "5",
        "usage_window.from": "1",
        "usage_window.to": "2",
        "sources.0.last_modified": "6",
        "sources.0.usage_window.from": "1",
        "sources.0.usage_window.to": "2",
    }


@pytest.mark.parametrize(
    ("one", "other", "before"),
    [
        ("2026-01-02T10:00:00Z", "2026-01-02T10:00:01Z", True),
        ("2026-01-02T10:00:00Z", "2026-01-02T11:00:00+02:00", False),
        ("2026-01-02T08:59:59Z", "2026-01-02T11:00:00+02:00", True),
        ("2026-01-02", "2026-01-02T23:00:00Z", False),
        ("2026-01-02", "2026-01-03T00:00:00Z", True),
        ("soon", "2026-01-03", False),
        ("0001-01-01T00:00:00+10:00", "2026-01-03", False),
    ],
)
def test_an_instant_is_before_another(one: str, other: str, before: bool) -> None:
    assert is_before(one, other) is before


@pytest.mark.parametrize("text", ["20260102", "2026-13-01", "today", "", "2026-01-02T25:00:00Z"])
def test_a_text_is_no_instant(text: str) -> None:
    assert parse_instant(text) is None


def test_the_present_can_be_set(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1767225600")  # the first of January 2026
    assert has_come("2026-01-01") and has_come("2025-12-31T23:00:00Z")
    assert not has_come("2026-01-01T00:00:01Z")
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "odd")
    assert has_come("2026-01-01") and not has_come("9999-01-01")
