"""The house guards itself: who may import what, no clock in a step, and nothing left undocumented."""

import ast
import importlib.metadata
import itertools
import re
import sys
import tomllib
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path

import pytest

from afterword import api, settings, shapes
from afterword.candidacy import reason
from afterword.cli import COMMANDS

ROOT = Path(__file__).parent.parent
SOURCE = ROOT / "src" / "afterword"
STEPS = ("candidacy", "card", "notes", "gift", "letter", "followup", "reply")

ALLOWED = {
    "babel": "dates and lists as a language writes them",
    "bibtexparser": "BibTeX shelves, from text",
    "flufl": "bounce formats of many servers, from bytes",
    "holidays": "public holidays by country and subdivision",
    "icalendar": "Windows' names of time zones",
    "numpy": "one matrix of vectors, and its products",
    "phonenumbers": "numbers of all countries",
    "rispy": "RIS shelves, from text",
    "snowballstemmer": "stems for search and comparison",
}
"""What a step may import besides the standard library, each with its reason."""

OUTSIDE_WORLD = {
    "asyncio", "http", "imaplib", "multiprocessing", "os", "pathlib", "shutil", "smtplib", "socket", "sqlite3",
    "ssl", "subprocess", "tempfile", "threading", "time", "urllib.request", "webbrowser",
}  # fmt: skip
"""Parts of the standard library that touch the world or the clock."""


INNER = {"archive.open"}
"""Calls that look like it: a part of an archive that lies in memory."""


def modules(*rooms: str) -> Iterator[Path]:
    for room in rooms:
        yield from sorted((SOURCE / room).rglob("*.py"))


def imports(tree: ast.AST) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def parsed(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"), filename=str(path))


@pytest.mark.parametrize("path", list(modules(*STEPS)), ids=lambda path: str(path.relative_to(SOURCE)))
def test_a_step_is_pure(path: Path) -> None:
    tree = parsed(path)
    for name in imports(tree):
        top = name.partition(".")[0]
        assert top in {"afterword", *ALLOWED, *sys.stdlib_module_names}, f"{name} is not on the allow-list"
        assert not {top, name} & OUTSIDE_WORLD, f"{name} touches the world or the clock"
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            called = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
            outer = {"now", "today", "utcnow", "open", "print", "input"}
            assert called not in outer or ast.unparse(node.func) in INNER, f"line {node.lineno}: {called}()"


def test_every_module_says_what_it_is() -> None:
    own = [path for path in SOURCE.rglob("*.py") if not ("migrations" in path.parts and path.name[0].isdigit())]
    silent = [str(path.relative_to(SOURCE)) for path in own if not ast.get_docstring(parsed(path))]
    assert silent == []


def test_every_test_can_fail() -> None:
    toothless = [
        f"{path.name}:{node.name}"
        for path in (ROOT / "tests").rglob("test_*.py")
        for node in ast.walk(parsed(path))
        if isinstance(node, ast.FunctionDef) and node.name.startswith("test_") and not _can_fail(node)
    ]
    assert toothless == []


def _can_fail(test: ast.FunctionDef) -> bool:
    for node in ast.walk(test):
        if isinstance(node, ast.Assert):
            return True
        if isinstance(node, ast.Call):
            name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
            if name == "raises" or name.startswith(("assert_", "check_", "expect")):
                return True
    return False


def codes() -> Iterator[tuple[str, str]]:
    """Every literal code that the program raises, tells or renders, with its place."""
    rooms = "|".join((*STEPS, "outside", "app", "cli", "input", "settings", "shapes"))
    pattern = re.compile(rf"(?:{rooms})(?:\.[a-z0-9_+-]+)+")
    for path in SOURCE.rglob("*.py"):
        for node in ast.walk(parsed(path)):
            if isinstance(node, ast.Call) and node.args and isinstance(node.args[0], ast.Constant):
                called = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
                value = node.args[0].value
                if called in {"BadInput", "NotSupported", "TooLarge", "Refused", "problem", "message"} and isinstance(
                    value, str
                ):
                    assert pattern.fullmatch(value), f"{path.name}:{node.lineno}: {value} names no room"
                    yield value, f"{path.name}:{node.lineno}"


def test_every_code_has_its_text() -> None:
    missing = []
    for code, place in codes():
        try:
            reason._text(code, "en")
        except KeyError:
            missing.append(f"{code} ({place})")
    assert missing == []


TEMPLATES = SOURCE / "app" / "templates"
PLAIN = frozenset({"Afterword", "MIT", ".ics", "Chrome", "Firefox", "Safari"})
"""Names, which are the same in every language."""

SPOKEN = frozenset({"alt", "aria-label", "aria-description", "title", "placeholder", "data-label", "data-copied"})
"""Attributes whose text somebody sees or hears."""

_TRANSLATED = re.compile(
    r"{%\s*blocktranslate\b.*?{%\s*endblocktranslate\s*%}|{%\s*block page_class\s*%}.*?{%\s*endblock\s*%}|{#.*?#}",
    re.DOTALL,
)
_TAG = re.compile(r"{%.*?%}|{{.*?}}", re.DOTALL)
_BARE_DEFAULT = re.compile(r"""\|default(?:_if_none)?:["'][^"']*[A-Z ]""")  # a code such as "en" is no text


class Page(HTMLParser):
    """What a template itself says, its tags taken out. bare: texts that no translation reaches; inline: what the
    policy of the pages forbids. Commands of the terminal stand in <code>, and are no language.
    """

    def __init__(self, template: str) -> None:
        super().__init__()
        self.bare: list[str] = _BARE_DEFAULT.findall(template)
        self.inline: list[str] = []
        self._code = 0
        self.feed(_TAG.sub(" ", _TRANSLATED.sub(" ", template)))
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._code += tag == "code"
        names = {name for name, _ in attrs}
        self.bare += [value for name, value in attrs if name in SPOKEN and value and self._is_text(value)]
        self.inline += [name for name in names if name == "style" or name.startswith(("on", "hx-on"))]
        self.inline += [tag] if tag == "style" or (tag == "script" and "src" not in names) else []

    def handle_endtag(self, tag: str) -> None:
        self._code -= tag == "code"

    def handle_data(self, data: str) -> None:
        self.bare += [data.strip()] if not self._code and self._is_text(data) else []

    @staticmethod
    def _is_text(text: str) -> bool:
        return any(re.search(r"[^\W\d_]", word) and word not in PLAIN for word in text.split())


def pages() -> list[Path]:
    return sorted(TEMPLATES.rglob("*.html"))


def test_a_page_is_read_as_it_is() -> None:
    page = Page(
        '<p style="x" onclick="y">Bare {% translate "kept" %}</p><img alt="Bare {{ x }}"><b title="{{ x }}">'
        '{{ x|default:"Bare" }}{{ x|default:"en" }}<script>z</script><code>make run</code>'
        "{% blocktranslate %}kept{% endblocktranslate %}<style></style>"
    )
    assert (len(page.bare), sorted(page.inline)) == (4, ["onclick", "script", "style", "style"])


@pytest.mark.parametrize("path", pages(), ids=lambda path: str(path.relative_to(TEMPLATES)))
def test_a_template_can_be_translated_and_keeps_the_policy(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    page = Page(text)
    assert path.name == "parts.html" or page.bare == []  # the sheet of components is for those who make the look
    assert page.inline == []
    assert not re.search(r"\|\s*safe\b|{%\s*autoescape\s+off", text)


def views() -> list[tuple[str, str]]:
    """Every view of the app as (module, function), from its addresses."""
    calls = [node for node in ast.walk(parsed(SOURCE / "app" / "urls.py")) if isinstance(node, ast.Call)]
    seen = [call.args[1] for call in calls if getattr(call.func, "id", "") == "path"]
    return [
        (node.value.id, node.attr) for node in seen if isinstance(node, ast.Attribute) and hasattr(node.value, "id")
    ]


def test_every_page_says_which_methods_it_answers() -> None:
    found = views()
    assert found
    open_to_all = []
    for module, name in found:
        tree = parsed(SOURCE / "app" / "pages" / f"{module}.py")
        view = next(node for node in tree.body if isinstance(node, ast.FunctionDef) and node.name == name)
        named = [getattr(node.func if isinstance(node, ast.Call) else node, "id", "") for node in view.decorator_list]
        if not any(decorator.startswith("require_") for decorator in named):
            open_to_all.append(f"{module}.{name}")
    assert open_to_all == []


def test_public_names_are_sorted_and_there() -> None:
    assert list(api.__all__) == sorted(api.__all__)
    assert [name for name in api.__all__ if not hasattr(api, name)] == []


def requirement_names(file: str) -> list[str]:
    text = (ROOT / "requirements" / file).read_text()
    return re.findall(r"^([A-Za-z0-9_.-]+)==", text, flags=re.MULTILINE)


def test_nothing_heavy_or_infectious_ships() -> None:
    names = requirement_names("run.txt")
    assert names
    assert not {"torch", "triton", "pillow-heif", "caldav"} & set(names)
    for name in names:
        try:
            metadata = importlib.metadata.metadata(name)
        except importlib.metadata.PackageNotFoundError:
            continue  # for another platform
        told = [*metadata.get_all("License-Expression", []), *metadata.get_all("Classifier", [])]
        strong = [line for line in told if re.search(r"(?<!L)(?<!Lesser )(A?GPL|GNU (Affero )?General Public)", line)]
        weak = "MPL" in " ".join(told) or "Mozilla" in " ".join(told)  # one of several licences to choose from
        assert not strong or weak, f"{name}: {strong}"


def dependencies() -> list[str]:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    wanted = [*project["dependencies"], *itertools.chain(*project["optional-dependencies"].values())]
    return [re.split(r"[><=\[; ]", line)[0] for line in wanted]


def test_every_dependency_says_why() -> None:
    page = (ROOT / "docs" / "dependencies.md").read_text().lower()
    assert [name for name in dependencies() if f"| {name} " not in page] == []


def test_every_command_and_setting_is_documented() -> None:
    page = (ROOT / "docs" / "commands.md").read_text()
    assert [name for name in COMMANDS if f"## afterword {name}" not in page.splitlines()] == []
    assert [row.name for row in settings.TABLE if f"`AFTERWORD_{row.name.upper()}`" not in page] == []


@pytest.mark.parametrize("name", sorted(shapes.published()))
def test_the_published_schema_is_the_shape(name: str) -> None:
    published = (ROOT / "docs" / "schemas" / f"{name}.json").read_bytes()
    assert published == shapes.write(shapes.schema(name)) + b"\n"
