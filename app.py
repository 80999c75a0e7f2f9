"""The WSGI application that servers and `flask --app app` load."""

import sys

from estates import create_app
from estates.operation.serve import follow_parent
from estates.settings import BadSetting

follow_parent()
try:
    app = create_app()
except BadSetting as error:
    sys.exit(str(error))
