"""Rules that staff write without code: what they ask of a contribution, what they do, and what they would have done."""
