"""saysso: a linter for news copy that asks of every sentence who says so."""

__version__ = "0.1.0"
