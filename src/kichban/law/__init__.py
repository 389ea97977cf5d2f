"""Dated law with citations: parameters, provisions, documents."""

from kichban.law.models import LegalDocument, Parameter, Provision, Value
from kichban.law.rules import RulesAt
from kichban.law.store import Law, LawFolder

__all__ = ["Law", "LawFolder", "LegalDocument", "Parameter", "Provision", "RulesAt", "Value"]
