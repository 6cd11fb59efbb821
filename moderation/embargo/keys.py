"""The key of the embargoed terms: made from the secret of the site, for this purpose alone."""

import hmac

from foundation.settings import current

PURPOSE = b"ensemble: embargoed terms, first version"


def key() -> bytes:
    """32 bytes; whoever has the database without the secret cannot try words against it."""
    return hmac.digest(current().secret_key.encode(), PURPOSE, "sha256")


def key_name() -> bytes:
    """8 bytes that tell one key from another, and nothing of either."""
    return hmac.digest(key(), b"name of the key", "sha256")[:8]
