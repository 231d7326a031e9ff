"""The project: settings, addresses and wiring; no behaviour of its own."""
