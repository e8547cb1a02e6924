"""Two measures beside agreement: how close together the answers are, and how much two camps."""

from __future__ import annotations

from collections.abc import Sequence
from math import log2
from typing import NamedTuple

from samenspraak.core.scoring import FEW


class Dispersion(NamedTuple):
    """Consensus and polarisation of one distribution."""

    consensus: float
    polarisation: float


def consensus(counts: Sequence[float]) -> float:
    """Return Tastle and Wierman's consensus Cns (docs/methods.md, Consensus).

    1 + Σ share × log₂(1 − distance to the mean / length of the scale), in steps. 1 = all on one step, 0 = half on
    either end. ValueError when nobody took a position.
    Source: W. Tastle, M. Wierman, Consensus and dissention, Int. J. of Approximate Reasoning 45 (2007).
    """
    shares = _shares(counts)
    reach = len(shares) - 1
    mean = sum(step * share for step, share in enumerate(shares))
    terms = (share * log2(1 - abs(step - mean) / reach) for step, share in enumerate(shares) if share)
    return 1 + sum(terms)


def polarisation(counts: Sequence[float]) -> float:
    """Return Esteban and Ray's polarisation, α = 1, as a share of the most possible (docs/methods.md, Polarisation).

    4 × Σ share² × other share × distance, over all pairs of steps, distances as a share of the scale. 0 = all on
    one step, 1 = half on either end; evenly spread over many steps is little: it takes camps to be polarised.
    ValueError when nobody took a position.
    Source: J. Esteban, D. Ray, On the measurement of polarization, Econometrica 62 (1994).
    """
    shares = _shares(counts)
    reach = len(shares) - 1
    return 4 * sum(
        share * share * other * abs(step - far) / reach
        for step, share in enumerate(shares)
        for far, other in enumerate(shares)
    )


def dispersion(counts: Sequence[int]) -> Dispersion | None:
    """Return both for a figure that is shown, in tenths where fewer than FEW took a position, else in hundredths.

    None when nobody took a position.
    """
    people = sum(counts)
    if not people:
        return None
    digits = 1 if people < FEW else 2
    return Dispersion(
        consensus=_rounded(consensus(counts), digits), polarisation=_rounded(polarisation(counts), digits)
    )


def _rounded(value: float, digits: int) -> float:
    """Round twice, so that what differs in the last bit only comes out the same."""
    return round(round(value, 9), digits)


def _shares(counts: Sequence[float]) -> list[float]:
    if len(counts) < 2 or min(counts) < 0 or sum(counts) <= 0:
        raise ValueError(f"not a distribution over two or more steps: {list(counts)}")
    people = sum(counts)
    return [count / people for count in counts]
