"""Findings as text and JSON; lines and columns are made here."""
