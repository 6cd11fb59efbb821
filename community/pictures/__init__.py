"""Pictures of contributions: sent with a form, kept drawn anew, seen by those who may see the contribution."""
