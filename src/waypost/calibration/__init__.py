"""Calibration: what a room needs to hold one bar across teams."""
