"""The commands without Django."""
