"""What reviewers said of a revision: where it stands, its waivers, its board, its record."""
