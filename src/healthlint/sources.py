"""What the command line asks to be checked, and the settings that hold for each article."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

from healthlint.errors import InputError
from healthlint.files import find_files
from healthlint.settings import Settings, find_settings, read_settings, without_settings


class ChosenSettings:
    """The settings of each article, each file of them read once; with `config` or `isolated` the same for all."""

    def __init__(self, config: str | None, isolated: bool) -> None:
        if config and isolated:
            raise InputError("--config", "cannot be given together with --isolated.", "Leave one of them out.")
        self._default = without_settings(Path.cwd())
        self._fixed: Settings | None = self._default if isolated else None
        if config:
            if not Path(config).is_file():
                raise InputError(config, "no such settings file.", "Check the path given to --config.")
            self._fixed = read_settings(Path(config), config)
        self._found: dict[Path, Settings] = {}
        self._by_folder: dict[Path, Settings] = {}

    def of(self, path: Path) -> Settings:
        if self._fixed:
            return self._fixed
        folder = path.resolve().parent
        if folder not in self._by_folder:
            file = find_settings(folder)
            if file and file not in self._found:
                self._found[file] = read_settings(file, _shown(file))
            self._by_folder[folder] = self._found[file] if file else self._default
        return self._by_folder[folder]


def _shown(file: Path) -> str:
    try:
        return file.relative_to(Path.cwd()).as_posix()
    except ValueError:
        return str(file)


def find_sources(paths: tuple[str, ...], stdin_name: str | None, settings: ChosenSettings) -> list[Any]:
    """What to check: paths, the bytes of standard input under a name, and errors to report in their place."""
    if stdin_name or "-" in paths:
        if not stdin_name:
            raise InputError("-", "standard input needs a name.", "Add --stdin-filename article.md.")
        if paths not in ((), ("-",)):
            raise InputError("--stdin-filename", "cannot be given together with paths.", "Leave one of them out.")
        return [(Path(stdin_name), sys.stdin.buffer.read())]
    found: list[Any] = []
    named = {Path(path) for path in paths}
    for file in find_files(paths or (".",)):
        if isinstance(file, InputError) or file in named or not settings.of(file).excludes(file):
            found.append(file)
    return found
