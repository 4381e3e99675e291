#!/usr/bin/env python3
"""How well articles become drafts, held against what careful readers wrote down.

    cargo build
    tests/bench/articles.py FOLDER… [--program target/debug/renvoi] [--missed] [--wrong]

A FOLDER holds articles (NAME.txt, .md or .html) with NAME.gold.json beside them: `statements`
with their opening words, expert, kind, pages and via, `experts` with aliases, `citations` with
the page lists of topics. A folder with an `inventory.json` is one article and what it holds.

A drafted statement is right where the opening words of one in the gold file stand in the words
of the source that it points to, with no more than a sentence before them; each in the gold
file is found once. A speaker is right by name or alias; the author's where the draft says so. A page list
is right where it stands, page by page and in order, on the statement or the topic it belongs to;
a topic or a body is the same with and without an article before its name.
"""

import argparse
import json
import pathlib
import re
import subprocess
import sys
import tempfile
import unicodedata

# The most words that may stand before the opening words of a statement: a sentence that names
# its speaker, its role and its occasion.
MOST_BEFORE = 45


def plain(text):
    """Letters and digits alone, so that marks and spaces decide nothing."""
    folded = unicodedata.normalize("NFKD", text.lower())
    folded = "".join(sign for sign in folded if not unicodedata.combining(sign))
    return re.sub(r"[\W_]+", " ", folded).strip()


def theme(name):
    """A name without the article before it."""
    return re.sub(r"^(?:l|le|la|les|un|une|des|the|a|an) (?=.)", "", plain(name))


def drafted(program, article, folder):
    out = pathlib.Path(folder) / "draft.json"
    out.unlink(missing_ok=True)
    subprocess.run(
        [program, "import", str(article), "--draft", "-o", str(out)],
        check=True,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
    )
    draft = json.loads(out.read_text())
    # Pages that bear Roman numbers are known by their labels.
    labels = draft["reports"][0].get("labels") or []
    for record in draft.get("statements", []) + draft.get("citations", []):
        pages = record.get("pages") or {}
        if labels and pages.get("list"):
            shown = [labels[page - 1] for page in pages["list"]]
            pages["list"] = [int(page) if page.isdigit() else page for page in shown]
    return draft


def forms(name, experts):
    """A name and its aliases."""
    known = [e for e in experts if e["name"] == name]
    every = [name] + [form for e in known for form in e.get("aliases") or []]
    return {theme(form if isinstance(form, str) else form["form"]) for form in every}


def opening(gold):
    """The opening words of a statement, as they may stand in a draft of it."""
    quotes = gold.get("quotes") or []
    return [plain(words)[:60].strip() for words in [gold["quote"], *quotes]]


def printed(said):
    """The pages of a statement that stand in its own words or beside them."""
    pages = said.get("pages") or {}
    return [] if pages.get("inherited") else pages.get("list", [])


def holds(said, gold):
    words = plain(said["position"]["exact"])
    for start in opening(gold):
        at = f" {words}".find(f" {start}")
        if at >= 0 and words[:at].count(" ") <= MOST_BEFORE:
            return True
    return False


def score(gold, draft):
    """Rows of (kind, found, right speaker, pages meant, pages right), and what was wrong or missed."""
    names = {e["id"]: e["name"] for e in draft.get("experts", [])}
    open_ones = list(gold["statements"])
    rows, wrong, aside = [], [], 0
    for said in draft.get("statements", []):
        hits = [g for g in open_ones if holds(said, g)]
        own = said.get("voice") == "author" and any(holds(said, g) for g in gold.get("optional", []))
        if not hits and own:
            aside += 1
            continue
        if not hits:
            wrong.append({"rule": said.get("rule"), "text": said["text"]})
            continue
        hit = hits[0]
        open_ones.remove(hit)
        who = set().union(*(forms(names[id], draft["experts"]) for id in said.get("experts", [])))
        via = set().union(*(forms(names[id], draft["experts"]) for id in said.get("via", [])))
        if re.match(r"(the )?authors?\b", hit.get("note") or ""):
            speaker = said.get("voice") == "author" and not who
        else:
            speaker = bool(who & forms(hit["expert"], gold["experts"]))
        if hit.get("via"):
            meant = re.sub(r" \(\d{4}\)$", "", hit["via"])
            via_right = bool(via & forms(meant, gold["experts"]))
        else:
            via_right = not via
        pages = printed(said)
        meant = hit.get("pages") or []
        rows.append((hit["kind"], True, speaker, bool(meant), bool(meant) and pages == meant))
        if not speaker:
            wrong.append({"rule": said.get("rule"), "speaker": sorted(who), "meant": hit["expert"], "text": said["text"][:80]})
        if pages != meant:
            wrong.append({"pages": pages, "meant": meant, "text": said["text"][:80]})
        if not via_right:
            wrong.append({"via": sorted(via), "meant": hit.get("via"), "text": said["text"][:80]})
    rows += [(g["kind"], False, False, bool(g.get("pages")), False) for g in open_ones]
    return rows, wrong, open_ones, aside


def lists(gold, draft, rows):
    """Page lists: how many were drafted, are meant, and stand where they belong; the same of the
    lists of topics alone."""
    topics = {t["id"]: theme(t["name"]) for t in draft.get("topics", [])}
    meant = [(theme(c["topic"]), c["pages"]) for c in gold.get("citations", [])]
    cited = [
        (topics.get(c.get("topic"), ""), c["pages"]["list"])
        for c in draft.get("citations", [])
        if (c.get("pages") or {}).get("list")
    ]
    agree = sum(one in meant for one in cited)
    stated = sum(bool(printed(s)) for s in draft.get("statements", []))
    wanted = sum(row[3] for row in rows)
    right = sum(row[4] for row in rows)
    missed = [one for one in meant if one not in cited]
    wrong = [one for one in cited if one not in meant]
    whole = (stated + len(cited), wanted + len(meant), right + agree)
    return whole, (len(cited), len(meant), agree), missed, wrong


def inventory(folder):
    """The gold file of an article whose inventory lists what it holds."""
    held = json.loads((folder / "inventory.json").read_text())
    statements, optional = [], []
    for said in held["statements"]:
        who, _, via = said["speaker"].partition(" via ")
        if who == "blog":
            # What the author says is drafted as the author's or not at all.
            optional.append({"quote": said["exact"], "quotes": []})
            continue
        quotes = [s["exact"] for s in held["guillemet_spans"] if s["exact"] in said["exact"]]
        # Pages in brackets are those of the sentence before, not printed here.
        pages = [int(page) for page in re.findall(r"\d+", said["pages"])] if said["pages"][0] != "(" else []
        kind = "direct" if quotes else "indirect"
        # A statement in brackets opens before the words in marks; a split one may be either.
        words = re.sub(r" \([^()]*\)[.]?$", "", said["exact"])
        row = {"expert": who, "quote": words, "quotes": quotes, "kind": kind, "pages": pages}
        statements.append(row | ({"via": via} if via else {}))
    people = [{"name": p["name"], "aliases": []} for p in held["people"]]
    named = {p["name"] for p in people}
    topics = [c for c in held["page_citations"] if c["subject"] not in named]
    citations = [{"topic": c["subject"], "pages": c["pages"]} for c in topics]
    gold = {"statements": statements, "optional": optional, "experts": people, "citations": citations}
    return gold, folder / held["file"]


def articles(folder):
    """Each article of a folder with its gold file."""
    if (folder / "inventory.json").exists():
        gold, article = inventory(folder)
        yield "built-in", gold, article
    for path in sorted(folder.glob("*.gold.json")):
        stem = path.name.removesuffix(".gold.json")
        [article] = [p for p in folder.glob(stem + ".*") if p != path]
        yield stem, json.loads(path.read_text()), article


def share(part, whole):
    return f"{part / whole:.2f}" if whole else "   –"


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folder", type=pathlib.Path, nargs="+")
    parser.add_argument("--program", default="target/debug/renvoi")
    parser.add_argument("--only", default="", help="articles whose name begins so")
    parser.add_argument("--missed", action="store_true", help="print what was not found")
    parser.add_argument("--wrong", action="store_true", help="print what was drafted wrongly")
    asked = parser.parse_args()
    every = [found for folder in asked.folder for found in articles(folder)]
    every = [found for found in every if found[0].startswith(asked.only)]
    if not every:
        sys.exit("no .gold.json and no inventory.json there")
    print(
        f"{'article':32}{'drafted':>8}{'meant':>7}{'found':>7}{'P':>6}{'R':>6}{'speaker':>9}{'pages P':>9}{'R':>6}"
    )
    kinds, total, topics = {}, [0] * 7, [0] * 3
    with tempfile.TemporaryDirectory() as folder:
        for stem, gold, article in every:
            draft = drafted(asked.program, article, folder)
            rows, wrong, missed, aside = score(gold, draft)
            found = [row for row in rows if row[1]]
            for row in rows:
                counts = kinds.setdefault(row[0], [0, 0, 0])
                counts[0] += 1
                counts[1] += row[1]
                counts[2] += row[2]
            whole, of_topics, lists_missed, lists_wrong = lists(gold, draft, rows)
            figures = [len(draft.get("statements", [])) - aside, len(rows), len(found)]
            figures += [sum(row[2] for row in found), *whole]
            total = [a + b for a, b in zip(total, figures)]
            topics = [a + b for a, b in zip(topics, of_topics)]
            line(stem, figures)
            for said in [*wrong, *lists_wrong] if asked.wrong else []:
                print("   wrong ", said)
            for gone in missed if asked.missed else []:
                print("   missed", gone["expert"], "|", gone["kind"], "|", gone["quote"])
            for gone in lists_missed if asked.missed else []:
                print("   missed", gone)
    line("all", total)
    for kind, (meant, found, right) in sorted(kinds.items()):
        print(f"{kind:32}{'':8}{meant:7}{found:7}{'':6}{share(found, meant):>6}{share(right, found):>9}")
    got, meant, agree = topics
    print(f"{'page lists of topics':32}{got:8}{meant:7}{agree:7}{share(agree, got):>6}{share(agree, meant):>6}")


def line(name, figures):
    got, meant, found, right, listed, wanted, agree = figures
    print(
        f"{name[:31]:32}{got:8}{meant:7}{found:7}{share(found, got):>6}{share(found, meant):>6}"
        f"{share(right, found):>9}{share(agree, listed):>9}{share(agree, wanted):>6}"
    )


if __name__ == "__main__":
    main()
