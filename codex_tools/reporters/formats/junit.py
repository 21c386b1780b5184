"""JUnit XML, which nearly every build server reads.

There is no standard. The form fits both schemas in use: that of Jenkins's xUnit plugin
(``junit-10.xsd``) and the stricter one of Ant (https://github.com/windyroad/JUnit-Schema).
"""

from __future__ import annotations

import contextlib
import os
import time
from collections import Counter
from collections.abc import Iterator

from codex_tools import __version__
from codex_tools.model import Diagnostic, Report, Severity
from codex_tools.reporters.summary import summary
from codex_tools.reporters.text import place
from codex_tools.runtime.printable import printable
from codex_tools.runtime.xml_text import DECLARATION, attributes, escaped

_LATEST = 253_402_300_799
"""The end of the year 9999, after which a date has no form that readers know."""

TELLS_THE_TIME = True
"""The output differs from second to second, so that it is not kept for the next run."""


def render(report: Report, colour: bool = False) -> Iterator[str]:
    """Yield one test suite with a test case for each finding.

    Errors and warnings are failures. Notes are skipped cases, which are seen but turn nothing red.
    Where nothing is found there is one case that passes, because readers take no cases for a
    mistake. The suite's time is now, or that of SOURCE_DATE_EPOCH
    (https://reproducible-builds.org/specs/source-date-epoch/).
    """
    yield f"{DECLARATION}<testsuites>\n"
    yield f"  <testsuite {_suite(report)}>\n"
    yield f"    <properties>{_tag('property', name='version', value=__version__)}</properties>\n"
    yield from _cases(report)
    if not report.diagnostics:
        yield f"    {_tag('testcase', name='check', classname='codex', time='0')}\n"
    yield f"    <system-out>{escaped(summary(report))}</system-out>\n    <system-err/>\n"
    yield "  </testsuite>\n</testsuites>\n"


def _suite(report: Report) -> str:
    notes = report.count_of(Severity.INFO)
    return _attributes(
        name="codex",
        package="codex",
        id="0",
        hostname="localhost",
        timestamp=time.strftime("%Y-%m-%dT%H:%M:%S", _now()),
        tests=str(max(1, len(report.diagnostics))),
        failures=str(len(report.diagnostics) - notes),
        errors="0",
        skipped=str(notes),
        time="0",
    )


def _now() -> time.struct_time:
    """Return the time of the report, which ``SOURCE_DATE_EPOCH`` may give in seconds."""
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    with contextlib.suppress(ValueError):
        if 0 <= (given := int(epoch)) <= _LATEST:
            return time.gmtime(given)
    return time.gmtime()


def _cases(report: Report) -> Iterator[str]:
    """Yield the cases. Their names have no line numbers, so that a server knows them again."""
    seen: Counter[tuple[str, str]] = Counter()
    for found in report.diagnostics:
        name = f"{found.code} {found.message}"
        seen[found.path, name] += 1
        number = seen[found.path, name]
        yield _case(found, f"{name} ({number})" if number > 1 else name)


def _case(found: Diagnostic, name: str) -> str:
    case = _attributes(name=name, classname=found.path, time="0")
    if found.severity is Severity.INFO:
        outcome = _tag("skipped", message=found.message)
    else:
        about = _attributes(type=found.severity.label, message=found.message)
        outcome = f"<failure {about}>{_details(found)}</failure>"
    return f"    <testcase {case}>{outcome}</testcase>\n"


def _details(found: Diagnostic) -> str:
    """Return what is read below a failure: where it is, what it is, and what may help."""
    what = f"{place(found)}: {found.severity.label} {found.code} {printable(found.message)}"
    lines = (what, printable(found.hint)) if found.hint else (what,)
    return "\n".join(map(escaped, lines))


def _tag(tag: str, **values: str) -> str:
    return f"<{tag} {_attributes(**values)}/>"


def _attributes(**values: str) -> str:
    return attributes(**{name: printable(text) for name, text in values.items()})
