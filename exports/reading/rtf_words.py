"""What the control words of Rich Text mean, as far as reading a form needs it."""

from __future__ import annotations

from typing import Final

from exports.reading.lines import Look

IGNORED: Final = frozenset(
    {
        *("colorschememapping", "datastore", "docvar", "filetbl", "fldinst", "footnotesep", "formfield", "ftncn"),
        *(
            "ftnsep",
            "ftnsepc",
            "aftncn",
            "aftnsep",
            "aftnsepc",
            "generator",
            "info",
            "latentstyles",
            "listoverridetable",
        ),
        *(
            "listtable",
            "listtext",
            "nonesttables",
            "nonshppict",
            "objclass",
            "objdata",
            "objname",
            "pntext",
            "pnseclvl",
        ),
        *("revtbl", "rsidtbl", "shprslt", "stylesheet", "tc", "template", "themedata", "xe", "xmlnstbl", "atnauthor"),
        *(
            "atnid",
            "atndate",
            "atntime",
            "atnref",
            "atrfstart",
            "atrfend",
            "atnicn",
            "sp",
            "mmathPr",
            "pgdsctbl",
            "bliptag",
        ),
    }
)
EDGES: Final = frozenset(f"{kind}{page}" for kind in ("header", "footer") for page in ("", "l", "r", "f"))
ASIDES: Final = frozenset({"annotation", "footnote", "shptxt", "dptxbxtext"})
ENTERED: Final = frozenset({"shpinst", "shppict", "do", "moMath", "moMathPara", "ud"})
CAUGHT: Final = frozenset({"bkmkstart", "bkmkend", "propname", "staticval"})
LINE_ENDS: Final = frozenset({"par", "sect", "page", "cell", "nestcell", "row", "nestrow"})
CHARACTERS: Final = {
    "tab": "\t",
    "line": "\n",
    "lbr": "\n",
    "softline": "\n",
    "emdash": "—",
    "endash": "–",
    "lquote": "‘",
    "rquote": "’",
    "ldblquote": "“",
    "rdblquote": "”",
    "bullet": "•",
    "emspace": " ",
    "enspace": " ",
    "qmspace": " ",
}
SIGNS: Final = {"~": "\N{NO-BREAK SPACE}", "_": "-", "\\": "\\", "{": "{", "}": "}"}
SWITCHES: Final = {
    "b": Look.BOLD,
    "i": Look.ITALIC,
    "strike": Look.STRUCK,
    "striked": Look.STRUCK,
    "v": Look.STRUCK,
    "chbrdr": Look.FRAMED,
}
UNDERLINES: Final = (
    "ul",
    "uld",
    "uldash",
    "uldashd",
    "uldashdd",
    "uldb",
    "ulth",
    "ulw",
    "ulwave",
    "ulhwave",
    "ulldash",
)
EDGES_DRAWN: Final = frozenset({"brdrt", "brdrb", "brdrl", "brdrr", "box"})
PARAGRAPHS: Final = EDGES_DRAWN | {"pard", "cbpat"}
SHADES: Final = frozenset({"highlight", "cb", "chcbpat"})
