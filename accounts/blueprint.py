"""The blueprint of accounts: its views stand in accounts/views."""

from flask import Blueprint

bp = Blueprint("accounts", __name__)
