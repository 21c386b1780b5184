"""Linking claims to the archived sources that they came from.

Four steps: mentions, candidates, evidence, decision. `matcher.match` is the way in.
"""
