"""What people fill in: claims, questions about them and answers, scope documents."""
