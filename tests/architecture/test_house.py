from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.architecture.checks import CHECKS

ROOT = Path(__file__).resolve().parents[2]


@pytest.mark.parametrize("check", CHECKS, ids=lambda check: check.__name__)
def test_the_house_has_no(check: Callable[[Path], Iterator[str]]) -> None:
    violations = list(check(ROOT))
    assert not violations, "\n".join([str(check.__doc__), *violations])
