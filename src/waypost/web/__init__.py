"""Waypost as an application: Django over the rules."""
