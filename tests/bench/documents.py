#!/usr/bin/env python3
"""How well pages are found, and what it costs.

    tests/bench/documents.py PROGRAM FILE.pdf ...           find against a plain check
    tests/bench/documents.py PROGRAM --book BOOK.json       pages against a printed index
    tests/bench/documents.py PROGRAM --cost FILE.pdf ...    import with 500 names: seconds, MB
    tests/bench/documents.py PROGRAM --child FILE.pdf ...   what the guarded process adds (valgrind)

The plain check reads each page with pdftotext, folds it, joins words cut at line ends or keeps
them in two, cuts plurals from words and looks for the terms word by word.
"""

import collections
import json
import os
import random
import re
import resource
import subprocess
import sys
import tempfile
import time
import unicodedata

LIGATURES = str.maketrans({"œ": "oe", "æ": "ae", "ß": "ss"})


def fold(text):
    text = unicodedata.normalize("NFKD", text.replace("\u00ad", "").translate(LIGATURES))
    return "".join(c for c in text if not unicodedata.combining(c)).lower().translate(LIGATURES)


def singular(word, english):
    """A word without its plural: parties is party in one language and partie in the other."""
    if len(word) < 4:
        return word
    for end, new in (("eaux", "eau"), ("aux", "al")):
        if word.endswith(end):
            return word[: -len(end)] + new
    if english:
        if word.endswith("ies"):
            return word[:-3] + "y"
        if word.endswith(("ches", "shes", "xes", "sses")):
            return word[:-2]
    if word.endswith("s") and not word.endswith("ss") or word.endswith("ux"):
        return word[:-1]
    return word


def words(text, english):
    return [singular(word, english) for word in re.findall(r"[^\W_]+", fold(text))]


def readings(page):
    """The words of a page in either language, cut words joined, then in two; a sentence's end
    parts words."""
    for joined in (re.sub(r"[-\u2010]\s*\n\s*", "", page), page):
        parts = re.split(r"(?<=[^\W\d_]{2})[.!?…][»”\")]*\s+(?=[«“\"(]*[A-ZÀ-Þ])", joined)
        for english in (False, True):
            yield english, " ".join(" " + " ".join(words(part, english)) + " |" for part in parts)


def pages_of(file):
    text = subprocess.run(["pdftotext", "-enc", "UTF-8", file, "-"], capture_output=True).stdout
    return text.decode("utf-8", "replace").split("\f")[:-1]


def terms_of(pages, most, seed):
    """Words and pairs of words that stand on some pages and not on most."""
    count = collections.Counter()
    for page in pages:
        plain = re.findall(r"[^\W\d_]{4,}(?: [^\W\d_]{4,})?", re.sub(r"\s+", " ", page))
        count.update({term.lower() for term in plain})
    fits = sorted(t for t, n in count.items() if 2 <= n <= max(3, len(pages) // 2))
    random.Random(seed).shuffle(fits)
    return sorted(fits[:most])


def found_by(program, file, terms):
    run = subprocess.run([program, "find", file, "--json", "--", *terms], capture_output=True)
    answer = json.loads(run.stdout)
    found = {row["term"]: set(row["pages"]) for row in answer["results"]}
    return found, answer["results"][0]["status"]


def quality(program, files):
    total = collections.Counter()
    for file in files:
        pages = pages_of(file)
        read = [list(readings(page)) for page in pages]
        terms = terms_of(pages, 500, os.path.basename(file))
        if not terms:
            print(f"| {os.path.basename(file)} | {len(pages)} | no text |")
            continue
        found, status = found_by(program, file, terms)
        lost = set(status["scanned"]) | set(status["unreadable"]) | set(status["failed"])
        one = collections.Counter(pages=len(pages), named=len(lost))
        for term in terms:
            wanted = [" " + " ".join(words(term, english)) + " " for english in (False, True)]
            plain = {n for n, page in enumerate(read, 1) if any(wanted[english] in text for english, text in page)}
            ours = found.get(term, set())
            one.update(both=len(plain & ours), missed=len(plain - ours), more=len(ours - plain))
        total.update(one)
        tell(os.path.basename(file), one)
    tell("all", total)


def tell(name, one):
    recall = one["both"] / max(1, one["both"] + one["missed"])
    precision = one["both"] / max(1, one["both"] + one["more"])
    print(f"| {name} | {one['pages']} | {one['both'] + one['missed']} | {recall:.4f} | {precision:.4f} | {one['named']} |")


def book(program, path):
    data = json.load(open(path))
    labels, pages = list(data["pages"]), list(data["pages"].values())
    rows = [(row["head"].split(">")[-1].replace("INDEX", "").strip(), row["locators"]) for row in data["index"]]
    with tempfile.TemporaryDirectory() as folder:
        text = os.path.join(folder, "book.txt")
        open(text, "w").write("\f".join(page.replace("\f", " ") for page in pages))
        names = sorted({heading for heading, _ in rows})
        asked = {}
        for name in names:
            head = [part.strip() for part in re.sub(r"\(.*?\)|_|\"", "", name).split(",")]
            first = head[0]
            asked[name] = [f"{head[1]} {first}" if len(head) > 1 else first, first]
        terms = sorted({term for forms in asked.values() for term in forms if term})
        found, _ = found_by_many(program, text, terms)
        both = missed = more = 0
        sample, added = [], []
        for heading, locators in rows:
            forms = asked[heading]
            ours = {labels[p - 1] for form in forms for p in found.get(form, set())}
            theirs = {str(locator["page"]) for locator in locators}
            both += len(theirs & ours)
            missed += len(theirs - ours)
            more += len(ours - theirs)
            sample += [(heading, page) for page in sorted(theirs - ours)]
            added += [(heading, page, forms) for page in sorted(ours - theirs)]
    print(f"{len(rows)} headings; references of the index: {both} confirmed, {missed} not; {more} added")
    for heading, page in random.Random(1).sample(sample, min(12, len(sample))):
        print(f"  not confirmed: {heading}, p. {page}")
    for heading, page, forms in random.Random(2).sample(added, min(20, len(added))):
        print(f"  added: {heading}, p. {page}: {around(data['pages'][page], forms)}")


def around(page, forms):
    """The words around the first form that stands on a page, for a person to judge."""
    flat = " ".join(page.split())
    for form in forms:
        at = flat.lower().find(form.lower())
        if at >= 0:
            return f"…{flat[max(0, at - 200) : at + len(form) + 200]}…"
    return flat[:400]


def found_by_many(program, file, terms):
    found = {}
    for at in range(0, len(terms), 400):
        some, status = found_by(program, file, terms[at : at + 400])
        found.update(some)
    return found, status


def cost(program, files):
    pages = [page for file in files for page in pages_of(file)]
    with tempfile.TemporaryDirectory() as folder:
        names = os.path.join(folder, "names.txt")
        open(names, "w").write("\n".join(terms_of(pages, 500, "cost")) + "\n")
        out = os.path.join(folder, "c.json")
        began = time.time()
        subprocess.run([program, "import", *files, "--topics", names, "-o", out], check=True, stderr=subprocess.DEVNULL)
        took = time.time() - began
    peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    print(f"{len(pages)} pages, 500 names: {took:.2f} s, {peak:.0f} MB")


def instructions(command, stdin=None):
    """The instructions of a program, which may be forbidden to write a file."""
    tool = ["valgrind", "--tool=callgrind", "--callgrind-out-file=/dev/null"]
    with open(stdin or os.devnull, "rb") as given:
        run = subprocess.run([*tool, *command], stdin=given, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
    return int(re.search(rb"Collected : (\d+)", run.stderr).group(1))


def of_threads(folder, command):
    """The instructions of each thread of a program, without those of programs that it starts."""
    out = os.path.join(folder, "callgrind")
    tool = ["valgrind", "--tool=callgrind", "--separate-threads=yes", f"--callgrind-out-file={out}"]
    subprocess.run([*tool, *command], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    threads = [open(os.path.join(folder, name)).read() for name in os.listdir(folder) if name.startswith("callgrind-")]
    return [int(re.search(r"^totals: (\d+)", thread, re.M).group(1)) for thread in threads]


def child(program, files):
    """Reading costs what it costs in any process. What the child adds is its start, and its pages
    as lines of JSON: written there (as those of the same pages given as text, which takes nearly
    nothing else) and read here (a thread of its own)."""
    for file in files:
        with tempfile.TemporaryDirectory() as folder:
            corpus, text, word = (os.path.join(folder, name) for name in ("c.json", "pages.txt", "word.txt"))
            open(word, "w").write("a\n")
            subprocess.run([program, "import", file, "-o", corpus], stderr=subprocess.DEVNULL, check=True)
            pages = json.load(open(corpus))["page_texts"]
            open(text, "w").write("\f".join(page.get("text", "").replace("\f", " ") for page in pages))
            reading = instructions([program, "read-pages", "1"], file)
            start = instructions([program, "read-pages", "1"], word)
            written = instructions([program, "read-pages", "1"], text) - start
            here = of_threads(folder, [program, "find", file, "zzzz"])
            added = start + written + min(here)
            print(f"{os.path.basename(file)}: {len(pages)} pages, {reading / 1e6:.0f} M instructions to read them; "
                  f"start {start / 1e6:.1f} M, pages written {written / 1e6:.1f} M and read {min(here) / 1e6:.1f} M: "
                  f"{added * 100 / reading:.1f} % more")


if __name__ == "__main__":
    program, *rest = sys.argv[1:]
    if rest[:1] == ["--book"]:
        book(program, rest[1])
    elif rest[:1] == ["--child"]:
        child(program, rest[1:])
    elif rest[:1] == ["--cost"]:
        cost(program, rest[1:])
    else:
        quality(program, rest)
