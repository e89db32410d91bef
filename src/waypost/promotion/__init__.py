"""Promotion: the rules of one case, from nomination to the answer and the plan after it."""
