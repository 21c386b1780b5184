"""What a template engine fills in later is no link yet."""

from __future__ import annotations

import pytest
from bases import MakeBase
from kinds.table import Variation, claim, marked, one, verify

TABLE = (
    one("templater", "[[<% tp.file.title %>]] and [x](<% tp.file.folder() %>/a.md)\n"),
    one("templater_code", '<%* const next = "[[lost]]"; %>\n'),
    one("templater_lines", "<%*\nlet x = a[[0]](b);\n%>\n"),
    one("mustache", "[[{{title}}]] and ![[{{VALUE:picture}}]]\n"),
    one("mustache_part", "[[{{date:YYYY}}-log|yesterday]]\n"),
    one("mustache_address", "[x]({{ site.base }}/a.md) and [y]({{{raw}}}.md)\n"),
    one("shell", "[x](${ROOT}/a.md)\n"),
    one("hugo", '[x]({{< ref "lost.md" >}}) and [y]({{% relref "lost.md" %}})\n'),
    one("shortcode", '{{< figure src="lost.png" title="[[lost]]" >}}\n'),
    one("liquid", "[x]({% link _posts/lost.md %}) {% include '[[lost]]' %}\n"),
    one("front_matter", claim("", supports="['[[{{parent}}]]']")),
    one("definition", "[x][y]\n\n[y]: {{ site.base }}/lost.md\n"),
    one("html", '<a href="{{ url }}/lost.md">x</a> <img src="<%= src %>">\n'),
    one("body_of_shortcode", "{{< note >}}\n[[«RF001 lost»]]\n{{< /note >}}\n"),
    one("name_in_angles", "[[notes/<name>|x]] [[<Note name>]] [y](notes/<name>/x.md)\n"),
    one("dots", "[[...]] [[…]] [x](...) [y](…)\n"),
    one("dots_in_a_name", "[[«RF001 a...»]] [[«RF001 ...b»]] [x](«RF004 a...»)\n"),
    one("one_angle", "[[«RF001 a<b»]] [[«RF001 a>b»]]\n"),
    one("braces_alone", "The set {a} [[«RF001 lost»]] {b}.\n"),
    one("per_cent_alone", "Less <5 % [[«RF001 lost»]] than 6 %> it.\n"),
)


@pytest.mark.parametrize("case", marked(TABLE))
def test_a_placeholder_is_no_link(case: Variation, make_base: MakeBase) -> None:
    verify(case, make_base)
