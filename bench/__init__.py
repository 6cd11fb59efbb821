"""Measurements: what a request costs beside a bare page on the same server in the same run."""
