"""What members report, and how much their word weighs."""
