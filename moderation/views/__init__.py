"""The moderators' pages: the desk, the log and the words, and reporting."""

from flask import Blueprint

bp = Blueprint("moderation", __name__)
