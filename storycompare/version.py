"""The version of the package, written into every comparison."""

__version__ = "0.1.0"
