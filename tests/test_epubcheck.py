"""What the checker of the publishers' consortium says of a book with all that a text may hold."""

import subprocess

from summaries.models import Picture
from summaries.specimen import SPECIMENS
from tests.drawings import drawn, encoded
from tests.factories import make_imported_summary, make_paper, make_summary
from tests.machine import find_epubcheck

QUICK = ("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC")  # a compiler for long runs costs more


def test_epubcheck_finds_nothing(client, alice, tmp_path):
    picture = Picture.objects.keep(encoded(drawn()), alice).get_absolute_url()
    odd = '[x](#nothing) [y](/about/) [z](http://a.b/c[d]?x=%zz|"é) ![p](https://i.imgur.com/a.png)'
    every = "\n\n".join(source for _, source in SPECIMENS)
    make_summary(author=alice, body=f"{every}\n\n![mine]({picture})\n\n{odd}")
    make_imported_summary(body=r"A & `<b>` $\begin{align}a&=b\\c&=\text{d \textbf{e}}\end{align}$")
    make_summary(author=alice, paper=make_paper(title="A\x01 <b> & ]]>", authors=["\"O'Neill"] * 2))
    book = tmp_path / "book.epub"
    book.write_bytes(client.get("/book.epub").content)

    found = subprocess.run(
        ["java", *QUICK, "-jar", find_epubcheck(), "--failonwarnings", book],
        capture_output=True,
        text=True,
    )

    assert found.returncode == 0, found.stdout + found.stderr
