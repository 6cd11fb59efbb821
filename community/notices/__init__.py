"""Notices: what a member is told inside the site, and by mail where they asked for it."""
