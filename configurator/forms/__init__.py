"""The forms, one module for each area. They validate input and write nothing."""
