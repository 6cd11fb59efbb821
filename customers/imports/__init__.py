"""Customers and purchases from CSV files: streamed, told line by line what is wrong, the same when run twice."""
