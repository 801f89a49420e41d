"""The forms, one module an area; what they read is checked here and nothing is written."""
