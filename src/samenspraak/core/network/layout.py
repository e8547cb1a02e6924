"""Where to draw each party: ties about equally long, who is far apart in the network far apart on paper."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from samenspraak.core.network.bridges import ties_of
from samenspraak.core.network.graph import Ints, Network, pieces_of

EVERYBODY = 200
LANDMARKS = 100
ROUNDS = 60
BETWEEN = 0.55
PUSHES = 24
GAP = 1.2
ROW = 0.7
WIDER = 1.5
Floats = NDArray[np.float64]


@dataclass(frozen=True)
class Layout:
    """Where each party stands, x to the right and y down; one unit is about the length of a tie.

    ``alone`` is where the rows of who stands alone begin; None when nobody does.
    """

    spots: dict[str, tuple[float, float]]
    width: float
    height: float
    alone: float | None = None


@dataclass(frozen=True, eq=False)
class Pieces:
    """The drawing of each piece apart, the largest first, and who stands alone."""

    keys: tuple[str, ...]
    drawn: tuple[tuple[list[int], Floats], ...]
    lonely: tuple[int, ...]


def drawn_pieces(network: Network) -> Pieces:
    """Draw every piece that hangs together; the same network always gives the same drawing (docs/methods.md, Drawing).

    A stress layout: the distance on paper follows the number of steps in the network. Sources: E. Gansner, Y. Koren,
    S. North, Graph Drawing (2004); landmarks for large pieces: U. Brandes, C. Pich, Graph Drawing (2006); M. Ortmann,
    M. Klimenta, U. Brandes, Journal of Graph Algorithms and Applications 21 (2017).
    """
    pieces = sorted(pieces_of(network), key=lambda piece: (-len(piece), piece))
    drawn = tuple((piece, piece_spots(network.part(piece))) for piece in pieces if len(piece) > 1)
    return Pieces(network.keys, drawn, tuple(piece[0] for piece in pieces if len(piece) == 1))


def arranged(pieces: Pieces, *, wider: float = WIDER) -> Layout:
    """Put the pieces beside and under each other, who stands alone in rows below; *wider* is width to height.

    Below 1 every piece is turned with its long side up, as a phone is held.
    """
    spots = np.zeros((len(pieces.keys), 2))
    drawn = [(piece, made[:, ::-1] if wider < 1 else made) for piece, made in pieces.drawn]
    width, bottom = shelved(spots, drawn, wider=wider)
    first = round(bottom + GAP, 3) if drawn else 0.0
    if pieces.lonely:
        width, bottom = in_rows(spots, pieces.lonely, width=width, top=first, wider=wider)
    rounded = ((round(x, 3), round(y, 3)) for x, y in spots.tolist())
    places = dict(zip(pieces.keys, rounded, strict=True))
    return Layout(places, round(width, 3), round(bottom, 3), alone=first if pieces.lonely else None)


def laid_out(network: Network) -> Layout:
    """Return where to draw the parties on a wide page."""
    return arranged(drawn_pieces(network))


def shelved(spots: Floats, drawn: Sequence[tuple[list[int], Floats]], *, wider: float) -> tuple[float, float]:
    """Put the pieces on shelves under each other; return how wide and how tall that is."""
    sizes = [made.max(axis=0) + GAP for _piece, made in drawn]
    area = sum(float(size[0] * size[1]) for size in sizes)
    room = max([math.sqrt(area * wider), *(float(size[0]) for size in sizes)])
    left = top = tall = widest = 0.0
    for (piece, made), (across, down) in zip(drawn, sizes, strict=True):
        if left and left + across > room:
            left, top, tall = 0.0, top + tall, 0.0
        spots[piece] = made + np.array([left, top])
        left, tall = left + float(across), max(tall, float(down))
        widest = max(widest, left - GAP)
    return widest, max(top + tall - GAP, 0.0)


def in_rows(
    spots: Floats, lonely: Sequence[int], *, width: float, top: float, wider: float
) -> tuple[float, float]:
    """Put who stands alone in rows from *top*; return how wide and how tall the whole is."""
    columns = max(int(width / GAP) + 1, math.ceil(math.sqrt(len(lonely) * wider)))
    for number, place in enumerate(lonely):
        spots[place] = (number % columns * GAP, top + number // columns * ROW)
    used = min(len(lonely), columns) - 1
    return max(width, used * GAP), top + (len(lonely) - 1) // columns * ROW


def piece_spots(piece: Network) -> Floats:
    """Return the drawing of one piece, its left and top at 0."""
    marks = landmarks(piece)
    far = np.column_stack([steps_from(piece, mark) for mark in marks])
    spots = first_spots(far)
    spots += np.random.default_rng(0).normal(scale=0.01, size=spots.shape)
    spots = relaxed(spots, piece, far, marks)
    spots = pushed_apart(lying_wide(spots))
    return np.asarray(spots - spots.min(axis=0))


def landmarks(piece: Network) -> list[int]:
    """Return everybody of a small piece, else LANDMARKS parties, each the farthest from those before it.

    The first is the one with most ties.
    """
    number = piece.size if piece.size <= EVERYBODY else LANDMARKS
    chosen = [int(np.argmax(piece.degrees))]
    nearest = steps_from(piece, chosen[0])
    while len(chosen) < number:
        nearest[chosen] = -1
        chosen.append(int(np.argmax(nearest)))
        nearest = np.minimum(nearest, steps_from(piece, chosen[-1]))
    return chosen


def steps_from(piece: Network, start: int) -> Floats:
    """Return in how many steps each party is reached."""
    far = np.full(piece.size, np.inf)
    edge: Ints = np.array([start], dtype=np.int64)
    step = 0.0
    while len(edge):
        far[edge] = step
        heads = ties_of(piece, edge)[1]
        edge = np.unique(heads[np.isinf(far[heads])])
        step += 1
    return far


def first_spots(far: Floats) -> Floats:
    """Return spots from the steps to the landmarks: the two directions in which these differ most (Pivot MDS)."""
    squared = far**2
    centred = squared.mean(axis=0) + squared.mean(axis=1, keepdims=True) - squared.mean() - squared
    _values, vectors = np.linalg.eigh(centred.T @ centred)
    spots = centred @ vectors[:, -2:][:, ::-1]
    if spots.shape[1] < 2:
        spots = np.column_stack([spots, np.zeros(len(spots))])
    size = np.abs(spots[:, 0]).max() or 1.0
    return np.asarray(spots / size * far.max() / 2)


def relaxed(spots: Floats, piece: Network, far: Floats, marks: Sequence[int]) -> Floats:
    """Return the spots moved, ROUNDS times, to where their ties and the landmarks would have them."""
    weights = weights_of(far)
    tails, heads = piece.tails, piece.ends
    near = np.ones(len(tails))
    total = weights.sum(axis=1) + np.bincount(tails, minlength=piece.size)
    for _ in range(ROUNDS):
        across = spots[:, None, :] - spots[marks][None, :, :]
        pull = weights * far / np.maximum(np.hypot(across[..., 0], across[..., 1]), 1e-6)
        wanted = weights @ spots[marks] + pull.sum(axis=1, keepdims=True) * spots - pull @ spots[marks]
        along = spots[tails] - spots[heads]
        stretched = near / np.maximum(np.hypot(along[:, 0], along[:, 1]), 1e-6)
        ends = spots[heads] + along * stretched[:, None]
        wanted += np.column_stack(
            [np.bincount(tails, ends[:, axis], minlength=piece.size) for axis in (0, 1)]
        )
        spots = wanted / total[:, None]
    return spots


def weights_of(far: Floats) -> Floats:
    """Return how much each landmark says about each party: as many as it stands for, less from afar."""
    size, number = far.shape
    stands_for = size / number
    with np.errstate(divide="ignore"):
        weights = stands_for / far**2
    weights[far == 0] = 0
    return np.asarray(weights)


def lying_wide(spots: Floats) -> Floats:
    """Return the drawing turned so that it is widest from left to right, the same way round each time."""
    centred = spots - spots.mean(axis=0)
    _values, vectors = np.linalg.eigh(centred.T @ centred)
    turned = centred @ vectors[:, ::-1]
    skew = (turned**3).sum(axis=0)
    return np.asarray(turned * np.where(skew < 0, -1, 1))


def pushed_apart(spots: Floats) -> Floats:
    """Return the spots moved so that no two stand closer than BETWEEN, as far as PUSHES rounds get."""
    for _ in range(PUSHES):
        order = np.argsort(spots[:, 0], kind="stable")
        spots = spots[order]
        moves = moves_of(spots)
        spots = (spots + moves)[np.argsort(order, kind="stable")]
        if not moves.any():
            break
    return spots


def moves_of(spots: Floats) -> Floats:
    """Return how far each spot must move from those too near; *spots* from left to right."""
    moves = np.zeros_like(spots)
    for ahead in range(1, len(spots)):
        gaps = spots[ahead:] - spots[:-ahead]
        if gaps[:, 0].min() >= BETWEEN:
            break
        far = np.hypot(gaps[:, 0], gaps[:, 1])
        close = far < BETWEEN
        push = gaps[close] * ((BETWEEN - far[close]) / np.maximum(far[close], 1e-6) / 2)[:, None]
        moves[ahead:][close] += push
        moves[:-ahead][close] -= push
    return moves
