"""Files in and out of the customer file."""

from io import BytesIO

from flask import render_template, send_file
from flask.typing import ResponseReturnValue

from accounts.access import require
from community.readings.commands import taken
from community.readings.queries import sealed_spaces_for
from customers import exports
from customers.blueprint import bp
from customers.forms import ImportForm
from customers.imports import running
from customers.imports.customers import COLUMNS as CUSTOMER_COLUMNS
from customers.imports.purchases import COLUMNS as PURCHASE_COLUMNS
from customers.imports.reading import Report, Unreadable
from customers.policy import may_change_customers, may_read_customers
from foundation.clock import now
from foundation.database import db
from foundation.errors import NotFound


@bp.get("/customers/import")
def import_page() -> ResponseReturnValue:
    require(may_change_customers)
    return _page(ImportForm())


@bp.post("/customers/import")
def import_file() -> ResponseReturnValue:
    require(may_change_customers)
    form = ImportForm()
    if not form.validate_on_submit():
        return _page(form), 422
    try:
        report = running.run(form.kind.data, form.file.data.stream, strict=form.strict.data)
    except Unreadable as fault:
        db.session.rollback()
        form.file.errors = [str(fault)]
        return _page(form), 422
    db.session.commit()
    return _page(form, report)


@bp.get("/customers/export/<kind>.csv")
def export(kind: str) -> ResponseReturnValue:
    reader = require(may_read_customers)
    if kind not in exports.KINDS:
        raise NotFound
    if kind == "needs":
        taken(sealed_spaces_for(reader), f"{kind}.csv")
    name = f"{kind}-{now():%Y-%m-%d}.csv"
    # Made whole first: a slow reader does not keep a transaction open.
    written = BytesIO("".join(exports.lines(kind, reader)).encode())
    answer = send_file(written, "text/csv", as_attachment=True, download_name=name)
    answer.headers["Cache-Control"] = "no-store"
    return answer


def _page(form: ImportForm, report: Report | None = None) -> str:
    columns = {"customers": CUSTOMER_COLUMNS, "purchases": PURCHASE_COLUMNS}
    return render_template("customers/import.html", form=form, report=report, columns=columns)
