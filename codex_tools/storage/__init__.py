"""Paths → bytes and back, and what is kept between runs: the only code that touches the disk."""
