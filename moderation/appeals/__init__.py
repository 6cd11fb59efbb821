"""Appeals: somebody who had no part in a decision reads it again, because its author asked."""
