"""Where each text of a member stands, why, until when, and what to do next."""
