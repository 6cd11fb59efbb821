"""What people are written when the house has answered, in their own language."""

from accounts.models import Member
from feedback.words import SAID
from foundation.html import plain
from foundation.language import _, day, speaking
from foundation.settings import current
from ideas.models import Answer, Idea


def about_answer(answer: Answer, idea: Idea, member: Member) -> tuple[str, str]:
    """Subject and text of the message on an answer."""
    with speaking(member.language):
        stands = str(SAID[answer.status])
        subject = _("“%(title)s”: %(stands)s", title=idea.title, stands=stands)
        reason = (
            _("you proposed this idea")
            if member.id == idea.author_id
            else _("you support or follow this idea")
        )
        address = current().base_url.rstrip("/")
        lines = [
            _("Hello %(name)s,", name=member.name),
            _("The house has answered “%(title)s”: %(stands)s.", title=idea.title, stands=stands),
            plain(answer.source, 2000),
            _look_again(answer),
            _("Read and discuss it here: %(url)s", url=f"{address}/contributions/{idea.id}"),
            _(
                "You receive this because %(reason)s and allowed us to write to you. Say no at any time: %(url)s",
                reason=reason,
                url=f"{address}/me/data",
            ),
        ]
    return subject, "\n\n".join(line for line in lines if line)


def _look_again(answer: Answer) -> str:
    if answer.look_again_at:
        return _("We will look again on %(day)s.", day=day(answer.look_again_at))
    if answer.look_again_when:
        return _("We will look again when: %(when)s", when=answer.look_again_when)
    return ""
