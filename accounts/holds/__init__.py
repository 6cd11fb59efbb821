"""Legal holds: what a court or an authority wants kept is neither deleted nor erased while somebody holds it."""
