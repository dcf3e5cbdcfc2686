"""What is shipped: wheel and sdist are built, installed away from the checkout, and run."""

import re
import subprocess
import sys
import tarfile
import venv
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent


@pytest.fixture(scope="module")
def dist(tmp_path_factory):
    """The sdist, and the wheel made from it."""
    target = tmp_path_factory.mktemp("dist")
    # Without isolation: nothing is fetched, the backend is among the test requirements.
    subprocess.run([sys.executable, "-m", "build", "--no-isolation", "--outdir", target, ROOT], check=True, capture_output=True)
    (wheel,) = target.glob("*.whl")
    (sdist,) = target.glob("*.tar.gz")
    return wheel, sdist


def test_the_wheel_holds_the_package_and_nothing_else(dist):
    names = zipfile.ZipFile(dist[0]).namelist()
    assert all(name.startswith(("storycompare/", "storycompare-")) for name in names)
    assert {
        "storycompare/py.typed",
        "storycompare/data/scorer.json",
        "storycompare/data/synonyms.txt",
        "storycompare/data/comparison.schema.json",
        "storycompare/data/demo/meridian.html",
    } <= set(names)
    assert not any("400dd6362cfdb29f" in name for name in names)


def test_the_sdist_holds_what_the_tests_need(dist):
    with tarfile.open(dist[1]) as sdist:
        names = {re.sub(r"^[^/]+/", "", name) for name in sdist.getnames()}
    assert {
        "pyproject.toml",
        "README.md",
        "LICENSE",
        "tests/test_packaging.py",
        "fixtures/sentences/news-en.json",
        "docs/python.md",
    } <= names
    assert any(name.startswith("seeds/000_") for name in names)


def test_the_wheel_runs_away_from_the_checkout(dist, tmp_path, monkeypatch):
    monkeypatch.delenv("PYTHONPATH", raising=False)  # a checkout on the path would stand before the wheel
    builder = venv.EnvBuilder(with_pip=False, symlinks=True)
    builder.create(tmp_path / "venv")
    python = tmp_path / "venv/bin/python"
    (site,) = (tmp_path / "venv/lib").glob("python*/site-packages")
    zipfile.ZipFile(dist[0]).extractall(site)
    # The wheel's own requirements are those of this environment; the package itself comes from the wheel, which stands first.
    requirements = [path for path in sys.path if path.endswith("site-packages")]
    (site / "requirements.pth").write_text("\n".join(requirements), encoding="utf-8")
    where = subprocess.run(
        [python, "-c", "import storycompare; print(storycompare.__file__)"], check=True, capture_output=True, text=True, cwd=tmp_path
    )
    assert Path(where.stdout.strip()).is_relative_to(site)
    done = subprocess.run(
        [python, "-m", "storycompare", "demo", "--format", "json"], check=True, capture_output=True, text=True, cwd=tmp_path
    )
    assert done.stdout.startswith('{"schema":"storycompare/1"')
    assert b"storycompare.cli" in zipfile.ZipFile(dist[0]).read(
        next(n for n in zipfile.ZipFile(dist[0]).namelist() if n.endswith("entry_points.txt"))
    )
