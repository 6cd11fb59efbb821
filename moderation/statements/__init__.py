"""Statements of reasons: why something was restricted, frozen in the words its author read."""
