"""What is told to an author before a text is sent, and while it waits: why it would be held, and what mends it."""
