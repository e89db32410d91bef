"""What people fill in about a case; every rule is the services'."""
