#!/usr/bin/env python3
"""How well articles become drafts, held against what careful readers wrote down.

    cargo build --features documents
    tests/bench/articles.py FOLDER [--program target/debug/renvoi] [--missed] [--wrong]

FOLDER holds articles (NAME.txt, .md or .html) with NAME.gold.json beside them: `statements`
with their opening words, expert, kind and pages, `experts` with aliases. A drafted statement
is right where the opening words of one in the gold file stand in it (or it is the opening of
that); each in the gold file is found once. Pages are compared reference by reference.
"""

import argparse
import json
import pathlib
import re
import subprocess
import sys
import tempfile
import unicodedata


def plain(text):
    """Letters and digits alone, so that marks and spaces decide nothing."""
    folded = unicodedata.normalize("NFKD", text.lower())
    folded = "".join(sign for sign in folded if not unicodedata.combining(sign))
    return re.sub(r"[\W_]+", " ", folded).strip()


def drafted(program, article, folder):
    out = pathlib.Path(folder) / "draft.json"
    out.unlink(missing_ok=True)
    subprocess.run(
        [program, "import", str(article), "--draft", "-o", str(out)],
        check=True,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
    )
    return json.loads(out.read_text())


def names(gold, expert):
    known = [e for e in gold["experts"] if e["name"] == expert]
    return {plain(name) for e in known for name in [e["name"], *(e.get("aliases") or [])]} | {
        plain(expert)
    }


def score(gold, draft):
    """Rows of (kind, found, right speaker, right pages), and what was wrong or missed."""
    experts = {e["id"]: e for e in draft.get("experts", [])}
    open_ones = list(gold["statements"])
    rows, wrong = [], []
    for said in draft.get("statements", []):
        words = plain(" ".join([said["position"]["exact"], said.get("text", "")]))
        hits = [g for g in open_ones if plain(g["quote"])[:60] in words]
        if not hits:
            wrong.append(said)
            continue
        hit = hits[0]
        open_ones.remove(hit)
        who = {
            plain(form if isinstance(form, str) else form["form"])
            for id in said.get("experts", [])
            for form in [experts[id]["name"], *experts[id].get("aliases", [])]
        }
        author = said.get("voice") == "author" and "author" in (hit.get("note") or "")
        speaker = author or bool(who & names(gold, hit["expert"]))
        pages = (said.get("pages") or {}).get("list", []) == (hit.get("pages") or [])
        rows.append((hit["kind"], True, speaker, pages))
        if not speaker:
            wrong.append({"speaker": sorted(who), "meant": hit["expert"], "text": said["text"][:80]})
    rows += [(g["kind"], False, False, False) for g in open_ones]
    return rows, wrong, open_ones


def lists(gold, draft):
    """How many page references were drafted, are meant, and agree."""
    meant = [tuple(s["pages"]) for s in gold["statements"] if s.get("pages")]
    got = [
        tuple(record["pages"]["list"])
        for key in ("statements", "citations")
        for record in draft.get(key, [])
        if (record.get("pages") or {}).get("list")
    ]
    agree, rest = 0, list(got)
    for pages in meant:
        if pages in rest:
            rest.remove(pages)
            agree += 1
    return len(got), len(meant), agree


def share(part, whole):
    return f"{part / whole:.2f}" if whole else "   –"


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folder", type=pathlib.Path)
    parser.add_argument("--program", default="target/debug/renvoi")
    parser.add_argument("--missed", action="store_true", help="print what was not found")
    parser.add_argument("--wrong", action="store_true", help="print what was drafted wrongly")
    asked = parser.parse_args()
    golds = sorted(asked.folder.glob("*.gold.json"))
    if not golds:
        sys.exit(f"no .gold.json in {asked.folder}")
    head = f"{'article':32}{'drafted':>8}{'meant':>7}{'found':>7}{'P':>6}{'R':>6}{'speaker':>9}{'pages P':>9}{'R':>6}"
    print(head)
    kinds, total = {}, [0] * 7
    with tempfile.TemporaryDirectory() as folder:
        for path in golds:
            gold = json.loads(path.read_text())
            stem = path.name.removesuffix(".gold.json")
            [article] = [p for p in asked.folder.glob(stem + ".*") if p != path]
            draft = drafted(asked.program, article, folder)
            rows, wrong, missed = score(gold, draft)
            found = [row for row in rows if row[1]]
            for row in rows:
                counts = kinds.setdefault(row[0], [0, 0, 0])
                counts[0] += 1
                counts[1] += row[1]
                counts[2] += row[2]
            figures = [len(draft.get("statements", [])), len(rows), len(found)]
            figures += [sum(row[2] for row in found), *lists(gold, draft)]
            total = [a + b for a, b in zip(total, figures)]
            line(stem, figures)
            for said in wrong if asked.wrong else []:
                shown = {k: said.get(k) for k in ("rule", "experts", "text", "speaker", "meant")}
                print("   wrong ", {k: v for k, v in shown.items() if v})
            for gone in missed if asked.missed else []:
                print("   missed", gone["expert"], "|", gone["kind"], "|", gone["quote"])
    line("all", total)
    for kind, (meant, found, right) in sorted(kinds.items()):
        print(f"{kind:32}{'':8}{meant:7}{found:7}{'':6}{share(found, meant):>6}{share(right, found):>9}")


def line(name, figures):
    got, meant, found, right, listed, wanted, agree = figures
    print(
        f"{name[:31]:32}{got:8}{meant:7}{found:7}{share(found, got):>6}{share(found, meant):>6}"
        f"{share(right, found):>9}{share(agree, listed):>9}{share(agree, wanted):>6}"
    )


if __name__ == "__main__":
    main()
