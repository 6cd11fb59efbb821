"""Readings: who opened what in a sealed circle, and who took it out."""
