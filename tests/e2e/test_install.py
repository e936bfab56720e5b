"""The three ways a person has the program: a wheel, an editable install, a checkout. All without a network."""

from __future__ import annotations

import os
import site
import subprocess
import sys
import sysconfig
import tarfile
import venv
import zipfile
from pathlib import Path

import pytest

from board.errors import UsageError
from board.fixtures import fixtures_dir, read_template

CHECKOUT = Path(__file__).resolve().parents[2]

pytestmark = pytest.mark.timeout(300)  # two fresh environments are made


def run(*command: str | Path, cwd: Path) -> str:
    """Run a command away from this Python's paths and give what it printed; a failure shows all of it."""
    inherited = {key: value for key, value in os.environ.items() if not key.startswith("PYTHON")}
    done = subprocess.run(
        [str(part) for part in command],
        cwd=cwd,
        env={**inherited, "PYTHONUTF8": "1"},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 0, f"{command}\n{done.stdout}{done.stderr}"
    return done.stdout


class Installed:
    """A fresh environment that has our build and, borrowed from this one, the libraries it needs."""

    def __init__(self, folder: Path, wheel: Path) -> None:
        venv.create(folder, with_pip=True)
        scripts = folder / ("Scripts" if os.name == "nt" else "bin")
        self.python = scripts / Path(sys.executable).name
        self.board = scripts / ("board.exe" if os.name == "nt" else "board")
        self.elsewhere = folder.parent
        run(self.python, "-m", "pip", "install", "-q", "--no-index", "--no-deps", wheel, cwd=self.elsewhere)
        own = Path(self.say("import sysconfig; print(sysconfig.get_path('purelib'))"))
        # A .pth adds these folders and reads no .pth inside them: an editable install of this checkout stays out.
        lent = {*site.getsitepackages(), sysconfig.get_path("purelib"), sysconfig.get_path("platlib")}
        (own / "lent.pth").write_text("\n".join(sorted(lent)), encoding="utf-8")

    def say(self, statement: str) -> str:
        """What a statement prints in that environment, run from a folder that holds nothing of ours."""
        return run(self.python, "-c", statement, cwd=self.elsewhere).strip()


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """The sdist, and the wheel that is made of the sdist, as a package index would have it."""
    folder = tmp_path_factory.mktemp("built")
    run(sys.executable, "-m", "hatchling", "build", "-t", "sdist", "-d", folder, cwd=CHECKOUT)
    [sdist] = folder.glob("*.tar.gz")
    with tarfile.open(sdist) as archive:
        careful = {"filter": "data"} if hasattr(tarfile, "data_filter") else {}  # not in the first 3.11 releases
        archive.extractall(folder / "sdist", **careful)
    [source] = (folder / "sdist").iterdir()
    run(sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", folder, cwd=source)
    [wheel] = folder.glob("*.whl")
    return {"sdist": sdist, "source": source, "wheel": wheel}


@pytest.fixture(scope="module")
def from_wheel(built: dict[str, Path], tmp_path_factory: pytest.TempPathFactory) -> Installed:
    return Installed(tmp_path_factory.mktemp("wheel") / "env", built["wheel"])


@pytest.fixture(scope="module")
def editable(tmp_path_factory: pytest.TempPathFactory) -> Installed:
    folder = tmp_path_factory.mktemp("editable")
    hook = "import sys, hatchling.build; hatchling.build.build_editable(sys.argv[1])"
    run(sys.executable, "-c", hook, folder, cwd=CHECKOUT)
    [wheel] = folder.glob("*.whl")
    return Installed(folder / "env", wheel)


FIND = "import board.fixtures as f; print(f.fixtures_dir())"
READ = "import board.fixtures as f; print(len(f.read_template('erqi')['groups']))"


def test_a_wheel_finds_its_fixtures_inside_itself(from_wheel: Installed) -> None:
    found = Path(from_wheel.say(FIND))

    assert found.parts[-2:] == ("board", "_fixtures")
    assert from_wheel.elsewhere in found.parents
    assert from_wheel.say(READ) == "8"


def test_an_editable_install_finds_those_of_the_checkout(editable: Installed) -> None:
    assert Path(editable.say(FIND)) == CHECKOUT / "fixtures"
    assert editable.say(READ) == "8"


def test_a_checkout_finds_its_own() -> None:
    assert fixtures_dir() == CHECKOUT / "fixtures"
    assert len(read_template("erqi")["groups"]) == 8


def test_the_wheel_carries_the_program_and_its_data_and_nothing_else(built: dict[str, Path]) -> None:
    names = set(zipfile.ZipFile(built["wheel"]).namelist())
    tops = {name.split("/")[0] for name in names}
    python = {path.relative_to(CHECKOUT).as_posix() for path in (CHECKOUT / "board").rglob("*.py")}

    assert {top for top in tops if not top.endswith(".dist-info")} == {"board"}
    assert python <= names
    assert {"board/_fixtures/templates/erqi.toml", "board/serve/wall.js", "board/serve/wall.css"} <= names
    assert not [name for name in names if "test" in name or "__pycache__" in name]


def test_the_sdist_carries_what_its_tests_need(built: dict[str, Path]) -> None:
    names = {path.relative_to(built["source"]).as_posix() for path in built["source"].rglob("*")}

    assert {"pyproject.toml", "README.md", "LICENSE", "fixtures/templates/erqi.toml", "tests/conftest.py"} <= names


@pytest.mark.parametrize("way", ["from_wheel", "editable"])
def test_the_demo_opens_from_any_folder(way: str, request: pytest.FixtureRequest, tmp_path: Path) -> None:
    installed: Installed = request.getfixturevalue(way)
    store = tmp_path / "demo.board"
    options = ("--store", store, "--now", "2026-11-23T09:00")

    run(installed.board, *options, "demo", "--no-open", cwd=tmp_path)
    listed = run(installed.board, *options, "list", "--json", cwd=tmp_path)
    as_module = run(installed.python, "-m", "board", *options, "list", "--json", cwd=tmp_path)

    assert '"no"' in listed
    assert as_module == listed


def test_a_bare_name_is_a_template_of_ours_and_never_a_file_nearby(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "erqi").write_text("not = 'this'", encoding="utf-8")
    monkeypatch.chdir(tmp_path)

    assert "not" not in read_template("erqi")


def test_a_template_of_ones_own_is_read_by_its_path(tmp_path: Path) -> None:
    mine = tmp_path / "金水区.toml"
    mine.write_text("\ufeffdistrict = '金水区'\n", encoding="utf-8")  # Notepad begins a file with a BOM

    assert read_template(mine) == {"district": "金水区"}
    assert read_template(str(mine)) == {"district": "金水区"}


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (None, "template_missing"),
        (b"[office\nname = 1", "template_invalid"),
        ("district = '金水区'".encode("gb18030"), "template_unreadable"),
    ],
)
def test_a_template_that_is_none_says_what_is_wrong_with_which_file(
    tmp_path: Path, content: bytes | None, code: str
) -> None:
    path = tmp_path / "mine.toml"
    if content is not None:
        path.write_bytes(content)

    with pytest.raises(UsageError) as refusal:
        read_template(path)

    assert refusal.value.code == code
    assert refusal.value.params["path"] == str(path)


def test_a_template_name_nobody_knows_is_refused() -> None:
    with pytest.raises(UsageError) as refusal:
        read_template("atlantis")

    assert refusal.value.code == "template_missing"
