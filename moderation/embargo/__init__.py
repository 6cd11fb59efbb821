"""What must not be told yet, kept so that not even the database tells it, and who comes from a competitor."""
