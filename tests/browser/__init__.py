"""Tests in a real browser, against a server process of their own."""
