"""People, teams and positions over time."""
