"""The routes of moderation; each of its rooms hangs its views here."""

from flask import Blueprint

bp = Blueprint("moderation", __name__)
