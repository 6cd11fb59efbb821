"""Files nobody should send: each is told what is wrong with it, and none is half kept."""

from io import BytesIO

import pytest
from sqlalchemy import func, select

from customers.models import ContactPoint, Customer
from foundation.database import db
from tests.browser_client import Browser
from tests.factories.accounts import an_admin

HEAD = b"customer_ref,name,email,phone,language,kind\n"
FILES = {
    "empty": b"",
    "blank lines": b"\n\n\n",
    "binary": bytes(range(256)) * 40,
    "a picture": b"\x89PNG\r\n\x1a\n" + b"\x00" * 500,
    "an archive": b"PK\x03\x04" + bytes(range(255, 0, -1)) * 30,
    "utf-16 without mark": HEAD.decode().encode("utf-16-le"),
    "utf-16 cut short": (HEAD + b"A,Ana,,,,\n").decode().encode("utf-16")[:-1],
    "utf-16 with a lone half": b"\xff\xfe" + HEAD.decode().encode("utf-16-le") + b"\x00\xd8,\x00",
    "a mark alone": b"\xef\xbb\xbf",
    "a mark of utf-16 alone": b"\xff\xfe",
    "wrong columns": b"a,b,c\n1,2,3\n",
    "a column twice": b"customer_ref,customer_ref\nA,B\n",
    "a quote left open": HEAD + b'A,"Ana\nB,Ben,,,,\n',
    "a quote in the header": b'"customer_ref\nA\n',
    "text after a quote": HEAD + b'A,"Ana"x,,,,\n',
    "a huge cell": HEAD + b"A," + b"x" * 200_000 + b",,,,\n",
    "a huge header": b"customer_ref," + b"x" * 300_000 + b"\n",
    "bad letters far down": HEAD
    + b"".join(b"C%d,Name,,,,\n" % number for number in range(5000))
    + b"Z,\xff,,,,\n",
    "zero bytes": HEAD + b"A,A\x00na,,,,\n",
    "lone carriage returns": HEAD.replace(b"\n", b"\r") + b"A,Ana,,,,\rB,Ben,,,,\r",
    "an address that grows": HEAD + b"A,Ana," + "ΐ".encode() * 60 + b"@" + "ΐ".encode() * 150 + b".fr,,,\n",
    "formulas": HEAD + b"=1+1,@SUM(A1),,+33 1,,\n",
}


@pytest.mark.parametrize("strict", ["", "y"])
@pytest.mark.parametrize("kind", ["customers", "purchases"])
@pytest.mark.parametrize("name", FILES)
def test_a_broken_file_is_no_fault(browser: Browser, name: str, kind: str, strict: str) -> None:
    browser.sign_in(an_admin())
    data = {"kind": kind, "file": (BytesIO(FILES[name]), "=cmd.csv")} | ({"strict": strict} if strict else {})
    answer = browser.open("POST", "/customers/import", data=data)
    assert answer.status_code in (200, 422), name
    if answer.status_code == 422:
        assert db.session.scalar(select(func.count()).select_from(Customer)) == 0
    longest = db.session.scalars(select(ContactPoint.normal)).all()
    assert all(len(one) <= 254 for one in longest)
