"""Pages of strangers in the shared cache, dropped by whatever is written: docs/performance.md."""
