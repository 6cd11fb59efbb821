"""What moderators list themselves: words that hold a text or are fine here, and hosts that links may lead to or not."""
