"""LibreOffice as a person uses it: it opens a Word copy, fills in its boxes, and saves it again."""

from __future__ import annotations

import io
import re
import subprocess
import zipfile
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

FILTERS: Final = {"docx": "MS Word 2007 XML", "odt": "writer8"}

_LIBRARY: Final = """\
<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE library:library PUBLIC "-//OpenOffice.org//DTD OfficeDocument 1.0//EN" "library.dtd">
<library:library xmlns:library="http://openoffice.org/2000/library" library:name="Standard" library:readonly="false"
 library:passwordprotected="false">
 <library:element library:name="Filling"/>
</library:library>
"""
_MODULE: Final = """\
<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE script:module PUBLIC "-//OpenOffice.org//DTD OfficeDocument 1.0//EN" "module.dtd">
<script:module xmlns:script="http://openoffice.org/2000/script" script:name="Filling" script:language="StarBasic">
Sub Fill(source, target, filter, filling)
  Dim hidden(0) As New com.sun.star.beans.PropertyValue
  hidden(0).Name = "Hidden"
  hidden(0).Value = True
  doc = StarDesktop.loadComponentFromURL(source, "_blank", 0, hidden())
  number = 0
  paragraphs = doc.Text.createEnumeration()
  While paragraphs.hasMoreElements()
    paragraph = paragraphs.nextElement()
    If paragraph.supportsService("com.sun.star.text.Paragraph") Then
      portions = paragraph.createEnumeration()
      While portions.hasMoreElements()
        portion = portions.nextElement()
        If portion.TextPortionType = "ContentControl" Then
          mark = "|" &amp; number &amp; "="
          where = InStr(filling, mark)
          If where > 0 Then
            rest = Mid(filling, where + Len(mark))
            control = portion.ContentControl
            If control.Checkbox Then
              control.Checked = True
            Else
              control.ShowingPlaceHolder = False
            End If
            control.setString(Left(rest, InStr(rest, "|") - 1))
          End If
          number = number + 1
        End If
      Wend
    End If
  Wend
  Dim saving(0) As New com.sun.star.beans.PropertyValue
  saving(0).Name = "FilterName"
  saving(0).Value = filter
  doc.storeToURL(target, saving())
  doc.close(True)
End Sub
</script:module>
"""


class Office:
    """One LibreOffice with a profile of its own in `folder`."""

    def __init__(self, folder: Path) -> None:
        self._profile = folder / "profile"
        self._run("--terminate_after_init")  # the first start makes the profile, over whatever stands there
        basic = self._profile / "user" / "basic" / "Standard"
        assert basic.is_dir(), "LibreOffice made no profile"
        (basic / "script.xlb").write_text(_LIBRARY, encoding="utf-8")
        (basic / "Filling.xba").write_text(_MODULE, encoding="utf-8")

    def fill(self, copy: Path, answers: Mapping[str, str], ending: str) -> Path:
        """Fill in `copy` (item to a code or a text without commas and bars) and save it beside it with `ending`."""
        filled = copy.with_name(f"{copy.stem}-filled.{ending}")
        filling = "|".join(f"{number}={words}" for number, words in _numbered(copy.read_bytes(), answers))
        where = f"{copy.as_uri()},{filled.as_uri()},{FILTERS[ending]},|{filling}|"
        self._run(f"macro:///Standard.Filling.Fill({where})")
        assert filled.exists(), "LibreOffice saved nothing"
        return filled

    def _run(self, *words: str) -> None:
        command = ["soffice", f"-env:UserInstallation={self._profile.as_uri()}", "--headless", "--norestore", *words]
        subprocess.run(command, check=True, capture_output=True, timeout=200)


def _numbered(copy: bytes, answers: Mapping[str, str]) -> list[tuple[int, str]]:
    """Return what to put into the content controls, by their number in the document."""
    with zipfile.ZipFile(io.BytesIO(copy)) as package:
        tags = re.findall(r'<w:tag w:val="([^"]+)"', package.read("word/document.xml").decode())
    return [
        (tags.index(item), given) if item in tags else (tags.index(f"{item}:{given}"), "☒")
        for item, given in answers.items()
    ]
