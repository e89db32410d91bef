"""The room where one bar is held."""
