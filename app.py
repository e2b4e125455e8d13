"""Starts the web form: python app.py, then open the address that it prints."""

import sys

from translator import ReleaseError
from translator.server.app import launch

if __name__ == "__main__":
    try:
        launch()
    except ReleaseError as error:
        sys.exit(f"Error: {error}")
