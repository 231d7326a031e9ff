"""Papers, what people say about them, and everything a reader does with both."""
