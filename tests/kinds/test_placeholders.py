"""What a template engine or a person fills in later is no link yet, nor is code in brackets."""

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
    one("variable", "[x](${ROOT}/a.md)\n"),
    one("hugo", '[x]({{< ref "lost.md" >}}) and [y]({{% relref "lost.md" %}})\n'),
    one("shortcode", '{{< figure src="lost.png" title="[[lost]]" >}}\n'),
    one("liquid", "[x]({% link _posts/lost.md %}) {% include '[[lost]]' %}\n"),
    one("front_matter", claim("", supports="['[[{{parent}}]]']")),
    one("definition", "[x][y]\n\n[y]: {{ site.base }}/lost.md\n"),
    one("html", '<a href="{{ url }}/lost.md">x</a> <img src="<%= src %>">\n'),
    one("body_of_shortcode", "{{< note >}}\n[[«RF001 lost»]]\n{{< /note >}}\n"),
    one("toml", '[[menu.main]]\n  name = "x"\n\n> [[menu]]\n> # a\n> name=1\n'),
    one(
        "toml_headers",
        "{{< code >}}\n[[a.b]]\n[a.b.c]\n  d = 1\n[[x]]\n[[x.y]]\nz = 2\n{{< /code >}}\n",
    ),
    one(
        "no_toml",
        "[[«RF001 e»]]\n\nx = 1\n\n[[«RF001 b»]] c\nd = 1\n\n- [[«RF001 c»]]\n- [[«RF001 d»]]\n",
    ),
    one(
        "list_of_links",
        "[[«RF001 eels»]]\n[[«RF001 cod»]]\n\n> [[«RF001 pike»]]\n> [[«RF001 x»]]\n",
    ),
    one("name_in_angles", "[[notes/<name>|x]] [[<Note name>]] [y](notes/<name>/x.md)\n"),
    one("dots", "[[...]] [[…]] [x](...) [y](…)\n"),
    one("dots_in_a_name", "[[«RF001 a...»]] [[«RF001 ...b»]] [x](«RF004 a...»)\n"),
    one("one_angle", "[[«RF001 a<b»]] [[«RF001 a>b»]]\n"),
    one("braces", "[[{slug}]] [x](notes/{file}.md) [[{a b}-log|y]] [z]({kind}/x.md)\n"),
    one("date", "[[YYYY-MM-DD]] [x](log/YYYY_MM_DD.md) [[YYYYMMDD-log]] [[yyyy-MM-dd]]\n"),
    one("number", "[ADR-XXX](XXXX-title.md) [[ADR-NNN]] [y](../adr/NNNN-name.md#h)\n"),
    one("date_of_a_field", claim("", supports="['[[YYYY-MM-DD]]']")),
    one("syntax_itself", "Use [[wikilinks]], one [[wiki-link]] or more [[Wiki Links]].\n"),
    one("shell", 'if [[ -f notes.md ]]; or [[ $a == b ]], [[ -z "$x" && -n $y ]], [[ ! -d x ]]\n'),
    one("classes", "A blank is [[:space:]]*, a letter [[:alpha:]].\n"),
    one("subscripts", "df[['col']] or df[[\"col\"]], and [[nodiscard]] int f();\n"),
    one("elsewhere", "[x](~/.bashrc) [y](:/0123456789abcdef0123456789abcdef) [z](\\\\srv\\a.md)\n"),
    one(
        "names_like_these", "[[«RF001 XX»]] [[«RF001 YYYYs»]] [[«RF001 a {} b»]] [[«RF001 Nnn»]]\n"
    ),
    one(
        "code_like_names",
        "[[«RF001 - list»]] [[«RF001 wikilinked»]] [[«RF001 a - b»]] [[«RF001 $»]]\n",
    ),
    one(
        "there",
        "[[wiki links]] [[ADR-NNN]]\n",
        beside={"wiki links.md": "x\n", "ADR-NNN.md": "x\n"},
    ),
    one("braces_alone", "The set {a} [[«RF001 lost»]] {b}.\n"),
    one("per_cent_alone", "Less <5 % [[«RF001 lost»]] than 6 %> it.\n"),
)


@pytest.mark.parametrize("case", marked(TABLE))
def test_a_placeholder_is_no_link(case: Variation, make_base: MakeBase) -> None:
    verify(case, make_base)
