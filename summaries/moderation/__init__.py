"""What keeps the site decent: reports, decisions about them, the public log, and rules.

`reporting` files a report and opens a ticket; `deciding` carries out what a moderator (or the site)
decides, writes the log and tells the person concerned; `naming` puts names to the log's numbers.
"""
