"""The house rules, read off the source: who imports whom, what is public, how long things are."""

from __future__ import annotations

import ast
import importlib
import io
import re
import subprocess
import sys
import tokenize
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
LIBRARY = ROOT / "youthstats"

BASE = {"characters", "errors", "kept", "nearest", "wording"}

MAY_IMPORT = {
    "characters": set(),
    "wording": set(),
    "nearest": {"wording"},
    "errors": {"nearest", "wording"},
    "kept": {"errors"},
    "outputs": BASE,
    "model": BASE,
    "layout": {*BASE, "model"},
    "editing": {*BASE, "model"},
    "consolidate": {*BASE, "model"},
    "compare": {*BASE, "model"},
    "published": {*BASE, "model", "compare"},
    "left_blank": {*BASE, "model", "consolidate", "editing"},
    "supposed": {*BASE, "model", "consolidate"},
    "unread": {*BASE, "model", "consolidate"},
    "schemes": {*BASE, "model"},
    "strategies": {*BASE, "model"},
    "workbook": {*BASE, "outputs", "model", "layout", "consolidate"},
    "tables": {*BASE, "outputs", "model"},
    "export": {*BASE, "model", "consolidate", "compare"},
    "loading": {*BASE, "model", "schemes", "workbook"},
    "reconcile": {
        *BASE,
        *(
            "outputs",
            "model",
            "editing",
            "consolidate",
            "compare",
            "loading",
            "published",
            "left_blank",
            "supposed",
            "unread",
            "workbook",
        ),
    },
    "console": {*BASE, "model", "consolidate", "compare"},
}
"""Which rooms a room may look into, beside itself. ``cli`` and the front page see all."""

SEE_ALL = {"", "cli"}

DOORS_UP = {("youthstats.model.forms", "youthstats.loading")}
"""The one import that leads up: ``Form.from_workbook``, opened when it is called."""

KNOW_CONSOLIDATE = {
    "youthstats.workbook.writing.computed",
    "youthstats.workbook.writing.in_template",
    "youthstats.workbook.writing.report",
    "youthstats.workbook.writing.write",
    "youthstats.workbook.writing.without_base",
}
"""The workbook rooms that write totals; reading knows nothing of adding up."""

ONLY_IN = {
    "openpyxl": ("youthstats.workbook",),
    "loky": ("youthstats.workbook.reading.many.workers",),
    "lxml": ("youthstats.workbook.filling",),
    "xlsxwriter": ("youthstats.workbook.writing.render",),
    "python_calamine": ("youthstats.workbook",),
    "highspy": ("youthstats.editing.localising.milp",),
    "pyarrow": ("youthstats.tables",),
    "hypothesis": ("youthstats.strategies",),
    "zipfile": ("youthstats.workbook",),
    "rich": ("youthstats.cli", "youthstats.console"),
    "click": ("youthstats.cli", "youthstats.console"),
}
"""Where a library may be imported."""

LONG_FUNCTIONS: dict[str, str] = {}
LONG_FILES: dict[str, str] = {}
NO_ALL = {
    "youthstats.workbook.package.worker": "run as a program of its own, never imported for a name",
}


@cache
def modules() -> dict[str, Path]:
    """Return the path of every module by its name."""
    found = {}
    for path in sorted(LIBRARY.rglob("*.py")):
        parts = path.relative_to(ROOT).with_suffix("").parts
        found[".".join(parts).removesuffix(".__init__")] = path
    return found


@cache
def tree(module: str) -> ast.Module:
    return ast.parse(modules()[module].read_text("utf-8"))


@cache
def imported(module: str) -> frozenset[str]:
    """Return every module that ``module`` imports, anywhere in it."""
    found = set()
    for node in ast.walk(tree(module)):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            found |= {_source(module, node, alias.name) for alias in node.names}
    return frozenset(found)


def _source(module: str, node: ast.ImportFrom, name: str) -> str:
    base = node.module or ""
    if node.level:
        package = module.split(".")
        is_package = modules()[module].name == "__init__.py"
        package = package[: len(package) - node.level + is_package]
        base = ".".join([*package, *filter(None, [base])])
    return f"{base}.{name}" if f"{base}.{name}" in modules() else base


def room(module: str) -> str:
    """Return the room a module is in: ``model``, ``workbook``, … and "" for the front page."""
    return module.split(".")[1] if "." in module else ""


def ours(module: str) -> set[str]:
    here = {name for name in imported(module) if name.split(".")[0] == "youthstats"}
    return {name for name in here if (module, name) not in DOORS_UP}


# ------------------------------------------------------------------------------------ imports


def test_every_room_is_in_the_plan() -> None:
    """A new room has to say here what it may know."""
    assert set(MAY_IMPORT) | SEE_ALL == {room(module) for module in modules()}


@pytest.mark.parametrize("module", [m for m in modules() if room(m) not in SEE_ALL])
def test_imports_point_down_only(module: str) -> None:
    """A module looks into the rooms below its own, and into no other."""
    allowed = {*MAY_IMPORT[room(module)], room(module)}
    assert [] == sorted(name for name in ours(module) if room(name) not in allowed)


@pytest.mark.parametrize(("below", "above"), DOORS_UP)
def test_a_door_up_is_opened_when_it_is_used(below: str, above: str) -> None:
    """It is needed still, and shut while the library is imported."""
    assert above in imported(below)
    top = [node for node in tree(below).body if isinstance(node, ast.Import | ast.ImportFrom)]
    assert above not in {getattr(node, "module", None) for node in top}


def test_the_plan_has_no_way_up() -> None:
    """The rooms themselves stand in an order: none is, by any way, below itself."""
    assert [] == circles({here: below - {here} for here, below in MAY_IMPORT.items()})


STAIR = ("parse", "sheets", "answers", "books")
"""The rooms of the reader, from the lowest up; ``parse`` looks into cells and knows no sheet."""


@pytest.mark.parametrize("step", range(len(STAIR)))
def test_the_reader_is_a_stair(step: int) -> None:
    """A room of the reader knows those below it, and not the run over many files."""
    reading = "youthstats.workbook.reading"
    below = tuple(f"{reading}.{name}" for name in STAIR[: step + 1])
    here = [module for module in modules() if f"{module}.".startswith(f"{below[-1]}.")]
    up = {
        (module, other)
        for module in here
        for other in imported(module)
        if other.startswith(f"{reading}.")
        and not f"{other}.".startswith(tuple(f"{b}." for b in below))
    }
    assert len(here) > 1
    assert set() == up


def test_what_a_formula_says_knows_no_file() -> None:
    """Formulas are taken apart and understood from the model and the letters of columns alone."""
    formulas = "youthstats.workbook.formulas"
    here = [module for module in modules() if f"{module}.".startswith(f"{formulas}.")]
    known = {name for module in here for name in ours(module) if room(name) == "workbook"}
    assert len(here) > 1
    assert {"youthstats.workbook.package"} == {
        name for name in known if not name.startswith(f"{formulas}.")
    }


def test_no_import_goes_round_in_a_circle() -> None:
    """No module is imported, by any way, by what it imports."""
    assert [] == circles({module: ours(module) & set(modules()) for module in modules()})


def circles(graph: dict[str, set[str]]) -> list[str]:
    """Return what is left when, over and over, what imports nothing left is taken away."""
    left = dict(graph)
    while free := [name for name, below in left.items() if not below & set(left)]:
        for name in free:
            del left[name]
    return sorted(left)


def test_a_circle_would_be_seen() -> None:
    """The check above is able to fail."""
    assert ["a", "b"] == circles({"a": {"b"}, "b": {"a", "c"}, "c": set()})


def test_nobody_imports_the_front_page() -> None:
    """``import youthstats`` is for users; inside, names come from where they live."""
    assert [] == [module for module in modules() if "youthstats" in imported(module)]


def test_check_consolidate_and_compare_do_not_know_each_other() -> None:
    """The verbs meet in the findings, never in each other."""
    verbs = {"editing", "consolidate", "compare"}
    for module in modules():
        if room(module) in verbs:
            assert not {room(name) for name in ours(module)} & (verbs - {room(module)})


EDITING = {
    "check": ("check", "within", "across", "as_read", "presence"),
    "localise": ("localising",),
    "repair": ("repairing",),
}
"""The verbs of editing, each with its modules; ``editing.localise`` alone sees two of them."""


def test_check_localise_and_repair_do_not_know_each_other() -> None:
    """They meet in the findings, and share which edit is judged on what, and bounds on figures."""
    verb_of = {
        module: verb
        for module in modules()
        for verb, names in EDITING.items()
        if module.startswith("youthstats.editing.") and module.split(".")[2] in names
    }
    assert set(EDITING) == set(verb_of.values())
    for module, verb in verb_of.items():
        assert {verb_of.get(name, verb) for name in ours(module)} <= {verb}, module


def test_layout_and_editing_do_not_know_each_other() -> None:
    """Where an answer stands and whether it is right are two questions."""
    for one, other in (("layout", "editing"), ("editing", "layout")):
        assert other not in {room(n) for m in modules() if room(m) == one for n in ours(m)}


def test_only_the_writers_of_totals_know_consolidate() -> None:
    """Reading a workbook knows nothing of adding up."""
    knowing = {
        m for m in modules() if room(m) == "workbook" and "youthstats.consolidate" in ours(m)
    }
    assert KNOW_CONSOLIDATE == knowing


@pytest.mark.parametrize("library", ONLY_IN)
def test_libraries_stay_where_they_belong(library: str) -> None:
    """Spreadsheet libraries live under workbook/, Hypothesis in strategies, the terminal in cli."""
    places = ONLY_IN[library]
    users = [m for m in modules() if library in {name.split(".")[0] for name in imported(m)}]
    assert [] == [user for user in users if not user.startswith(places)]


def loaded_by(code: str) -> set[str]:
    """Return the modules that are there after running ``code`` in a process of its own."""
    done = subprocess.run(
        [sys.executable, "-c", f"{code}\nimport sys\nprint(*sys.modules)"],
        capture_output=True,
        text=True,
        check=True,
        cwd=ROOT,
    )
    return set(done.stdout.split())


SPREADSHEETS = {"xlsxwriter", "python_calamine", "openpyxl", "lxml"}
SELDOM = {*SPREADSHEETS, "rapidfuzz", "highspy", "hypothesis", "pyarrow", "rich", "click"}
"""Libraries that are slow to import, and most runs do without some of them."""


def test_the_front_page_loads_nothing() -> None:
    """``import youthstats`` is there at once: not even a module of its own is loaded with it."""
    loaded = loaded_by("import youthstats")
    assert set() == SELDOM & loaded
    assert {"youthstats"} == {name for name in loaded if name.split(".")[0] == "youthstats"}


def test_what_few_returns_need_is_not_imported_with_the_library() -> None:
    """Whoever reads, checks and adds up loads nothing that writes, and nothing for odd returns."""
    verbs = "ys.load_scheme, ys.read, ys.check, ys.localise, ys.consolidate"
    assert set() == SELDOM & loaded_by(f"import youthstats as ys; {verbs}")


@pytest.mark.parametrize("verb", ["write", "reconcile", "write_return"])
def test_a_writer_is_not_loaded_before_it_writes(verb: str) -> None:
    """Even where a function writes workbooks, the library that does it waits for the first one."""
    assert set() == SPREADSHEETS & loaded_by(f"import youthstats as ys; ys.{verb}")


def test_the_front_page_fetches_what_it_shows_to_type_checkers() -> None:
    """Each name is said three times: for type checkers, at run time, and as public."""
    front = importlib.import_module("youthstats")
    shown = {
        alias.name: node.module
        for block in tree("youthstats").body
        if isinstance(block, ast.If)
        for node in block.body
        if isinstance(node, ast.ImportFrom)
        for alias in node.names
    }
    fetched = {name: f"youthstats.{module}" for name, module in front._HOME.items()}
    assert shown == fetched
    assert set(front.__all__) == set(shown)
    assert set(front.__all__) <= set(dir(front))


def test_a_function_is_not_hidden_by_the_module_it_lives_in() -> None:
    """``ys.compare`` is the function, whoever imported the module of that name, and when."""
    code = "import youthstats as ys, youthstats.compare, youthstats.reconcile"
    for name in ("compare", "consolidate", "reconcile"):
        loaded_by(f"{code}; assert callable(ys.{name}); ys.read; assert callable(ys.{name})")


def test_a_name_that_is_not_there_is_said_to_be_missing() -> None:
    """A typing error in a script is an AttributeError, as with any module."""
    front = importlib.import_module("youthstats")
    with pytest.raises(AttributeError, match="no attribute 'consolidated'"):
        front.consolidated  # noqa: B018


def test_nothing_climbs() -> None:
    """No relative import leaves its own folder."""
    for module in modules():
        for node in ast.walk(tree(module)):
            assert not (isinstance(node, ast.ImportFrom) and node.level > 1), module


def test_a_form_knows_the_model_alone() -> None:
    """The schemes are written with what any office can use: the model, and nothing private."""
    for module in modules():
        if module.startswith("youthstats.schemes."):
            assert {room(name) for name in ours(module)} <= {"model", "schemes"}


# -------------------------------------------------------------------------------- public names


def exported(module: str) -> list[str] | None:
    for node in tree(module).body:
        if isinstance(node, ast.Assign | ast.AnnAssign):
            targets = node.targets if isinstance(node, ast.Assign) else [node.target]
            if any(isinstance(t, ast.Name) and t.id == "__all__" for t in targets):
                assert node.value is not None
                return [str(name) for name in ast.literal_eval(node.value)]
    return None


def in_order(name: str) -> tuple[int, str]:
    """Constants, then classes, then the rest: the order ruff sorts ``__all__`` in."""
    return (0 if name.isupper() else 1 if name[0].isupper() else 2), name


def has_code(module: str) -> bool:
    return any(not isinstance(node, ast.Expr) for node in tree(module).body)


@pytest.mark.parametrize("module", [m for m in modules() if m not in NO_ALL])
def test_public_names_are_said_and_sorted(module: str) -> None:
    """Every module says in ``__all__``, in order and once, which of its names are for others."""
    names = exported(module)
    if not has_code(module):
        assert None is names
        return
    assert names is not None
    assert sorted(set(names), key=in_order) == names


@pytest.mark.parametrize("module", modules())
def test_public_names_exist_and_are_documented(module: str) -> None:
    """What ``__all__`` names is there; each function and class says what it is."""
    loaded = importlib.import_module(module)
    for name in exported(module) or ():
        thing = getattr(loaded, name)
        if callable(thing) and getattr(thing, "__module__", "").startswith("youthstats"):
            assert (thing.__doc__ or "").strip(), f"{module}.{name}"


@pytest.mark.parametrize("module", modules())
def test_every_module_says_what_it_is_for(module: str) -> None:
    """A module with code begins with a docstring."""
    assert not has_code(module) or ast.get_docstring(tree(module))


def test_the_front_page_holds_what_the_design_promises() -> None:
    """The names scripts rely on are there."""
    front = importlib.import_module("youthstats")
    promised = "load_scheme read check consolidate write reconcile compare form spread record"
    assert set(promised.split()) <= set(front.__all__)


def test_the_package_is_typed() -> None:
    """``py.typed`` tells type checkers to look."""
    assert (LIBRARY / "py.typed").exists()


# ---------------------------------------------------------------------------------------- size


def functions(node: ast.AST, path: str) -> Iterator[tuple[str, int]]:
    """Yield every function by its dotted name, with its lines, docstring aside."""
    for child in ast.iter_child_nodes(node):
        if isinstance(child, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
            name = f"{path}.{child.name}"
            if not isinstance(child, ast.ClassDef):
                lines = (child.end_lineno or 0) - child.lineno + 1
                text = child.body[0] if ast.get_docstring(child) else None
                yield name, lines - ((text.end_lineno or 0) - text.lineno + 1 if text else 0)
            yield from functions(child, name)


@pytest.mark.parametrize("module", modules())
def test_functions_fit_on_a_screen(module: str) -> None:
    """No function is longer than 40 lines, but for those that give their reason."""
    long = {name for name, lines in functions(tree(module), module) if lines > 40}
    assert set() == long - set(LONG_FUNCTIONS)


def test_files_can_be_read_in_one_go() -> None:
    """No file is longer than 400 lines, but for those that give their reason."""
    lengths = {m: len(path.read_text("utf-8").splitlines()) for m, path in modules().items()}
    assert {} == {m: n for m, n in lengths.items() if n > 400 and m not in LONG_FILES}


def lines_of_code(module: str) -> int:
    """Return how many lines carry a token that is no comment and no docstring."""
    source = modules()[module].read_text("utf-8")
    silent = {tokenize.COMMENT, tokenize.NL, tokenize.NEWLINE, tokenize.INDENT, tokenize.DEDENT}
    lines: set[int] = set()
    for token in tokenize.generate_tokens(io.StringIO(source).readline):
        if token.type not in {*silent, tokenize.ENDMARKER}:
            lines |= set(range(token.start[0], token.end[0] + 1))
    for node in ast.walk(tree(module)):
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
            lines -= set(range(node.lineno, (node.end_lineno or 0) + 1))
    return len(lines)


def test_our_own_reader_stays_small() -> None:
    """The one piece of machinery others also make is one room of less than 660 lines of code.

    It was 600 until small parts were inflated without zipfile, which takes longer to begin than they do.
    """
    here = [m for m in modules() if m.startswith("youthstats.workbook.package.ooxml.")]
    assert len(here) > 5
    assert sum(map(lines_of_code, here)) < 660


def test_exceptions_are_still_needed() -> None:
    """Whoever shortens a thing crosses it off the list."""
    long = {n for m in modules() for n, lines in functions(tree(m), m) if lines > 40}
    assert set() == set(LONG_FUNCTIONS) - long
    for module in LONG_FILES:
        assert len(modules()[module].read_text("utf-8").splitlines()) > 400
    for module in NO_ALL:
        assert exported(module) is None


# ------------------------------------------------------------------------------- what is not there

TEXTS = {".py", ".md", ".toml", ".cfg", ".yaml", ".yml", ".txt", ".in"}
NAMED = {"Makefile", "LICENSE", "run"}
SKIPPED = re.compile(r"(^|/)(\.(?!ci/)[^/]*/|build/|dist/|__pycache__/|[^/]*\.egg-info/)")


def written() -> Iterator[Path]:
    for path in sorted(ROOT.rglob("*")):
        text = path.suffix in TEXTS or path.name in NAMED
        if text and not SKIPPED.search(path.relative_to(ROOT).as_posix()) and path.is_file():
            yield path


def test_no_path_of_anybodys_machine_is_written_down() -> None:
    """No file names a folder that exists on one machine only."""
    homes = "|".join(("work", "home", "Users", "root"))
    private = re.compile(rf"(?<![\w.~)}}/-])/({homes})/\w|[A-Z]:\\\\?Users")
    found = [
        (path.relative_to(ROOT).as_posix(), number)
        for path in written()
        for number, line in enumerate(path.read_text("utf-8", errors="ignore").splitlines(), 1)
        if private.search(line)
    ]
    assert [] == found
