"""Linking claims to the archived sources they came from: mentions, candidates, evidence, decision."""
