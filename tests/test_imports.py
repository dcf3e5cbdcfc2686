"""Imports fall and never circle; importing the package is light; the core opens nothing."""

import ast
import json
import subprocess
import sys
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
PACKAGE = ROOT / "storycompare"

# Each part and what it may import of ours: what lies below it.
MAY = {
    "model": set(),
    "errors": set(),
    "limits": set(),
    "version": set(),
    "files": {"errors"},
    "encoders": {"errors"},
    "text": {"model", "errors", "limits"},
    "match": {"encoders", "text", "model", "errors", "limits"},
    "diff": {"text", "model", "errors", "limits"},
    "story": {"diff", "match", "encoders", "text", "model", "errors", "limits"},
    "core": {"story", "diff", "match", "encoders", "text", "model", "errors", "limits", "version"},
    "gather": {"text", "model", "errors", "limits", "version", "files"},
    "render": {"model", "errors", "version"},
    "batch": {"core", "encoders", "match", "gather", "render", "model", "errors", "limits", "version", "files"},
    "cli": {"batch", "core", "gather", "render", "model", "errors", "limits", "version", "files"},
    "__init__": {"batch", "core", "gather", "model", "errors", "version"},
    "__main__": {"cli"},
}
HEAVY = "numpy scipy sklearn rapidfuzz Stemmer lxml bs4 trafilatura rich jinja2 pandas pyarrow msgspec click requests torch transformers".split()


def module_of(path):
    parts = path.relative_to(ROOT).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


MODULES = {module_of(path): path for path in sorted(PACKAGE.rglob("*.py"))}


def imports_of(module):
    """Every module of ours that a file imports, anywhere in it, those for type checking included."""
    found = set()
    package = module if MODULES[module].name == "__init__.py" else module.rpartition(".")[0]
    for node in ast.walk(ast.parse(MODULES[module].read_text(encoding="utf-8"))):
        names = []
        if isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            base = package.split(".")[: len(package.split(".")) - node.level + 1] if node.level else []
            start = ".".join([*base, *([node.module] if node.module else [])])
            names = [f"{start}.{alias.name}" for alias in node.names]
        for name in names:
            home = name
            while home not in MODULES and "." in home:
                home = home.rpartition(".")[0]
            if home in MODULES:
                found.add(home)
    return found - {module}


def part(module):
    return [*module.split("."), "__init__"][1]


@pytest.mark.parametrize("module", MODULES)
def test_a_module_imports_only_what_lies_below(module):
    above = {name for name in imports_of(module) if part(name) not in {part(module), *MAY[part(module)]}}
    assert above == set()


def test_no_imports_circle():
    graph = {module: {name for name in imports_of(module) if name != "storycompare"} for module in MODULES}
    try:
        list(TopologicalSorter(graph).static_order())
    except CycleError as error:
        pytest.fail(f"these import each other: {' -> '.join(error.args[1])}")


def test_only_the_face_of_the_package_is_imported_from_the_outside_in():
    assert {module for module in MODULES if "storycompare" in imports_of(module)} == set()


def child(code):
    return json.loads(
        subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=ROOT, timeout=120).stdout
    )


def test_importing_the_package_loads_nothing_heavy():
    loaded = child(f"import json, sys, storycompare; print(json.dumps([name for name in {HEAVY} if name in sys.modules]))")
    assert loaded == []


def test_every_name_of_the_face_is_there_and_sorted():
    names, found, error = child(
        "import json, storycompare as s\n"
        "found = [name for name in s.__all__ if getattr(s, name, None) is None or name not in dir(s)]\n"
        "try: s.nonsense\n"
        "except AttributeError as e: error = str(e)\n"
        "print(json.dumps([s.__all__, found, error]))"
    )
    assert (names, found) == (sorted(names), [])
    assert error == "module 'storycompare' has no attribute 'nonsense'"


WATCHED = """
import json, sys
from storycompare import Version, compare, warm_up
warm_up()
seen = []
# What is opened from here on; sockets, processes and the file system's changes are named by their audit events.
def watch(event, arguments):
    if watching and (event == "open" or event.split(".")[0] in {"socket", "subprocess", "os", "shutil", "urllib", "tempfile", "sqlite3", "ctypes"}):
        seen.append([event, str(arguments[0]) if arguments else ""])
watching = False
sys.addaudithook(watch)
watching = True
compare([Version.from_text("The council voted 7-2 on Tuesday to close the bridge. Repairs start in June.", outlet="A"),
         Version.from_text("On Tuesday the council voted 6-3 to close the bridge, “a mistake”.", outlet="B")])
watching = False
print(json.dumps(seen))
"""


def test_the_core_opens_no_file_and_no_socket():
    assert child(WATCHED) == []


def test_the_first_comparison_opens_code_and_package_data_alone():
    cold = WATCHED.replace("warm_up()\n", "", 1).replace(", warm_up", "")
    seen = child(cold)
    opened = {what for event, what in seen if event == "open"}
    ours = {Path(what).name for what in opened if "/storycompare/" in what and not what.endswith((".py", ".pyc"))}
    assert {event for event, _ in seen if event.startswith(("socket", "urllib", "tempfile", "sqlite3"))} == set()
    assert ours <= {"conflicts.json", "scorer.json", "synonyms.txt"}
