"""Everything a person has here as one zip, and the way back in for their texts."""
