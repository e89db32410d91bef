"""Do raters agree: exact and expected agreement, kappa, intraclass correlation, alpha, with intervals."""
