"""Papers: what curators do to them."""
