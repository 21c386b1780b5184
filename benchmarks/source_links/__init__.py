"""How well `codex link` finds the right sources: bases with known answers in, scores out.

`packages` and `bibtex` get real bibliographic records, `styles` and `forms` cite them, `layouts`
make knowledge bases of them or of invented works, `scoring` runs the command on a copy.
"""
