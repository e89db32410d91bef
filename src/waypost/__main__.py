"""`python -m waypost` is the command `waypost`."""

from waypost.cli.main import main

main()
