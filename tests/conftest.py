"""What every test has: the command in this process, and Hypothesis with the same examples every time.

``--hypothesis-profile=explore`` looks further.
"""

import pytest
from browsing import browser, opened, served  # noqa: F401
from cli_helpers import Command
from hypothesis import HealthCheck, settings
from web_server import canary, dials, names, server  # noqa: F401

from storycompare.gather.parser import end_all

# Comparing takes milliseconds, but the first one pays for scikit-learn: no deadline, and slow data is no fault.
QUIET = {"deadline": None, "suppress_health_check": [HealthCheck.too_slow, HealthCheck.data_too_large]}
settings.register_profile("same", derandomize=True, database=None, max_examples=60, **QUIET)
settings.register_profile("explore", database=None, max_examples=2000, print_blob=True, **QUIET)
settings.load_profile("same")


@pytest.fixture(scope="session", autouse=True)
def _the_reader_of_pages_ends_before_coverage_is_counted():
    yield
    end_all()


@pytest.fixture
def command(capfdbinary, monkeypatch):
    return Command(capfdbinary, monkeypatch)
