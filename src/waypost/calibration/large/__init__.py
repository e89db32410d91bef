"""The path for large tables: a normal variational posterior, by passes over the ratings that numba compiles."""

from waypost.calibration.large.fitting import variational

__all__ = ["variational"]
