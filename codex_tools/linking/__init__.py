"""Linking claims to the archived sources that they came from.

Four steps: mentions, candidates, evidence, decision. `linker.Linker` is the way in for a knowledge
base, `matcher.match` for claims and sources that come from anywhere else.
"""
