"""Numbers that move in open pages: votes and comments of what they show, and the bell."""
