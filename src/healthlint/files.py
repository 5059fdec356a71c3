"""Which files to check: paths given by name, and the articles below folders."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from pathspec import PathSpec

from healthlint.errors import InputError
from healthlint.reading import FORMATS

# Never an article's home, even where no .gitignore says so.
_SKIPPED = frozenset(("node_modules", "__pycache__", "venv", "site-packages"))


def find_files(paths: Iterable[str]) -> Iterator[Path | InputError]:
    """Yield each file once: a path given by name as it is, below a folder the articles that git does not ignore.

    A path that does not exist, or a folder without articles, is yielded as an InputError, so that the rest goes on.
    """
    seen: set[Path] = set()
    for name in paths:
        path = Path(name)
        if path.is_dir():
            below = list(_below(path, _ignores_above(path)))
            if not below:
                known = ", ".join(ending.lstrip(".") for ending in FORMATS)
                yield InputError(name, "no articles in this folder.", f"healthlint reads {known}.")
        elif path.exists():
            below = [path]
        else:
            yield InputError(name, "no such file or folder.", "Check the spelling of the path.")
            continue
        for file in below:
            if file not in seen:
                seen.add(file)
                yield file


def _below(folder: Path, ignores: list[tuple[Path, PathSpec[Any]]]) -> Iterator[Path]:
    ignores = ignores + _read_ignore(folder)
    try:
        entries = sorted(os.scandir(folder), key=lambda entry: entry.name)
    except OSError:
        return
    for entry in entries:
        path = folder / entry.name
        if entry.name.startswith(".") or entry.name in _SKIPPED or _ignored(path, entry.is_dir(), ignores):
            continue
        if entry.is_dir(follow_symlinks=False):
            yield from _below(path, ignores)
        elif path.suffix.lower() in FORMATS and entry.is_file() and not entry.name.startswith("~$"):
            yield path


def _ignores_above(folder: Path) -> list[tuple[Path, PathSpec[Any]]]:
    """The .gitignore files of the folders above, up to the root of the repository."""
    found: list[tuple[Path, PathSpec[Any]]] = []
    start = folder.resolve()
    if not any((above / ".git").exists() for above in (start, *start.parents)):
        return found
    current = start
    while not (current / ".git").exists():
        current = current.parent
        found = _read_ignore(current) + found
    return found


def _read_ignore(folder: Path) -> list[tuple[Path, PathSpec[Any]]]:
    file = folder / ".gitignore"
    try:
        lines = file.read_text(encoding="utf-8", errors="replace").splitlines()
    except OSError:
        return []
    return [(folder.resolve(), PathSpec.from_lines("gitignore", lines))]


def _ignored(path: Path, is_folder: bool, ignores: list[tuple[Path, PathSpec[Any]]]) -> bool:
    """Whether the nearest .gitignore that says anything of a path ignores it."""
    if not ignores:
        return False
    whole = path.resolve()
    for root, spec in reversed(ignores):
        name = whole.relative_to(root).as_posix() + ("/" if is_folder else "")
        verdict = spec.check_file(name).include
        if verdict is not None:
            return bool(verdict)
    return False
