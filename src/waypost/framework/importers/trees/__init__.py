"""Ladders in nested mappings and lists: YAML, JSON, and what scripts hold."""
