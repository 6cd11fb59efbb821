"""Votes: one per member and contribution, with where it came from."""
