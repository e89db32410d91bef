"""What was found -> a complete framework: keys, bands, weights and whatever else the source does not say."""
