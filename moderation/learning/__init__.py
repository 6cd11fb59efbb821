"""A model of this team's own decisions: what it reads, what it learned, how good it is, when it may act."""
