"""Reads: what somebody is to a case, what they see of it, what is true of it, and what waits for them."""
