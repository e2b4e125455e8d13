"""The HTTP server: the web form, its private routes, our own door and LibreTranslate's."""
