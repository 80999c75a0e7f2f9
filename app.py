"""The WSGI application that servers and `flask --app app` load."""

from estates import create_app

app = create_app()
