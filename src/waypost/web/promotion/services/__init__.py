"""Writes: what people do to a case."""
