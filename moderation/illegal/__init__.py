"""Notices that something here is against the law, from anybody, without an account (Article 16 of the Digital Services Act)."""
