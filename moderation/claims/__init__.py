"""Who reads which case now: a lease of five minutes that activity renews, and that keeps nobody from deciding."""
