"""The static site of a framework: pages that need no server. Pure: values in, files by their path out."""
