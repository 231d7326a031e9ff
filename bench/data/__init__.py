"""A site of any size by a fixed seed, skewed like real ones: `filling.fill(SIZES["small"])`."""
