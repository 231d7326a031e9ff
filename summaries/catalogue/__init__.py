"""What brings papers into the catalogue: records, the readers of formats, and the one way in."""
