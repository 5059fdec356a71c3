"""The rules that healthlint ships and the user's own, with the word lists, contexts and signals that they name."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from typing import Any

from healthlint import context, lexicon, signals, sorts
from healthlint.analysis import Knowledge
from healthlint.checks.pairs import SUMMARY
from healthlint.checks.together import check_lists, lists_of
from healthlint.claims import attribute, relation
from healthlint.claims.joined import DOUBTED
from healthlint.errors import InputError, nearest
from healthlint.finding import Severity
from healthlint.kinds import KINDS, Kind
from healthlint.phrase import Phrase, read_phrases
from healthlint.phrasebook import Phrasebook
from healthlint.rule import EditTemplate, Examples, Rule, When, fields_of
from healthlint.yamlfile import Node, read_yaml

# Not packs: what the rules are written in.
_SHARED = ("lexicons", "contexts", "signals", "sorts", "relations", "attributes", "audiences")
_KEYS = ("kind", "severity", "message", "why", "fix", "edit", "sources", "when", "unless", "options", "examples", "extends", "enabled")  # fmt: skip
_WHEN = ("about", "section", "not_about", "words")


@dataclass(frozen=True)
class Vocabulary:
    """What rules may name: word lists, contexts, signals, sorts, relations, attributes."""

    lexicons: Mapping[str, lexicon.Lexicon]
    contexts: Mapping[str, context.Context]
    signals: Mapping[str, signals.Signal]
    sorts: Mapping[str, sorts.Sort]
    relations: Mapping[str, relation.Relation]
    attributes: Mapping[str, attribute.AttributeGroup]

    @cached_property
    def lists(self) -> set[str]:
        return lexicon.known_lists(self.lexicons.values())


@dataclass(frozen=True)
class Rulebook:
    """All rules by id, with their vocabulary; the phrases are compiled when an article is first analysed."""

    rules: Mapping[str, Rule]
    vocabulary: Vocabulary

    @cached_property
    def packs(self) -> dict[str, list[Rule]]:
        packs: dict[str, list[Rule]] = {}
        for rule in self.rules.values():
            packs.setdefault(rule.pack, []).append(rule)
        return packs

    @cached_property
    def knowledge(self) -> Knowledge:
        book = Phrasebook()
        shared = self.vocabulary
        lexicon.add_to(book, shared.lexicons.values())
        context.add_to(book, [shared.contexts[name] for name in sorted(self._contexts) if name in shared.contexts])
        signals.add_to(book, shared.signals.values())
        sorts.add_to(book, shared.sorts.values())
        relation.add_to(book, shared.relations.values())
        attribute.add_to(book, shared.attributes.values())
        for rule in self.rules.values():
            kind = KINDS[rule.kind]
            for option in kind.phrases:
                for phrase in rule.options[option]:
                    if option in kind.parts and lists_of(phrase):
                        continue  # the check asks for the matches of the lists themselves
                    book.add(rule.owner(option), phrase.elements, phrase.text, in_headings=option in kind.title_phrases)
        return Knowledge(
            book,
            shared.lexicons,
            shared.contexts,
            shared.signals,
            shared.sorts,
            shared.relations,
            shared.attributes,
            {rule.id: rule.options for rule in self.rules.values() if rule.kind == "contradiction" and rule.enabled},
        )

    @property
    def _contexts(self) -> set[str]:
        """The contexts that anything asks for: the phrases of the others need not be looked for."""
        shared = self.vocabulary
        asking: list[Iterable[str]] = [rule.unless for rule in self.rules.values()]
        asking += [signal.unless for signal in shared.signals.values()]
        asking += [relation.unless for relation in shared.relations.values()]
        return {SUMMARY, *DOUBTED}.union(*asking)


def rules_folder() -> Path:
    """The folder of the rules that healthlint ships: inside the installed package, or beside `src` in a clone."""
    package = Path(__file__).parent
    for folder in (package / "rules", package.parent.parent / "rules"):
        if folder.is_dir():
            return folder
    raise InputError(str(package), "the rules are missing from this installation.", "Install healthlint again.")


def load_rulebook(house_folders: Sequence[Path] = ()) -> Rulebook:
    """Load the shipped rules, then the user's own from each folder; InputError for the first mistake in any."""
    folder = rules_folder()
    vocabulary = _read_vocabulary(folder, house_folders)
    rules: dict[str, Rule] = {}
    for path in _rule_files(folder):
        rule = _read_rule(path, f"rules/{path.relative_to(folder).as_posix()}", path.parent.name, vocabulary, rules)
        rules[rule.id] = rule
    for house in house_folders:
        if not house.is_dir():
            raise InputError(str(house), "no such folder of house rules.", "Check the spelling of the path.")
        for path in _rule_files(house):
            pack = path.parent.name if path.parent != house else house.name
            rule = _read_rule(path, str(path), pack, vocabulary, rules)
            rules[rule.id] = rule
    return Rulebook(rules, vocabulary)


def change_rule(rule: Rule, node: Node, vocabulary: Vocabulary) -> Rule:
    """A rule with what a configuration says of it: on, off, a severity, or keys and values."""
    severities = [severity.value for severity in Severity]
    if isinstance(node.value, str):
        word = node.choice(("on", "off", *severities))
        if word in ("on", "off"):
            return replace(rule, enabled=word == "on")
        return replace(rule, enabled=True, severity=Severity(word))
    fields = node.mapping(("severity", "options", "enabled"))
    changes: dict[str, Any] = {"enabled": fields["enabled"].flag() if "enabled" in fields else True}
    if "severity" in fields:
        changes["severity"] = Severity(fields["severity"].choice(severities))
    if "options" in fields:
        changes["options"] = _changed_options(fields["options"], rule, KINDS[rule.kind], vocabulary)
    return replace(rule, **changes)


def _rule_files(folder: Path) -> list[Path]:
    """The rule files of a folder: in the folder itself and, a pack each, in the folders below it."""
    return sorted(
        path
        for path in [*folder.glob("*.yml"), *folder.glob("*/*.yml")]
        if path.parent.name not in _SHARED and not path.name.startswith(".")
    )


def _read_vocabulary(folder: Path, houses: Iterable[Path]) -> Vocabulary:
    folders = [folder, *houses]
    lexicons = _read_all(folders, "lexicons", lexicon.read_lexicon)
    lists = lexicon.known_lists(lexicons.values())
    contexts = _read_all(folders, "contexts", lambda path, shown: context.read_context(path, shown, lists))
    return Vocabulary(
        lexicons=lexicons,
        contexts=contexts,
        signals={
            signal.name: signal
            for signal in _read_all(
                folders, "signals", lambda path, shown: signals.read_signal(path, shown, lists, contexts)
            ).values()
        },
        sorts=_read_all(folders, "sorts", lambda path, shown: sorts.read_sort(path, shown, lists)),
        relations=_read_relations(folders, lists, contexts),
        attributes=_read_all(folders, "attributes", lambda path, shown: attribute.read_attributes(path, shown, lists)),
    )


def _read_relations(
    folders: Iterable[Path], lists: Collection[str], contexts: Collection[str]
) -> dict[str, relation.Relation]:
    """Read the relations; one of the user's replaces the shipped one of the same name, or adds to it."""
    found: dict[str, relation.Relation] = {}
    for folder in folders:
        for path in sorted((folder / "relations").glob("*.yml")):
            shown = f"{folder.name}/relations/{path.name}"
            found[path.stem] = relation.read_relation(path, shown, lists, contexts, found.get(path.stem))
    return found


def _read_all(folders: Iterable[Path], kind: str, read: Callable[[Path, str], Any]) -> dict[str, Any]:
    """Read every file of one kind of vocabulary; one of the user's replaces the shipped one of the same name."""
    return {
        path.stem: read(path, f"{folder.name}/{kind}/{path.name}")
        for folder in folders
        for path in sorted((folder / kind).glob("*.yml"))
    }


def _read_rule(path: Path, shown: str, pack: str, vocabulary: Vocabulary, rules: Mapping[str, Rule]) -> Rule:
    root = read_yaml(path, shown)
    fields = root.mapping(_KEYS)
    if "extends" in fields:
        return _extend(root, fields, vocabulary, rules)
    if path.stem in rules:
        raise InputError(
            shown, f"there is already a rule {path.stem!r} ({rules[path.stem].file}).",
            f"Give the file another name, or write `extends: {path.stem}` to change that rule.",
        )  # fmt: skip
    for key in ("kind", "severity", "message", "why", "fix"):
        if key not in fields:
            raise root.error(f"the key {key} is missing.", "A rule needs kind, severity, message, why and fix.")
    name = fields["kind"].choice(KINDS)
    kind = KINDS[name]
    rule = Rule(
        id=path.stem,
        pack=pack,
        kind=name,
        options=_read_options(root, fields.get("options"), kind, vocabulary),
        file=shown,
        **{"sources": (), **_read_keys(fields, kind, vocabulary)},
    )
    _check_names(root, fields, rule, vocabulary)
    return rule


def _extend(root: Node, fields: dict[str, Node], vocabulary: Vocabulary, rules: Mapping[str, Rule]) -> Rule:
    """The rule that `extends` names, with what the file changes."""
    base_id = fields["extends"].text()
    if base_id not in rules:
        raise fields["extends"].error(f"there is no rule {base_id!r}.", nearest(base_id, rules))
    base = rules[base_id]
    kind = KINDS[base.kind]
    if "kind" in fields:
        raise fields["kind"].error("a rule that extends another keeps its kind.", "Leave the key out.")
    changes = _read_keys(fields, kind, vocabulary)
    if "examples" not in fields and fields.keys() & {"options", "when", "unless"}:
        changes["examples"] = Examples()  # those of the shipped rule no longer show what this one flags
    if "options" in fields:
        changes["options"] = _changed_options(fields["options"], base, kind, vocabulary)
    return replace(base, file=root.file, **changes)


def _read_keys(fields: Mapping[str, Node], kind: Kind, vocabulary: Vocabulary) -> dict[str, Any]:
    """The values of the keys that a rule gives, but for its kind and options."""
    readers: dict[str, Callable[[Node], Any]] = {
        "severity": lambda node: Severity(node.choice([severity.value for severity in Severity])),
        "message": lambda node: _template(node, kind),
        "why": Node.text,
        "fix": lambda node: _template(node, kind),
        "edit": lambda node: _read_edit(node, kind),
        "sources": Node.texts,
        "when": lambda node: _read_when(node, vocabulary),
        "unless": lambda node: context.read_context_names(node, vocabulary.contexts),
        "examples": _read_examples,
        "enabled": Node.flag,
    }
    return {key: read(fields[key]) for key, read in readers.items() if key in fields}


def _changed_options(node: Node, base: Rule, kind: Kind, vocabulary: Vocabulary) -> dict[str, Any]:
    """The options of a rule with changes: `phrases` replaces, `phrases+` adds, `phrases-` takes away."""
    known = [*kind.options, *(name + sign for name in kind.phrases for sign in ("", "+", "-"))]
    options = dict(base.options)
    for key, value in node.mapping(known).items():
        name = key.rstrip("+-")
        if key in kind.options:
            options[key] = kind.options[key](value)
        elif key.endswith("-"):
            options[name] = _without(value, options[name])
        else:
            phrases = read_phrases(value, vocabulary.lists)
            options[name] = (*options[name], *phrases) if key.endswith("+") else phrases
    return options


def _without(node: Node, phrases: tuple[Phrase, ...]) -> tuple[Phrase, ...]:
    have = {phrase.text for phrase in phrases}
    for item in node.items():
        if item.text() not in have:
            raise item.error(f"the rule has no phrase {item.text()!r} to take away.", nearest(item.text(), have))
    return tuple(phrase for phrase in phrases if phrase.text not in node.texts())


def _read_options(root: Node, node: Node | None, kind: Kind, vocabulary: Vocabulary) -> dict[str, Any]:
    options: dict[str, Any] = {**kind.defaults, **dict.fromkeys(kind.phrases, ())}
    given = node.mapping((*kind.options, *kind.phrases)) if node else {}
    for name in kind.required:
        if name not in given:
            raise (node or root).error(f"the option {name} is missing.", f"Options: {', '.join(kind.options)}.")
    for name, value in given.items():
        options[name] = kind.options[name](value) if name in kind.options else read_phrases(value, vocabulary.lists)
    if options.get("instead"):
        # each key of `instead` is a phrase of the rule, so that nobody writes it twice
        texts = {phrase.text for phrase in options["phrases"]}
        for key, value in given["instead"].mapping().items():
            if key not in texts:
                options["phrases"] += read_phrases(
                    Node([Node(key, value.file, value.line, value.trail)], value.file, value.line, value.trail),
                    vocabulary.lists,
                )
    return options


def _read_when(node: Node, vocabulary: Vocabulary) -> When:
    fields = node.mapping(_WHEN)
    named = {
        key: tuple(item.choice(vocabulary.sorts) for item in fields[key].items()) for key in _WHEN[:3] if key in fields
    }
    return When(**named, words=fields["words"].whole() if "words" in fields else 0)


def _read_examples(node: Node) -> Examples:
    fields = node.mapping(("bad", "good"))
    return Examples(*(fields[key].texts() if key in fields else () for key in ("bad", "good")))


def _read_edit(node: Node, kind: Kind) -> EditTemplate:
    fields = node.mapping(("text", "safe"))
    if "text" not in fields:
        raise node.error("the key text is missing.", "An edit needs the text to write, such as '{instead}'.")
    return EditTemplate(_template(fields["text"], kind), "safe" in fields and fields["safe"].flag())


def _template(node: Node, kind: Kind) -> str:
    """A message or fix, with only such {fields} as its kind fills."""
    text = node.text()
    try:
        fields = fields_of(text)
    except ValueError as error:
        raise node.error(f"{text!r}: {error}.", "Write {{ for a bracket that is no field.") from None
    for name in sorted(fields - set(kind.fields)):
        raise node.error(f"there is no field {{{name}}} here.", nearest(name, kind.fields))
    return text


def _check_names(root: Node, fields: dict[str, Node], rule: Rule, vocabulary: Vocabulary) -> None:
    """The names that options of some kinds give must exist."""
    for option, known in (("signal", vocabulary.signals), ("relation", vocabulary.relations)):
        name = rule.options.get(option)
        if name and name not in known:
            node = fields["options"].mapping()[option]
            raise node.error(f"there is no {option} {name!r}.", nearest(name, known))
    if rule.options.get("together"):
        check_lists(rule.options["together"], vocabulary.lists, fields["options"].mapping()["together"])
