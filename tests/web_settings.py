"""Settings for tests: the app's own, with a data folder that is nobody's and goes with the run."""

import atexit
import os
import tempfile

FOLDER = tempfile.TemporaryDirectory(prefix="afterword-tests-")
atexit.register(FOLDER.cleanup)
os.environ["AFTERWORD_DATA"] = FOLDER.name

from afterword.app.web import *  # noqa: E402

TIME_ZONE = "UTC"  # that of the machine must not decide a test
