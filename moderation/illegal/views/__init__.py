"""The pages of notices and of objections to what was decided on them."""
