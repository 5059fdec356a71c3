"""HTML pages and fragments."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from healthlint.article import Article, ArticleBuilder, BlockKind
from healthlint.reading.htmltags import COMMENT, ENTITY, RAW_END, Run, Tag, resolve_entities, scan_html
from healthlint.reading.linkeddata import ADDRESS, PROPERTIES, Fact, read_linked_data
from healthlint.reading.metadata import canonical_key

_INVISIBLE = "\u00ad\u200b\u2060\ufeff"
"""Soft hyphens and other characters that a reader does not see and that would cut words in two."""
_ATOM = re.compile(rf"{ENTITY}|\s{{2,}}|[{_INVISIBLE}]+")
_OTHER_SPACE = re.compile(r"[^\S ]")

_HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
_LISTS = frozenset(("ul", "ol", "menu"))
_VOID = frozenset(
    ("area", "base", "br", "col", "embed", "hr", "img", "input", "keygen", "link", "meta", "param", "source",
     "track", "wbr")
)  # fmt: skip
_DROPPED = frozenset(
    ("audio", "button", "canvas", "dialog", "form", "iframe", "math", "nav", "noscript", "object", "script",
     "select", "style", "svg", "template", "textarea", "video")
)  # fmt: skip
_EDGES = frozenset(("header", "footer", "aside"))
"""Dropped around the article, kept inside it, where they hold bylines, references and disclaimers."""
_BLOCKS = _HEADINGS | _LISTS | _EDGES | frozenset(
    ("address", "article", "blockquote", "body", "caption", "center", "dd", "details", "dialog", "dir", "div",
     "dl", "dt", "fieldset", "figcaption", "figure", "form", "head", "hgroup", "hr", "html", "legend", "li",
     "main", "nav", "p", "pre", "search", "section", "summary", "table", "tbody", "td", "tfoot", "th", "thead",
     "title", "tr")
)  # fmt: skip
_CLOSES_HEADING = _HEADINGS | _LISTS | {"p", "table", "section", "article", "blockquote", "dl"}
_SCOPE = frozenset(("td", "th", "caption", "table", "template", "button", "object"))
_TABLE_PARTS = frozenset(("caption", "table", "tbody", "td", "tfoot", "th", "thead", "tr"))
_ROW_GROUPS = frozenset(("tr", "thead", "tbody", "tfoot"))
_IMPLIED_END: dict[str, tuple[frozenset[str], frozenset[str]]] = {
    "li": (frozenset(("li",)), _LISTS | _SCOPE),
    "dt": (frozenset(("dt", "dd")), frozenset(("dl",)) | _SCOPE),
    "dd": (frozenset(("dt", "dd")), frozenset(("dl",)) | _SCOPE),
    "td": (frozenset(("td", "th")), frozenset(("table",))),
    "th": (frozenset(("td", "th")), frozenset(("table",))),
    **dict.fromkeys(_ROW_GROUPS, (_ROW_GROUPS, frozenset(("table",)))),
    "a": (frozenset(("a",)), _SCOPE),
}
"""The open elements that a start tag ends, and those beyond which it does not look."""
_ROLES = {"main": "main", "article": "article", "navigation": "nav", "search": "nav", "banner": "header",
          "contentinfo": "footer", "complementary": "aside", "presentation": "div", "none": "div"}  # fmt: skip
_DEEPEST = 500
"""Elements inside each other; browsers stop near it too, and it keeps broken pages linear."""

_PEOPLE = ("author", "reviewer", "funding")
_TIMES = (
    ("published", re.compile(r"publish|pubdate|posted|entry-date|created", re.IGNORECASE)),
    ("updated", re.compile(r"updated|modified|revised", re.IGNORECASE)),
    ("reviewed", re.compile(r"reviewed", re.IGNORECASE)),
)
_BYLINE_CLASS = re.compile(r"(?:^|[\s_-])(?:byline|author)(?:$|[\s_-])", re.IGNORECASE)
_BYLINE = re.compile(r"(?:(?:written|posted|reported|words|story) )?by:? ([^|·•]*[^|·•\s])", re.IGNORECASE)
_HIDDEN_STYLE = re.compile(r"display\s*:\s*none", re.IGNORECASE)
_SITE_SUFFIX = re.compile(r"(.*?\S) (?:\||::|») |(.*\S) [-\u2013\u2014] \S+(?: \S+){0,2} ?$")
"""All after a bar; after a dash, which may well be part of the title, up to three words."""


def read_html(path: str, source: str) -> Article:
    """Read the article out of a page or fragment: `article`, else `main`, else the body without what surrounds it."""
    builder = ArticleBuilder(path, "html", source)
    page = _Page(builder.text, _DROPPED)
    drafts, root = page.content()
    if not drafts and "<form" in builder.text.lower():  # ASP.NET wraps whole pages in one
        page = _Page(builder.text, _DROPPED - {"form"})
        drafts, root = page.content()
    title = next((draft for draft in drafts if draft.scope.level == 1 and draft.scope.kind == "heading"), None)
    if title is None and page.title is not None:
        _fill(builder, [page.title], page.title)
    _fill(builder, drafts, title)
    builder.promote_title()
    for comment in page.comments:
        builder.comment(*comment)
    seen: set[tuple[str, str]] = set()
    for fact in sorted(page.facts, key=lambda fact: fact.start):
        elsewhere = fact.article and fact.article != root  # the byline of a teaser, the date of a comment
        if not elsewhere and (fact.key, fact.value) not in seen:
            seen.add((fact.key, fact.value))
            builder.metadatum(fact.key, fact.value, fact.start, fact.end)
    return builder.build()


@dataclass(eq=False)
class _List:
    group: int
    level: int
    ordered: bool


@dataclass(eq=False)
class _Table:
    group: int
    row: int = -1


@dataclass(eq=False)
class _Target:
    """Where a link leads; two links to one place are two targets."""

    url: str


class _Scope(NamedTuple):
    """What the text inside an element is; an element takes it from its parent and changes what it stands for."""

    kind: BlockKind = "paragraph"
    level: int = 0
    group: int = 0
    row: int = 0
    items: _List | None = None
    table: _Table | None = None
    target: _Target | None = None
    person: str = ""
    hidden: bool = False
    edge: bool = False
    head: bool = False
    article: int = 0
    main: int = 0


class _Draft:
    """A block in the making: pieces of prose, white space collapsed, and the links over them."""

    def __init__(self, scope: _Scope) -> None:
        self.scope = scope
        self.pieces: list[tuple[str, int, int]] = []
        self.links: list[tuple[int, int, _Target]] = []
        self.length = 0
        self._spaced = True

    @property
    def text(self) -> str:
        return "".join(text for text, _, _ in self.pieces)

    def read(self, source: str, start: int, end: int, target: _Target | None = None) -> None:
        """Add the text at `start:end`, entities resolved, as part of the link to `target`."""
        before = self.length
        for found in _ATOM.finditer(source, start, end):
            self.add(_OTHER_SPACE.sub(" ", source[start : found.start()]), start, found.start())
            shown = resolve_entities(found.group())
            self.add(" " if shown.isspace() else shown.strip(_INVISIBLE), found.start(), found.end())
            start = found.end()
        self.add(_OTHER_SPACE.sub(" ", source[start:end]), start, end)
        if target is None or self.length == before:
            return
        if self.links and self.links[-1][2] is target:
            before = self.links.pop()[0]
        self.links.append((before, self.length, target))

    def add(self, text: str, start: int, end: int) -> None:
        if self._spaced and text.startswith(" "):
            text, start = text[1:], start + 1
        if text:
            self.pieces.append((text, start, end))
            self.length += len(text)
            self._spaced = text.endswith(" ")


@dataclass
class _Element:
    name: str
    scope: _Scope
    wanted: str = ""
    """The key under which the text of the element is metadata."""
    first: int = 0


class _Page:
    """Reads the tags and runs of a page into drafts of blocks, facts and comments."""

    def __init__(self, text: str, dropped: frozenset[str]) -> None:
        self.text = text
        self.comments: list[tuple[str, int, int]] = []
        self.facts: list[Fact] = []
        self.title: _Draft | None = None
        self._dropped = dropped
        self._drafts: list[_Draft] = []
        self._captions: list[_Draft] = []
        self._draft: _Draft | None = None
        self._broken = False  # the last thing seen was a <br>
        self._texts: list[Run | None] = []  # None: the end of a line or block
        self._stack = [_Element("", _Scope())]
        self._open: Counter[str] = Counter()
        self._count = 0
        for part in scan_html(text):
            self._read(part)
        self._leave(1)
        self._flush()

    def content(self) -> tuple[list[_Draft], int]:
        """Return the drafts of the article itself, and the number of the `article` element that holds them."""
        articles, mains = Counter[int](), Counter[int]()
        for draft in self._drafts:
            if not draft.scope.edge:
                articles[draft.scope.article] += draft.length
                mains[draft.scope.main] += draft.length
        del articles[0], mains[0]
        article, size = max(articles.items(), key=lambda pair: pair[1], default=(0, 0))
        main, whole = max(mains.items(), key=lambda pair: pair[1], default=(0, 0))
        if article and size * 4 >= whole:  # else it is a teaser beside the article
            return [draft for draft in self._drafts if draft.scope.article == article], article
        if main:
            return [draft for draft in self._drafts if draft.scope.main == main], 0
        return [draft for draft in self._drafts if not draft.scope.edge], 0

    def _read(self, part: Run | Tag) -> None:
        if isinstance(part, Tag):
            if part.closing:
                self._end(part)
            else:
                self._start(part)
        elif part.kind == "comment":
            comment = COMMENT.match(self.text, part.start)
            self.comments.append((comment[1] or "" if comment else "", part.start, part.end))
        elif part.kind == "text" and not self._stack[-1].scope.hidden:
            self._add_text(part)

    def _add_text(self, part: Run) -> None:
        scope = self._stack[-1].scope
        draft = self._draft or _Draft(scope)
        before = draft.length
        draft.read(self.text, part.start, part.end, scope.target)
        if draft.length > before:
            self._draft = draft
            self._texts.append(part)
            self._broken = False

    def _start(self, tag: Tag) -> None:
        name = tag.name
        if name in _BLOCKS:
            self._close({"p"}, _SCOPE)
            if name in _CLOSES_HEADING:
                self._close(_HEADINGS, _SCOPE)
        if name in _BLOCKS or name in _VOID:
            self._close({"title"}, frozenset())
        if name in _IMPLIED_END:
            self._close(*_IMPLIED_END[name])
        parent = self._stack[-1].scope
        if name in _BLOCKS and not parent.hidden:
            self._flush()
        element = _Element(name, self._inherit(tag, parent), first=len(self._texts))
        self._note(tag, element)
        if not element.scope.hidden and name == "br":
            self._break(tag)
        elif not element.scope.hidden and name in ("img", "q"):
            self._stand_in(tag, element.scope)
        if name not in _VOID and not tag.empty and len(self._stack) < _DEEPEST:
            self._stack.append(element)
            self._open[name] += 1

    def _end(self, tag: Tag) -> None:
        if tag.name in ("html", "body"):
            return
        if tag.name == "q" and self._open["q"] and not self._stack[-1].scope.hidden:
            self._stand_in(tag, self._stack[-1].scope)
        names = _HEADINGS if tag.name in _HEADINGS else {tag.name}
        self._close(names, frozenset(("table",)) if tag.name in _TABLE_PARTS else _SCOPE)
        if tag.name == "p":
            self._flush()

    def _close(self, names: set[str] | frozenset[str], beyond: frozenset[str]) -> None:
        """End the innermost open element of these names, and all inside it; stay within the elements `beyond`."""
        if not any(map(self._open.get, names)):
            return
        for index in range(len(self._stack) - 1, 0, -1):
            if self._stack[index].name in names:
                self._leave(index)
                return
            if self._stack[index].name in beyond:
                return

    def _leave(self, index: int) -> None:
        """End all open elements from `index` on."""
        for element in reversed(self._stack[index:]):
            self._open[element.name] -= 1
            if element.wanted:
                self._note_text(element)
            if element.name in _BLOCKS and not element.scope.hidden:
                self._flush()
        del self._stack[index:]

    def _flush(self) -> None:
        draft, self._draft, self._broken = self._draft, None, False
        if draft is not None:
            self._texts.append(None)
            if not draft.scope.head:
                self._drafts.append(draft)
            elif self.title is None:
                self.title = draft
        self._drafts += self._captions
        self._captions = []

    def _break(self, tag: Tag) -> None:
        self._texts.append(None)
        if self._broken:
            self._flush()
        elif self._draft:
            self._draft.add(" ", tag.start, tag.end)
            self._broken = True

    def _stand_in(self, tag: Tag, scope: _Scope) -> None:
        """Add what a browser shows for a tag: quotation marks, or a caption from the alt text of an image."""
        if tag.name == "q":
            self._draft = self._draft or _Draft(scope)
            self._draft.add("”" if tag.closing else "“", tag.start, tag.end)
            self._broken = False
            return
        caption = _Draft(scope._replace(kind="caption"))
        caption.read(self.text, *tag.attributes.get("alt", (0, 0)), scope.target)
        if caption.length:
            self._captions.append(caption)
            if self._draft is None:
                self._flush()

    def _inherit(self, tag: Tag, parent: _Scope) -> _Scope:
        changes: dict[str, Any] = {}
        name = _ROLES.get(self._value(tag, "role").strip().lower(), tag.name)
        if tag.name in self._dropped or name in self._dropped or self._is_hidden(tag):
            changes["hidden"] = True
        elif name in _EDGES and not (parent.article or parent.main):
            changes["edge"] = True
        elif name == "article" and not parent.article:
            changes["article"] = self._next()
        elif name == "main" and not parent.main:
            changes["main"] = self._next()
        elif name == "a" and self._value(tag, "href").strip():
            changes["target"] = _Target(self._value(tag, "href").strip())
        elif name == "title":
            changes["head"] = True
        elif name in _BLOCKS:
            changes = self._block_scope(name, parent)
        properties = {canonical_key(word) for word in self._value(tag, "itemprop").split() if word in PROPERTIES}
        person = next((key for key in _PEOPLE if key in properties), None)
        if person:
            changes["person"] = person
        return parent._replace(**changes) if changes else parent

    def _block_scope(self, name: str, parent: _Scope) -> dict[str, Any]:
        if name in _HEADINGS:
            return {"kind": "heading", "level": int(name[1])}
        if name in _LISTS:
            level = parent.items.level + 1 if parent.items else 1
            return {"items": _List(self._next(), level, name == "ol")}
        if name == "table":
            return {"table": _Table(self._next()), "items": None}
        if name == "tr" and parent.table:
            parent.table.row += 1
        if name == "blockquote":
            return {"kind": "quotation"}
        if name in ("caption", "figcaption"):
            return {"kind": "caption"}
        if name == "li" and parent.kind != "quotation":
            items = parent.items or _List(0, 1, False)
            return {"kind": "item", "level": items.level, "group": items.group}
        if name in ("td", "th") and parent.table and parent.kind != "quotation":
            return {"kind": "cell", "group": parent.table.group, "row": max(parent.table.row, 0), "items": None}
        return {}

    def _note(self, tag: Tag, element: _Element) -> None:
        """Note the metadata that the attributes of a tag hold, or that its text will be."""
        if tag.name == "script":
            self._note_linked_data(tag)
            return
        key = self._key(tag, element.scope.person)
        holder = "datetime" if tag.name == "time" and "datetime" in tag.attributes else "content"
        if not key:
            return
        if "name" in self._value(tag, "itemprop").split():  # the name in a person, not all that is said of them
            for outer in self._stack:
                outer.wanted = "" if outer.wanted == key else outer.wanted
        if holder in tag.attributes:
            value = self._value(tag, holder).strip()
            if key != "author" or not ADDRESS.match(value):
                self.facts.append(Fact(key, value, *tag.attributes[holder], element.scope.article))
            return
        element.wanted = key

    def _key(self, tag: Tag, person: str) -> str:
        """Return the key of the fact that an element tells, "byline" when its text must show that it is one."""
        if not tag.attributes:
            return ""
        words = self._value(tag, "itemprop").split()
        for word in words:
            if word in PROPERTIES:
                return canonical_key(word)
            if word == "name" and person:
                return person
            if word in ("jobTitle", "honorificSuffix") and person == "author":
                return "credentials"
        if tag.name == "meta":
            name = self._value(tag, "name") or self._value(tag, "property")
            return "" if name.lower().startswith("twitter:") else canonical_key(name)
        classes = self._value(tag, "class")
        if tag.name == "time":
            found = (key for key, pattern in _TIMES if pattern.search(classes))
            return "published" if "pubdate" in tag.attributes else next(found, "")
        if tag.name == "a" and "author" in self._value(tag, "rel").lower().split():
            return "author"
        return "byline" if _BYLINE_CLASS.search(classes) else ""

    def _note_text(self, element: _Element) -> None:
        """Note the first line of an element as metadata; 300 characters of it, for more is no name and no date."""
        line = _Draft(element.scope)
        for part in self._texts[element.first : element.first + 50]:
            if (part is None and line.length) or line.length > 300:
                break
            if part is not None:
                line.read(self.text, part.start, min(part.end, part.start + 300))
        text, key, start = line.text.rstrip(), element.wanted, 0
        if key == "byline":
            byline = _BYLINE.match(text)
            text, key, start = (byline[1], "author", byline.start(1)) if byline else ("", "", 0)
        pieces = _cut(line.pieces, start, start + len(text))
        if pieces:
            self.facts.append(Fact(key, text, pieces[0][1], pieces[-1][2], element.scope.article))

    def _note_linked_data(self, tag: Tag) -> None:
        if self._value(tag, "type").strip().lower() == "application/ld+json":
            raw = RAW_END["script"].search(self.text, tag.end)
            self.facts += read_linked_data(self.text, tag.end, raw.start() if raw else len(self.text))

    def _is_hidden(self, tag: Tag) -> bool:
        return tag.name not in ("html", "body") and (  # some pages show themselves only by script
            "hidden" in tag.attributes
            or self._value(tag, "aria-hidden").strip().lower() == "true"
            or bool(_HIDDEN_STYLE.search(self._value(tag, "style")))
        )

    def _value(self, tag: Tag, name: str) -> str:
        if name not in tag.attributes:
            return ""
        start, end = tag.attributes[name]
        return resolve_entities(self.text[start:end])

    def _next(self) -> int:
        self._count += 1
        return self._count


def _fill(builder: ArticleBuilder, drafts: Sequence[_Draft], title: _Draft | None) -> None:
    """Build the blocks of an article, groups numbered from 1."""
    groups: dict[int, int] = {}
    for draft in drafts:
        scope = draft.scope
        pieces = _cut(draft.pieces, 0, _title_length(draft.text)) if scope.head else draft.pieces
        for piece in pieces:
            builder.piece(*piece)
        for begin, end, target in draft.links:
            builder.link(begin, end, target.url)
        if draft is title:
            builder.block("title", level=1)
        elif scope.kind == "heading":
            builder.block("heading", level=scope.level)
        elif scope.kind in ("item", "cell"):
            group = groups.setdefault(scope.group, len(groups) + 1) if scope.group else 0
            if scope.kind == "cell":
                builder.block("cell", group=group, row=scope.row)
            else:
                ordered = scope.items is not None and scope.items.ordered
                builder.block("item", level=scope.level, group=group, ordered=ordered)
        else:
            builder.block(scope.kind)


def _title_length(text: str) -> int:
    """Where the name of the site begins in the text of a `title` element."""
    found = _SITE_SUFFIX.match(text)
    return len(found[1] or found[2]) if found else len(text)


def _cut(pieces: Sequence[tuple[str, int, int]], begin: int, end: int) -> list[tuple[str, int, int]]:
    """Return the pieces of the characters `begin:end`; one that stands for other text stays whole."""
    kept = []
    at = 0
    for text, start, stop in pieces:
        first, last = max(begin - at, 0), min(end - at, len(text))
        at += len(text)
        if first < last:
            exact = len(text) == stop - start
            kept.append((text[first:last], start + first, start + last) if exact else (text[first:last], start, stop))
    return kept
