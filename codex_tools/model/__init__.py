"""The values that everything else passes around: immutable, without behaviour of their own.

They are named tuples, which are made several times faster than frozen dataclasses, and thousands
are made in a run. Their annotations are no texts, since of each text ``NamedTuple`` makes code.
"""

from codex_tools.model.documents import Block, Document, Fields, Heading, Note, Role, Suppression
from codex_tools.model.findings import (
    NO_EDITS,
    Diagnostic,
    Finding,
    FixEdits,
    Problem,
    Report,
    Severity,
)
from codex_tools.model.links import (
    BODY,
    BrokenLink,
    Edge,
    Link,
    ResolvedBy,
    ResolvedLink,
    Style,
    Syntax,
)
from codex_tools.model.places import (
    NOTHING,
    Append,
    Applicability,
    Assign,
    Change,
    Edit,
    FieldPath,
    FileEdit,
    Fix,
    Place,
    Remove,
    Replace,
    Span,
    field_place,
)

__all__ = [
    "BODY",
    "NOTHING",
    "NO_EDITS",
    "Append",
    "Applicability",
    "Assign",
    "Block",
    "BrokenLink",
    "Change",
    "Diagnostic",
    "Document",
    "Edge",
    "Edit",
    "FieldPath",
    "Fields",
    "FileEdit",
    "Finding",
    "Fix",
    "FixEdits",
    "Heading",
    "Link",
    "Note",
    "Place",
    "Problem",
    "Remove",
    "Replace",
    "Report",
    "ResolvedBy",
    "ResolvedLink",
    "Role",
    "Severity",
    "Span",
    "Style",
    "Suppression",
    "Syntax",
    "field_place",
]
