"""The site's data for programs: JSON under /api/v1/, documented at /api/."""
