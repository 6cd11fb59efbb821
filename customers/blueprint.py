"""The routes of the customer file hang on this."""

from flask import Blueprint

bp = Blueprint("customers", __name__)
