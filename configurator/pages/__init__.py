"""What single pages show, gathered and put into words. Nothing here writes."""
