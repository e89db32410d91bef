"""JavaScript and TypeScript: literals are read, and nothing is ever run."""
