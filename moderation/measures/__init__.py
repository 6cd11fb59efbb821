"""The arithmetic of moderation: how urgent, how grave, how long, how believable; pure functions on plain values."""
