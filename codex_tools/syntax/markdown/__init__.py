"""The body of a Markdown file → its links and headings, with byte offsets.

Reads bytes with regular expressions instead of a Markdown parser, which would cost a hundred times
as much. The syntax is that of CommonMark 0.31 with Obsidian's wikilinks, comments and formulas,
footnotes, and the marks of template engines, which hide what is in them.
"""
