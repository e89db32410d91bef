"""What is wrong with a framework: one rule, one class; one scan for all words; every finding at its place."""
