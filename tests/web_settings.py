"""Settings for tests: the app's own, with a data folder that is nobody's."""

import os
import tempfile

os.environ["AFTERWORD_DATA"] = tempfile.mkdtemp(prefix="afterword-tests-")

from afterword.app.web import *
