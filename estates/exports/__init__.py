"""What Qom exports, and where to."""
