"""One module per kind of check; each check takes a rule and an analysis, and yields findings."""
