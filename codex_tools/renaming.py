"""A document under a new name: what becomes of it, and of every reference to it.

Pure: a rename is worked out on the texts, and the knowledge base that would come of it is built and
compared with the one there is. What would lose a reference, or let one name something else, is
refused as a whole.
"""

from __future__ import annotations

import posixpath
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass

from codex_tools import frontmatter
from codex_tools.corpus import KnowledgeBase
from codex_tools.document import parse_document
from codex_tools.errors import EditRefusedError, NotFoundError
from codex_tools.fixing import Outcome, apply_fixes
from codex_tools.frontmatter import Block
from codex_tools.model import Document, FieldPath, Fix, How, Link, Note, Replace, Span, Syntax
from codex_tools.naming import stem
from codex_tools.reference_forms import Ends, beside, forms, moved, way_of, written
from codex_tools.references import WIKILINK
from codex_tools.relations import BODY, BY_NAME
from codex_tools.resolver import Found
