"""Writes: claims, their confirmations, scope documents."""
