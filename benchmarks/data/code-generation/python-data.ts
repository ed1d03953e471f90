import type { CodeItem } from '../../../src/grading/code/code-item.js';

/** Python: dates, graphs, documents, numbers. */
export const PYTHON_DATA: readonly CodeItem[] = [
  {
    id: 'py-compress-numbers',
    kind: 'function',
    language: 'python',
    tags: ['easy'],
    entryPoint: 'compress',
    prompt: `Write a function compress(numbers) that writes a list of whole numbers as a short text.
- Repeated numbers count once; the order of the list does not matter; the list is not changed.
- Runs of three or more consecutive numbers are written as "first..last", all other numbers one by one. Parts are in ascending order, joined by ",".
- An empty list gives "".`,
    tests: [
      { args: [[1, 2, 3, 5]], returns: '1..3,5' },
      { args: [[]], returns: '' },
      { args: [[3, 1, 2]], returns: '1..3' },
      { args: [[1, 2]], returns: '1,2' },
      { args: [[5, 5, 5]], returns: '5' },
      { args: [[-2, -1, 0, 1]], returns: '-2..1' },
      { args: [[10, 1, 2, 4, 5, 6, 12, 11]], returns: '1,2,4..6,10..12' },
      { args: [[1, 3, 5]], returns: '1,3,5' },
      { args: [[7]], returns: '7' },
      { args: [[1, 2, 4, 5, 7, 8, 9]], returns: '1,2,4,5,7..9' },
      { args: [[0, -1]], returns: '-1,0' },
    ],
    reference: `def compress(numbers):
    parts = []
    run = []

    def flush():
        if len(run) >= 3:
            parts.append(f"{run[0]}..{run[-1]}")
        else:
            parts.extend(str(number) for number in run)
        run.clear()

    for number in sorted(set(numbers)):
        if run and number != run[-1] + 1:
            flush()
        run.append(number)
    flush()
    return ",".join(parts)
`,
    wrong: [
      `def compress(numbers):
    parts = []
    numbers = sorted(numbers)
    start = 0
    for i in range(1, len(numbers) + 1):
        if i == len(numbers) or numbers[i] != numbers[i - 1] + 1:
            first, last = numbers[start], numbers[i - 1]
            parts.append(str(first) if first == last else f"{first}..{last}")
            start = i
    return ",".join(parts)
`,
    ],
  },
  {
    id: 'py-business-days',
    kind: 'function',
    language: 'python',
    tags: ['medium'],
    entryPoint: 'add_business_days',
    prompt: `Write a function add_business_days(start, days, holidays) that counts business days. Dates are texts of the form YYYY-MM-DD.
- Business days are Monday to Friday without those in the list holidays (in any order, with possible repetitions).
- For days above 0 return the date of the days-th business day after start; for days below 0 that of the -days-th business day before start. start itself never counts.
- For 0 return start when it is a business day, otherwise the next business day after it.
- Raise ValueError when start or a holiday is not of exactly that form or does not exist.`,
    tests: [
      { args: ['2024-03-01', 1, []], returns: '2024-03-04' },
      { args: ['2024-03-01', -5, []], returns: '2024-02-23' },
      { args: ['2024-03-02', 0, []], returns: '2024-03-04' },
      { args: ['2024-03-04', 0, []], returns: '2024-03-04' },
      { args: ['2024-03-04', 0, ['2024-03-04', '2024-03-05']], returns: '2024-03-06' },
      { args: ['2024-12-23', 3, ['2024-12-26', '2024-12-25', '2024-12-25']], returns: '2024-12-30' },
      { args: ['2024-02-28', 2, ['2024-03-02']], returns: '2024-03-01' },
      { args: ['2023-02-30', 1, []], returns: { $throws: 'ValueError' } },
      { args: ['2024-3-1', 1, []], returns: { $throws: 'ValueError' } },
      { args: ['2024-03-03', -1, []], returns: '2024-03-01' },
      { args: ['2024-01-01', 260, ['2024-01-01', '2024-12-25']], returns: '2024-12-31' },
      { args: ['2024-03-01', 1, ['24-03-04']], returns: { $throws: 'ValueError' } },
      { args: ['20240301', 1, []], returns: { $throws: 'ValueError' } },
    ],
    reference: `import re
from datetime import date, timedelta


def parse(text):
    if re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", text) is None:
        raise ValueError("no date: " + text)
    year, month, day = map(int, text.split("-"))
    return date(year, month, day)


def add_business_days(start, days, holidays):
    closed = {parse(text) for text in holidays}
    day = parse(start)

    def is_business(day):
        return day.weekday() < 5 and day not in closed

    step = timedelta(days=-1 if days < 0 else 1)
    if days == 0:
        while not is_business(day):
            day += step
    left = abs(days)
    while left > 0:
        day += step
        if is_business(day):
            left -= 1
    return day.isoformat()
`,
    wrong: [
      `from datetime import datetime, timedelta


def add_business_days(start, days, holidays):
    day = datetime.strptime(start, "%Y-%m-%d")
    step = 1 if days >= 0 else -1
    left = abs(days)
    while left > 0:
        day += timedelta(days=step)
        if day.weekday() < 5 and day.strftime("%Y-%m-%d") not in holidays:
            left -= 1
    return day.strftime("%Y-%m-%d")
`,
    ],
  },
  {
    id: 'py-flatten-document',
    kind: 'function',
    language: 'python',
    tags: ['easy'],
    entryPoint: 'flatten',
    prompt: `Write a function flatten(document) that turns a nested JSON document (dictionaries, lists, texts, numbers, booleans, None) into a flat dictionary from paths to values.
- The path of a member is the path of its dictionary, a dot, and its key; of an element the path of its list and its index in brackets: "a.b[0].c". At the top level there is no leading dot: {"a": [1]} gives {"a[0]": 1}; a list at the top gives "[0]".
- A key that is empty or holds a dot, a bracket or a double quote is written as ["key"] without a dot before it, with a backslash before every double quote and backslash in it.
- Empty dictionaries and lists are values themselves. A document that is no dictionary and no list, or is empty, gives {"": document}.`,
    tests: [
      { args: [{ a: { b: [{ c: 1 }] } }], returns: { 'a.b[0].c': 1 } },
      { args: [[1, [2, 3]]], returns: { '[0]': 1, '[1][0]': 2, '[1][1]': 3 } },
      { args: [5], returns: { '': 5 } },
      { args: [null], returns: { '': null } },
      { args: [{}], returns: { '': {} } },
      { args: [[]], returns: { '': [] } },
      { args: [{ 'x.y': 1, '': 2, 'q"r': 3 }], returns: { '["x.y"]': 1, '[""]': 2, '["q\\"r"]': 3 } },
      { args: [{ a: {}, b: [], c: [[]] }], returns: { a: {}, b: [], 'c[0]': [] } },
      { args: [{ a: { 'b[0]': { c: true } } }], returns: { 'a["b[0]"].c': true } },
      { args: [[{ 'k.k': [null] }]], returns: { '[0]["k.k"][0]': null } },
      { args: [{ 'back\\slash': 1, 'both"\\': 2 }], returns: { 'back\\slash': 1, '["both\\"\\\\"]': 2 } },
      { args: ['text'], returns: { '': 'text' } },
    ],
    reference: String.raw`def step(path, key):
    if key == "" or any(c in key for c in '.[]"'):
        escaped = key.replace("\\", "\\\\").replace('"', '\\"')
        return path + '["' + escaped + '"]'
    return key if path == "" else path + "." + key


def flatten(document):
    result = {}

    def visit(path, value):
        if isinstance(value, dict) and value:
            for key, member in value.items():
                visit(step(path, key), member)
        elif isinstance(value, list) and value:
            for index, element in enumerate(value):
                visit(f"{path}[{index}]", element)
        else:
            result[path] = value

    visit("", document)
    return result
`,
    wrong: [
      `def flatten(document, path=""):
    result = {}
    if isinstance(document, dict):
        for key, value in document.items():
            result.update(flatten(value, f"{path}.{key}" if path else key))
    elif isinstance(document, list):
        for index, value in enumerate(document):
            result.update(flatten(value, f"{path}[{index}]"))
    else:
        result[path] = document
    return result
`,
    ],
  },
  {
    id: 'py-json-changes',
    kind: 'function',
    language: 'python',
    tags: ['hard'],
    entryPoint: 'changes',
    prompt: `Write a function changes(before, after) that compares two JSON documents (dictionaries with text keys, lists, texts, numbers, booleans, None) and returns a list of changes [kind, path, old, new].
- path is a list of keys and indexes that leads to the place; it is empty for the documents themselves.
- For two dictionaries, keys are gone through in alphabetical order of all keys of both: a key only in before gives ["removed", path, old, None], one only in after ["added", path, None, new]; a key in both is compared further.
- For two lists, equal elements at the beginning and at the end are left aside (first at the beginning, then at the end, without overlap). Of what remains, elements at the same position are compared further; then the surplus of before is "removed" and the surplus of after "added", in ascending order, with their indexes in the list they come from.
- Anything else that is not equal gives ["changed", path, old, new].
- Equality is that of JSON: True is not 1, and False is not 0 (at any depth), but 1 equals 1.0.`,
    tests: [
      {
        args: [
          { a: 1, b: 2 },
          { b: 3, c: 4 },
        ],
        returns: [
          ['removed', ['a'], 1, null],
          ['changed', ['b'], 2, 3],
          ['added', ['c'], null, 4],
        ],
      },
      { args: [1, 1], returns: [] },
      { args: [1, true], returns: [['changed', [], 1, true]] },
      { args: [{ a: [1, 2, 3] }, { a: [1, 9, 3] }], returns: [['changed', ['a', 1], 2, 9]] },
      {
        args: [
          [1, 2, 3, 4],
          [1, 4],
        ],
        returns: [
          ['removed', [1], 2, null],
          ['removed', [2], 3, null],
        ],
      },
      {
        args: [
          [1, 4],
          [1, 2, 3, 4],
        ],
        returns: [
          ['added', [1], null, 2],
          ['added', [2], null, 3],
        ],
      },
      {
        args: [
          [1, 1],
          [1, 1, 1],
        ],
        returns: [['added', [2], null, 1]],
      },
      {
        args: [{ a: { x: null } }, { a: { x: 0, y: [] } }],
        returns: [
          ['changed', ['a', 'x'], null, 0],
          ['added', ['a', 'y'], null, []],
        ],
      },
      {
        args: [
          [{ id: 1, v: 'a' }, { id: 2 }],
          [{ id: 1, v: 'b' }, { id: 2 }, { id: 3 }],
        ],
        returns: [
          ['changed', [0, 'v'], 'a', 'b'],
          ['added', [2], null, { id: 3 }],
        ],
      },
      { args: [{ a: [] }, { a: {} }], returns: [['changed', ['a'], [], {}]] },
      {
        args: [[[true, 0]], [[1, false]]],
        returns: [
          ['changed', [0, 0], true, 1],
          ['changed', [0, 1], 0, false],
        ],
      },
      { args: [[], [null]], returns: [['added', [0], null, null]] },
      {
        args: [
          { B: 1, a: 1 },
          { C: 2, a: 2 },
        ],
        returns: [
          ['removed', ['B'], 1, null],
          ['added', ['C'], null, 2],
          ['changed', ['a'], 1, 2],
        ],
      },
      {
        args: [
          ['a', 'b', 'c', 'x'],
          ['b', 'c', 'd', 'x'],
        ],
        returns: [
          ['changed', [0], 'a', 'b'],
          ['changed', [1], 'b', 'c'],
          ['changed', [2], 'c', 'd'],
        ],
      },
    ],
    reference: `def equal(a, b):
    if isinstance(a, bool) or isinstance(b, bool):
        return a is b
    if isinstance(a, dict) and isinstance(b, dict):
        return a.keys() == b.keys() and all(equal(a[key], b[key]) for key in a)
    if isinstance(a, list) and isinstance(b, list):
        return len(a) == len(b) and all(equal(x, y) for x, y in zip(a, b))
    return a == b


def changes(before, after):
    found = []
    compare([], before, after, found)
    return found


def compare(path, before, after, found):
    if equal(before, after):
        return
    if isinstance(before, dict) and isinstance(after, dict):
        for key in sorted(before.keys() | after.keys()):
            if key not in after:
                found.append(["removed", path + [key], before[key], None])
            elif key not in before:
                found.append(["added", path + [key], None, after[key]])
            else:
                compare(path + [key], before[key], after[key], found)
    elif isinstance(before, list) and isinstance(after, list):
        compare_lists(path, before, after, found)
    else:
        found.append(["changed", path, before, after])


def compare_lists(path, before, after, found):
    shorter = min(len(before), len(after))
    head = 0
    while head < shorter and equal(before[head], after[head]):
        head += 1
    tail = 0
    while tail < shorter - head and equal(before[-1 - tail], after[-1 - tail]):
        tail += 1
    old_end, new_end = len(before) - tail, len(after) - tail
    both = min(old_end, new_end)
    for index in range(head, both):
        compare(path + [index], before[index], after[index], found)
    for index in range(both, old_end):
        found.append(["removed", path + [index], before[index], None])
    for index in range(both, new_end):
        found.append(["added", path + [index], None, after[index]])
`,
    wrong: [
      `def changes(before, after, path=None):
    path = path or []
    if before == after:
        return []
    found = []
    if isinstance(before, dict) and isinstance(after, dict):
        for key in sorted(set(before) | set(after)):
            if key not in after:
                found.append(["removed", path + [key], before[key], None])
            elif key not in before:
                found.append(["added", path + [key], None, after[key]])
            else:
                found += changes(before[key], after[key], path + [key])
        return found
    if isinstance(before, list) and isinstance(after, list):
        for index in range(max(len(before), len(after))):
            if index >= len(after):
                found.append(["removed", path + [index], before[index], None])
            elif index >= len(before):
                found.append(["added", path + [index], None, after[index]])
            else:
                found += changes(before[index], after[index], path + [index])
        return found
    return [["changed", path, before, after]]
`,
    ],
  },
  {
    id: 'py-spiral',
    kind: 'function',
    language: 'python',
    tags: ['easy'],
    entryPoint: 'spiral',
    prompt: `Write a function spiral(rows, start) that reads a table (a list of lists of equal length) in a spiral inwards and returns the list of the elements.
- start is "left" or "right": the spiral begins at the upper left corner and goes right first (clockwise), or at the upper right corner and goes left first (counter-clockwise).
- A table without rows or with empty rows gives an empty list. The table is not changed.
- Raise ValueError for another start, or when rows differ in length.`,
    tests: [
      {
        args: [
          [
            [1, 2, 3],
            [4, 5, 6],
            [7, 8, 9],
          ],
          'left',
        ],
        returns: [1, 2, 3, 6, 9, 8, 7, 4, 5],
      },
      {
        args: [
          [
            [1, 2, 3],
            [4, 5, 6],
            [7, 8, 9],
          ],
          'right',
        ],
        returns: [3, 2, 1, 4, 7, 8, 9, 6, 5],
      },
      {
        args: [
          [
            [1, 2, 3, 4],
            [5, 6, 7, 8],
          ],
          'left',
        ],
        returns: [1, 2, 3, 4, 8, 7, 6, 5],
      },
      { args: [[[1], [2], [3]], 'right'], returns: [1, 2, 3] },
      { args: [[[1, 2, 3]], 'right'], returns: [3, 2, 1] },
      { args: [[], 'left'], returns: [] },
      { args: [[[], []], 'left'], returns: [] },
      { args: [[[1]], 'right'], returns: [1] },
      { args: [[[1, 2], [3]], 'left'], returns: { $throws: 'ValueError' } },
      { args: [[[1]], 'up'], returns: { $throws: 'ValueError' } },
      {
        args: [
          [
            [1, 2],
            [3, 4],
            [5, 6],
            [7, 8],
          ],
          'right',
        ],
        returns: [2, 1, 3, 5, 7, 8, 6, 4],
      },
      {
        args: [
          [
            [1, 2, 3, 4, 5],
            [6, 7, 8, 9, 10],
            [11, 12, 13, 14, 15],
          ],
          'left',
        ],
        returns: [1, 2, 3, 4, 5, 10, 15, 14, 13, 12, 11, 6, 7, 8, 9],
      },
    ],
    reference: `def spiral(rows, start):
    if start not in ("left", "right"):
        raise ValueError("start must be left or right")
    if any(len(row) != len(rows[0]) for row in rows):
        raise ValueError("rows must have equal lengths")
    rest = [list(row) if start == "left" else list(row)[::-1] for row in rows]
    result = []
    while rest:
        result.extend(rest.pop(0))
        rest = [list(row) for row in zip(*rest)][::-1]
    return result
`,
    wrong: [
      `def spiral(rows, start):
    if start == "right":
        rows = [row[::-1] for row in rows]
    result = []
    while rows and rows[0]:
        result += rows[0]
        rows = rows[1:]
        for row in rows:
            result.append(row[-1])
        rows = [row[:-1] for row in rows]
        if rows:
            result += rows[-1][::-1]
            rows = rows[:-1]
        for row in reversed(rows):
            result.append(row[0])
        rows = [row[1:] for row in rows]
    return result
`,
    ],
  },
  {
    id: 'py-cheapest-route',
    kind: 'function',
    language: 'python',
    tags: ['hard'],
    entryPoint: 'cheapest_route',
    prompt: `Write a function cheapest_route(roads, start, end, closed) that finds a way and returns [cost, places], or None when there is none.
- roads is a list of [a, b, cost]: a road that can be used in both directions, with a cost of at least 0. There may be several roads between two places, and roads from a place to itself.
- closed is a list of places that must not be passed through; start and end may be in it all the same.
- places is the list of all places on the way, from start to end. When start is end, the result is [0, [start]], also when no road mentions it.
- Of several ways with the lowest cost, the one with the fewest places counts; of those, the one whose list of places comes first when lists are compared element by element as Python compares lists of texts.`,
    tests: [
      {
        args: [
          [
            ['a', 'b', 1],
            ['b', 'c', 1],
            ['a', 'c', 3],
          ],
          'a',
          'c',
          [],
        ],
        returns: [2, ['a', 'b', 'c']],
      },
      {
        args: [
          [
            ['a', 'b', 1],
            ['b', 'c', 1],
            ['a', 'c', 2],
          ],
          'a',
          'c',
          [],
        ],
        returns: [2, ['a', 'c']],
      },
      { args: [[], 'x', 'x', []], returns: [0, ['x']] },
      { args: [[['a', 'b', 1]], 'a', 'z', []], returns: null },
      {
        args: [
          [
            ['a', 'b', 1],
            ['b', 'c', 1],
            ['a', 'c', 9],
          ],
          'a',
          'c',
          ['b'],
        ],
        returns: [9, ['a', 'c']],
      },
      {
        args: [
          [
            ['s', 'y', 1],
            ['s', 'x', 1],
            ['x', 't', 1],
            ['y', 't', 1],
          ],
          's',
          't',
          [],
        ],
        returns: [2, ['s', 'x', 't']],
      },
      {
        args: [
          [
            ['a', 'b', 5],
            ['a', 'b', 2],
            ['b', 'b', 0],
          ],
          'b',
          'a',
          ['a', 'b'],
        ],
        returns: [2, ['b', 'a']],
      },
      {
        args: [
          [
            ['a', 'b', 0],
            ['b', 'c', 0],
            ['c', 'a', 0],
            ['c', 'd', 0],
            ['a', 'd', 0],
          ],
          'a',
          'd',
          [],
        ],
        returns: [0, ['a', 'd']],
      },
      {
        args: [
          [
            ['a', 'm', 2],
            ['m', 'z', 2],
            ['a', 'b', 1],
            ['b', 'c', 1],
            ['c', 'z', 2],
            ['a', 'k', 3],
            ['k', 'z', 1],
          ],
          'a',
          'z',
          [],
        ],
        returns: [4, ['a', 'k', 'z']],
      },
      {
        args: [
          [
            ['a', 'b', 1.5],
            ['b', 'c', 0.25],
            ['a', 'c', 2],
          ],
          'a',
          'c',
          [],
        ],
        returns: [1.75, ['a', 'b', 'c']],
      },
      {
        args: [
          [
            ['s', 'b', 1],
            ['s', 'a', 2],
            ['b', 'm', 2],
            ['a', 'm', 1],
            ['m', 't', 1],
          ],
          's',
          't',
          [],
        ],
        returns: [4, ['s', 'a', 'm', 't']],
      },
      { args: [[['a', 'b', 1]], 'q', 'a', []], returns: null },
    ],
    reference: `import heapq


def cheapest_route(roads, start, end, closed):
    neighbours = {}
    for a, b, cost in roads:
        neighbours.setdefault(a, []).append((b, cost))
        neighbours.setdefault(b, []).append((a, cost))
    queue = [(0, 1, [start])]
    seen = set()
    while queue:
        cost, length, places = heapq.heappop(queue)
        place = places[-1]
        if place == end:
            return [cost, places]
        if place in seen or (place in closed and place != start):
            continue
        seen.add(place)
        for other, more in neighbours.get(place, []):
            if other not in seen:
                heapq.heappush(queue, (cost + more, length + 1, places + [other]))
    return None
`,
    wrong: [
      `import heapq


def cheapest_route(roads, start, end, closed):
    graph = {}
    for a, b, cost in roads:
        graph.setdefault(a, {})[b] = cost
        graph.setdefault(b, {})[a] = cost
    best = {start: 0}
    before = {}
    queue = [(0, start)]
    while queue:
        cost, place = heapq.heappop(queue)
        if place == end:
            places = [place]
            while places[-1] in before:
                places.append(before[places[-1]])
            return [cost, places[::-1]]
        for other, more in graph.get(place, {}).items():
            if other in closed and other != end:
                continue
            if cost + more < best.get(other, float("inf")):
                best[other] = cost + more
                before[other] = place
                heapq.heappush(queue, (cost + more, other))
    return None
`,
    ],
  },
  {
    id: 'py-resolve-versions',
    kind: 'function',
    language: 'python',
    tags: ['hard'],
    entryPoint: 'resolve',
    prompt: `Write a function resolve(catalogue, wanted) that chooses versions of packages.
- catalogue maps a package's name to a dictionary from its versions to what each needs: catalogue["web"]["1.4.0"] is a dictionary from names to constraints, such as {"http": ">=1.2.0,<2.0.0"}. wanted is such a dictionary, too.
- A version is three whole numbers joined by dots, compared as numbers. A constraint is "*", or one or more conditions joined by commas, all of which must hold; a condition is one of >=, <=, >, <, ==, != followed by a version, without spaces. "^1.2.3" is a condition, too: at least 1.2.3 and below 2.0.0 (when the first number is 0, below the next second number: "^0.3.1" is at least 0.3.1 and below 0.4.0).
- The result is a dictionary from names to versions: all packages that are wanted or needed by a chosen version, and no others, exactly one version each, so that all constraints of wanted and of the chosen versions hold. None when there is no such choice; a package that is not in the catalogue has no version.
- Of several results, the best: walk through the package names in alphabetical order of wanted; each gets the highest version for which a result exists that keeps the earlier choices. Then walk in the same way through the names that these choices need and that are not chosen yet, in alphabetical order, and so on with what those need.`,
    tests: [
      { args: [{ a: { '1.0.0': {}, '1.10.0': {}, '1.9.0': {} } }, { a: '*' }], returns: { a: '1.10.0' } },
      {
        args: [{ a: { '1.0.0': { b: '>=1.0.0' }, '2.0.0': { b: '>=2.0.0' } }, b: { '1.5.0': {} } }, { a: '*' }],
        returns: { a: '1.0.0', b: '1.5.0' },
      },
      { args: [{ a: { '1.0.0': {} } }, { a: '>1.0.0' }], returns: null },
      { args: [{}, {}], returns: {} },
      { args: [{}, { x: '*' }], returns: null },
      {
        args: [
          { a: { '1.2.3': {}, '1.9.9': {}, '2.0.0': {} }, z: { '0.3.1': {}, '0.3.9': {}, '0.4.0': {} } },
          { a: '^1.2.3', z: '^0.3.1' },
        ],
        returns: { a: '1.9.9', z: '0.3.9' },
      },
      {
        args: [
          {
            a: { '1.0.0': { c: '<2.0.0' }, '2.0.0': { c: '>=1.0.0' } },
            b: { '1.0.0': { c: '!=2.0.0' }, '1.1.0': { c: '==1.5.0' } },
            c: { '1.0.0': {}, '1.5.0': {}, '2.0.0': {} },
          },
          { a: '*', b: '*' },
        ],
        returns: { a: '2.0.0', b: '1.1.0', c: '1.5.0' },
      },
      {
        args: [{ a: { '1.0.0': { b: '*' } }, b: { '1.0.0': { a: '<1.0.0' }, '0.9.0': { a: '*' } } }, { a: '*' }],
        returns: { a: '1.0.0', b: '0.9.0' },
      },
      {
        args: [
          {
            a: { '2.0.0': { x: '==1.0.0' }, '1.0.0': {} },
            b: { '2.0.0': { x: '==2.0.0' }, '1.0.0': {} },
            x: { '1.0.0': {}, '2.0.0': {} },
          },
          { b: '*', a: '*' },
        ],
        returns: { a: '2.0.0', b: '1.0.0', x: '1.0.0' },
      },
      {
        args: [
          {
            a: { '1.0.0': { b: '*', c: '*' } },
            b: { '2.0.0': { d: '<2.0.0' }, '1.0.0': {} },
            c: { '1.0.0': { d: '>=2.0.0' } },
            d: { '1.0.0': {}, '2.0.0': {} },
          },
          { a: '*' },
        ],
        returns: { a: '1.0.0', b: '1.0.0', c: '1.0.0', d: '2.0.0' },
      },
      { args: [{ a: { '1.0.0': { missing: '*' }, '0.5.0': {} } }, { a: '>=0.1.0,<=1.0.0' }], returns: { a: '0.5.0' } },
      {
        args: [
          {
            root: { '1.0.0': { z: '*', m: '*' } },
            m: { '1.0.0': { q: '<2.0.0' }, '2.0.0': { q: '>=2.0.0' } },
            z: { '1.0.0': {}, '3.0.0': { q: '<2.0.0' } },
            q: { '1.0.0': {}, '2.0.0': {} },
          },
          { root: '*' },
        ],
        returns: { root: '1.0.0', m: '2.0.0', z: '1.0.0', q: '2.0.0' },
      },
    ],
    reference: `import operator

OPERATORS = [
    (">=", operator.ge),
    ("<=", operator.le),
    ("==", operator.eq),
    ("!=", operator.ne),
    (">", operator.gt),
    ("<", operator.lt),
]


def numbers(version):
    return tuple(int(part) for part in version.split("."))


def holds(version, constraint):
    if constraint == "*":
        return True
    return all(condition_holds(numbers(version), condition) for condition in constraint.split(","))


def condition_holds(version, condition):
    if condition.startswith("^"):
        low = numbers(condition[1:])
        high = (0, low[1] + 1, 0) if low[0] == 0 else (low[0] + 1, 0, 0)
        return low <= version < high
    for sign, compare in OPERATORS:
        if condition.startswith(sign):
            return compare(version, numbers(condition[len(sign):]))
    raise ValueError(condition)


def resolve(catalogue, wanted):
    def allowed(name, version, chosen):
        sources = [wanted] + [catalogue[other][chosen[other]] for other in chosen]
        return all(holds(version, source[name]) for source in sources if name in source)

    def agrees(name, version, chosen):
        needs = catalogue[name][version]
        return all(holds(chosen[other], needs[other]) for other in needs if other in chosen)

    def search(chosen, layer):
        if not layer:
            needed = set()
            for name, version in chosen.items():
                needed.update(catalogue[name][version])
            layer = sorted(needed - chosen.keys())
            if not layer:
                return chosen
        name, rest = layer[0], layer[1:]
        for version in sorted(catalogue.get(name, {}), key=numbers, reverse=True):
            needs = catalogue[name][version]
            if name in needs and not holds(version, needs[name]):
                continue
            if allowed(name, version, chosen) and agrees(name, version, chosen):
                found = search({**chosen, name: version}, rest)
                if found is not None:
                    return found
        return None

    return search({}, sorted(wanted))
`,
    wrong: [
      `def numbers(version):
    return tuple(int(part) for part in version.split("."))


def holds(version, constraint):
    v = numbers(version)
    for condition in constraint.split(","):
        if condition == "*":
            continue
        if condition[0] == "^":
            low = numbers(condition[1:])
            high = (low[0] + 1, 0, 0) if low[0] else (0, low[1] + 1, 0)
            ok = low <= v < high
        else:
            sign = condition[:2] if condition[1] == "=" else condition[0]
            other = numbers(condition[len(sign):])
            ok = {">=": v >= other, "<=": v <= other, "==": v == other, "!=": v != other, ">": v > other, "<": v < other}[sign]
        if not ok:
            return False
    return True


def resolve(catalogue, wanted):
    chosen = {}
    queue = sorted(wanted.items())
    while queue:
        name, constraint = queue.pop(0)
        if name in chosen:
            if not holds(chosen[name], constraint):
                return None
            continue
        fitting = [version for version in catalogue.get(name, {}) if holds(version, constraint)]
        if not fitting:
            return None
        chosen[name] = max(fitting, key=numbers)
        queue += sorted(catalogue[name][chosen[name]].items())
    return chosen
`,
    ],
  },
];
