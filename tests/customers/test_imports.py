"""Customers and purchases from files of every make."""

from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import func, select

from customers import exports, queries
from customers.imports import running
from customers.imports.reading import Report, Unreadable
from customers.models import Customer, Purchase
from foundation.database import db
from tests.factories.customers import a_buyer, a_purchase
from tests.real_data import SHARED

HEAD = "customer_ref,purchased_at,quantity,amount,currency\n"
CDNOW = SHARED / "cdnow" / "purchases.csv"


def read(kind: str, text: str | bytes, **how: object) -> Report:
    stream = BytesIO(text if isinstance(text, bytes) else text.encode())
    report = running.run(kind, stream, **how)  # type: ignore[arg-type]
    db.session.flush()
    db.session.expire_all()
    return report


def the(ref: str) -> Customer:
    return db.session.scalars(select(Customer).where(Customer.ref == ref)).one()


def purchases() -> int:
    return db.session.scalar(select(func.count()).select_from(Purchase)) or 0


def test_a_purchase_makes_its_customer_and_is_counted(app: Flask) -> None:
    read("purchases", HEAD + "A,2026-01-02,2,10.50,EUR\nA,2026-03-01,1,9.50,EUR\n")
    customer = the("A")
    assert (customer.purchase_count, customer.spend_cents, customer.currency) == (2, 2000, "EUR")
    assert customer.last_purchase_at.date().isoformat() == "2026-03-01"
    assert customer.first_purchase_at is not None
    assert customer.first_purchase_at.date().isoformat() == "2026-01-02"


def test_the_same_file_twice_changes_nothing(app: Flask) -> None:
    text = HEAD + "A,2026-01-02,1,5,EUR\nB,2026-01-02,1,5,EUR\n"
    assert read("purchases", text).new == 2
    again = read("purchases", text)
    assert (again.new, again.known, purchases()) == (0, 2, 2)


def test_two_purchases_alike_on_one_day_are_two(app: Flask) -> None:
    text = HEAD + "A,2026-01-02,1,5,EUR\nA,2026-01-02,1,5,EUR\n"
    assert read("purchases", text).new == 2
    assert read("purchases", text).new == 0
    assert the("A").purchase_count == 2


def test_a_purchase_with_its_own_reference_is_one_however_often_it_comes(app: Flask) -> None:
    head = "customer_ref,purchased_at,amount,purchase_ref\n"
    report = read("purchases", head + "A,2026-01-02,5,o-1\nA,2026-01-03,5,o-1\nA,2026-01-03,5,o-2\n")
    assert (report.new, purchases()) == (2, 2)


def test_another_currency_is_kept_but_not_added_up(app: Flask) -> None:
    read("purchases", HEAD + "A,2026-01-02,1,5,EUR\n")
    read("purchases", HEAD + "A,2026-02-02,1,900,JPY\n")
    assert (the("A").purchase_count, the("A").spend_cents) == (2, 500)


def test_a_return_lowers_what_was_spent(app: Flask) -> None:
    read("purchases", HEAD + "A,2026-01-02,1,30,EUR\nA,2026-01-05,-1,-30,EUR\n")
    assert the("A").spend_cents == 0


@pytest.mark.parametrize(
    ("row", "why"),
    [
        ("A,yesterday,1,5,EUR", "not a date"),
        ("A,2026-02-30,1,5,EUR", "not a date"),
        ("A,3026-02-03,1,5,EUR", "still to come"),
        ("A,0001-01-01,1,5,EUR", "too long ago"),
        ("A,2026-01-02,1,12.345,EUR", "not an amount"),
        ("A,2026-01-02,1,NaN,EUR", "not an amount"),
        ("A,2026-01-02,1,99999999999999999999,EUR", "not an amount"),
        ("A,2026-01-02,many,5,EUR", "not a quantity"),
        ("A,2026-01-02,0,5,EUR", "not a quantity"),
        ("A,2026-01-02,1,5,euros", "not a currency"),
        (",2026-01-02,1,5,EUR", "customer_ref is empty"),
        ("A,2026-01-02,1,5", "4 cells"),
        ("A\0,2026-01-02,1,5,EUR", "zero byte"),
        ('A,2026-01-02,1,5,"EU"R', "well-formed"),
        ("A" * 81 + ",2026-01-02,1,5,EUR", "longer than 80"),
    ],
)
def test_a_wrong_row_is_told_by_its_line_and_the_others_are_kept(app: Flask, row: str, why: str) -> None:
    report = read("purchases", HEAD + "OK,2026-01-02,1,5,EUR\n" + row + "\nOK,2026-01-03,1,5,EUR\n")
    assert [line for line, _reason in report.faults] == [3]
    assert why in report.faults[0][1]
    assert the("OK").purchase_count == 2


def test_strict_keeps_nothing_when_a_line_is_wrong(app: Flask) -> None:
    report = read("purchases", HEAD + "A,2026-01-02,1,5,EUR\nA,soon,1,5,EUR\n", strict=True)
    assert (report.kept, report.bad, purchases()) == (False, 1, 0)


def test_strict_keeps_everything_when_no_line_is_wrong(app: Flask) -> None:
    assert read("purchases", HEAD + "A,2026-01-02,1,5,EUR\n", strict=True).new == 1


def test_a_dry_run_says_what_would_be_new_and_keeps_nothing(app: Flask) -> None:
    report = read("purchases", HEAD + "A,2026-01-02,1,5,EUR\n", write=False)
    assert (report.new, purchases()) == (1, 0)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_files_of_spreadsheets_are_read_as_they_come(app: Flask, encoding: str, separator: str) -> None:
    lines = [["customer_ref", "name", "email"], ["A-1", '"Zoé, d’Aix"', "Zoe@Example.org"]]
    text = "\r\n".join(separator.join(cells) for cells in lines)
    assert read("customers", text.encode(encoding)).new == 1
    assert the("A-1").name == "Zoé, d’Aix"
    assert queries.customers_with_email("zoe@example.org") == [the("A-1").id]


def test_a_file_in_another_encoding_says_what_to_do(app: Flask) -> None:
    text = "customer_ref,name\nA,Zoé\n".encode("cp1252")
    with pytest.raises(Unreadable, match="cp1252"):
        read("customers", text)
    assert read("customers", text, encoding="cp1252").new == 1


@pytest.mark.parametrize("text", ["", "name,email\nZoé,a@b.org\n", "customer_ref,customer_ref\nA,A\n"])
def test_a_file_without_the_needed_columns_is_refused_whole(app: Flask, text: str) -> None:
    with pytest.raises(Unreadable):
        read("customers", text)


def test_a_cell_with_line_breaks_counts_its_lines(app: Flask) -> None:
    report = read("customers", 'customer_ref,name,email\nA,"two\nlines",\nB,b,nowhere\n')
    assert report.faults[0][0] == 4


def test_a_known_customer_is_brought_up_to_date_and_nothing_is_blanked(app: Flask) -> None:
    read("customers", "customer_ref,name,email,phone\nA,Zoé,z@example.org,+33 6 00\n")
    again = read("customers", "customer_ref,name,email,phone\nA,Zoé D.,,\n")
    assert (again.new, the("A").name) == (1, "Zoé D.")
    assert [point.kind for point in queries.contact_points(the("A").id)] == ["email", "phone"]
    assert read("customers", "customer_ref,name,email,phone\nA,Zoé D.,,\n").new == 0


def test_what_is_exported_harms_no_spreadsheet_and_comes_back_the_same(app: Flask) -> None:
    read("customers", "customer_ref,name\nA,=HYPERLINK(1)\n")
    text = "".join(exports.lines("customers"))
    assert "A,'=HYPERLINK(1)" in text
    assert read("customers", text).new == 0
    assert the("A").name == "=HYPERLINK(1)"


def test_purchases_are_exported_with_their_amounts(app: Flask) -> None:
    a_purchase(a_buyer(), "-3.05")
    assert ",-3.05,EUR," in "".join(exports.lines("purchases"))


@pytest.fixture
def cli(app: Flask, tmp_path: Path) -> Callable[..., tuple[int, str]]:
    def run(*arguments: str, file: str = "") -> tuple[int, str]:
        path = tmp_path / "file.csv"
        path.write_text(file, encoding="utf-8")
        result = app.test_cli_runner().invoke(args=["customers", *arguments, *([str(path)] if file else [])])
        return result.exit_code, result.output

    return run


def test_the_command_tells_lines_and_fails_only_when_strict(cli: Callable[..., tuple[int, str]]) -> None:
    wrong = HEAD + "A,soon,1,5,EUR\nB,2026-01-02,1,5,EUR\n"
    code, said = cli("import", "purchases", "--strict", file=wrong)
    assert code == 1
    assert "line 2" in said
    assert "Nothing was kept" in said
    code, said = cli("import", "purchases", file=wrong)
    assert code == 0
    assert "2 rows: 1 new" in said
    assert "B,2026-01-02" in cli("export", "purchases")[1]


def test_the_command_refuses_a_file_it_cannot_read(cli: Callable[..., tuple[int, str]]) -> None:
    code, said = cli("import", "purchases", file="nothing\n1\n")
    assert code == 1
    assert "customer_ref" in said


@pytest.mark.slow
@pytest.mark.skipif(not CDNOW.exists(), reason=f"no {CDNOW}: set ENSEMBLE_SHARED_DATA")
def test_the_purchases_of_the_public_cohort_are_all_there(app: Flask) -> None:
    with CDNOW.open("rb") as stream:
        report = running.run("purchases", stream)
    assert (report.rows, report.new, report.bad) == (69_659, 69_659, 0)
    sums = select(func.count(), func.sum(Customer.purchase_count), func.sum(Customer.spend_cents))
    found = db.session.execute(sums.select_from(Customer)).one()
    assert [int(number) for number in found] == [23_570, 69_659, 250_031_563]
