"""People laid out in a plane by their answers: the two directions in which they differ most.

The arithmetic up to and including a person's place is done in whole numbers that 32-bit floats hold exactly,
so it comes out the same whatever the order of the people, the processor or the number of threads.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

LENGTH = 120
"""The length of every scale in whole units: divisible by nearly every number of steps."""

CHUNK = 1000
"""People taken together."""

ROWS = 256
"""People whose products are added at once: 256 of at most 240 × 240 stay below 2**24, so 32-bit sums are exact."""

PRODUCT = 250_000
"""Multiplications at once, up to some sixty statements: linear algebra libraries spread larger products over
threads, which wait for each other where other work keeps the processors busy."""

WEIGHT = 60_000
"""The sum of a direction's weights in whole units: times 240 it stays below 2**24."""

GRAIN = 2.0**20
"""Places are whole multiples of 1 / GRAIN, so that sums over people are exact too."""

FEW = 24
"""Up to this number of statements all directions are found at once, beyond it only the first by iteration."""


@dataclass(frozen=True)
class Plane:
    """Where people stand (docs/methods.md, Opinion groups).

    ``places`` is people × 2, in scale lengths (0 … 1 is one statement's scale from end to end) round the mean
    of all; ``directions`` is statements × 2, of length 1; ``spread`` has the variance along each direction.
    ``blur`` is the covariance that comes from answers being whole steps: each stands for all that rounds to it.
    """

    places: np.ndarray
    directions: np.ndarray
    spread: tuple[float, float]
    blur: np.ndarray


def laid_out(values: np.ndarray, steps: np.ndarray, *, fitted: np.ndarray | None = None) -> Plane:
    """Lay out people × statements (uint8, steps from 1, 0 = no position) in the plane.

    Principal components of the covariance, every scale taken as equally long. No position is filled
    in with the statement's mean; a person's place is then drawn outwards by √(statements / positions), as
    in Polis, so that few answers do not make somebody moderate. *steps* has the steps per statement.
    *fitted* says who decides on the directions (None: everybody); all are placed.
    """
    units = np.rint(LENGTH / (steps - 1)).astype(np.float32)
    deciding = values if fitted is None or fitted.all() else values[fitted]
    filling = None if values.min() else _filling(deciding, units)
    mean, covariance = _moments(deciding, units, filling)
    spread, directions = _principal(covariance)
    scale = WEIGHT / np.abs(directions).sum(axis=0).max()
    weights = np.rint(directions * scale).astype(np.float32)
    along = np.concatenate([part @ weights for part in _filled(values, units, filling)])
    places = (along - mean @ weights) / (scale * LENGTH) * _outward(values)[:, None]
    blurred = directions * (units / LENGTH)[:, None]
    return Plane(
        places=np.rint(places * GRAIN) / GRAIN,
        directions=directions,
        spread=(spread[0] / LENGTH**2, spread[1] / LENGTH**2),
        blur=blurred.T @ blurred / 12,
    )


def _outward(values: np.ndarray) -> np.ndarray:
    """Return by how much each place is drawn outwards."""
    if values.min():
        return np.ones(len(values))
    positions = np.count_nonzero(values, axis=1)
    outward: np.ndarray = np.sqrt(values.shape[1] / np.maximum(positions, 1))
    return outward


def _filling(values: np.ndarray, units: np.ndarray) -> np.ndarray:
    """Return the mean of each statement's positions, to the nearest whole unit."""
    total = np.zeros(values.shape[1])
    for part in _chunks(values):
        total += part.sum(axis=0)
    positions = np.count_nonzero(values, axis=0)
    filling: np.ndarray = np.rint(total / np.maximum(positions, 1) * units).astype(np.float32)
    return filling


def _chunks(values: np.ndarray) -> Iterator[np.ndarray]:
    """Yield some people at a time, as 32-bit floats."""
    for first in range(0, len(values), CHUNK):
        yield values[first : first + CHUNK].astype(np.float32)


def _filled(values: np.ndarray, units: np.ndarray, filling: np.ndarray | None) -> Iterator[np.ndarray]:
    """Yield some people at a time in whole units; where positions are missing, from the mean that fills them in."""
    for part in _chunks(values):
        missing = None if filling is None else part == 0
        part *= units
        if filling is not None:
            part -= filling
            part[missing] = 0
        yield part


def _moments(
    values: np.ndarray, units: np.ndarray, filling: np.ndarray | None
) -> tuple[np.ndarray, np.ndarray]:
    """Return the mean and the covariance of the statements, in units."""
    products = np.zeros((values.shape[1], values.shape[1]))
    total = np.zeros(values.shape[1])
    few = PRODUCT // values.shape[1] ** 2
    rows = few if 64 < few < ROWS else ROWS
    for part in _filled(values, units, filling):
        total += part.sum(axis=0)
        for first in range(0, len(part), rows):
            some = part[first : first + rows]
            products += some.T @ some
    mean = total / len(values)
    return mean, products / len(values) - np.outer(mean, mean)


def _principal(covariance: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Return the two largest variances and their directions, each pointing to the higher answers."""
    solve = np.linalg.eigh if len(covariance) <= FEW else _iterated
    spread, directions = solve(covariance)
    directions = directions[:, ::-1][:, :2]
    towards: np.ndarray = np.where(directions.sum(axis=0) < 0, -1.0, 1.0)
    return spread[::-1][:2], directions * towards


def _iterated(covariance: np.ndarray, *, most: int = 20) -> tuple[np.ndarray, np.ndarray]:
    """Find the largest variances by subspace iteration from a fixed start, to ten digits."""
    block = np.random.default_rng(0).standard_normal((len(covariance), FEW))
    before = np.zeros(2)
    for _ in range(most):
        for _ in range(8):
            block = covariance @ block
        block = np.linalg.qr(block)[0]
        spread, turn = np.linalg.eigh(block.T @ covariance @ block)
        if np.allclose(spread[-2:], before, rtol=1e-10, atol=0):
            break
        before = spread[-2:]
    return spread, block @ turn
