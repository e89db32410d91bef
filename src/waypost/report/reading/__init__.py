"""A framework as people read it: the table, two levels side by side, where a level leads, finding a word. Pure."""
