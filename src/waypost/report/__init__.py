"""Reports: what is known, drawn and set for reading."""
