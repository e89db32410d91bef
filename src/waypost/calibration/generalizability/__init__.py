"""How dependable ratings are: variance components of any design, and what more raters or criteria would buy."""
