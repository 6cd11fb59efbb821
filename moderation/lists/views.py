"""The pages of the word list and of the hosts."""

from flask import flash, render_template, request, url_for
from flask.typing import ResponseReturnValue

from accounts.access import require
from foundation.database import db
from foundation.errors import Invalid
from foundation.language import _, language
from foundation.web import by_id, see_other
from moderation import policy
from moderation.blueprint import bp
from moderation.lists import commands, queries
from moderation.lists.forms import TIERS, HostForm, WordForm
from moderation.lists.models import HostEntry, WordListEntry


@bp.get("/moderation/words")
def word_list() -> ResponseReturnValue:
    require(policy.may_moderate)
    return _words(WordForm(formdata=None, language=language()))


@bp.post("/moderation/words")
def add_word() -> ResponseReturnValue:
    moderator = require(policy.may_moderate)
    form = WordForm()
    if not form.validate():
        return _words(form), 422
    words = (form.language.data, form.term.data, form.note.data or "")
    try:
        added = commands.add_word(*words, moderator, tier=int(form.tier.data))
    except Invalid as refusal:
        form.mark(refusal)
        return _words(form), 422
    db.session.commit()
    flash(_("“%(word)s” is listed. It counts in what is written from now on.", word=added.term), "good")
    return see_other(url_for("moderation.word_list"))


@bp.post("/moderation/words/<int:word_id>/removal")
def remove_word(word_id: int) -> ResponseReturnValue:
    moderator = require(policy.may_moderate)
    found = by_id(WordListEntry, word_id)
    term = found.term
    commands.remove_word(found, moderator)
    db.session.commit()
    flash(_("“%(word)s” is off the list. What waits because of it still waits.", word=term), "good")
    return see_other(url_for("moderation.word_list"))


@bp.get("/moderation/hosts")
def host_list() -> ResponseReturnValue:
    require(policy.may_moderate)
    return _hosts(HostForm(formdata=None))


@bp.post("/moderation/hosts")
def add_host() -> ResponseReturnValue:
    moderator = require(policy.may_moderate)
    form = HostForm()
    if not form.validate():
        return _hosts(form), 422
    try:
        added = commands.add_host(
            form.host.data, form.note.data or "", moderator, refused=form.way.data == "refuse"
        )
    except Invalid as refusal:
        form.mark(refusal)
        return _hosts(form), 422
    db.session.commit()
    flash(_("“%(host)s” is listed, with everything below it.", host=added.host), "good")
    return see_other(url_for("moderation.host_list"))


@bp.post("/moderation/hosts/<int:host_id>/removal")
def remove_host(host_id: int) -> ResponseReturnValue:
    moderator = require(policy.may_moderate)
    found = by_id(HostEntry, host_id)
    host = found.host
    commands.remove_host(found, moderator)
    db.session.commit()
    flash(_("“%(host)s” is treated like any other again.", host=host), "good")
    return see_other(url_for("moderation.host_list"))


def _words(form: WordForm) -> str:
    wanted = request.args.get("language", "")
    listed = queries.all_words()
    words = [one for one in listed if one.language == wanted] or listed
    shown = wanted if words is not listed else ""
    counts = {code: sum(one.language == code for one in listed) for code in {one.language for one in listed}}
    given = {"words": words, "form": form, "shown": shown, "counts": counts, "total": len(listed)}
    return render_template("moderation/lists/words.html", **given, tiers=TIERS)


def _hosts(form: HostForm) -> str:
    return render_template("moderation/lists/hosts.html", hosts=queries.all_hosts(), form=form)
