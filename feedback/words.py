"""The words of the review desk for what is stored as codes."""

from foundation.language import _l
from ideas.models import DeclineReason, IdeaStatus

VERDICTS = {
    IdeaStatus.PLANNED: _l("Accept: plan it"),
    IdeaStatus.STARTED: _l("Start it"),
    IdeaStatus.SHIPPED: _l("It is there: shipped"),
    IdeaStatus.UNDER_REVIEW: _l("Study it further"),
    IdeaStatus.DECLINED: _l("Decline"),
}
REASONS = {
    DeclineReason.NOT_OUR_DIRECTION: _l("It leads away from where we are going"),
    DeclineReason.NOT_FEASIBLE: _l("We cannot make it"),
    DeclineReason.TOO_COSTLY: _l("It costs more than it gives"),
    DeclineReason.TOO_FEW: _l("Too few people would use it"),
    DeclineReason.EXISTS_ALREADY: _l("It exists already"),
    DeclineReason.NOT_NOW: _l("Not now"),
    DeclineReason.OTHER: _l("Another reason, given in the answer"),
}
SAID = {
    IdeaStatus.NEW.value: _l("it is open again"),
    IdeaStatus.UNDER_REVIEW.value: _l("it is being studied"),
    IdeaStatus.PLANNED.value: _l("it is planned"),
    IdeaStatus.STARTED.value: _l("it has been started"),
    IdeaStatus.SHIPPED.value: _l("it is there"),
    IdeaStatus.DECLINED.value: _l("the answer is no, with the reason"),
}
