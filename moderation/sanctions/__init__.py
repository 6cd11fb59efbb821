"""Sanctions: points that fade, a ladder that warns first, two people from twelve points up. Nothing here knows what a member buys."""
