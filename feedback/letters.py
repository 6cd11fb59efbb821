"""What people are written when the house has answered, in their own language."""

from accounts.models import Member
from customers.models import Purpose
from feedback.words import SAID
from foundation.html import plain
from foundation.language import _, day, speaking
from foundation.mail import Words, stopping
from foundation.settings import current
from ideas.models import Answer, Idea


def about_answer(answer: Answer, idea: Idea, member: Member, language: str | None = None) -> Words:
    """What the message on an answer says, in the member's language unless another is named."""
    language = language or member.language
    site = current().base_url.rstrip("/")
    with speaking(language):
        stands = str(SAID[answer.status])
        news = _("we have answered the idea you proposed.")
        why = _("You receive this because you proposed this idea and allowed us to write to you.")
        if member.id != idea.author_id:
            news = _("we have answered an idea you support or follow.")
            why = _(
                "You receive this because you support or follow this idea and allowed us to write to you."
            )
        return Words(
            language,
            _("“%(title)s”: %(stands)s", title=idea.title, stands=stands),
            _("Hello %(name)s,", name=member.name),
            (news,),
            quote="\n\n".join(plain(part, 2000) for part in answer.source.split("\n\n")),
            after=tuple(line for line in (_look_again(answer),) if line),
            press=(_("Read and discuss it"), f"{site}/contributions/{idea.id}"),
            why=why,
            choose=f"{site}/me/data",
            stop=stopping.address(Purpose.LOOP.value, member.id),
        )


def _look_again(answer: Answer) -> str:
    if answer.look_again_at:
        return _("We will look again on %(day)s.", day=day(answer.look_again_at))
    if answer.look_again_when:
        return _("We will look again when: %(when)s", when=answer.look_again_when)
    return ""
