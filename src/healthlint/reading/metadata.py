"""The names that front matter, meta elements, JSON-LD and document properties give to the same fact."""

from __future__ import annotations

import re

CANONICAL = {
    "title": ("title", "headline", "name"),
    "description": ("description", "summary", "excerpt", "abstract", "subtitle", "deck", "standfirst", "subject"),
    "author": (
        "author", "authors", "byline", "by", "writer", "writers", "written_by", "contributor", "contributors",
        "creator", "journalist", "reporter",
    ),
    "credentials": (
        "credentials", "author_credentials", "qualifications", "role", "job_title", "jobtitle", "position",
        "author_title", "author_role", "author_bio", "bio",
    ),
    "reviewer": (
        "reviewer", "reviewers", "reviewed_by", "reviewedby", "medical_reviewer", "medically_reviewed_by",
        "clinical_reviewer", "fact_checked_by", "fact_checker", "checked_by", "medical_review", "clinical_lead",
        "approved_by", "expert_reviewer",
    ),
    "published": (
        "date", "published", "publish_date", "published_date", "date_published", "datepublished", "pubdate",
        "publication_date", "published_at", "published_on", "published_time", "created", "date_created",
        "datecreated", "first_published", "issued", "posted", "pagepublished",
    ),
    "updated": (
        "updated", "modified", "lastmod", "last_modified", "date_modified", "datemodified", "last_updated",
        "updated_at", "updated_on", "modified_time", "updated_time", "date_updated", "revised", "last_revised",
    ),
    "reviewed": (
        "reviewed", "last_reviewed", "lastreviewed", "reviewed_on", "review_date", "date_reviewed",
        "medically_reviewed", "reviewed_at", "last_checked", "fact_checked",
    ),
    "next_review": ("next_review", "next_review_due", "next_review_date", "review_due", "review_by", "expires"),
    "sources": ("sources", "references", "citations", "bibliography", "citation", "source", "further_reading"),
    "funding": (
        "funding", "funder", "sponsor", "sponsors", "sponsored_by", "conflict_of_interest", "conflicts_of_interest",
        "competing_interests", "disclosure", "disclosures", "conflicts", "interests", "declaration_of_interest",
    ),
    "disclaimer": ("disclaimer", "medical_disclaimer"),
}  # fmt: skip

_BY_ALIAS = {alias: key for key, aliases in CANONICAL.items() for alias in aliases}


def canonical_key(key: str) -> str:
    """Return healthlint's name for a key in any spelling (`datePublished`, `article:published_time`, `DC.date`)."""
    snake = re.sub(r"(?<=[a-z])(?=[A-Z])", "_", key).lower()
    snake = re.sub(r"[\s\-.]+", "_", snake.rpartition(":")[2].strip())
    snake = re.sub(r"^(dc|dcterms|og|article|citation|page)_", "", snake)
    return _BY_ALIAS.get(snake) or _BY_ALIAS.get(snake.replace("_", "")) or snake
