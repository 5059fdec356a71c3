"""Pairs of words that a user declares opposed, or compatible, beside what the scales say."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from healthlint.claims import Claim
from healthlint.claims.align import NEGATION, Statement, as_claim
from healthlint.claims.keys import Keys
from healthlint.claims.opposed import LONGEST_LIST, hold_together
from healthlint.claims.relation import Relation

WordPairs = Sequence[tuple[str, str]]


def declared_opposed(
    statements: Sequence[Statement], keys: Keys, relation: Relation, declared: WordPairs, limits: tuple[float, int]
) -> Iterator[tuple[Claim, Claim]]:
    """Pairs of statements that say the same with the one and with the other of two words declared opposed."""
    share, least = limits
    for pair in declared:
        one_key, other_key = (frozenset(keys.of_words(word.lower().split())) for word in pair)
        ones, others = (
            [
                statement
                for statement in statements
                if statement.tells and mine <= statement.keys and not theirs <= statement.keys
            ]
            for mine, theirs in ((one_key, other_key), (other_key, one_key))
        )
        for one in ones[-LONGEST_LIST:]:
            for other in others[-LONGEST_LIST:]:
                rest = one.keys - one_key, other.keys - other_key
                shared = keys.meet(rest[0], rest[1]), keys.meet(rest[1], rest[0])
                parts = [keys.part(rest[i], shared[i], frozenset()) for i in (0, 1)]
                alike = max(map(len, shared)) >= least and min(parts) >= share
                if alike and one.sentence is not other.sentence and one.signs[NEGATION] == other.signs[NEGATION]:
                    claims = [as_claim(statement, NEGATION, relation) for statement in (one, other)]
                    if claims[0] and claims[1] and hold_together(claims[0], claims[1], keys):
                        yield claims[0], claims[1]


def is_compatible(one: Claim, other: Claim, keys: Keys, declared: WordPairs) -> bool:
    """Whether two claims are on two things declared compatible."""
    said = [
        claim.keys | claim.lead | claim.parts | keys.of_words(claim.wording.lower().split()) for claim in (one, other)
    ]
    for pair in declared:
        mine, theirs = (keys.of_words(word.lower().split()) for word in pair)
        if (mine <= said[0] and theirs <= said[1]) or (mine <= said[1] and theirs <= said[0]):
            return True
    return False
