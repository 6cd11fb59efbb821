"""The same words again: by one author in several places, or by several authors at once."""
