"""One module an area of the site; each view is a function."""
