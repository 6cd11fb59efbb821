"""The routes of operations; each view module hangs its own here."""

from flask import Blueprint

bp = Blueprint("operations", __name__)
