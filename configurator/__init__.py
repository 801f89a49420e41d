"""HTTP in, one call to the generators, HTML out."""
