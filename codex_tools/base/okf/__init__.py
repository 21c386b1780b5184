"""The Open Knowledge Format, version 0.2 and what 0.1 had: its names, and what they say.

The specification is ``okf/SPEC.md`` of https://github.com/GoogleCloudPlatform/knowledge-catalog.
"""
