"""Pages of growth: goals, questions, feedback, plans."""
