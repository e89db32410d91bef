"""What people fill in: goals, questions, answers, feedback, plans."""
