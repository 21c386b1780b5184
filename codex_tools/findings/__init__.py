"""Findings → diagnostics with places, and the records that tell known ones from new ones."""
