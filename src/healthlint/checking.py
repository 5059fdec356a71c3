"""Many files through the linter: which rules run on each, and what is reported where one cannot be read."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from healthlint.article import Article
from healthlint.cache import Cache
from healthlint.errors import InputError, nearest
from healthlint.finding import Severity
from healthlint.kinds import KINDS
from healthlint.linter import Checked, check_article
from healthlint.reading import LARGEST, read_article
from healthlint.rule import Rule
from healthlint.rulebook import rules_folder
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
    caches: dict[int, Cache] = {}
    for source in sources:
        if isinstance(source, InputError):
            yield Checked(source.where, error=source)
            continue
        path = source if isinstance(source, Path) else source[0]
        settings = settings_of(path)
        rules = settings.rules_for(path)
        chosen = selection.choose(rules)
        cache = None
        if use_cache and isinstance(source, Path) and settings.cache_root:
            if id(settings) not in caches:
                caches[id(settings)] = Cache(settings.cache_root, (rules_folder(), *settings.rule_folders))
            cache = caches[id(settings)]
        try:
            data = read_bytes(path) if isinstance(source, Path) else source[1]
            article = read_article(str(path), data)
            key = cache.key(data, _choice(chosen)) if cache else ""
            known = cache.read(path, article, key) if cache else None
            checked = known or check_article(article, settings.rulebook.knowledge, rules, chosen)
            if cache and not known:
                cache.write(path, checked, key)
            yield checked
        except InputError as error:
            yield Checked(str(path), error=error)


def _choice(rules: Iterable[Rule]) -> str:
    """What the settings and the command line have made of the rules, as text; their files have a digest of their own."""
    return repr([(rule.id, rule.severity.value, rule.when, _plain(rule)) for rule in rules])


def _plain(rule: Rule) -> list[tuple[str, str]]:
    phrases = KINDS[rule.kind].phrases
    return [
        (name, repr([phrase.text for phrase in value] if name in phrases else value))
        for name, value in rule.options.items()
    ]


def read_file(path: Path) -> Article:
    """Read an article from disk."""
    return read_article(str(path), read_bytes(path))


def read_bytes(path: Path) -> bytes:
    """The bytes of a file; InputError where it cannot be read, or is far too large to be an article."""
    try:
        size = path.stat().st_size
        if not (path.is_file() or path.is_dir()):  # a device has no end, and nobody may write to a pipe
            raise InputError(str(path), "is not a file.", "Give the path of an article, or use --stdin-filename.")
        if size > LARGEST:
            raise InputError(
                str(path), f"{size / 1e6:.0f} MB is too large for an article.", "Split it, or leave it out."
            )
        return path.read_bytes()
    except FileNotFoundError:
        raise InputError(str(path), "no such file.", "Check the spelling of the path.") from None
    except IsADirectoryError:
        raise InputError(str(path), "is a folder, not a file.", "Give the path of an article.") from None
    except OSError as error:
        what = error.strerror or "unknown reason"
        raise InputError(str(path), f"cannot be read ({what}).", "Check that it is there and readable.") from None
