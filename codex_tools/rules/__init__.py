"""A knowledge base → findings: one module a rule. A new rule is a new file here, nothing else.

Codes: ``IO`` files · ``FM`` front matter · ``SC`` schema · ``RF`` references · ``PV`` provenance ·
``ED`` edges · ``TI`` titles · ``CL`` claims · ``AT`` attribution. A code is never used again for
something else.
"""
