"""Integrating over the standard deviations: a mixture of posteriors, each weighted by its evidence."""
