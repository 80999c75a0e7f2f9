"""Reading YAML with the line of every value, and without duplicate keys."""

from dataclasses import dataclass, field
from typing import Any

import yaml

from estates.seeding.finding import Finding, Flaw

Path = tuple[str | int, ...]


@dataclass
class Document:
    """A YAML document as plain values, with the line on which each of them stands."""

    file: str
    value: Any = None
    lines: dict[Path, int] = field(default_factory=dict)
    findings: list[Finding] = field(default_factory=list)

    def line(self, path: Path) -> int:
        """The line of the value at ``path``, or of the nearest value around it."""
        while path and path not in self.lines:
            path = path[:-1]
        return self.lines.get(path, 1)

    def report(self, path: Path, flaw: Flaw) -> None:
        """Note a flaw of the value at ``path``."""
        self.findings.append(Finding.of(flaw, self.file, self.line(path), dotted(path)))


def dotted(path: Path) -> str:
    """``path`` as people write it: ``procedures[0].steps[2].key``."""
    parts = (f"[{part}]" if isinstance(part, int) else f".{part}" for part in path)
    return "".join(parts).removeprefix(".")


def read_document(text: str, file: str) -> Document:
    """The document in ``text``. Broken YAML and duplicate keys become findings."""
    document = Document(file)
    loader = yaml.SafeLoader(text)
    try:
        node = loader.get_single_node()
        if node is not None:
            document.value = _value(loader, node, (), document)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        flaw = Flaw(f"the file is not YAML: {error.problem}", "Check indentation and quotes")
        document.value = None
        line = mark.line + 1 if mark else 1
        document.findings.append(Finding.of(flaw, file, line))
    finally:
        loader.dispose()
    return document


def _value(loader: yaml.SafeLoader, node: yaml.Node, path: Path, document: Document) -> Any:
    document.lines.setdefault(path, node.start_mark.line + 1)
    if isinstance(node, yaml.MappingNode):
        return _mapping(loader, node, path, document)
    if isinstance(node, yaml.SequenceNode):
        items = enumerate(node.value)
        return [_value(loader, item, (*path, index), document) for index, item in items]
    return loader.construct_object(node)


def _mapping(
    loader: yaml.SafeLoader, node: yaml.MappingNode, path: Path, document: Document
) -> dict[str, Any]:
    result: dict[str, Any] = {}
    for key_node, value_node in node.value:
        key = str(loader.construct_object(key_node))
        if key in result:
            place = dotted((*path, key))
            flaw = Flaw(f"the key {key} stands here twice", "Keep one of the two", place)
            line = key_node.start_mark.line + 1
            document.findings.append(Finding.of(flaw, document.file, line))
            continue
        document.lines[(*path, key)] = key_node.start_mark.line + 1
        result[key] = _value(loader, value_node, (*path, key), document)
    return result
