"""The pages of rules: the list, one rule with its steps, and the form."""
