"""What is different between two sides: choices, findings, files. No database is needed for it."""
