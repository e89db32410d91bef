"""Other people's ways to write a framework -> ours: one shape a file, `assume.py` for what a shape does not say."""
