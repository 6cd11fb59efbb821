"""Banned pictures: recognised by their fingerprints when somebody shows them again."""
