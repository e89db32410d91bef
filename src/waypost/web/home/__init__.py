"""What needs me now, and the five answers."""
