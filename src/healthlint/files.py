"""Which files to check: paths given by name, and the articles below folders."""

from __future__ import annotations

import os
import stat
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
    seen: set[str] = set()
    for name in paths:
        for found in _at(name):
            if isinstance(found, Path):
                whole = os.path.abspath(found)
                if whole in seen:
                    continue
                seen.add(whole)
            yield found


def _at(name: str) -> list[Path | InputError]:
    """What one path stands for."""
    path = Path(name)
    try:
        mode = path.stat().st_mode
    except FileNotFoundError:
        return [InputError(name, "no such file or folder.", "Check the spelling of the path.")]
    except (OSError, ValueError) as error:  # a name that no file can have, a folder that may not be entered
        what = getattr(error, "strerror", None) or "no name of a file"
        return [InputError(name, f"cannot be read ({what}).", "Check that it is there and readable.")]
    if not stat.S_ISDIR(mode):
        return [path]
    whole = path.resolve()
    ignores = _ignores_above(whole)
    if _ignored(whole, True, ignores):
        ignores = []  # git ignores the folder, yet it was asked for by name
    below = list(_below(path, whole, ignores))
    if not below:
        known = ", ".join(ending.lstrip(".") for ending in FORMATS)
        return [InputError(name, "no articles in this folder.", f"healthlint reads {known}.")]
    return below


def _below(folder: Path, whole: Path, ignores: list[tuple[Path, PathSpec[Any]]]) -> Iterator[Path | InputError]:
    """The articles below a folder; `whole` is its resolved path."""
    ignores = ignores + _read_ignore(whole)
    try:
        entries = sorted(os.scandir(folder), key=lambda entry: entry.name)
    except OSError as error:
        yield InputError(str(folder), f"cannot be read ({error.strerror}).", "Check that you may open this folder.")
        return
    for entry in entries:
        path, inside = folder / entry.name, whole / entry.name
        if entry.name.startswith(".") or entry.name in _SKIPPED or _ignored(inside, entry.is_dir(), ignores):
            continue
        if entry.is_dir(follow_symlinks=False):
            yield from _below(path, inside, ignores)
        elif path.suffix.lower() in FORMATS and entry.is_file() and not entry.name.startswith("~$"):
            yield path


def _ignores_above(folder: Path) -> list[tuple[Path, PathSpec[Any]]]:
    """The .gitignore files of the folders above a resolved one, up to the root of the repository."""
    found: list[tuple[Path, PathSpec[Any]]] = []
    if not any((above / ".git").exists() for above in (folder, *folder.parents)):
        return found
    while not (folder / ".git").exists():
        folder = folder.parent
        found = _read_ignore(folder) + found
    return found


def _read_ignore(folder: Path) -> list[tuple[Path, PathSpec[Any]]]:
    file = folder / ".gitignore"
    try:
        lines = file.read_text(encoding="utf-8", errors="replace").splitlines()
    except OSError:
        return []
    return [(folder, PathSpec.from_lines("gitignore", lines))]


def _ignored(path: Path, is_folder: bool, ignores: list[tuple[Path, PathSpec[Any]]]) -> bool:
    """Whether the nearest .gitignore that says anything of a path ignores it."""
    for root, spec in reversed(ignores):
        name = path.relative_to(root).as_posix() + ("/" if is_folder else "")
        verdict = spec.check_file(name).include
        if verdict is not None:
            return bool(verdict)
    return False
