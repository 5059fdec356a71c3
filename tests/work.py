"""How much work a piece of code is, without regard to what else the machine does."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager

_MOST = 30.0
"""Seconds of the processor: work that grows with the square of its length takes minutes, other work a few seconds."""


@contextmanager
def ends_soon() -> Iterator[None]:
    began = time.process_time()
    yield
    assert time.process_time() - began < _MOST
