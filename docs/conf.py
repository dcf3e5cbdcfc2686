"""How the documentation's site is made of these pages and the docstrings, offline: ``sphinx-build -W docs docs/_build`` (extra docs)."""

from storycompare import __version__

project = "storycompare"
release = version = __version__
extensions = ["myst_parser", "sphinx.ext.autodoc", "sphinx.ext.napoleon"]
exclude_patterns = ["_build", "README.md"]  # index.md holds it
html_theme = "furo"
html_title = f"storycompare {release}"
html_copy_source = False
myst_heading_anchors = 3
autodoc_member_order = "bysource"
autodoc_typehints = "signature"
autodoc_typehints_format = "short"
autodoc_default_options = {"members": True}
python_maximum_signature_line_length = 100
