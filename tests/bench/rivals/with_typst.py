"""typst, from a source that reads the same content."""

import json
import time
from pathlib import Path

from tests.bench.case import Figures
from tests.bench.memory import watched
from tests.bench.rivals import content as c

_SOURCE = f"""
#let content = json("content.json")
#set page("a4", margin: (left: {c.LEFT}pt, right: {c.RIGHT}pt, top: {c.TOP}pt, bottom: {c.BOTTOM}pt),
  footer: context align(right, text(8.5pt)[page #counter(page).display() of #counter(page).final().first()]))
#set text(font: "Noto Sans", size: {c.BODY}pt, lang: "en")
#let lines(facts) = text({c.FACT}pt, facts.map(fact => fact.at(0) + ": " + fact.at(1)).join(linebreak()))
#let large(said) = text({c.LARGE}pt, weight: "bold", said)
#let log = table.with(columns: ({c.WHEN}pt, 1fr, 1fr), inset: (x: 4pt, y: 4pt), align: left,
  stroke: (bottom: 0.5pt + luma(72%)))
#large[Incident log]
#log(
  table.header(..{c.HEADS!r}),
  ..for row in content.rows {{
    (
      text({c.FACT}pt)[*#row.number* \\ #row.when],
      [*#row.headline* \\ #row.description #parbreak() #row.exact_words],
      lines(row.facts),
    )
  }}
)
#for exhibit in content.exhibits {{
  pagebreak()
  grid(rows: (auto, auto, 1fr), row-gutter: 6pt, large(exhibit.reference), lines(exhibit.facts),
    if exhibit.picture != "" {{ image("clear/" + exhibit.picture, width: 100%, height: 100%, fit: "contain") }})
}}
#pagebreak()
#large[Register]
#log(..for exhibit in content.exhibits {{
  let said = exhibit.facts.to-dict()
  (exhibit.reference, text({c.FACT}pt, said.at("File")), text({c.FACT}pt, said.at("SHA-256")))
}})
#context [#metadata(counter(page).final().first()) <last>]
"""


def print_all(work: Path, place: str) -> Figures:
    """The log and its pictures."""
    import typst

    folder, target = work / place, work / "typst.pdf"
    content = c.read(folder)
    source = folder / "log.typ"
    source.write_text(_SOURCE.replace("'", '"'), encoding="utf-8")
    with watched() as memory:
        begun = time.perf_counter()
        compiler = typst.Compiler(
            str(source), root=str(folder), font_paths=[str(content.fonts)], ignore_system_fonts=True
        )
        compiler.compile(output=str(target), format="pdf")
        seconds = time.perf_counter() - begun
    (pages,) = json.loads(compiler.query("<last>", field="value"))
    return {**c.figures(pages, target, seconds), **memory}
