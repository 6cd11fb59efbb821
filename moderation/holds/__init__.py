"""The page of legal holds: what must be kept, why, since when and by whom."""
