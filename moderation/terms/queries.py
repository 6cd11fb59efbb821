"""Which version of the terms stands."""


def current_version() -> int:
    """The number of the version that decisions taken now go by."""
    return 1
