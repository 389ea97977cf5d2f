"""One module per entitlement; importing this package registers every calculator."""

from kichban.calculators import contribution, missing_time, payments, refund
from kichban.calculators.base import REGISTRY, Calculator, Result, calculate, run

__all__ = [
    "REGISTRY",
    "Calculator",
    "Result",
    "calculate",
    "contribution",
    "missing_time",
    "payments",
    "refund",
    "run",
]
