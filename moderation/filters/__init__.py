"""Narrowing the queue: what is asked stands in the address, and can be kept under a name, for oneself or for all."""
