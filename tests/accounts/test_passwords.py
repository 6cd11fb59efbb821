"""Passwords: which are refused, and how they are kept."""

import threading
import time

import pytest
from hypothesis import given, strategies as st

from accounts import passwords

ABOUT = ("Inès Martin", "ines.martin", "Maison Brume")


@pytest.mark.parametrize(
    "password",
    [
        "short", "123456789", "aaaaaaaaaaaa", "password123", "P@ssw0rd2024!", "motdepasse2024", "qwertyuiop12", "azertyuiop",
        "0123456789", "19870412199", "MaisonBrume2026", "inesmartin1987", "Ines.Martin!!", "abcdefghijkl", "iloveyou12345",
        "brumebrume99", "x" * 257,
    ],
)  # fmt: skip
def test_guessable_passwords_are_refused(password: str) -> None:
    with pytest.raises(passwords.PasswordRefused):
        passwords.check(password, about=ABOUT)


@pytest.mark.parametrize(
    "password",
    [
        "le vélo bleu dort",
        "correct horse battery staple",
        "tr0mb0ne-gargantua",
        "ça pleut des grenouilles",
        "x7$kQ9!mZp2w",
        "кофе утром вкусный",
    ],
)
def test_long_or_strange_passwords_are_welcome(password: str) -> None:
    passwords.check(password, about=ABOUT)


@given(st.text(max_size=300))
def test_any_text_is_judged_without_a_fault(text: str) -> None:
    try:
        passwords.check(text, about=ABOUT)
    except passwords.PasswordRefused:
        return
    assert 10 <= len(text) <= 300


def test_a_password_is_kept_as_argon2id_and_found_again() -> None:
    kept = passwords.hashed("le vélo bleu dort")
    assert kept.startswith("$argon2id$")
    assert passwords.matches(kept, "le ve\u0301lo bleu dort")
    assert not passwords.matches(kept, "le velo bleu dort")


def test_the_end_of_a_long_password_counts() -> None:
    kept = passwords.hashed("a" * 200 + "b")
    assert not passwords.matches(kept, "a" * 200 + "c")


def test_nobodys_password_takes_as_long_as_somebodys() -> None:
    kept = passwords.hashed("le vélo bleu dort")
    passwords.matches(None, "warm up")

    def fastest(known: str | None) -> float:
        times = []
        for _turn in range(7):
            start = time.process_time()
            assert not passwords.matches(known, "something else")
            times.append(time.process_time() - start)
        return min(times)

    assert 0.6 < fastest(None) / fastest(kept) < 1.6


def test_at_most_two_are_hashed_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    busy, most, guard = [0], [0], threading.Lock()

    class Slow:
        def hash(self, _password: str) -> str:
            with guard:
                busy[0] += 1
                most[0] = max(most[0], busy[0])
            time.sleep(0.02)
            with guard:
                busy[0] -= 1
            return ""

    monkeypatch.setattr(passwords, "_hasher", Slow())
    threads = [threading.Thread(target=passwords.hashed, args=("x",)) for _number in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert most[0] == 2
