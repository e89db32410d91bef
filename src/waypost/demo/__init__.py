"""The demo organisation: made by code from a seed, through the same services that real people use."""
