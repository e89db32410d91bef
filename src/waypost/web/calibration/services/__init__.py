"""Writes: sessions, previews, and what happens in the room."""
