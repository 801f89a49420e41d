"""What applying a bundle does to something that runs an older one."""
