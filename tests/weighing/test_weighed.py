"""The argument of a base: the same from notes as from its graph, and what takes part in it."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from codex_tools.argument.from_graph import argument_of
from codex_tools.argument.standing import Standing
from codex_tools.base.argumentation import Argumentation
from codex_tools.base.kind_table import build_kinds
from codex_tools.base.knowledge_base import KnowledgeBase
from codex_tools.base.relations import SHIPPED, RelationTable, build_relations
from codex_tools.base.scale import Scale
from codex_tools.graph.build import build_graph
from codex_tools.rules._samples import claim, source
from codex_tools.syntax.document import parse_document
from codex_tools.weighing.documents import documents_of
from codex_tools.weighing.weighed import weighed


def base_of(
    files: Mapping[str, str], relations: RelationTable = SHIPPED, **more: object
) -> KnowledgeBase:
    data = {path: text.encode() for path, text in files.items()}
    documents = [parse_document(path, each) for path, each in data.items()]
    kinds = build_kinds({}, Path())
    return KnowledgeBase.of(documents, kinds, relations, text=data.__getitem__, **more)


def other(name: str, **changes: str) -> str:
    """A source that is no copy of the sample."""
    return source(
        f"About {name}.", title=f"On {name}", url=f"https://example.org/{name}", **changes
    )


def standing(base: KnowledgeBase, path: str) -> Standing | None:
    known = weighed(base)
    return known.judgement.standings[known.argument.numbers[path]]


NAMES = ("a", "b", "c", "d", "s", "t", "p")
FIELDS = ("supports", "depends_on", "challenges", "challenged_by", "sourced_from", "related")
PATHS = {name: f"domains/{name}.md" for name in "abcd"} | {
    "s": "inbox/archive/s.md",
    "t": "inbox/archive/t.md",
    "p": "agents/p.md",
}


@st.composite
def bases(draw: st.DrawFn) -> dict[str, str]:
    files = {}
    for name in NAMES:
        fields = draw(
            st.dictionaries(
                st.sampled_from(FIELDS),
                st.lists(st.sampled_from(NAMES), min_size=1, max_size=3, unique=True),
                max_size=2,
            )
        )
        said = {field: f"[{', '.join(targets)}]" for field, targets in fields.items()}
        status = draw(st.sampled_from([{}, {}, {"status": "retired"}]))
        level = {"confidence": draw(st.sampled_from(["speculative", "likely", "proven"]))}
        if name in "abcd":
            files[PATHS[name]] = claim(**said, **status, **level)
        elif name == "p":
            files[PATHS[name]] = claim(**said, **status, **level, type="position")
        else:
            files[PATHS[name]] = other(name, **said)
    return files


@settings(deadline=None, max_examples=60)
@given(bases(), st.randoms())
def test_the_argument_is_that_of_the_graph_and_of_files_in_any_order(
    files: dict[str, str], chance: object
) -> None:
    base = base_of(files)
    argument = weighed(base).argument
    assert argument_of(build_graph(base)) == argument
    names = sorted(files)
    chance.shuffle(names)  # type: ignore[attr-defined]
    assert weighed(base_of({name: files[name] for name in names})).argument == argument


def test_there_is_one_argument_for_a_base() -> None:
    base = base_of({"domains/a.md": claim()})
    assert weighed(base) is weighed(base)
    assert weighed(base) is not weighed(base_of({"domains/a.md": claim()}))


def test_copies_of_a_work_are_one_document_and_so_is_what_is_derived_from_it() -> None:
    base = base_of(
        {
            "inbox/archive/s.md": source(),
            "inbox/archive/copy.md": source(),
            "inbox/archive/t.md": other("moons"),
            "inbox/archive/summary.md": other("summaries", sourced_from="[t]"),
        }
    )
    documents = documents_of(base)
    assert documents["inbox/archive/s.md"] == documents["inbox/archive/copy.md"]
    assert documents["inbox/archive/t.md"] == documents["inbox/archive/summary.md"]
    assert len(set(documents.values())) == 2


def test_one_more_copy_of_a_source_changes_no_origin() -> None:
    files = {"domains/a.md": claim(sourced_from="[s]"), "inbox/archive/s.md": source()}
    more = {
        "domains/a.md": claim(sourced_from="[s, copy]"),
        "inbox/archive/copy.md": source(),
    }
    assert weighed(base_of(files)).origins == weighed(base_of(files | more)).origins == [1]


def test_a_conclusion_stands_on_what_it_leans_on() -> None:
    files = {
        "agents/p.md": claim(type="position", depends_on="[a, b]"),
        "domains/a.md": claim(sourced_from="[s]"),
        "domains/b.md": claim(sourced_from="[s]"),
        "inbox/archive/s.md": source(),
        "readme.md": "# Not in the argument\n\n[[a]]\n",
    }
    assert standing(base_of(files), "agents/p.md") is Standing.STANDS
    assert "readme.md" not in weighed(base_of(files)).argument.numbers
    files["domains/b.md"] = claim(status="retired", sourced_from="[s]")
    assert standing(base_of(files), "agents/p.md") is None


def test_relations_and_scales_of_ones_own_count() -> None:
    relations = build_relations(
        {"rests_on": {"polarity": "backed-by"}, "contra": {"polarity": "attacks"}}
    )
    files = {
        "domains/a.md": claim(sourced_from="[s]", confidence="high"),
        "domains/b.md": claim(rests_on="[a]", confidence="low"),
        "domains/c.md": claim(contra="[a]", sourced_from="[s]", confidence="low"),
        "inbox/archive/s.md": source(),
    }
    base = base_of(files, relations, scale=Scale(("low", "high")))
    assert standing(base, "domains/b.md") is standing(base, "domains/a.md") is Standing.STANDS
    always = base_of(files, relations, argumentation=Argumentation(attack="always"))
    assert standing(always, "domains/a.md") is Standing.DEFEATED


def test_the_words_for_retired_are_those_of_the_configuration() -> None:
    files = {
        "domains/a.md": claim(sourced_from="[s]", status="Disproved"),
        "inbox/archive/s.md": source(),
    }
    own = Argumentation(retired=frozenset({"disproved"}))
    assert standing(base_of(files), "domains/a.md") is Standing.STANDS
    assert standing(base_of(files, argumentation=own), "domains/a.md") is None


def test_weights_and_origins_follow_the_scale_where_nothing_is_said() -> None:
    scale = Scale(("low", "medium", "high"))
    usual = Argumentation()
    assert [usual.weight(scale, each) for each in scale.levels] == [0.25, 0.5, 0.75]
    assert [usual.needed_origins(scale, each) for each in scale.levels] == [0, 0, 2]
    assert (usual.weight(scale, "none"), usual.needed_origins(scale, None)) == (1.0, 0)
    own = Argumentation(weights={"HIGH": 0.9}, origins={"medium": 1})
    assert (own.weight(scale, "high"), own.needed_origins(scale, "medium")) == (0.9, 1)


def test_long_ways_are_abridged_in_messages() -> None:
    from codex_tools.rules._argument import arrows

    assert arrows(f"domains/{name}.md" for name in "abcdef") == "a → b → c → d → e → f"
    assert arrows(f"domains/{name}.md" for name in "abcdefgh") == "a → b → c → d → … (3 more) → h"


def test_a_premise_of_a_premise_that_fell_is_named() -> None:
    from codex_tools.base.scope import Scope
    from codex_tools.rules.fallen_premise import FallenPremise

    files = {
        f"domains/{one}.md": claim(depends_on=f"[{other}]") for one, other in ("ab", "bc", "cd")
    }
    files["domains/d.md"] = claim(status="retired")
    found = list(FallenPremise().check(Scope(base_of(files))))
    assert [each.message for each in found] == [
        "it leans on domains/d.md, which is retired: a → b → c → d",
        "it leans on domains/d.md, which is retired: b → c → d",
    ]
