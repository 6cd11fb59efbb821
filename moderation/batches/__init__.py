"""Deciding several cases at once: counted first, for one reason, and undone together."""
