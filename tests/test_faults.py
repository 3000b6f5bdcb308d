"""Accidents cost nothing that was acknowledged; `faults.py` tries many more of them."""

import sys

import pytest

if sys.platform == "win32":
    pytest.skip("signals and limits of another system", allow_module_level=True)

from faults import violations


@pytest.mark.slow
def test_kills_full_disks_readers_and_damages_cost_nothing() -> None:
    assert violations(kill=6, fill=5, read=30, damage=9) == []
