"""Goals, questions, feedback, and the plan after a not yet."""
