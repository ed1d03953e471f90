import type { CodeItem } from '../../../src/grading/code/code-item.js';

/** Python: small classes, faults to be mended, files to be changed. */
export const PYTHON_CHANGE: readonly CodeItem[] = [
  {
    id: 'py-lfu-cache',
    kind: 'class',
    language: 'python',
    tags: ['hard'],
    entryPoint: 'LfuCache',
    prompt: `Write a class LfuCache: a cache that drops what was used least often.
- LfuCache(capacity): capacity is a whole number; with 0 nothing is ever kept.
- get(key) returns the value, or None when the key is not there; a found key has one use more.
- put(key, value) stores a value. A new key has one use; for a key that is there the value is replaced and it has one use more. When a new key would make more than capacity entries, first the entry with the fewest uses is dropped; of several, the one whose last use is longest ago. Returns the key that was dropped, or None.
- resize(capacity) changes the capacity, drops what is too much in the same order, and returns the list of the dropped keys.
- uses(key) returns the number of uses of a key, 0 when it is not there; this is no use.
- A key that was dropped and comes back begins again with one use. Keys are texts.`,
    tests: [
      {
        steps: [
          ['new', [2]],
          ['put', ['a', 1]],
          ['put', ['b', 2]],
          ['get', ['a']],
          ['put', ['c', 3]],
          ['get', ['b']],
          ['get', ['a']],
          ['uses', ['a']],
        ],
        returns: [null, null, null, 1, 'b', null, 1, 3],
      },
      {
        steps: [
          ['new', [0]],
          ['put', ['a', 1]],
          ['get', ['a']],
          ['uses', ['a']],
          ['resize', [1]],
          ['put', ['a', 1]],
          ['get', ['a']],
        ],
        returns: [null, null, null, 0, [], null, 1],
      },
      {
        steps: [
          ['new', [2]],
          ['put', ['a', 1]],
          ['put', ['b', 2]],
          ['put', ['c', 3]],
          ['get', ['a']],
          ['get', ['b']],
          ['get', ['c']],
        ],
        returns: [null, null, null, 'a', null, 2, 3],
      },
      {
        steps: [
          ['new', [2]],
          ['put', ['a', 1]],
          ['put', ['a', 5]],
          ['put', ['b', 2]],
          ['put', ['c', 3]],
          ['get', ['a']],
          ['get', ['b']],
          ['uses', ['c']],
        ],
        returns: [null, null, null, null, 'b', 5, null, 1],
      },
      {
        steps: [
          ['new', [3]],
          ['put', ['a', 1]],
          ['put', ['b', 1]],
          ['put', ['c', 1]],
          ['get', ['c']],
          ['get', ['b']],
          ['get', ['a']],
          ['resize', [1]],
          ['get', ['a']],
          ['uses', ['b']],
        ],
        returns: [null, null, null, null, 1, 1, 1, ['c', 'b'], 1, 0],
      },
      {
        steps: [
          ['new', [1]],
          ['put', ['a', 1]],
          ['get', ['a']],
          ['get', ['a']],
          ['put', ['b', 2]],
          ['put', ['a', 3]],
          ['uses', ['a']],
          ['uses', ['b']],
        ],
        returns: [null, null, 1, 1, 'a', 'b', 1, 0],
      },
      {
        steps: [
          ['new', [2]],
          ['put', ['a', null]],
          ['get', ['a']],
          ['uses', ['a']],
          ['get', ['x']],
          ['uses', ['x']],
        ],
        returns: [null, null, null, 2, null, 0],
      },
      {
        steps: [
          ['new', [3]],
          ['put', ['a', 1]],
          ['put', ['b', 1]],
          ['put', ['c', 1]],
          ['get', ['a']],
          ['get', ['a']],
          ['get', ['b']],
          ['put', ['d', 1]],
          ['put', ['e', 1]],
          ['resize', [0]],
          ['put', ['z', 1]],
        ],
        returns: [null, null, null, null, 1, 1, 1, 'c', 'd', ['e', 'b', 'a'], null],
      },
      {
        steps: [
          ['new', [2]],
          ['resize', [5]],
          ['put', ['a', 1]],
          ['put', ['b', 1]],
          ['put', ['c', 1]],
          ['resize', [2]],
          ['get', ['b']],
        ],
        returns: [null, [], null, null, null, ['a'], 1],
      },
    ],
    reference: `class LfuCache:
    def __init__(self, capacity):
        self.capacity = capacity
        self.entries = {}
        self.clock = 0

    def _touch(self, key, value, uses):
        self.clock += 1
        self.entries[key] = (value, uses, self.clock)

    def _drop(self):
        key = min(self.entries, key=lambda each: self.entries[each][1:])
        del self.entries[key]
        return key

    def get(self, key):
        if key not in self.entries:
            return None
        value, uses, _ = self.entries[key]
        self._touch(key, value, uses + 1)
        return value

    def put(self, key, value):
        if self.capacity <= 0:
            return None
        dropped = None
        if key not in self.entries and len(self.entries) >= self.capacity:
            dropped = self._drop()
        self._touch(key, value, self.uses(key) + 1)
        return dropped

    def resize(self, capacity):
        self.capacity = capacity
        dropped = []
        while len(self.entries) > capacity:
            dropped.append(self._drop())
        return dropped

    def uses(self, key):
        return self.entries[key][1] if key in self.entries else 0
`,
    wrong: [
      `class LfuCache:
    def __init__(self, capacity):
        self.capacity = capacity
        self.values = {}
        self.counts = {}

    def get(self, key):
        if key in self.values:
            self.counts[key] += 1
            return self.values[key]
        return None

    def put(self, key, value):
        dropped = None
        if self.capacity == 0:
            return None
        if key not in self.values and len(self.values) >= self.capacity:
            dropped = min(self.values, key=lambda each: self.counts[each])
            del self.values[dropped]
        self.values[key] = value
        self.counts[key] = self.counts.get(key, 0) + 1
        return dropped

    def resize(self, capacity):
        self.capacity = capacity
        order = sorted(self.values, key=lambda each: self.counts[each])
        dropped = order[: max(0, len(order) - capacity)]
        for key in dropped:
            del self.values[key]
        return dropped

    def uses(self, key):
        return self.counts.get(key, 0)
`,
    ],
  },
  {
    id: 'py-ledger',
    kind: 'class',
    language: 'python',
    tags: ['medium'],
    entryPoint: 'Ledger',
    prompt: `Write a class Ledger of accounts in whole cents.
- open(name, limit=0) opens an account with balance 0; limit is the amount (at least 0) by which it may be overdrawn. Raise ValueError when the account exists or limit is negative.
- deposit(name, amount) and withdraw(name, amount) change the balance and return the new one.
- transfer(source, target, amount) moves money and returns the two new balances [source, target]. A transfer to the same account changes nothing but is checked like any other.
- balance(name) returns the balance. total() returns the sum of all balances.
- history(name, count) returns the last count changes of the balance of an account, newest first, as a list of signed amounts; count is at least 0. A transfer to the same account is no change.
- Errors: KeyError when an account does not exist (of a transfer also the target), ValueError when an amount is not above 0, ArithmeticError when a withdrawal or transfer would overdraw the account beyond its limit. They are checked in this order. After an error nothing has changed.`,
    tests: [
      {
        steps: [
          ['new', []],
          ['open', ['a']],
          ['deposit', ['a', 100]],
          ['withdraw', ['a', 30]],
          ['balance', ['a']],
          ['withdraw', ['a', 71]],
          ['balance', ['a']],
        ],
        returns: [null, null, 100, 70, 70, { $throws: 'ArithmeticError' }, 70],
      },
      {
        steps: [
          ['new', []],
          ['open', ['a', 50]],
          ['withdraw', ['a', 50]],
          ['withdraw', ['a', 1]],
          ['deposit', ['a', 20]],
          ['balance', ['a']],
          ['history', ['a', 5]],
        ],
        returns: [null, null, -50, { $throws: 'ArithmeticError' }, -30, -30, [20, -50]],
      },
      {
        steps: [
          ['new', []],
          ['open', ['a']],
          ['open', ['b']],
          ['deposit', ['a', 10]],
          ['transfer', ['a', 'b', 4]],
          ['transfer', ['a', 'b', 7]],
          ['total', []],
          ['history', ['b', 1]],
          ['history', ['a', 9]],
        ],
        returns: [null, null, null, 10, [6, 4], { $throws: 'ArithmeticError' }, 10, [4], [-4, 10]],
      },
      {
        steps: [
          ['new', []],
          ['open', ['a']],
          ['open', ['a']],
          ['open', ['b', -1]],
          ['balance', ['b']],
          ['deposit', ['x', -5]],
          ['deposit', ['a', 0]],
        ],
        returns: [
          null,
          null,
          { $throws: 'ValueError' },
          { $throws: 'ValueError' },
          { $throws: 'KeyError' },
          { $throws: 'KeyError' },
          { $throws: 'ValueError' },
        ],
      },
      {
        steps: [
          ['new', []],
          ['open', ['a']],
          ['deposit', ['a', 5]],
          ['transfer', ['a', 'a', 5]],
          ['transfer', ['a', 'a', 6]],
          ['history', ['a', 9]],
          ['balance', ['a']],
        ],
        returns: [null, null, 5, [5, 5], { $throws: 'ArithmeticError' }, [5], 5],
      },
      {
        steps: [
          ['new', []],
          ['open', ['a']],
          ['transfer', ['a', 'nobody', 1]],
          ['transfer', ['nobody', 'a', 1]],
          ['transfer', ['a', 'a', 0]],
          ['history', ['a', 3]],
          ['total', []],
        ],
        returns: [null, null, { $throws: 'KeyError' }, { $throws: 'KeyError' }, { $throws: 'ValueError' }, [], 0],
      },
      {
        steps: [
          ['new', []],
          ['total', []],
          ['open', ['a']],
          ['history', ['a', 0]],
          ['deposit', ['a', 1]],
          ['deposit', ['a', 2]],
          ['deposit', ['a', 3]],
          ['history', ['a', 2]],
          ['history', ['a', 0]],
        ],
        returns: [null, 0, null, [], 1, 3, 6, [3, 2], []],
      },
      {
        steps: [
          ['new', []],
          ['open', ['x', 5]],
          ['open', ['y', 5]],
          ['transfer', ['x', 'y', 5]],
          ['transfer', ['y', 'x', 10]],
          ['transfer', ['y', 'x', 1]],
          ['total', []],
          ['balance', ['y']],
        ],
        returns: [null, null, null, [-5, 5], [-5, 5], { $throws: 'ArithmeticError' }, 0, -5],
      },
      {
        steps: [
          ['new', []],
          ['withdraw', ['no', 1]],
          ['history', ['no', 1]],
          ['balance', ['no']],
        ],
        returns: [null, { $throws: 'KeyError' }, { $throws: 'KeyError' }, { $throws: 'KeyError' }],
      },
    ],
    reference: `class Ledger:
    def __init__(self):
        self.limits = {}
        self.changes = {}

    def open(self, name, limit=0):
        if name in self.limits or limit < 0:
            raise ValueError(name)
        self.limits[name] = limit
        self.changes[name] = []

    def balance(self, name):
        return sum(self.changes[name])

    def total(self):
        return sum(self.balance(name) for name in self.changes)

    def deposit(self, name, amount):
        self._check([name], amount)
        return self._change(name, amount)

    def withdraw(self, name, amount):
        self._check([name], amount)
        self._check_limit(name, amount)
        return self._change(name, -amount)

    def transfer(self, source, target, amount):
        self._check([source, target], amount)
        self._check_limit(source, amount)
        if source != target:
            self._change(source, -amount)
            self._change(target, amount)
        return [self.balance(source), self.balance(target)]

    def history(self, name, count):
        return self.changes[name][::-1][:count]

    def _check(self, names, amount):
        for name in names:
            if name not in self.limits:
                raise KeyError(name)
        if amount <= 0:
            raise ValueError(amount)

    def _check_limit(self, name, amount):
        if self.balance(name) - amount < -self.limits[name]:
            raise ArithmeticError(name)

    def _change(self, name, amount):
        self.changes[name].append(amount)
        return self.balance(name)
`,
    wrong: [
      `class Ledger:
    def __init__(self):
        self.accounts = {}

    def open(self, name, limit=0):
        if name in self.accounts:
            raise ValueError(name)
        self.accounts[name] = {"balance": 0, "limit": limit, "history": []}

    def deposit(self, name, amount):
        if amount <= 0:
            raise ValueError(amount)
        account = self.accounts[name]
        account["balance"] += amount
        account["history"].append(amount)
        return account["balance"]

    def withdraw(self, name, amount):
        if amount <= 0:
            raise ValueError(amount)
        account = self.accounts[name]
        if account["balance"] - amount < -account["limit"]:
            raise ArithmeticError(name)
        account["balance"] -= amount
        account["history"].append(-amount)
        return account["balance"]

    def transfer(self, source, target, amount):
        return [self.withdraw(source, amount), self.deposit(target, amount)]

    def balance(self, name):
        return self.accounts[name]["balance"]

    def total(self):
        return sum(account["balance"] for account in self.accounts.values())

    def history(self, name, count):
        return self.accounts[name]["history"][-count:][::-1]
`,
    ],
  },
  {
    id: 'py-interval-set',
    kind: 'class',
    language: 'python',
    tags: ['hard'],
    entryPoint: 'IntervalSet',
    prompt: `Write a class IntervalSet: a set of whole numbers, kept as ranges.
- add(first, last) puts all numbers from first to last (both included) into the set; remove(first, last) takes them out. Both return how many numbers were really added or removed. Raise ValueError when first is above last.
- contains(number) returns True or False.
- ranges() returns the ascending list of [first, last], as few ranges as possible: ranges that touch, such as [1, 2] and [3, 4], are one.
- next_free(number) returns the smallest number of at least number that is not in the set.
- count is an attribute or property with the number of numbers in the set.
- Ranges may be huge, such as from 0 to 10**15: time and memory must depend on the number of ranges only.`,
    tests: [
      {
        steps: [
          ['new', []],
          ['add', [1, 3]],
          ['add', [4, 6]],
          ['ranges', []],
          ['.count', []],
          ['contains', [6]],
          ['contains', [7]],
          ['contains', [0]],
        ],
        returns: [null, 3, 3, [[1, 6]], 6, true, false, false],
      },
      {
        steps: [
          ['new', []],
          ['ranges', []],
          ['.count', []],
          ['remove', [1, 5]],
          ['next_free', [7]],
        ],
        returns: [null, [], 0, 0, 7],
      },
      {
        steps: [
          ['new', []],
          ['add', [1, 10]],
          ['remove', [4, 6]],
          ['ranges', []],
          ['.count', []],
          ['add', [5, 5]],
          ['ranges', []],
        ],
        returns: [
          null,
          10,
          3,
          [
            [1, 3],
            [7, 10],
          ],
          7,
          1,
          [
            [1, 3],
            [5, 5],
            [7, 10],
          ],
        ],
      },
      {
        steps: [
          ['new', []],
          ['add', [1, 2]],
          ['add', [5, 6]],
          ['add', [9, 9]],
          ['add', [0, 20]],
          ['ranges', []],
          ['.count', []],
        ],
        returns: [null, 2, 2, 1, 16, [[0, 20]], 21],
      },
      {
        steps: [
          ['new', []],
          ['add', [3, 1]],
          ['remove', [3, 1]],
          ['add', [2, 2]],
          ['add', [2, 2]],
          ['.count', []],
        ],
        returns: [null, { $throws: 'ValueError' }, { $throws: 'ValueError' }, 1, 0, 1],
      },
      {
        steps: [
          ['new', []],
          ['add', [0, 1000000000000000]],
          ['remove', [5, 999999999999990]],
          ['ranges', []],
          ['.count', []],
          ['next_free', [0]],
          ['next_free', [999999999999995]],
        ],
        returns: [
          null,
          1000000000000001,
          999999999999986,
          [
            [0, 4],
            [999999999999991, 1000000000000000],
          ],
          15,
          5,
          1000000000000001,
        ],
      },
      {
        steps: [
          ['new', []],
          ['add', [-5, -1]],
          ['add', [1, 5]],
          ['next_free', [-3]],
          ['next_free', [1]],
          ['add', [0, 0]],
          ['ranges', []],
          ['next_free', [-5]],
        ],
        returns: [null, 5, 5, 0, 6, 1, [[-5, 5]], 6],
      },
      {
        steps: [
          ['new', []],
          ['add', [1, 2]],
          ['add', [4, 5]],
          ['add', [7, 8]],
          ['remove', [2, 7]],
          ['ranges', []],
          ['remove', [0, 100]],
          ['ranges', []],
          ['.count', []],
        ],
        returns: [
          null,
          2,
          2,
          2,
          4,
          [
            [1, 1],
            [8, 8],
          ],
          2,
          [],
          0,
        ],
      },
      {
        steps: [
          ['new', []],
          ['add', [10, 20]],
          ['remove', [20, 25]],
          ['remove', [5, 10]],
          ['ranges', []],
          ['remove', [1, 2]],
          ['add', [21, 21]],
          ['ranges', []],
          ['add', [20, 20]],
          ['ranges', []],
        ],
        returns: [
          null,
          11,
          1,
          1,
          [[11, 19]],
          0,
          1,
          [
            [11, 19],
            [21, 21],
          ],
          1,
          [[11, 21]],
        ],
      },
    ],
    reference: `class IntervalSet:
    def __init__(self):
        self._ranges = []

    @property
    def count(self):
        return sum(last - first + 1 for first, last in self._ranges)

    def add(self, first, last):
        if first > last:
            raise ValueError("first is above last")
        before = self.count
        kept = []
        for low, high in self._ranges:
            if high < first - 1 or low > last + 1:
                kept.append([low, high])
            else:
                first, last = min(first, low), max(last, high)
        self._ranges = sorted(kept + [[first, last]])
        return self.count - before

    def remove(self, first, last):
        if first > last:
            raise ValueError("first is above last")
        before = self.count
        kept = []
        for low, high in self._ranges:
            if low < first:
                kept.append([low, min(high, first - 1)])
            if high > last:
                kept.append([max(low, last + 1), high])
        self._ranges = kept
        return before - self.count

    def contains(self, number):
        return any(first <= number <= last for first, last in self._ranges)

    def ranges(self):
        return [list(each) for each in self._ranges]

    def next_free(self, number):
        for first, last in self._ranges:
            if first <= number <= last:
                return last + 1
        return number
`,
    wrong: [
      `class IntervalSet:
    def __init__(self):
        self.parts = []

    @property
    def count(self):
        return sum(b - a + 1 for a, b in self.parts)

    def add(self, first, last):
        if first > last:
            raise ValueError
        before = self.count
        merged = []
        for a, b in sorted(self.parts + [[first, last]]):
            if merged and a <= merged[-1][1]:
                merged[-1][1] = max(merged[-1][1], b)
            else:
                merged.append([a, b])
        self.parts = merged
        return self.count - before

    def remove(self, first, last):
        before = self.count
        parts = []
        for a, b in self.parts:
            if b < first or a > last:
                parts.append([a, b])
                continue
            if a < first:
                parts.append([a, first - 1])
            if b > last:
                parts.append([last + 1, b])
        self.parts = parts
        return before - self.count

    def contains(self, number):
        return any(a <= number <= b for a, b in self.parts)

    def ranges(self):
        return self.parts

    def next_free(self, number):
        while self.contains(number):
            number = next(b for a, b in self.parts if a <= number <= b) + 1
        return number
`,
    ],
  },
  {
    id: 'py-fix-collector',
    kind: 'fix',
    language: 'python',
    tags: ['easy'],
    entryPoint: 'run_batches',
    prompt:
      'The given function run_batches(batches) is to go through several batches of texts, and to return for each batch the sorted list of its different tags (words that begin with "#", without the "#", in lower case). Tags of one batch must not appear in the results of others. The code mixes batches up, gives the same list several times, keeps repeated tags, and takes a lone "#" for a tag. Fix it. A word ends at white space; only one "#" is removed from its beginning. The input is not changed.',
    given: `def collect(texts, tags=[]):
    for text in texts:
        for word in text.split(" "):
            if word.startswith("#"):
                tags.append(word.strip("#").lower())
    tags.sort()
    return tags


def run_batches(batches):
    return [collect(texts) for texts in batches]
`,
    tests: [
      { args: [[['#a #b'], ['#c']]], returns: [['a', 'b'], ['c']] },
      { args: [[]], returns: [] },
      { args: [[[], ['#x']]], returns: [[], ['x']] },
      { args: [[['#B #b #a']]], returns: [['a', 'b']] },
      { args: [[['# alone', '#']]], returns: [[]] },
      { args: [[['##double #x#']]], returns: [['#double', 'x#']] },
      { args: [[['tab\t#t\n#n'], ['none here']]], returns: [['n', 't'], []] },
      { args: [[['a#b', '#C-3']]], returns: [['c-3']] },
      { args: [[['#z'], ['#z'], ['#y #z']]], returns: [['z'], ['z'], ['y', 'z']] },
    ],
    reference: `def collect(texts):
    tags = set()
    for text in texts:
        for word in text.split():
            if word.startswith("#") and len(word) > 1:
                tags.add(word[1:].lower())
    return sorted(tags)


def run_batches(batches):
    return [collect(texts) for texts in batches]
`,
    wrong: [
      `def collect(texts, tags=None):
    tags = tags or []
    for text in texts:
        for word in text.split(" "):
            if word.startswith("#"):
                tags.append(word.strip("#").lower())
    return sorted(set(tags))


def run_batches(batches):
    return [collect(texts) for texts in batches]
`,
    ],
  },
  {
    id: 'py-fix-moving-average',
    kind: 'fix',
    language: 'python',
    tags: ['easy'],
    entryPoint: 'moving_average',
    prompt:
      'The given function moving_average(values, window) is to return the mean of each value and up to window - 1 values before it, so one mean for each value: the first means are those of fewer values. A value None stands for a gap: it is left out of the mean, which is None when the window holds nothing but gaps. The code divides by the wrong number at the beginning, leaves the last value out, fails for gaps, and its running sum drifts away after large values. Fix it so that every mean is computed as the exact sum of its values (math.fsum) divided by their number. Raise ValueError for a window below 1.',
    given: `def moving_average(values, window):
    result = []
    total = 0.0
    for i in range(len(values) - 1):
        total += values[i]
        if i > window:
            total -= values[i - window]
        result.append(total / window)
    return result
`,
    tests: [
      { args: [[1, 2, 3, 4], 2], returns: [1, 1.5, 2.5, 3.5] },
      { args: [[], 3], returns: [] },
      { args: [[5], 3], returns: [5] },
      { args: [[1, 2, 3], 1], returns: [1, 2, 3] },
      { args: [[1, null, 3, null, null], 2], returns: [1, 1, 3, 3, null] },
      { args: [[4503599627370496, 0.3, 0.3, 0.3], 2], returns: [4503599627370496, 2251799813685248, 0.3, 0.3] },
      { args: [[1, 2, 3], 0], returns: { $throws: 'ValueError' } },
      { args: [[null, null, 6], 5], returns: [null, null, 6] },
      { args: [[2, 4, 6, 8, 10], 3], returns: [2, 3, 4, 6, 8] },
      {
        args: [[0.1, 0.2, 0.3, -0.6], 10],
        returns: [0.1, 0.15000000000000002, 0.19999999999999998, 6.938893903907228e-18],
      },
    ],
    reference: `import math


def moving_average(values, window):
    if window < 1:
        raise ValueError("window must be at least 1")
    result = []
    for end in range(1, len(values) + 1):
        known = [value for value in values[max(0, end - window):end] if value is not None]
        result.append(math.fsum(known) / len(known) if known else None)
    return result
`,
    wrong: [
      `def moving_average(values, window):
    if window < 1:
        raise ValueError
    result = []
    total = 0.0
    for i, value in enumerate(values):
        total += value or 0
        if i >= window:
            total -= values[i - window] or 0
        result.append(total / min(i + 1, window))
    return result
`,
    ],
  },
  {
    id: 'py-fix-longest-run',
    kind: 'fix',
    language: 'python',
    tags: ['medium'],
    entryPoint: 'longest_streak',
    prompt:
      "The given function longest_streak(days) is to find the longest row of consecutive days in a list of dates (texts of the form YYYY-MM-DD, in any order, possibly repeated) and to return [first day, number of days], or None for an empty list. Of several rows of the same length the latest counts. The code takes the difference of the day numbers within the months, so it breaks at the end of a month; it counts repeated days as breaks, forgets a row at the end of the list, prefers the earliest row, and sorts the caller's list. Fix it.",
    given: `def longest_streak(days):
    days.sort()
    best = 0
    best_start = None
    start = 0
    for i in range(1, len(days)):
        if int(days[i][8:]) - int(days[i - 1][8:]) != 1:
            if i - start > best:
                best = i - start
                best_start = days[start]
            start = i
    return [best_start, best]
`,
    tests: [
      { args: [['2024-02-28', '2024-02-29', '2024-03-01']], returns: ['2024-02-28', 3] },
      { args: [[]], returns: null },
      { args: [['2024-05-05']], returns: ['2024-05-05', 1] },
      { args: [['2023-12-31', '2024-01-01', '2024-01-03', '2024-01-04']], returns: ['2024-01-03', 2] },
      { args: [['2024-01-02', '2024-01-01', '2024-01-02', '2024-01-03']], returns: ['2024-01-01', 3] },
      { args: [['2024-01-01', '2024-02-02', '2024-03-03']], returns: ['2024-03-03', 1] },
      { args: [['2023-02-28', '2023-03-01', '2024-02-28', '2024-03-01']], returns: ['2023-02-28', 2] },
      {
        args: [['2024-06-10', '2024-06-11', '2024-07-11', '2024-07-12', '2024-07-13', '2024-08-01']],
        returns: ['2024-07-11', 3],
      },
      {
        args: [['2024-04-30', '2024-05-01', '2024-05-02', '2024-05-03', '2024-01-01', '2024-01-02']],
        returns: ['2024-04-30', 4],
      },
      { args: [['2000-02-29', '2000-03-01', '1900-02-28', '1900-03-01', '1900-03-02']], returns: ['1900-02-28', 3] },
    ],
    reference: `from datetime import date


def longest_streak(days):
    best = None
    first = previous = None
    for day in sorted({date.fromisoformat(text) for text in days}):
        if previous is None or (day - previous).days != 1:
            first = day
        previous = day
        length = (day - first).days + 1
        if best is None or length >= best[1]:
            best = [first.isoformat(), length]
    return best
`,
    wrong: [
      `from datetime import date


def longest_streak(days):
    days = sorted(date.fromisoformat(text) for text in days)
    if not days:
        return None
    best, start = [days[0].isoformat(), 1], 0
    for i in range(1, len(days)):
        if (days[i] - days[i - 1]).days > 1:
            start = i
        if i - start + 1 > best[1]:
            best = [days[start].isoformat(), i - start + 1]
    return best
`,
    ],
  },
  {
    id: 'py-edit-tokenizer',
    kind: 'edit',
    language: 'python',
    tags: ['medium'],
    entryPoint: 'tokenize',
    prompt: String.raw`The file tokenizer.py has a function tokenize(source) that splits a small language into tokens [kind, text, line]. Change it so that it can do more; kinds.py already has the new kinds and is not to be changed. What these rules do not mention stays as it is.
- Numbers may have a fraction ("1.5": digits on both sides of the point) and an underscore between two digits ("1_000"). The token's text is as written.
- Texts in double quotes are tokens of the kind TEXT; the token's text is without the quotes, with \n, \" and \\ replaced by what they mean. A text must end on its line; another escape, or a text that does not end, raises SyntaxError.
- The names if, else, while and return are of the kind KEYWORD.
- "==", "!=", "<=", ">=" and "->" are one sign each.
- A comment begins with "#" and goes up to the end of the line.
- An unknown character still raises SyntaxError, and the message of every SyntaxError is still "line N: " and a reason.`,
    files: {
      'kinds.py': `"""The kinds of tokens."""

NUMBER = "number"
NAME = "name"
SIGN = "sign"
TEXT = "text"
KEYWORD = "keyword"
`,
      'tokenizer.py': String.raw`from kinds import NAME, NUMBER, SIGN

SIGNS = "+-*/=<>!(){},;"


def tokenize(source):
    tokens = []
    line = 1
    at = 0
    while at < len(source):
        c = source[at]
        if c == "\n":
            line += 1
            at += 1
        elif c in " \t":
            at += 1
        elif c in "0123456789":
            end = at
            while end < len(source) and source[end] in "0123456789":
                end += 1
            tokens.append([NUMBER, source[at:end], line])
            at = end
        elif c.isalpha() or c == "_":
            end = at
            while end < len(source) and (source[end].isalnum() or source[end] == "_"):
                end += 1
            tokens.append([NAME, source[at:end], line])
            at = end
        elif c in SIGNS:
            tokens.append([SIGN, c, line])
            at += 1
        else:
            raise SyntaxError(f"line {line}: unknown character {c!r}")
    return tokens
`,
    },
    entryFile: 'tokenizer.py',
    editable: ['tokenizer.py'],
    tests: [
      {
        args: ['x = 1 + foo_2;'],
        returns: [
          ['name', 'x', 1],
          ['sign', '=', 1],
          ['number', '1', 1],
          ['sign', '+', 1],
          ['name', 'foo_2', 1],
          ['sign', ';', 1],
        ],
      },
      { args: [''], returns: [] },
      {
        args: ['a == 1.5\nb->c # note "x\n1_000'],
        returns: [
          ['name', 'a', 1],
          ['sign', '==', 1],
          ['number', '1.5', 1],
          ['name', 'b', 2],
          ['sign', '->', 2],
          ['name', 'c', 2],
          ['number', '1_000', 3],
        ],
      },
      {
        args: ['if (x <= 1) { return "a\\n\\"b\\\\" }'],
        returns: [
          ['keyword', 'if', 1],
          ['sign', '(', 1],
          ['name', 'x', 1],
          ['sign', '<=', 1],
          ['number', '1', 1],
          ['sign', ')', 1],
          ['sign', '{', 1],
          ['keyword', 'return', 1],
          ['text', 'a\n"b\\', 1],
          ['sign', '}', 1],
        ],
      },
      { args: ['"open'], returns: { $throws: 'SyntaxError' } },
      { args: ['"no\nend"'], returns: { $throws: 'SyntaxError' } },
      { args: ['"bad \\t"'], returns: { $throws: 'SyntaxError' } },
      { args: ['a ? b'], returns: { $throws: 'SyntaxError' } },
      {
        args: ['iffy else_ while While'],
        returns: [
          ['name', 'iffy', 1],
          ['name', 'else_', 1],
          ['keyword', 'while', 1],
          ['name', 'While', 1],
        ],
      },
      { args: ['1.x'], returns: { $throws: 'SyntaxError' } },
      {
        args: ['1_ 1__0 _1'],
        returns: [
          ['number', '1', 1],
          ['name', '_', 1],
          ['number', '1', 1],
          ['name', '__0', 1],
          ['name', '_1', 1],
        ],
      },
      {
        args: ['a=-1 !==>= <-'],
        returns: [
          ['name', 'a', 1],
          ['sign', '=', 1],
          ['sign', '-', 1],
          ['number', '1', 1],
          ['sign', '!=', 1],
          ['sign', '=', 1],
          ['sign', '>=', 1],
          ['sign', '<', 1],
          ['sign', '-', 1],
        ],
      },
      { args: ['# only\n\n"" #'], returns: [['text', '', 3]] },
      { args: ['1.2.3 10_0.0_1'], returns: { $throws: 'SyntaxError' } },
      { args: ['x\r'], returns: { $throws: 'SyntaxError' } },
    ],
    reference: {
      'tokenizer.py': String.raw`import re

from kinds import KEYWORD, NAME, NUMBER, SIGN, TEXT

SIGNS = "+-*/=<>!(){},;"
LONG_SIGNS = ("==", "!=", "<=", ">=", "->")
KEYWORDS = ("if", "else", "while", "return")
NUMBER_FORM = re.compile(r"[0-9]+(?:_[0-9]+)*(?:\.[0-9]+(?:_[0-9]+)*)?")
ESCAPES = {"n": "\n", '"': '"', "\\": "\\"}


def read_text(source, at, line):
    parts = []
    while at < len(source) and source[at] != "\n":
        c = source[at]
        if c == '"':
            return "".join(parts), at + 1
        if c == "\\":
            at += 1
            escape = source[at:at + 1]
            if escape not in ESCAPES:
                raise SyntaxError(f"line {line}: unknown escape")
            c = ESCAPES[escape]
        parts.append(c)
        at += 1
    raise SyntaxError(f"line {line}: the text does not end")


def tokenize(source):
    tokens = []
    line = 1
    at = 0
    while at < len(source):
        c = source[at]
        if c == "\n":
            line += 1
            at += 1
        elif c in " \t":
            at += 1
        elif c == "#":
            while at < len(source) and source[at] != "\n":
                at += 1
        elif c in "0123456789":
            end = NUMBER_FORM.match(source, at).end()
            tokens.append([NUMBER, source[at:end], line])
            at = end
        elif c.isalpha() or c == "_":
            end = at
            while end < len(source) and (source[end].isalnum() or source[end] == "_"):
                end += 1
            name = source[at:end]
            tokens.append([KEYWORD if name in KEYWORDS else NAME, name, line])
            at = end
        elif c == '"':
            text, at = read_text(source, at + 1, line)
            tokens.append([TEXT, text, line])
        elif source[at:at + 2] in LONG_SIGNS:
            tokens.append([SIGN, source[at:at + 2], line])
            at += 2
        elif c in SIGNS:
            tokens.append([SIGN, c, line])
            at += 1
        else:
            raise SyntaxError(f"line {line}: unknown character {c!r}")
    return tokens
`,
    },
    wrong: [
      {
        'tokenizer.py': String.raw`import re

from kinds import KEYWORD, NAME, NUMBER, SIGN, TEXT

TOKEN = re.compile(r'([\d_.]+)|(\w+)|"((?:\\.|[^"\\])*)"|(==|!=|<=|>=|->|[-+*/=<>!(){},;])|(#.*)|([ \t]+)|(\n)')


def tokenize(source):
    tokens = []
    line = 1
    at = 0
    while at < len(source):
        found = TOKEN.match(source, at)
        if not found:
            raise SyntaxError(f"line {line}: unknown character {source[at]!r}")
        number, name, text, sign, comment, space, newline = found.groups()
        if number:
            tokens.append([NUMBER, number, line])
        elif name:
            tokens.append([KEYWORD if name in ("if", "else", "while", "return") else NAME, name, line])
        elif text is not None:
            tokens.append([TEXT, text.replace("\\n", "\n").replace('\\"', '"').replace("\\\\", "\\"), line])
        elif sign:
            tokens.append([SIGN, sign, line])
        elif newline:
            line += 1
        at = found.end()
    return tokens
`,
      },
    ],
  },
  {
    id: 'py-edit-time-report',
    kind: 'edit',
    language: 'python',
    tags: ['medium'],
    entryPoint: 'report',
    prompt: `The file report.py has a function report(entries) that sums up working hours. Change it so that it takes two more arguments, by and minimum, which may be missing; report(entries) behaves exactly as before.
- by is "person" (as today, the default), "day" or "project": what the lines are grouped by. For "day" the days are in the order of the calendar (they are texts YYYY-MM-DD), for the others names are in alphabetical order, as today. For any other value raise ValueError.
- An entry may have a member "project"; without it, or when it is empty, it belongs to the project "-".
- minimum is a number of minutes, 0 by default: groups with fewer minutes in all are left out. The line "total" still counts everything. When groups were left out, the text of the line "total" is followed by " (N hidden)" with their number.
- Hours are still written by hours(), which is not to be changed.`,
    files: {
      'report.py': `def hours(minutes):
    """Minutes as hours and minutes, such as 2:05."""
    return f"{minutes // 60}:{minutes % 60:02}"


def report(entries):
    """One line a person and one with the total."""
    minutes = {}
    for entry in entries:
        person = entry["person"]
        minutes[person] = minutes.get(person, 0) + entry["minutes"]
    lines = [f"{person} {hours(minutes[person])}" for person in sorted(minutes)]
    lines.append("total " + hours(sum(minutes.values())))
    return lines
`,
    },
    entryFile: 'report.py',
    editable: ['report.py'],
    keeps: ['    return f"{minutes // 60}:{minutes % 60:02}"'],
    tests: [
      {
        args: [
          [
            { person: 'bo', day: '2024-03-02', minutes: 65 },
            { person: 'al', day: '2024-03-01', minutes: 120, project: 'x' },
            { person: 'bo', day: '2024-03-01', minutes: 55 },
          ],
        ],
        returns: ['al 2:00', 'bo 2:00', 'total 4:00'],
      },
      { args: [[]], returns: ['total 0:00'] },
      {
        args: [
          [
            { person: 'bo', day: '2024-03-02', minutes: 65 },
            { person: 'al', day: '2024-03-01', minutes: 120 },
          ],
          'day',
        ],
        returns: ['2024-03-01 2:00', '2024-03-02 1:05', 'total 3:05'],
      },
      {
        args: [
          [
            { person: 'bo', day: '2024-03-02', minutes: 65, project: '' },
            { person: 'al', day: '2024-03-01', minutes: 120, project: 'web' },
            { person: 'al', day: '2024-03-01', minutes: 5 },
          ],
          'project',
        ],
        returns: ['- 1:10', 'web 2:00', 'total 3:10'],
      },
      {
        args: [
          [
            { person: 'bo', day: '2024-03-02', minutes: 59 },
            { person: 'al', day: '2024-03-01', minutes: 60 },
          ],
          'person',
          60,
        ],
        returns: ['al 1:00', 'total 1:59 (1 hidden)'],
      },
      { args: [[{ person: 'bo', day: '2024-03-02', minutes: 59 }], 'person', 60], returns: ['total 0:59 (1 hidden)'] },
      { args: [[], 'week'], returns: { $throws: 'ValueError' } },
      { args: [[], 'project', 10], returns: ['total 0:00'] },
      {
        args: [
          [
            { person: 'a', day: '2023-12-31', minutes: 1 },
            { person: 'a', day: '2024-01-01', minutes: 2 },
            { person: 'a', day: '2023-12-31', minutes: 4 },
          ],
          'day',
          3,
        ],
        returns: ['2023-12-31 0:05', 'total 0:07 (1 hidden)'],
      },
      {
        args: [
          [
            { person: 'Zed', day: '2024-01-01', minutes: 600, project: 'b' },
            { person: 'amy', day: '2024-01-01', minutes: 0, project: 'a' },
          ],
          'person',
          0,
        ],
        returns: ['Zed 10:00', 'amy 0:00', 'total 10:00'],
      },
    ],
    reference: {
      'report.py': `def hours(minutes):
    """Minutes as hours and minutes, such as 2:05."""
    return f"{minutes // 60}:{minutes % 60:02}"


def report(entries, by="person", minimum=0):
    """One line a group and one with the total."""
    if by not in ("person", "day", "project"):
        raise ValueError(f"cannot group by {by}")
    minutes = {}
    for entry in entries:
        group = (entry.get("project") or "-") if by == "project" else entry[by]
        minutes[group] = minutes.get(group, 0) + entry["minutes"]
    shown = [group for group in sorted(minutes) if minutes[group] >= minimum]
    lines = [f"{group} {hours(minutes[group])}" for group in shown]
    hidden = len(minutes) - len(shown)
    lines.append("total " + hours(sum(minutes.values())) + (f" ({hidden} hidden)" if hidden else ""))
    return lines
`,
    },
    wrong: [
      {
        'report.py': `def hours(minutes):
    """Minutes as hours and minutes, such as 2:05."""
    return f"{minutes // 60}:{minutes % 60:02}"


def report(entries, by="person", minimum=0):
    """One line a group and one with the total."""
    minutes = {}
    for entry in entries:
        group = entry.get(by, "-")
        minutes[group] = minutes.get(group, 0) + entry["minutes"]
    hidden = [group for group in minutes if minutes[group] <= minimum]
    for group in hidden:
        del minutes[group]
    lines = [f"{group} {hours(minutes[group])}" for group in sorted(minutes)]
    lines.append("total " + hours(sum(minutes.values())) + (f" ({len(hidden)} hidden)" if hidden else ""))
    return lines
`,
      },
    ],
  },
];
