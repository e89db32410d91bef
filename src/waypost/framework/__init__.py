"""The career framework as a document: shape, reading, writing, lattice, differences, importers, library."""
