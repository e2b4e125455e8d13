"""Starts the web form: python app.py, then open the address that it prints."""

from translator.server.app import launch

if __name__ == "__main__":
    launch()
