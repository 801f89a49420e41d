"""What is looked up for pages and programs alike. Nothing here writes."""
