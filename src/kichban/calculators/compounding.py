"""Sums of equal months, each carried forward or backward at a monthly rate, never rounded."""

from __future__ import annotations

from decimal import Decimal, localcontext

from kichban.quantities import Quantity

__all__ = ["DIGITS", "carried", "exactly"]

DIGITS = 50
"""Digits kept while powers are summed: far more than any amount in đồng can show."""


def carried(amount: Decimal, rate: Decimal, first: int, last: int) -> Decimal:
    """The sum of `amount` × (1 + rate)^k for k from `first` to `last`, both ends inside.

    Negative powers discount, positive ones add compound interest. An empty range sums to zero.
    """
    with localcontext() as context:
        context.prec = DIGITS
        growth = 1 + rate
        factor = sum((growth**power for power in range(first, last + 1)), Decimal(0))
        return amount * factor


def exactly(whole: Quantity, part: Quantity, name: str) -> Quantity:
    """`whole` less `part` without losing the digits that `carried` kept."""
    with localcontext() as context:
        context.prec = DIGITS
        return (whole - part).named(name)
