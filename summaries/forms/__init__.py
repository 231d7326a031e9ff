"""What people may type in: one module an occasion, one form an intention."""

from .writing import DraftForm, PreviewForm, SummaryForm, initial_of

__all__ = ["DraftForm", "PreviewForm", "SummaryForm", "initial_of"]
