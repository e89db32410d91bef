"""Waypost: a visible engineering career path, and promotion decisions that stay honest."""

__version__ = "0.1.0"
