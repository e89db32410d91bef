"""Filters that say a framework's own values in words."""
