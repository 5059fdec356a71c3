"""Many files through the linter: which rules run on each, and what is reported where one cannot be read."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from healthlint.article import Article
from healthlint.errors import InputError, nearest
from healthlint.finding import Severity
from healthlint.linter import Checked, check_article
from healthlint.reading import read_article
from healthlint.rule import Rule
from healthlint.settings import Settings

Source = Path | tuple[Path, bytes] | InputError


@dataclass(frozen=True)
class Selection:
    """What the command line says of rules: names are rule ids or packs; `severity` is the least that is reported."""

    select: Sequence[str] = ()
    ignore: Sequence[str] = ()
    packs: Sequence[str] = ()
    severity: Severity = Severity.INFO

    def choose(self, rules: Mapping[str, Rule]) -> list[Rule]:
        """The rules that run; one selected by its own name runs even where settings turn it off."""
        packs = {rule.pack for rule in rules.values()}
        for option, names, known in (
            ("--select", self.select, {*rules, *packs}),
            ("--ignore", self.ignore, {*rules, *packs}),
            ("--pack", self.packs, packs),
        ):
            for name in names:
                if name not in known:
                    noun = "pack" if option == "--pack" else "rule or pack"
                    raise InputError(option, f"there is no {noun} {name!r}.", nearest(name, known))
        return [rule for rule in rules.values() if self._runs(rule)]

    def _runs(self, rule: Rule) -> bool:
        if rule.severity.rank > self.severity.rank or rule.id in self.ignore or rule.pack in self.ignore:
            return False
        if self.packs and rule.pack not in self.packs:
            return False
        if self.select:
            return rule.id in self.select or (rule.enabled and rule.pack in self.select)
        return rule.enabled


def check_files(
    sources: Iterable[Source], settings_of: Callable[[Path], Settings], selection: Selection, use_cache: bool = True
) -> Iterator[Checked]:
    """Check each source in turn; one that cannot be read is reported as such, and the others are still checked.

    A mistake in settings or rules is raised, for it concerns every file.
    """
    for source in sources:
        if isinstance(source, InputError):
            yield Checked(source.where, error=source)
            continue
        path = source if isinstance(source, Path) else source[0]
        settings = settings_of(path)
        rules = settings.rules_for(path)
        chosen = selection.choose(rules)
        try:
            article = read_file(path) if isinstance(source, Path) else read_article(str(path), source[1])
            yield check_article(article, settings.rulebook.knowledge, rules, chosen)
        except InputError as error:
            yield Checked(str(path), error=error)


def read_file(path: Path) -> Article:
    """Read an article from disk; InputError where the file cannot be read."""
    try:
        data = path.read_bytes()
    except IsADirectoryError:
        raise InputError(str(path), "is a folder, not a file.") from None
    except OSError as error:
        raise InputError(str(path), f"cannot be read ({error.strerror}).", "Check that it is there and readable.") from None
    return read_article(str(path), data)
