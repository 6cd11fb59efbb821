"""Profiles: what everybody may know of a member."""
