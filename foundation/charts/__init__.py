"""Charts drawn on the server: plain numbers in, shapes in a box out; `templates/components/chart.html` writes them as SVG.

Nothing here knows a request or a database. Values are floats, a missing one is None; places are in units of the
drawing, which are pixels when it is as wide as it was made for. Each kind of chart is one file and one function,
drawn wide and narrow so that words keep their size.
"""

from types import SimpleNamespace

from flask import Flask

from . import summary
from .bar import bar
from .columns import columns
from .funnel import funnel
from .line import line
from .multiples import spark, strip
from .numbers import Numbers
from .series import Series, series_of

__all__ = ["Numbers", "Series", "bar", "columns", "funnel", "init_app", "line", "series_of", "spark", "strip"]


def init_app(app: Flask) -> None:
    """Let the chart macros ask for drawings."""
    app.jinja_env.globals["charts"] = SimpleNamespace(
        Numbers=Numbers, bar=bar, columns=columns, funnel=funnel, line=line, series_of=series_of, spark=spark, strip=strip,
        ends=summary.ends, shares=summary.shares,
    )  # fmt: skip
