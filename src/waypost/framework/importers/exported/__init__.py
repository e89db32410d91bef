"""What Waypost itself wrote, read back."""
