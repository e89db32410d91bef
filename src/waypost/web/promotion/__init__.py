"""Promotion cases from nomination to told."""
