"""Find papers, people who wrote them, keywords and texts by words."""
