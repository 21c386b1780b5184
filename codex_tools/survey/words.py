"""Words by which people call claims, sources, fields and relations; all of them are hints alone.

What a word suggests is held against what the files are like, and a person may say otherwise.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import TypeVar

from codex_tools.base.fields import USUAL_NAMES, Meaning
from codex_tools.base.relations import Polarity, Provenance
from codex_tools.model import Role

_ROLES: Mapping[Role, str] = {
    Role.CLAIM: "argument assertion belief claim clm conclusion conjecture evidence evd finding "
    "evergreen hypothesis hyp insight permanent proposition result statement thesis "
    "aussage behauptung erkenntnis these hypothese "
    "affirmation constat hypothèse thèse "
    "afirmación aserción evidencia hallazgo hipótesis tesis "
    "afirmação alegação achado hipótese tese 主張 仮説 知見 论点 主张 假设 주장 가설",
    Role.SOURCE: "archive article bibliography book citation clipping highlight library lit "
    "literature litnote paper podcast publication raw reading ref reference source src webpage "
    "artikel buch bücher literatur quelle rohquelle quellen literaturnotizen "
    "bibliographie lecture livre référence "
    "artículo bibliografía fuente lectura libro referencia "
    "artigo bibliografia fonte fonti leitura livro referência bron bronnen literatuur källa källor "
    "źródła источники литература 出典 文献 参考文献 資料 情報源 来源 原文 素材 資源 출처 문헌 자료",
}

_FIELDS: Mapping[Meaning, str] = {
    Meaning.TITLE: "titel titre título titulo titolo タイトル 标题 제목",
    Meaning.CONFIDENCE: "certainty confidence-level confidence-score credence epistemic-status "
    "likelihood probability strength sure sureness",
    Meaning.STATUS: "stage maturity progress lifecycle estado statut stato",
    Meaning.CREATED: "added born created-on creation-date ctime date-added made made-on"
    " erstellt angelegt créé créée creado creada criado",
    Meaning.UPDATED: "changed date-modified date-updated edited modified-at mtime updated-at"
    " aktualisiert geändert modifié actualizado atualizado",
    Meaning.AUTHOR: "author-name speaker who writer writers"
    " autor autorin autora autores autoren auteur auteurs autore autori verfasser 著者 作者 저자",
    Meaning.DATE: "publication-date published-at published-on release-date released"
    " datum fecha veröffentlicht publié publicado 日付 日期 날짜",
    Meaning.YEAR: "publication-year pub-year jahr année annee año anio ano anno jaar 年 年份",
    Meaning.URL: "address href link-to source-link web website enlace lien adresse",
    Meaning.DOI: "doi-url",
    Meaning.CITEKEY: "bibkey bibtex-key cite-key citationkey zotero-key",
    Meaning.SOURCE_TEXT: "basis provenance where-from"
    " quelle quellen fuente fuentes fonte bron 出典 来源 출처",
    Meaning.DOMAIN: "area subject discipline",
    Meaning.EVALUATED: "checked last-checked review-date reviewed-at reviewed-on",
    Meaning.ALIASES: "also-known-as",
}

_POLARITIES: Mapping[Polarity, str] = {
    Polarity.BACKS: "argues-for backs bolsters confirms corroborates evidence-for helps proves "
    "reinforces strengthens substantiates support supports upholds "
    "stützt unterstützt belegt apoya respalda soutient appuie apoia sostiene 支持",
    Polarity.BACKED_BY: "backed-by because confirmed-by corroborated-by evidence proven-by "
    "reasons strengthened-by supported-by",
    Polarity.ATTACKS: "against argues-against attacks challenge challenges conflicts-with "
    "contradicts counters disproves disputes opposes questions rebuts refutes undermines weakens "
    "widerspricht widerlegt contradice refuta contredit réfute contraddice contradiz 反対 反对",
    Polarity.ATTACKED_BY: "attacked-by challenged-by contradicted-by counterarguments disputed-by "
    "objections opposed-by rebutted-by refuted-by undermined-by weakened-by",
    Polarity.LEANS_ON: "assumes builds-on depends-on follows-from needs premise premises "
    "presupposes relies-on requires rests-on "
    "basiert-auf beruht-auf depende-de se-basa-en dépend-de repose-sur",
    Polarity.ASSOCIATES: "associated-with compare related related-to relates relates-to see "
    "see-also similar similar-to "
    "verwandt siehe siehe-auch relacionado relacionada relacionados ver voir lié 関連 相关 관련",
}

_PROVENANCE: Mapping[Provenance, str] = {
    Provenance.FROM: "backed-by based-on citation citations cited cites derived-from evidence "
    "extracted-from from grounded-in literature quotes reference references source sourced-from "
    "sources taken-from "
    "quelle quellen beleg belege fuente fuentes référence fonte fonti bron bronnen 出典 来源 출처",
    Provenance.GIVES: "claims claims-extracted extracted findings gives holds produces yields",
}

_LEVELS = (
    "none refuted impossible",
    "speculative guess wild very-low very-weak very-unlikely",
    "low weak unlikely tentative hunch doubtful",
    "experimental possible emerging plausible mixed",
    "medium moderate mid fair even preliminary",
    "likely probable high strong good solid supported",
    "very-high very-strong very-likely well-supported almost-certain robust",
    "certain proven established confirmed settled known",
)
"""Words for confidence from the weakest to the strongest; those of one line weigh the same."""

TYPE_FIELDS = ("type", "tipo", "typ")
KIND_FIELDS = (*TYPE_FIELDS, "kind", "class", "category")
"""How the names of fields end that tell what a note is; the first ones tell nothing else."""

SUBJECT_FIELDS = frozenset({"categories", "category", "keywords", "tag", "tags"})
"""Names of fields that say what a note is about, in words that may be names of notes by chance."""

INDEXES = frozenset({"index", "_index", "readme", "log", "home", "overview", "changelog", "agents"})
"""Names of files that list or explain others."""

TEMPLATES = frozenset({"template", "templates", "_templates"})
COPIES = frozenset({"_site", "build", "dist", "export", "exports", "html", "out", "public", "site"})
"""Names of folders that hold templates, and what programs made of notes."""


Key = TypeVar("Key", Role, Meaning, Polarity)


def folded(name: str) -> str:
    """Return a name in small letters with hyphens between its words: `dateCreated`, `Date Created`
    and `date_created` are one."""
    apart = re.sub(r"(?<=[a-z])(?=[A-Z])", "-", name.strip())
    return re.sub(r"[\s_-]+", "-", apart).strip("-").casefold()


def _by_word(table: Mapping[Key, str]) -> Mapping[str, Key]:
    return {word: key for key, words in table.items() for word in words.split()}


_ROLE_OF, _POLARITY_OF = _by_word(_ROLES), _by_word(_POLARITIES)
_USUAL = {folded(name): meaning for meaning, names in USUAL_NAMES.items() for name in names}
_MEANING_OF = {**_by_word(_FIELDS), **_USUAL}
_RANK_OF = {word: rank for rank, words in enumerate(_LEVELS) for word in words.split()}


def role_of_name(name: str) -> Role:
    """Return the role that the name of a kind, a tag or a folder suggests."""
    parts = folded(name.rsplit("/", 1)[-1]).split("-")
    roles = [_ROLE_OF.get(part) or _ROLE_OF.get(_singular(part)) for part in parts]
    return next((role for role in reversed(roles) if role), Role.NONE)


def _singular(word: str) -> str:
    if word.endswith("ses"):
        return f"{word[:-2]}is"
    return f"{word[:-3]}y" if word.endswith("ies") else word.removesuffix("s")


def meaning_of_name(name: str) -> Meaning | None:
    """Return what a field of this name usually means."""
    return _MEANING_OF.get(folded(name))


def polarity_of_name(name: str) -> Polarity:
    """Return what a relation of this name usually means for an argument."""
    return _POLARITY_OF.get(folded(name), Polarity.NONE)


def is_provenance_name(name: str, direction: Provenance) -> bool:
    """Tell whether a relation of this name usually leads from claims to sources, or back."""
    name = folded(name)
    known = name in _PROVENANCE[direction].split()
    return known or (direction is Provenance.FROM and _is_of_sources(name.split("-")))


def _is_of_sources(parts: Sequence[str]) -> bool:
    """Tell whether a name is one of sources: `source_interviews`, `primary_sources`."""
    ends = {_singular(parts[0]), _singular(parts[-1])}
    return "source" in ends and not {"of", "for"}.intersection(parts)


def is_relation_name(name: str) -> bool:
    """Tell whether a relation is likely called so."""
    known = any(is_provenance_name(name, direction) for direction in _PROVENANCE)
    return known or bool(polarity_of_name(name))


def rank_of_level(level: str) -> int | None:
    """Return the rank of a word for confidence among the usual ones."""
    return _RANK_OF.get(folded(level))
