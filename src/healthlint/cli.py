"""The command line; the only module that imports click, and the one that composes the others."""

from __future__ import annotations

import gc
import io
import os
import shutil
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import click

from healthlint import __version__
from healthlint.errors import InputError, nearest
from healthlint.finding import Severity
from healthlint.settings import DEFAULT_FILE, FAIL_ON, FILE_NAME, Settings
from healthlint.sources import ChosenSettings, find_sources

SLOW = 1.0
"""Seconds after which a terminal is shown how far healthlint is."""


class _Group(click.Group):
    """Ends with one clear message on whatever the user's input can cause, and 2 or 130 as the exit code."""

    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except InputError as error:
            _complain(error)
            ctx.exit(2)
        except BrokenPipeError:
            # whoever read the output has seen enough; nothing is left to flush to them
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            ctx.exit(0)

    def resolve_command(self, ctx: click.Context, args: list[str]) -> Any:
        if args and args[0] not in self.commands and not args[0].startswith("-"):
            raise InputError(args[0], "there is no such command.", nearest(args[0], self.commands))
        return super().resolve_command(ctx, args)


@click.group(cls=_Group, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="healthlint")
def cli() -> None:
    """Check health articles the way a careful medical editor does."""


def _complain(error: InputError) -> None:
    """Say on standard error what could not be done; names of files and rules may hold anything."""
    from healthlint.reports.text import printable

    click.echo("healthlint: " + "\n".join(map(printable, str(error).split("\n"))), err=True)


def main() -> None:
    """Run the command; an interruption exits with 130."""
    # rules and word lists are some hundred thousand objects that live to the end; the collector would walk them again
    # and again, for a third of all time
    gc.disable()
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            # reports quote articles: a terminal shows what it can, files and pipes get UTF-8
            stream.reconfigure(encoding=None if stream.isatty() else "utf-8", errors="replace")
    try:
        code = cli.main(prog_name="healthlint", standalone_mode=False)
        gc.freeze()  # on the way out it would walk them all once more, for as long as an article takes
        sys.exit(code if isinstance(code, int) else 0)
    except (click.Abort, KeyboardInterrupt):
        click.echo("healthlint: interrupted.", err=True)
        sys.exit(130)
    except click.ClickException as error:
        error.show()
        sys.exit(2)


def _many(ctx: click.Context, param: click.Parameter, value: Sequence[str]) -> tuple[str, ...]:
    """Values given more than once, or with commas, or both."""
    return tuple(name.strip() for text in value for name in text.split(",") if name.strip())


_SEVERITIES = click.Choice([severity.value for severity in Severity])


@cli.command()
@click.argument("paths", nargs=-1)
@click.option("--select", multiple=True, callback=_many, metavar="RULE,…", help="Only these rules or packs.")
@click.option("--ignore", multiple=True, callback=_many, metavar="RULE,…", help="Not these rules or packs.")
@click.option("--pack", "packs", multiple=True, callback=_many, metavar="PACK,…", help="Only these packs.")
@click.option("--severity", type=_SEVERITIES, default="info", help="Only findings this bad or worse.")
@click.option("--fail-on", type=click.Choice(FAIL_ON), help="Exit with 1 from this severity on (default: warning).")
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", help="How to report.")
@click.option("--config", type=click.Path(), help="Use this settings file, whatever lies beside the articles.")
@click.option("--isolated", is_flag=True, help="Use no settings file.")
@click.option("--fix", is_flag=True, help="Write the safe fixes to the files; Word files are never written.")
@click.option("--unsafe-fixes", is_flag=True, help="Write all fixes, those of taste too: read what has changed.")
@click.option("--diff", is_flag=True, help="Show what would be fixed, and write nothing; exit with 1 if anything.")
@click.option("--no-cache", is_flag=True, help="Check again what has not changed since the last time.")
@click.option("--stdin-filename", metavar="NAME", help="Read standard input, as if it were this file.")
@click.option("--quiet", "-q", is_flag=True, help="Report findings only: no counts, no summary.")
@click.option("--statistics", is_flag=True, help="Show how often each rule fired, and nothing else.")
@click.option("--exit-zero", is_flag=True, help="Exit with 0 whatever is found.")
@click.option("--color/--no-color", default=None, help="Colour, whether or not this is a terminal.")
def check(paths: tuple[str, ...], **options: Any) -> None:
    """Check articles: files, or all below a folder (default: here)."""
    from healthlint.checking import Selection, check_files

    _check_options(paths, options)
    settings = ChosenSettings(options["config"], options["isolated"])
    selection = Selection(options["select"], options["ignore"], options["packs"], Severity(options["severity"]))
    sources = find_sources(paths, options["stdin_filename"], settings)
    progress = _Progress(len(sources))
    files, fixes = [], []
    for checked in check_files(sources, settings.of, selection, use_cache=not options["no_cache"]):
        if not gc.isenabled():
            # what is there by now lives on; of the articles to come, there may be something to collect
            gc.freeze()
            gc.set_threshold(50_000, 20, 100)
            gc.enable()
        if _fixes(options):
            fixes.append(_fix(checked, settings, selection, options))
        files.append(fixes[-1].checked if fixes else checked)
        progress.step(checked.path)
    progress.clear()
    if options["diff"]:
        _show_diff(fixes)
    else:
        _report(files, options, sum(fixed.count for fixed in fixes) if _fixes(options) else None)
    for checked in files:
        if checked.error:
            _complain(checked.error)
    if options["diff"] and not any(checked.error for checked in files):
        raise click.exceptions.Exit(any(fixed.before != fixed.after for fixed in fixes) and not options["exit_zero"])
    _exit(files, options, settings)


def _fixes(options: dict[str, Any]) -> bool:
    return bool(options["fix"] or options["unsafe_fixes"] or options["diff"])


def _fix(checked: Any, settings: ChosenSettings, selection: Any, options: dict[str, Any]) -> Any:
    from healthlint.fixing import fix, write

    fixed = fix(checked, settings.of, selection, options["unsafe_fixes"])
    return fixed if options["diff"] else write(fixed)


def _check_options(paths: tuple[str, ...], options: dict[str, Any]) -> None:
    """InputError for options that do not go together."""
    if options["statistics"] and options["form"] == "json":
        raise InputError("--statistics", "cannot be given together with --format json.", "Leave one of them out.")
    if options["diff"] and (options["statistics"] or options["form"] == "json"):
        other = "--statistics" if options["statistics"] else "--format json"
        raise InputError("--diff", f"cannot be given together with {other}.", "Leave one of them out.")
    if (options["stdin_filename"] or "-" in paths) and _fixes(options) and not options["diff"]:
        name = "--fix" if options["fix"] else "--unsafe-fixes"
        raise InputError(name, "cannot write to standard input.", "Add --diff, or give the path of the file.")


class _Progress:
    """A line on the terminal, once it has taken longer than a second."""

    def __init__(self, total: int) -> None:
        self.total = total
        self.done = 0
        self.started = time.monotonic()
        self.shown = False

    def step(self, path: str) -> None:
        self.done += 1
        if sys.stderr.isatty() and self.done < self.total and time.monotonic() - self.started > SLOW:
            self.shown = True
            width = shutil.get_terminal_size().columns
            line = f"checking {self.done + 1} of {self.total}"
            click.echo("\r\x1b[K" + line[: width - 1], nl=False, err=True)

    def clear(self) -> None:
        if self.shown:
            click.echo("\r\x1b[K", nl=False, err=True)


def _show_diff(fixes: Sequence[Any]) -> None:
    """The changes of all files, for `patch`; on a terminal with unseen characters shown as such."""
    from healthlint.fixing import unified_diff
    from healthlint.reports.text import printable

    for fixed in fixes:
        text = unified_diff(fixed)
        click.echo("\n".join(map(printable, text.split("\n"))) if sys.stdout.isatty() else text, nl=False)


def _report(files: Sequence[Any], options: dict[str, Any], fixed: int | None = None) -> None:
    from healthlint.reports.json import render_json
    from healthlint.reports.text import render_file, render_statistics, render_summary

    color = _color(options["color"])
    if options["statistics"]:
        click.echo(render_statistics(files), nl=False, color=color)
    elif options["form"] == "json":
        click.echo(render_json(files, fixed), nl=False)
    else:
        width = shutil.get_terminal_size((100, 24)).columns
        for checked in files:
            if checked.findings or (checked.article and not options["quiet"] and len(files) == 1):
                click.echo(render_file(checked, width), color=color)
        if not options["quiet"]:
            click.echo(render_summary(files, fixed), nl=False, color=color)


def _color(asked: bool | None) -> bool | None:
    """What was asked for; else none where NO_COLOR is set, else what the terminal can do."""
    if asked is not None:
        return asked
    return False if os.environ.get("NO_COLOR") else None


def _exit(files: Sequence[Any], options: dict[str, Any], settings: ChosenSettings) -> None:
    """2 for what could not be checked, else 1 for a finding at or above the level of its article's settings."""
    if any(checked.error for checked in files):
        raise click.exceptions.Exit(2)
    if options["exit_zero"]:
        return
    for checked in files:
        level = options["fail_on"] or settings.of(Path(checked.path)).fail_on
        if level != "never" and any(f.severity.rank <= Severity(level).rank for f in checked.findings):
            raise click.exceptions.Exit(1)


@cli.command()
@click.option("--pack", "packs", multiple=True, callback=_many, metavar="PACK,…", help="Only these packs.")
@click.option("--severity", type=_SEVERITIES, help="Only rules of this severity.")
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", help="How to list.")
@click.option("--config", type=click.Path(), help="Use this settings file.")
@click.option("--isolated", is_flag=True, help="Use no settings file.")
def rules(packs: tuple[str, ...], severity: str | None, form: str, config: str | None, isolated: bool) -> None:
    """List the rules, with those of your own."""
    from healthlint.reports.json import dump

    book = ChosenSettings(config, isolated).of(Path("article.md")).rulebook
    for pack in packs:
        if pack not in book.packs:
            raise InputError("--pack", f"there is no pack {pack!r}.", nearest(pack, book.packs))
    chosen = [
        rule
        for rule in sorted(book.rules.values(), key=lambda rule: (rule.pack, rule.id))
        if (not packs or rule.pack in packs) and (not severity or rule.severity.value == severity)
    ]
    if form == "json":
        keys = ("id", "pack", "kind", "severity", "message", "why", "fix", "sources", "enabled")
        click.echo(dump([{key: getattr(rule, key) for key in keys} for rule in chosen]), nl=False)
        return
    width = max((len(rule.id) for rule in chosen), default=0)
    pack = ""
    for rule in chosen:
        if rule.pack != pack:
            pack = rule.pack
            click.echo(("\n" if rule is not chosen[0] else "") + click.style(pack, bold=True), color=_color(None))
        state = rule.severity.value if rule.enabled else "off"
        click.echo(f"  {rule.id:{width}}  {state:7}  {rule.why.split('. ')[0].rstrip('.')}.")
    click.echo(f"\n{_rules(len(chosen))}. healthlint explain RULE says more of one.")


def _rules(count: int) -> str:
    return "1 rule" if count == 1 else f"{count} rules"


@cli.command()
@click.argument("rule")
@click.option("--config", type=click.Path(), help="Use this settings file.")
@click.option("--isolated", is_flag=True, help="Use no settings file.")
def explain(rule: str, config: str | None, isolated: bool) -> None:
    """Say what a rule flags, why, how to mend it, and where it comes from; or how plain-language is worked out."""
    from healthlint.explain import PLAIN_LANGUAGE, explain_plain_language, explain_rule

    width = min(shutil.get_terminal_size((88, 24)).columns, 88)
    if rule == PLAIN_LANGUAGE:
        click.echo(explain_plain_language(width), nl=False)
        return
    book = ChosenSettings(config, isolated).of(Path("article.md")).rulebook
    if rule not in book.rules:
        raise InputError(rule, "there is no such rule.", nearest(rule, {*book.rules, PLAIN_LANGUAGE}))
    click.echo(explain_rule(book.rules[rule], width), nl=False)


@cli.command()
def init() -> None:
    """Write a commented settings file here."""
    path = Path(FILE_NAME)
    if path.exists():
        raise InputError(FILE_NAME, "is already there.", "Edit it, or remove it first.")
    try:
        path.write_text(DEFAULT_FILE, encoding="utf-8")
    except OSError as error:
        raise InputError(FILE_NAME, f"cannot be written ({error.strerror}).") from None
    click.echo(f"Wrote {FILE_NAME}: what to check, how strictly, and your own rules.")


@cli.command()
@click.argument("folder", type=click.Path())
def test(folder: str) -> None:
    """Run the examples of the rules in a folder of your own."""
    from healthlint.ruletest import run_examples

    book = Settings(Path.cwd(), rule_folders=(Path(folder),)).rulebook
    shown = Path(folder)
    mine = [rule for rule in book.rules.values() if Path(rule.file).is_relative_to(shown)]
    if not mine:
        raise InputError(
            folder, "there are no rules in this folder.", "A rule is a file such as house-rules/my-rule.yml."
        )
    failures, passed = [], 0
    for rule in mine:
        count = len(rule.examples.bad) + len(rule.examples.good)
        if not count:
            failures.append(f"{rule.file}: no examples.\n  Add at least two bad and two good ones.")
        wrong = run_examples(rule, book.knowledge)
        failures += [f"{rule.file}: {text}" for text in wrong]
        passed += count - len(wrong)
    for failure in failures:
        click.echo(failure)
    click.echo(f"{_rules(len(mine))}: {passed} examples passed, {len(failures)} failed.")
    raise click.exceptions.Exit(1 if failures else 0)


@cli.command()
@click.argument("file", type=click.Path())
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", help="How to show it.")
def show(file: str, form: str) -> None:
    """Show a file as healthlint reads it: title, metadata, signals, sections, sentences, readability."""
    from healthlint.checking import read_file
    from healthlint.reports.reading import render_reading

    article = read_file(Path(file))
    book = ChosenSettings(None, False).of(Path(file)).rulebook
    click.echo(render_reading(article, book.knowledge, form), nl=False)


@cli.command()
@click.argument("file", type=click.Path())
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", help="How to show it.")
def claims(file: str, form: str) -> None:
    """Show the claims in a file: what each is about, where it stands on which scale, what narrows it."""
    from healthlint.checking import read_file
    from healthlint.reports.claims import render_claims

    article = read_file(Path(file))
    book = ChosenSettings(None, False).of(Path(file)).rulebook
    click.echo(render_claims(article, book.knowledge, form), nl=False)
