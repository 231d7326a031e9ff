"""A small drawing for every user name, always the same; no avatar service learns anything."""

import hashlib

SIZE = 5  # cells a side; the right half mirrors the left
HALF = [column for column in range(SIZE) if column <= SIZE // 2]


def identicon(username: str) -> str:
    """An SVG of five by five cells, mirrored, in one of 360 hues."""
    digest = hashlib.sha256(username.casefold().encode()).digest()
    hue = int.from_bytes(digest[:2]) * 360 // 65536
    bits = int.from_bytes(digest[2:])
    cells = {
        (mirrored, row)
        for row in range(SIZE)
        for column in HALF
        if bits >> (row * len(HALF) + column) & 1
        for mirrored in (column, SIZE - 1 - column)
    }
    path = "".join(f"M{column + 1} {row + 1}h1v1h-1z" for column, row in sorted(cells))
    return (
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 7 7" shape-rendering="crispEdges">'
        f'<path fill="hsl({hue} 45% 92%)" d="M0 0h7v7H0z"/>'
        f'<path fill="hsl({hue} 50% 35%)" d="{path}"/></svg>'
    )
