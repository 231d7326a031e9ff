"""What only a browser, or a checker of whole pages, can tell."""
