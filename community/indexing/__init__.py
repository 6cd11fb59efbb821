"""What members wrote, as the search index reads it."""
