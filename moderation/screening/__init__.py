"""What a text shows before a person reads it: pure functions on plain values, no request, no database."""
