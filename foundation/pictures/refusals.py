"""Why a picture is not taken, in words for the person who sent it."""

from foundation.errors import Invalid
from foundation.language import _l


class Unreadable(Invalid):
    """No picture of a kind we take, or a damaged one."""

    field = "pictures"
    message = _l(
        "We could not read this picture; it may be damaged. Please send a JPEG, PNG, WebP or GIF file."
    )


class Drawing(Unreadable):
    """An SVG, which may carry scripts."""

    message = _l("SVG drawings may carry hidden programs, so we do not take them. Please save yours as PNG.")


class OfAPhone(Unreadable):
    """HEIC or AVIF: kinds that phones write and many browsers cannot show."""

    message = _l(
        "This is a picture in the HEIC or AVIF format, which we cannot read. Please save it as JPEG; on an iPhone, choose “Most compatible” under Camera, Formats."
    )


class TooHeavy(Unreadable):
    """More bytes or pixels than a page needs."""

    message = _l(
        "This picture is too large. A JPEG of at most 8 MB and 40 million pixels is plenty, or 16 million in another format."
    )


class TooSmall(Unreadable):
    """Nothing to see, or a line rather than a picture."""

    message = _l(
        "This picture is too small or too narrow to see. Please send one of at least 16 pixels each way."
    )
