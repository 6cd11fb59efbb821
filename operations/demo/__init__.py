"""Maison Brume, a coffee roaster in Lyon that does not exist: its people, what they ask for, and what it answers.

Every text is our own; every name is invented. The loader lives the months again with the clock held back, through
the same commands that serve the site.
"""
