"""The list of people: how it is read, what it would change, how it is written. No database, no clock."""
