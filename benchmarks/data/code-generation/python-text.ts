import type { CodeItem } from '../../../src/grading/code/code-item.js';

/** Python: reading and writing text. */
export const PYTHON_TEXT: readonly CodeItem[] = [
  {
    id: 'py-parse-size',
    kind: 'function',
    language: 'python',
    tags: ['easy'],
    entryPoint: 'parse_size',
    prompt: `Write a function parse_size(text) that reads a size and returns the number of bytes as an int.
- The text is a number and a unit, with optional spaces between and around them: "10MiB", " 1.5 kB ", "512".
- The number has digits and optionally a point followed by digits. Without a unit, and with "B", it counts bytes and must have no point.
- Units are kB, MB, GB (powers of 1000) and KiB, MiB, GiB (powers of 1024), in any mixture of upper and lower case.
- A fraction of a byte is cut off: "1.9999kB" is 1999. The result must be exact, also for large numbers.
- Raise ValueError for everything else, such as "", "kB", "-1", "1.MB", ".5MB", "1 0", "1e3" or "5 bytes".`,
    tests: [
      { args: ['10MiB'], returns: 10485760 },
      { args: [' 1.5 kB '], returns: 1500 },
      { args: ['512'], returns: 512 },
      { args: ['512 b'], returns: 512 },
      { args: ['1.5'], returns: { $throws: 'ValueError' } },
      { args: ['1.9999kB'], returns: 1999 },
      { args: ['0.1GB'], returns: 100000000 },
      { args: ['9007199254740993'], returns: { $integer: '9007199254740993' } },
      { args: [''], returns: { $throws: 'ValueError' } },
      { args: ['kB'], returns: { $throws: 'ValueError' } },
      { args: ['-1'], returns: { $throws: 'ValueError' } },
      { args: ['1.MB'], returns: { $throws: 'ValueError' } },
      { args: ['.5MB'], returns: { $throws: 'ValueError' } },
      { args: ['1 0'], returns: { $throws: 'ValueError' } },
      { args: ['1e3'], returns: { $throws: 'ValueError' } },
      { args: ['2gIb'], returns: 2147483648 },
      { args: ['1.1MB'], returns: 1100000 },
      { args: ['٣'], returns: { $throws: 'ValueError' } },
    ],
    reference: String.raw`import re
from fractions import Fraction

UNITS = {
    "": 1,
    "b": 1,
    "kb": 1000,
    "mb": 1000**2,
    "gb": 1000**3,
    "kib": 1024,
    "mib": 1024**2,
    "gib": 1024**3,
}


def parse_size(text):
    found = re.fullmatch(r" *([0-9]+(\.[0-9]+)?) *([A-Za-z]*) *", text)
    if found is None:
        raise ValueError("no size: " + repr(text))
    number, point, unit = found.groups()
    size = UNITS.get(unit.lower())
    if size is None or (size == 1 and point is not None):
        raise ValueError("no size: " + repr(text))
    return int(Fraction(number) * size)
`,
    wrong: [
      String.raw`import re

UNITS = {"": 1, "b": 1, "kb": 1000, "mb": 10**6, "gb": 10**9, "kib": 1024, "mib": 2**20, "gib": 2**30}


def parse_size(text):
    found = re.match(r"\s*([\d.]+)\s*([a-zA-Z]*)\s*$", text)
    if not found or found.group(2).lower() not in UNITS:
        raise ValueError(text)
    return int(float(found.group(1)) * UNITS[found.group(2).lower()])
`,
    ],
  },
  {
    id: 'py-top-words',
    kind: 'function',
    language: 'python',
    tags: ['easy'],
    entryPoint: 'top_words',
    prompt: `Write a function top_words(text, count, ignore) that finds the most frequent words of a text.
- A word is a run of ASCII letters and digits, inside which single apostrophes or hyphens may stand between two letters or digits: "don't" and "well-known" are one word each, "--x--" has the word "x".
- Words are compared and returned in lower case. Words of the list ignore (which may be in any case) do not count.
- Return a list of [word, number] with at most count entries: most frequent first, equally frequent words in alphabetical order.`,
    tests: [
      {
        args: ['the cat and the dog', 2, []],
        returns: [
          ['the', 2],
          ['and', 1],
        ],
      },
      { args: ['', 3, []], returns: [] },
      {
        args: ["Don't stop. DON'T! don't", 5, []],
        returns: [
          ["don't", 3],
          ['stop', 1],
        ],
      },
      { args: ['a b c d', 0, []], returns: [] },
      { args: ['x y x The the', 9, ['THE', 'y']], returns: [['x', 2]] },
      {
        args: ['well-known --x-- a--b c-', 9, []],
        returns: [
          ['a', 1],
          ['b', 1],
          ['c', 1],
          ['well-known', 1],
          ['x', 1],
        ],
      },
      {
        args: ["'quoted' it's ''s", 9, []],
        returns: [
          ["it's", 1],
          ['quoted', 1],
          ['s', 1],
        ],
      },
      {
        args: ['b a b a c', 3, []],
        returns: [
          ['a', 2],
          ['b', 2],
          ['c', 1],
        ],
      },
      {
        args: ['v2 V2 2', 2, []],
        returns: [
          ['v2', 2],
          ['2', 1],
        ],
      },
      { args: ['one\ntwo\tone', 1, []], returns: [['one', 2]] },
      {
        args: ["rock-'n'-roll o'clock", 9, []],
        returns: [
          ['n', 1],
          ["o'clock", 1],
          ['rock', 1],
          ['roll', 1],
        ],
      },
    ],
    reference: `import re
from collections import Counter


def top_words(text, count, ignore):
    ignored = {word.lower() for word in ignore}
    words = re.findall(r"[a-z0-9]+(?:['-][a-z0-9]+)*", text.lower())
    counts = Counter(word for word in words if word not in ignored)
    ranked = sorted(counts.items(), key=lambda entry: (-entry[1], entry[0]))
    return [[word, number] for word, number in ranked[:count]]
`,
    wrong: [
      String.raw`import re
from collections import Counter


def top_words(text, count, ignore):
    words = re.findall(r"[\w'-]+", text.lower())
    counts = Counter(word for word in words if word not in ignore)
    return [[word, number] for word, number in counts.most_common(count)]
`,
    ],
  },
  {
    id: 'py-parse-ini',
    kind: 'function',
    language: 'python',
    tags: ['medium'],
    entryPoint: 'parse_ini',
    prompt: String.raw`Write a function parse_ini(text) that reads a configuration text into a dictionary of dictionaries, without configparser.
- A line "[name]" begins a section; white space around the brackets and around the name is removed. Keys before the first section belong to the section "". The section "" is only in the result when it has keys; other sections are there also when empty. A section that comes again goes on.
- A line "key = value" or "key: value" sets a key; the first "=" or ":" separates. White space around key and value is removed, keys are turned into lower case, the last value wins.
- A line whose first character that is no white space is "#" or ";" is a comment; comments and blank lines are ignored.
- A line that begins with white space, is neither blank nor a comment, and follows a key's line (blank lines and comments may stand in between) continues that value: its stripped text is added behind a "\n". This comes before every other reading of such a line.
- Values: "true", "yes", "on" (any case) become True, "false", "no", "off" False, whole numbers with an optional "-" int; everything else stays a text. This is done for the whole value, with its continuations.
- Raise ValueError for any other line: one without separator, with an empty key, or with "[" at its beginning but no "]" at its end.`,
    tests: [
      { args: ['a = 1\n[main]\nb: x\n'], returns: { '': { a: 1 }, main: { b: 'x' } } },
      { args: [''], returns: {} },
      {
        args: ['[a]\n[ b ]\n[a]\nx=Yes\ny=OFF\nz=-12\nw=1.5'],
        returns: { a: { x: true, y: false, z: -12, w: '1.5' }, b: {} },
      },
      { args: ['# c\n; d\n\nk = v # kept'], returns: { '': { k: 'v # kept' } } },
      { args: ['k = one\n   two\n\n  # no\n  three\nj=2'], returns: { '': { k: 'one\ntwo\nthree', j: 2 } } },
      { args: ['K = 1\nk = 2'], returns: { '': { k: 2 } } },
      { args: ['[s]\nurl = http://x/?a=b'], returns: { s: { url: 'http://x/?a=b' } } },
      { args: ['nothing here'], returns: { $throws: 'ValueError' } },
      { args: ['= 1'], returns: { $throws: 'ValueError' } },
      { args: ['[open\nx=1'], returns: { $throws: 'ValueError' } },
      { args: ['  [s]  \n  a = 1'], returns: { s: { a: 1 } } },
      { args: ['[s]\na = 1\n[t]\n  b = 2'], returns: { s: { a: 1 }, t: { b: 2 } } },
      { args: ['a =\n  x = y\nb = -'], returns: { '': { a: '\nx = y', b: '-' } } },
      { args: ['a = yes\n  no'], returns: { '': { a: 'yes\nno' } } },
    ],
    reference: String.raw`import re


def value_of(text):
    if text.lower() in ("true", "yes", "on"):
        return True
    if text.lower() in ("false", "no", "off"):
        return False
    if re.fullmatch(r"-?[0-9]+", text):
        return int(text)
    return text


def parse_ini(text):
    sections = {}
    section = ""
    last = None
    for line in text.split("\n"):
        stripped = line.strip()
        if stripped == "" or stripped[0] in "#;":
            continue
        if line[0].isspace() and last is not None:
            sections[section][last] += "\n" + stripped
            continue
        if stripped.startswith("["):
            if not stripped.endswith("]"):
                raise ValueError(line)
            section = stripped[1:-1].strip()
            sections.setdefault(section, {})
            last = None
            continue
        found = re.match(r"([^=:]*)[=:](.*)", stripped)
        if found is None or found.group(1).strip() == "":
            raise ValueError(line)
        last = found.group(1).strip().lower()
        sections.setdefault(section, {})[last] = found.group(2).strip()
    result = {}
    for name, keys in sections.items():
        if name != "" or keys:
            result[name] = {key: value_of(value) for key, value in keys.items()}
    return result
`,
    wrong: [
      String.raw`def parse_ini(text):
    result = {}
    section = ""
    key = None
    for line in text.splitlines():
        stripped = line.strip()
        if not stripped or stripped[0] in "#;":
            continue
        if stripped.startswith("[") and stripped.endswith("]"):
            section = stripped[1:-1].strip()
            result.setdefault(section, {})
        elif line[0] == " " and key:
            result[section][key] = str(result[section][key]) + "\n" + stripped
        elif "=" in stripped or ":" in stripped:
            key, value = stripped.split("=" if "=" in stripped else ":", 1)
            key, value = key.strip().lower(), value.strip()
            if value.lower() in ("true", "yes", "on"):
                value = True
            elif value.lower() in ("false", "no", "off"):
                value = False
            elif value.lstrip("-").isdigit():
                value = int(value)
            result.setdefault(section, {})[key] = value
        else:
            raise ValueError(line)
    return result
`,
    ],
  },
  {
    id: 'py-access-log',
    kind: 'function',
    language: 'python',
    tags: ['medium'],
    entryPoint: 'analyse_log',
    prompt: `Write a function analyse_log(lines) that evaluates the lines of a web server's log and returns a dictionary.
- A line looks like: 10.0.0.1 - - [01/Mar/2024:10:00:00 +0000] "GET /index.html HTTP/1.1" 200 512
  It is: address, two fields without spaces, a time in brackets, the request in double quotes (method, path, protocol, separated by single spaces), a status of three digits, and a size in digits or "-"; all separated by single spaces, with nothing behind the size except that further text may follow after a space. Other lines are bad.
- The result has these members:
  "requests": number of good lines. "bad": number of bad lines.
  "bytes": sum of all sizes, "-" counting 0.
  "statuses": dictionary from "2xx", "3xx" and so on (only those that occur) to the number of lines.
  "paths": list of [path, number] for the three paths requested most often, most often first, equal ones in alphabetical order. The query, from "?" on, is no part of the path.
  "failing": alphabetical list of the different addresses of which more than half of the lines have a status of 400 or above.`,
    tests: [
      {
        args: [['10.0.0.1 - - [01/Mar/2024:10:00:00 +0000] "GET /index.html HTTP/1.1" 200 512']],
        returns: { requests: 1, bad: 0, bytes: 512, statuses: { '2xx': 1 }, paths: [['/index.html', 1]], failing: [] },
      },
      { args: [[]], returns: { requests: 0, bad: 0, bytes: 0, statuses: {}, paths: [], failing: [] } },
      {
        args: [['', 'garbage', '10.0.0.1 - - [x] "GET /" 200 5']],
        returns: { requests: 0, bad: 3, bytes: 0, statuses: {}, paths: [], failing: [] },
      },
      {
        args: [
          [
            'a - - [t] "GET /x?q=1 HTTP/1.1" 404 -',
            'a - - [t] "GET /x HTTP/1.1" 200 7',
            'b - u [t] "POST /y HTTP/1.1" 500 1',
          ],
        ],
        returns: {
          requests: 3,
          bad: 0,
          bytes: 8,
          statuses: { '4xx': 1, '2xx': 1, '5xx': 1 },
          paths: [
            ['/x', 2],
            ['/y', 1],
          ],
          failing: ['b'],
        },
      },
      {
        args: [
          [
            'c - - [t] "GET /b HTTP/1.1" 301 0',
            'c - - [t] "GET /a HTTP/1.1" 302 0',
            'c - - [t] "GET /d HTTP/1.1" 200 1',
            'c - - [t] "GET /c HTTP/1.1" 200 1 "ref" "agent"',
            'c - - [t] "GET /d HTTP/1.1" 200 1',
          ],
        ],
        returns: {
          requests: 5,
          bad: 0,
          bytes: 3,
          statuses: { '3xx': 2, '2xx': 3 },
          paths: [
            ['/d', 2],
            ['/a', 1],
            ['/b', 1],
          ],
          failing: [],
        },
      },
      {
        args: [
          [
            '::1 - - [t] "GET / HTTP/2" 400 10',
            '::1 - - [t] "GET / HTTP/2" 499 10',
            '::1 - - [t] "GET / HTTP/2" 200 10',
          ],
        ],
        returns: {
          requests: 3,
          bad: 0,
          bytes: 30,
          statuses: { '4xx': 2, '2xx': 1 },
          paths: [['/', 3]],
          failing: ['::1'],
        },
      },
      {
        args: [
          [
            'z - - [t] "GET / HTTP/1.1" 500 1',
            'b - - [t] "GET / HTTP/1.1" 404 1',
            'm - - [t] "GET / HTTP/1.1" 404 1',
            'm - - [t] "GET / HTTP/1.1" 200 1',
          ],
        ],
        returns: {
          requests: 4,
          bad: 0,
          bytes: 4,
          statuses: { '5xx': 1, '4xx': 2, '2xx': 1 },
          paths: [['/', 4]],
          failing: ['b', 'z'],
        },
      },
      {
        args: [
          [
            'a - - [t] "GET / HTTP/1.1" 2000 5',
            'a - - [t] "GET / HTTP/1.1" 200 x',
            'a - - [t] "GET / HTTP/1.1" 200',
            'a  - - [t] "GET / HTTP/1.1" 200 5',
            'a - - [t] "GET / HTTP/1.1" 204 0',
          ],
        ],
        returns: { requests: 1, bad: 4, bytes: 0, statuses: { '2xx': 1 }, paths: [['/', 1]], failing: [] },
      },
      {
        args: [
          [
            'a - - [01/Mar/2024:10:00:00 +0000] "GET /?a=1 HTTP/1.1" 200 1',
            'a - - [t] "GET /?b=2 HTTP/1.1" 200 2',
            'a - - [t] "HEAD / HTTP/1.1" 304 -',
          ],
        ],
        returns: { requests: 3, bad: 0, bytes: 3, statuses: { '2xx': 2, '3xx': 1 }, paths: [['/', 3]], failing: [] },
      },
    ],
    reference: String.raw`import re
from collections import Counter

LINE = re.compile(r'(\S+) \S+ \S+ \[[^\]]*\] "[^ "]+ ([^ "]+) [^ "]+" ([0-9]{3}) ([0-9]+|-)( .*)?')


def analyse_log(lines):
    good = [found for found in map(LINE.fullmatch, lines) if found is not None]
    statuses = Counter(found.group(3)[0] + "xx" for found in good)
    paths = Counter(found.group(2).split("?")[0] for found in good)
    all_lines = Counter(found.group(1) for found in good)
    failed = Counter(found.group(1) for found in good if int(found.group(3)) >= 400)
    ranked = sorted(paths.items(), key=lambda entry: (-entry[1], entry[0]))
    return {
        "requests": len(good),
        "bad": len(lines) - len(good),
        "bytes": sum(int(found.group(4)) for found in good if found.group(4) != "-"),
        "statuses": dict(statuses),
        "paths": [[path, number] for path, number in ranked[:3]],
        "failing": sorted(address for address in all_lines if failed[address] * 2 > all_lines[address]),
    }
`,
    wrong: [
      `from collections import Counter


def analyse_log(lines):
    statuses, paths, totals, failed = Counter(), Counter(), Counter(), Counter()
    bad = size = 0
    for line in lines:
        try:
            address = line.split()[0]
            request = line.split('"')[1].split()
            status, count = line.split('"')[2].split()[:2]
            path = request[1].split("?")[0]
            code = int(status)
            size += 0 if count == "-" else int(count)
        except (IndexError, ValueError):
            bad += 1
            continue
        statuses[status[0] + "xx"] += 1
        paths[path] += 1
        totals[address] += 1
        failed[address] += code >= 400
    return {
        "requests": sum(totals.values()),
        "bad": bad,
        "bytes": size,
        "statuses": dict(statuses),
        "paths": [[path, number] for path, number in paths.most_common(3)],
        "failing": sorted(address for address in totals if failed[address] * 2 >= totals[address]),
    }
`,
    ],
  },
  {
    id: 'py-diff-stats',
    kind: 'function',
    language: 'python',
    tags: ['medium'],
    entryPoint: 'diff_stats',
    prompt: `Write a function diff_stats(text) that sums up a unified diff as git writes it and returns a list of dictionaries, one for each file, in order.
- A file begins with a line "diff --git a/OLD b/NEW". Up to the next such line, these lines tell about it: "new file mode ..." (status "added"), "deleted file mode ..." ("deleted"), "rename from OLD" and "rename to NEW" ("renamed"), "Binary files ... differ". Without any of the first three the status is "modified".
- "--- a/OLD" and "+++ b/NEW" name the file; "/dev/null" stands for none.
- A hunk begins with "@@ -a,b +c,d @@" (",b" and ",d" may be missing and are then 1). Exactly as many lines belong to it as b and d say: " " counts for both, "-" for b, "+" for d; a line that begins with a backslash counts for none. So a removed line "-- a" looks like "--- a" and is still a removed line.
- Each dictionary has "path" (the new name, for a deleted file the old one), "old" (the old name, only of a renamed file, else None), "status", "added" and "removed" (numbers of lines) and "binary" (True or False). Names come from "rename" lines, else from "---" and "+++", else from the first line, where OLD and NEW are the same when it has no other name.`,
    tests: [
      {
        args: [
          'diff --git a/x.py b/x.py\nindex 1..2 100644\n--- a/x.py\n+++ b/x.py\n@@ -1,2 +1,3 @@\n a\n-b\n+c\n+d\n',
        ],
        returns: [{ path: 'x.py', old: null, status: 'modified', added: 2, removed: 1, binary: false }],
      },
      { args: [''], returns: [] },
      {
        args: ['diff --git a/n.txt b/n.txt\nnew file mode 100644\n--- /dev/null\n+++ b/n.txt\n@@ -0,0 +1 @@\n+hello\n'],
        returns: [{ path: 'n.txt', old: null, status: 'added', added: 1, removed: 0, binary: false }],
      },
      {
        args: [
          'diff --git a/o.txt b/o.txt\ndeleted file mode 100644\n--- a/o.txt\n+++ /dev/null\n@@ -1,2 +0,0 @@\n-a\n-b\n\\ No newline at end of file\n',
        ],
        returns: [{ path: 'o.txt', old: null, status: 'deleted', added: 0, removed: 2, binary: false }],
      },
      {
        args: ['diff --git a/a.txt b/b.txt\nsimilarity index 100%\nrename from a.txt\nrename to b.txt\n'],
        returns: [{ path: 'b.txt', old: 'a.txt', status: 'renamed', added: 0, removed: 0, binary: false }],
      },
      {
        args: ['diff --git a/i.png b/i.png\nindex 1..2 100644\nBinary files a/i.png and b/i.png differ\n'],
        returns: [{ path: 'i.png', old: null, status: 'modified', added: 0, removed: 0, binary: true }],
      },
      {
        args: [
          'diff --git a/q.sql b/q.sql\n--- a/q.sql\n+++ b/q.sql\n@@ -1,3 +1,3 @@\n x\n--- old comment\n+++ new comment\n y\n@@ -9 +9 @@ f\n-1\n+2\n',
        ],
        returns: [{ path: 'q.sql', old: null, status: 'modified', added: 2, removed: 2, binary: false }],
      },
      {
        args: [
          'diff --git a/e b/e\nnew file mode 100644\nindex 0..0\ndiff --git a/sub dir/f b/sub dir/f\nold mode 100644\nnew mode 100755\n',
        ],
        returns: [
          { path: 'e', old: null, status: 'added', added: 0, removed: 0, binary: false },
          { path: 'sub dir/f', old: null, status: 'modified', added: 0, removed: 0, binary: false },
        ],
      },
      {
        args: [
          'diff --git a/m b/n\nsimilarity index 90%\nrename from m\nrename to n\n--- a/m\n+++ b/n\n@@ -1,2 +1,2 @@\n-a\n+b\n c\ndiff --git a/z b/z\n--- a/z\n+++ b/z\n@@ -1 +1,2 @@\n z\n+diff --git a/no b/no\n',
        ],
        returns: [
          { path: 'n', old: 'm', status: 'renamed', added: 1, removed: 1, binary: false },
          { path: 'z', old: null, status: 'modified', added: 1, removed: 0, binary: false },
        ],
      },
      {
        args: [
          'noise before\ndiff --git a/x b/x\n--- a/x\n+++ b/x\n@@ -1,1 +1,0 @@\n-last\nnoise after\n+not counted\n',
        ],
        returns: [{ path: 'x', old: null, status: 'modified', added: 0, removed: 1, binary: false }],
      },
    ],
    reference: String.raw`import re


def diff_stats(text):
    files = []
    current = None
    old_left = new_left = 0
    for line in text.split("\n"):
        if old_left > 0 or new_left > 0:
            mark = line[:1]
            if mark == "-":
                old_left -= 1
                current["removed"] += 1
            elif mark == "+":
                new_left -= 1
                current["added"] += 1
            elif mark != "\\":
                old_left -= 1
                new_left -= 1
            continue
        if line.startswith("diff --git a/"):
            names = line[len("diff --git a/"):]
            half = (len(names) - len(" b/")) // 2
            current = {"path": names[:half], "old": None, "status": "modified", "added": 0, "removed": 0, "binary": False}
            files.append(current)
        elif current is None:
            continue
        elif line.startswith("new file mode"):
            current["status"] = "added"
        elif line.startswith("deleted file mode"):
            current["status"] = "deleted"
        elif line.startswith("rename from "):
            current["status"] = "renamed"
            current["old"] = line[len("rename from "):]
        elif line.startswith("rename to "):
            current["path"] = line[len("rename to "):]
        elif line.startswith("Binary files "):
            current["binary"] = True
        elif line.startswith("--- a/") and current["status"] == "deleted":
            current["path"] = line[len("--- a/"):]
        elif line.startswith("+++ b/"):
            current["path"] = line[len("+++ b/"):]
        else:
            hunk = re.match(r"@@ -\d+(?:,(\d+))? \+\d+(?:,(\d+))? @@", line)
            if hunk is not None:
                old_left, new_left = (1 if count is None else int(count) for count in hunk.groups())
    return files
`,
    wrong: [
      String.raw`def diff_stats(text):
    files = []
    for line in text.split("\n"):
        if line.startswith("diff --git "):
            old, new = line.split(" ")[2:4]
            files.append({"path": new[2:], "old": None, "status": "modified", "added": 0, "removed": 0, "binary": False})
        elif not files:
            continue
        elif line.startswith("new file"):
            files[-1]["status"] = "added"
        elif line.startswith("deleted file"):
            files[-1]["status"] = "deleted"
        elif line.startswith("rename from "):
            files[-1]["status"] = "renamed"
            files[-1]["old"] = line[12:]
        elif line.startswith("Binary"):
            files[-1]["binary"] = True
        elif line.startswith("+") and not line.startswith("+++"):
            files[-1]["added"] += 1
        elif line.startswith("-") and not line.startswith("---"):
            files[-1]["removed"] += 1
    return files
`,
    ],
  },
  {
    id: 'py-check-brackets',
    kind: 'function',
    language: 'python',
    tags: ['medium'],
    entryPoint: 'first_bracket_error',
    prompt: String.raw`Write a function first_bracket_error(source) that looks for the first bracket in a piece of code that has no partner and returns [line, column], both counted from 1, or None when all brackets match.
- Brackets are (), [] and {}. They must be nested properly.
- Text between double quotes or single quotes is skipped. Inside, a backslash makes the next character ordinary, also a quote or a line end. A line end that is not behind a backslash ends such a text, even when the quote was not closed.
- "//" begins a comment up to the line's end; "/*" begins one up to the next "*/", or up to the end of the source.
- Going through the source from its beginning: a closing bracket that does not match the last one still open (or when none is open) is the error. When the end is reached and brackets are open, the error is the first of those still open.
- Lines end with "\n".`,
    tests: [
      { args: ['f(a[1], {x: 2})'], returns: null },
      { args: ['f(a]'], returns: [1, 4] },
      { args: [''], returns: null },
      { args: ['(\n  [\n)'], returns: [3, 1] },
      { args: ['((()'], returns: [1, 1] },
      { args: ['x = "(" + \'[\' // }'], returns: null },
      { args: ['/* ( */ ) '], returns: [1, 9] },
      { args: ['"a\\"(" )'], returns: [1, 8] },
      { args: ['"unclosed (\n)'], returns: [2, 1] },
      { args: ['/* never closed ((('], returns: null },
      { args: ['{\n  // }\n'], returns: [1, 1] },
      { args: ['"two \\\n lines (" ]'], returns: [2, 11] },
      { args: ["it's (\n(ok)"], returns: null },
      { args: ['a / b * (c) / (d'], returns: [1, 15] },
      { args: ['/*/ ( */'], returns: null },
    ],
    reference: String.raw`PARTNERS = {")": "(", "]": "[", "}": "{"}


def first_bracket_error(source):
    open_brackets = []
    line, column, at = 1, 1, 0
    quote = None
    comment = None
    while at < len(source):
        c = source[at]
        step = 1
        two = source[at:at + 2]
        if comment is not None:
            if comment == "//" and c == "\n":
                comment = None
            elif comment == "/*" and two == "*/":
                comment = None
                step = 2
        elif quote is not None:
            if c == "\\" and at + 1 < len(source):
                step = 2
            elif c == quote or c == "\n":
                quote = None
        elif c in "\"'":
            quote = c
        elif two in ("//", "/*"):
            comment = two
            step = 2
        elif c in "([{":
            open_brackets.append((c, line, column))
        elif c in ")]}":
            if not open_brackets or open_brackets[-1][0] != PARTNERS[c]:
                return [line, column]
            open_brackets.pop()
        for passed in source[at:at + step]:
            if passed == "\n":
                line, column = line + 1, 1
            else:
                column += 1
        at += step
    if open_brackets:
        return list(open_brackets[0][1:])
    return None
`,
    wrong: [
      String.raw`import re


def first_bracket_error(source):
    blank = lambda found: re.sub(r"[^\n]", " ", found.group())
    source = re.sub(r'"(?:\\.|[^"\\])*"|\'(?:\\.|[^\'\\])*\'|//[^\n]*|/\*.*?\*/', blank, source, flags=re.S)
    stack = []
    for number, line in enumerate(source.split("\n"), 1):
        for column, c in enumerate(line, 1):
            if c in "([{":
                stack.append((c, number, column))
            elif c in ")]}":
                if not stack or stack.pop()[0] + c not in ("()", "[]", "{}"):
                    return [number, column]
    return list(stack[-1][1:]) if stack else None
`,
    ],
  },
  {
    id: 'py-render-template',
    kind: 'function',
    language: 'python',
    tags: ['hard'],
    entryPoint: 'render',
    prompt: `Write a function render(template, data) that fills in a template and returns a text. data is a dictionary.
- "{{name}}" becomes the value of a name. White space inside the braces around the name is ignored. A name is one or more words (letters, digits, "_") joined by dots; each dot goes one dictionary deeper. "{{.}}" is the current element of a list.
- Texts are put in as they are, with "&", "<", ">" and '"' replaced by "&amp;", "&lt;", "&gt;" and "&quot;"; "{{{name}}}" puts them in without replacing. True and False become "true" and "false", numbers are written by str, None and everything that is missing become nothing.
- "{{#name}}...{{/name}}" is left out when the value is missing, None, False, 0, "" or an empty list or dictionary; for a list the inside is repeated for each element; otherwise it is filled in once. "{{^name}}...{{/name}}" is filled in exactly when "{{#name}}" would be left out.
- Inside a section over a list, and inside a section over a dictionary, names are looked up first in the element or dictionary (when it is a dictionary), then in what is around, outwards. Only the first word of a dotted name is looked up in this way.
- "{{! anything }}" is a comment and becomes nothing.
- Raise ValueError when a section is not closed, is closed without being open or under another name, when "{{" has no "}}", or when what is between them has none of these forms.`,
    tests: [
      { args: ['Hello {{name}}!', { name: 'Ada' }], returns: 'Hello Ada!' },
      { args: ['{{ a.b }}{{a.x.y}}{{missing}}', { a: { b: 1 } }], returns: '1' },
      {
        args: ['{{h}} {{{h}}}', { h: '<a href="x">&</a>' }],
        returns: '&lt;a href=&quot;x&quot;&gt;&amp;&lt;/a&gt; <a href="x">&</a>',
      },
      {
        args: ['{{#items}}[{{.}}]{{/items}}{{^items}}none{{/items}}', { items: [1, 'two', true] }],
        returns: '[1][two][true]',
      },
      { args: ['{{#items}}x{{/items}}{{^items}}none{{/items}}', { items: [] }], returns: 'none' },
      { args: ['{{#user}}{{name}} of {{org}}{{/user}}', { org: 'X', user: { name: 'Bo' } }], returns: 'Bo of X' },
      {
        args: [
          '{{#rows}}{{#cells}}{{.}}{{sep}}{{/cells}}\n{{/rows}}',
          { sep: ',', rows: [{ cells: [1, 2] }, { cells: [], sep: ';' }, { cells: [3], sep: ';' }] },
        ],
        returns: '1,2,\n\n3;\n',
      },
      { args: ['{{#a}}', { a: 1 }], returns: { $throws: 'ValueError' } },
      { args: ['{{#a}}{{/b}}', {}], returns: { $throws: 'ValueError' } },
      { args: ['x {{ y', {}], returns: { $throws: 'ValueError' } },
      { args: ['{{bad name}}', {}], returns: { $throws: 'ValueError' } },
      { args: ['a{{! note {{ }}b', {}], returns: 'ab' },
      { args: ['{{#n}}yes{{/n}}{{^n}}no{{/n}} {{n}}', { n: 0 }], returns: 'no 0' },
      { args: ['{{#a}}{{a}}{{/a}}', { a: 'text' }], returns: 'text' },
      { args: ['{{#a.b}}{{c}}{{/a.b}}', { a: { b: [{ c: 1 }, { c: null }, {}] }, c: 9 }], returns: '19' },
      { args: ['{{/a}}', {}], returns: { $throws: 'ValueError' } },
      { args: ['{single} }} {{a}}}', { a: 1 }], returns: '{single} }} 1}' },
      { args: ['{{#a}}<{{#a}}{{n}}{{/a}}>{{/a}}', { a: { n: 1, a: [{ n: 2 }, { n: 3 }] } }], returns: '<23>' },
      { args: ['{{x}}', { x: '{{y}} & more', y: 1 }], returns: '{{y}} &amp; more' },
    ],
    reference: String.raw`import re

TOKEN = re.compile(r"\{\{(?:!(.*?)\}\}|\{\s*([\w.]+)\s*\}\}\}|([#^/]?)\s*([\w.]+)\s*\}\})", re.S | re.A)
NAME = re.compile(r"\.|\w+(?:\.\w+)*", re.A)


def parse(template):
    root = []
    stack = [(None, root)]
    at = 0
    while True:
        start = template.find("{{", at)
        text = template[at:] if start < 0 else template[at:start]
        stack[-1][1].append(("text", text, None))
        if start < 0:
            break
        found = TOKEN.match(template, start)
        if found is None:
            raise ValueError("no tag at " + str(start))
        at = found.end()
        comment, raw, mark, name = found.groups()
        if comment is not None:
            continue
        if not NAME.fullmatch(raw or name):
            raise ValueError("no name: " + str(raw or name))
        if raw is not None:
            stack[-1][1].append(("raw", raw, None))
        elif mark == "":
            stack[-1][1].append(("name", name, None))
        elif mark == "/":
            if stack[-1][0] != name:
                raise ValueError("not open: " + name)
            stack.pop()
        else:
            inside = []
            stack[-1][1].append((mark, name, inside))
            stack.append((name, inside))
    if len(stack) > 1:
        raise ValueError("not closed: " + stack[-1][0])
    return root


MISSING = None


def look_up(name, scopes):
    if name == ".":
        return scopes[-1] if len(scopes) > 1 else MISSING
    first, *more = name.split(".")
    value = MISSING
    for scope in reversed(scopes):
        if isinstance(scope, dict) and first in scope:
            value = scope[first]
            break
    for part in more:
        value = value.get(part) if isinstance(value, dict) else MISSING
    return value


def text_of(value):
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    return str(value)


def escape(text):
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace('"', "&quot;")


def fill(nodes, scopes):
    parts = []
    for kind, name, inside in nodes:
        if kind == "text":
            parts.append(name)
            continue
        value = look_up(name, scopes)
        if kind == "name":
            parts.append(escape(text_of(value)))
        elif kind == "raw":
            parts.append(text_of(value))
        elif kind == "^":
            if not value:
                parts.append(fill(inside, scopes))
        elif isinstance(value, list):
            parts.extend(fill(inside, scopes + [element]) for element in value)
        elif value:
            parts.append(fill(inside, scopes + [value] if isinstance(value, dict) else scopes))
    return "".join(parts)


def render(template, data):
    return fill(parse(template), [data])
`,
    wrong: [
      String.raw`import re


def escape(text):
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace('"', "&quot;")


def render(template, data):
    def value_of(name):
        if name == ".":
            return data.get(".")
        value = data
        for part in name.split("."):
            value = value.get(part) if isinstance(value, dict) else None
        return value

    def section(found):
        mark, name, inside = found.groups()
        value = value_of(name)
        if mark == "^":
            return render(inside, data) if not value else ""
        if isinstance(value, list):
            return "".join(
                render(inside, {**data, **element} if isinstance(element, dict) else {**data, ".": element})
                for element in value
            )
        if not value:
            return ""
        return render(inside, {**data, **value} if isinstance(value, dict) else data)

    def text(value):
        if value is None:
            return ""
        return str(value).lower() if isinstance(value, bool) else str(value)

    template = re.sub(r"\{\{!.*?\}\}", "", template)
    template = re.sub(r"\{\{([#^])\s*([\w.]+)\s*\}\}(.*?)\{\{/\2\}\}", section, template, flags=re.S)
    template = re.sub(r"\{\{\{\s*([\w.]+)\s*\}\}\}", lambda found: text(value_of(found.group(1))), template)
    template = re.sub(r"\{\{\s*([\w.]+)\s*\}\}", lambda found: escape(text(value_of(found.group(1)))), template)
    if "{{" in template:
        raise ValueError("bad template")
    return template
`,
    ],
  },
];
