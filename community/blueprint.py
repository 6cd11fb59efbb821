"""The routes of the common ground; each room's views hang theirs here."""

from flask import Blueprint

bp = Blueprint("community", __name__)
