"""The customers of Maison Brume and what they bought, from a generator whose truth is known."""

from operations.demo.shop.model import TRUTH, Buyer, Purchase, Truth, draw

__all__ = ["TRUTH", "Buyer", "Purchase", "Truth", "draw"]
