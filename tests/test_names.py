"""Names of people and groups, in any order and script."""

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summaries.names import parse, parts, without_number

# what is written: full name as shown, given name, family name, suffix
PEOPLE = {
    "Ada Lovelace": ("Ada Lovelace", "Ada", "Lovelace", ""),
    "Lovelace, Ada": ("Ada Lovelace", "Ada", "Lovelace", ""),
    "  Ada \n Lovelace ": ("Ada Lovelace", "Ada", "Lovelace", ""),
    "Ada~Lovelace": ("Ada Lovelace", "Ada", "Lovelace", ""),
    "Geoffrey E. Hinton": ("Geoffrey E. Hinton", "Geoffrey E.", "Hinton", ""),
    "Hinton, Geoffrey E.": ("Geoffrey E. Hinton", "Geoffrey E.", "Hinton", ""),
    "Hinton, G.E.": ("G.E. Hinton", "G.E.", "Hinton", ""),
    "J.-P. Serre": ("J.-P. Serre", "J.-P.", "Serre", ""),
    "Jean-Baptiste Alayrac": ("Jean-Baptiste Alayrac", "Jean-Baptiste", "Alayrac", ""),
    "Shai Ben-David": ("Shai Ben-David", "Shai", "Ben-David", ""),
    "Conor O'Brien": ("Conor O'Brien", "Conor", "O'Brien", ""),
    "Yann LeCun": ("Yann LeCun", "Yann", "LeCun", ""),
    "Quoc V. Le": ("Quoc V. Le", "Quoc V.", "Le", ""),
    "Da Li": ("Da Li", "Da", "Li", ""),
    "Ben Taskar": ("Ben Taskar", "Ben", "Taskar", ""),
    "Jean DUPONT": ("Jean DUPONT", "Jean", "DUPONT", ""),
    "bell hooks": ("bell hooks", "bell", "hooks", ""),
    # particles
    "Ludwig van Beethoven": ("Ludwig van Beethoven", "Ludwig", "van Beethoven", ""),
    "van Beethoven, Ludwig": ("Ludwig van Beethoven", "Ludwig", "van Beethoven", ""),
    "Laurens van der Maaten": ("Laurens van der Maaten", "Laurens", "van der Maaten", ""),
    "Guy Van den Broeck": ("Guy Van den Broeck", "Guy", "Van den Broeck", ""),
    "Luc De Raedt": ("Luc De Raedt", "Luc", "De Raedt", ""),
    "Jean de la Fontaine": ("Jean de la Fontaine", "Jean", "de la Fontaine", ""),
    "Ulrike von Luxburg": ("Ulrike von Luxburg", "Ulrike", "von Luxburg", ""),
    "Nando de Freitas": ("Nando de Freitas", "Nando", "de Freitas", ""),
    "Friedrich von der Schulenburg": (
        "Friedrich von der Schulenburg",
        "Friedrich",
        "von der Schulenburg",
        "",
    ),
    "Leonardo da Vinci": ("Leonardo da Vinci", "Leonardo", "da Vinci", ""),
    "Sergio d'Angelo": ("Sergio d'Angelo", "Sergio", "d'Angelo", ""),
    "Bernhard 't Hooft": ("Bernhard 't Hooft", "Bernhard 't", "Hooft", ""),
    "José Ortega y Gasset": ("José Ortega y Gasset", "José", "Ortega y Gasset", ""),
    "António Costa e Silva": ("António Costa e Silva", "António", "Costa e Silva", ""),
    "Antoni Gaudí i Cornet": ("Antoni Gaudí i Cornet", "Antoni", "Gaudí i Cornet", ""),
    "García Márquez, Gabriel": ("Gabriel García Márquez", "Gabriel", "García Márquez", ""),
    "Mohammed bin Salman": ("Mohammed bin Salman", "Mohammed", "bin Salman", ""),
    "Khalid al-Saud": ("Khalid al-Saud", "Khalid", "al-Saud", ""),
    "Rami Al-Rfou": ("Rami Al-Rfou", "Rami", "Al-Rfou", ""),
    "Hassan Al Nahyan": ("Hassan Al Nahyan", "Hassan", "Al Nahyan", ""),
    "Charles {Van Gogh Smith}": ("Charles Van Gogh Smith", "Charles", "Van Gogh Smith", ""),
    "{van Gogh}, Vincent": ("Vincent van Gogh", "Vincent", "van Gogh", ""),
    # suffixes
    "King, Jr., Martin Luther": ("Martin Luther King Jr.", "Martin Luther", "King", "Jr."),
    "King, Martin Luther, Jr.": ("Martin Luther King Jr.", "Martin Luther", "King", "Jr."),
    "Martin Luther King, Jr.": ("Martin Luther King Jr.", "Martin Luther", "King", "Jr."),
    "Martin Luther King Jr.": ("Martin Luther King Jr.", "Martin Luther", "King", "Jr."),
    "Guy L. Steele Jr": ("Guy L. Steele Jr", "Guy L.", "Steele", "Jr"),
    "Hal Daumé III": ("Hal Daumé III", "Hal", "Daumé", "III"),
    "Daumé, III, Hal": ("Hal Daumé III", "Hal", "Daumé", "III"),
    "Daumé, Hal, III": ("Hal Daumé III", "Hal", "Daumé", "III"),
    "William Strunk Sr.": ("William Strunk Sr.", "William", "Strunk", "Sr."),
    "João Silva Neto": ("João Silva Neto", "João", "Silva Neto", ""),
    # one name
    "Madonna": ("Madonna", "", "Madonna", ""),
    "Sukarno": ("Sukarno", "", "Sukarno", ""),
    "Sukarno,": ("Sukarno", "", "Sukarno", ""),
    "Jr.": ("Jr.", "", "Jr.", ""),
    # other scripts
    "王伟": ("王伟", "伟", "王", ""),
    "王, 伟": ("王伟", "伟", "王", ""),
    "李小龙": ("李小龙", "小龙", "李", ""),
    "欧阳修": ("欧阳修", "修", "欧阳", ""),
    "諸葛亮": ("諸葛亮", "亮", "諸葛", ""),
    "田中 太郎": ("田中 太郎", "太郎", "田中", ""),
    "田中太郎": ("田中太郎", "田中太郎", "", ""),
    "김민수": ("김민수", "민수", "김", ""),
    "남궁민수": ("남궁민수", "민수", "남궁", ""),
    "محمد بن سلمان": ("محمد بن سلمان", "محمد", "بن سلمان", ""),
    "نجيب محفوظ": ("نجيب محفوظ", "نجيب", "محفوظ", ""),
    "Андрей Николаевич Колмогоров": (
        "Андрей Николаевич Колмогоров",
        "Андрей Николаевич",
        "Колмогоров",
        "",
    ),
    "Колмогоров, Андрей": ("Андрей Колмогоров", "Андрей", "Колмогоров", ""),
    "Νικόλαος Παπαδόπουλος": ("Νικόλαος Παπαδόπουλος", "Νικόλαος", "Παπαδόπουλος", ""),
    "Erdős, Pál": ("Pál Erdős", "Pál", "Erdős", ""),
    # dblp's numbers
    "Wei Wang 0001": ("Wei Wang", "Wei", "Wang", ""),
    "Hal Daumé III 0002": ("Hal Daumé III", "Hal", "Daumé", "III"),
    # nonsense
    "": ("", "", "", ""),
    " , ,": ("", "", "", ""),
}


@pytest.mark.parametrize(("text", "expected"), PEOPLE.items(), ids=PEOPLE)
def test_a_name_falls_into_its_parts(text, expected):
    name = parse(text)

    assert not name.is_collective
    assert (name.full, *parts(name.full, name.family)) == expected


@pytest.mark.parametrize(
    ("text", "full"),
    [
        ("{OpenAI Team}", "OpenAI Team"),
        ("{Barnes and Noble, Inc.}", "Barnes and Noble, Inc."),
        ("{DeepMind}", "DeepMind"),
        ("The ATLAS Collaboration", "The ATLAS Collaboration"),
        ("ATLAS Collaboration", "ATLAS Collaboration"),
        ("Wellcome Trust Case Control Consortium", "Wellcome Trust Case Control Consortium"),
        ("University of Toronto", "University of Toronto"),
        ("The Theano Development Team", "The Theano Development Team"),
    ],
)
def test_a_group_has_no_parts(text, full):
    name = parse(text)

    assert (name.full, name.family, name.is_collective) == (full, "", True)
    assert parts(name.full, is_collective=True) == ("", full, "")


def test_a_number_of_dblp_tells_namesakes_apart_and_is_not_shown():
    name = parse("Wei Wang 0001")

    assert (name.full, name.dblp) == ("Wei Wang", "Wei Wang 0001")
    assert without_number("Wei Wang 0001") == "Wei Wang"
    assert without_number("Route 66") == "Route 66"


def test_a_family_name_that_a_source_told_is_believed():
    assert parts("Gabriel García Márquez", "García Márquez") == ("Gabriel", "García Márquez", "")
    assert parts("Nguyễn Văn A", "Nguyễn") == ("Nguyễn Văn", "A", "")  # not where it is said to be


WORDS = st.text(
    st.characters(categories=["L", "N", "P", "Zs"], exclude_characters="\\"), max_size=60
)


def letters(text):
    return Counter(sign for sign in text if sign.isalnum())


@given(WORDS)
def test_no_letter_is_lost(text):
    name = parse(text)

    assert letters(name.dblp or name.full) == letters(text)
    assert letters("".join(parts(name.full, name.family, name.is_collective))) == letters(name.full)


@given(WORDS)
def test_parts_put_together_with_commas_are_the_same_name(text):
    name = parse(text)
    given_name, family, suffix = parts(name.full, name.family, name.is_collective)
    if name.is_collective or not (given_name and family) or "," in name.full:
        return
    again = parse(", ".join(filter(None, [f"{{{family}}}", suffix, f"{{{given_name}}}"])))

    assert parts(again.full, again.family) == (given_name, family, suffix)
