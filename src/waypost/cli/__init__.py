"""The command line: one file per group of commands; each reads files, asks the rules, prints."""
