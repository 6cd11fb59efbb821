"""The terms of the house: the version that decisions go by."""
