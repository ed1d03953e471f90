import { claim, fact, mainFact, type ExplanationItem } from './explanation-item.js';

/** Short functions in Python. */
export const PYTHON_FUNCTIONS: readonly ExplanationItem[] = [
  {
    id: 'function-py-second-largest',
    kind: 'function',
    language: 'python',
    material:
      'def runner_up(scores):\n    best = None\n    second = None\n    for score in scores:\n        if best is None or score > best:\n            best, second = score, best\n        elif score != best and (second is None or score > second):\n            second = score\n    return second',
    facts: [
      mainFact(
        'it returns the second largest value',
        'second largest|highest|best|biggest|greatest',
        'second-largest|second-highest|second-best',
        'runner up',
        'second place',
        'largest ... except|below|after|other|smaller',
      ),
      fact(
        'equal largest values count once',
        'distinct|different|unique|duplicat~|equal|repeated|tie~',
        'same ... once|ignored|value',
      ),
      fact('it returns None when there is no second value', 'none'),
      fact('it needs one pass', 'one|single pass|loop|iteration|time|walk', 'once', 'linear', 'without sorting'),
    ],
    forbidden: [
      claim('it sorts the scores', 'sort~ ... scores|list|values|it'),
      claim('it returns the largest value', 'returns the largest|highest|maximum'),
      claim('it raises an error for short lists', 'rais~', 'throw~'),
    ],
    names: ['runner_up'],
    calls: {
      entryPoint: 'runner_up',
      signature: 'runner_up(scores)',
      predict: [
        { args: [[3, 9, 4]], returns: 4 },
        { args: [[5, 5, 5]], returns: null },
        { args: [[9, 9, 2]], returns: 2 },
      ],
      hidden: [
        { args: [[1, 2]], returns: 1 },
        { args: [[7]], returns: null },
        { args: [[]], returns: null },
        { args: [[4, 8, 8, 6]], returns: 6 },
      ],
    },
    right: [
      '`runner_up` returns the second largest distinct score, in a single pass over the list. Equal top scores count once. If there is no second value, for example for an empty list, it returns None.',
      'runner_up walks through the scores once and keeps the best and the second best value that is different from it; the second is returned, or None if there are fewer than two distinct scores.',
    ],
    wrong: [
      'runner_up loops over scores.',
      'runner_up sorts the scores and returns the second largest distinct value or None.',
    ],
  },
  {
    id: 'function-py-merge-intervals',
    kind: 'function',
    language: 'python',
    material:
      'def merge(spans):\n    merged = []\n    for start, end in sorted(spans):\n        if merged and start <= merged[-1][1]:\n            merged[-1][1] = max(merged[-1][1], end)\n        else:\n            merged.append([start, end])\n    return merged',
    facts: [
      mainFact(
        'it merges overlapping spans',
        'merg~|combin~|join~|unit~|fus~|collaps~ ... overlap~|span~|interval~|range~',
        'overlap~ ... merged|combined|joined',
      ),
      fact(
        'spans that only touch are merged too',
        'touch~',
        'adjacent',
        'start ... equal~ ... end',
        'share ... end~|boundary|border|point',
        'meet',
      ),
      fact('the spans are sorted first', 'sort~', 'order~ ... start'),
      fact('it returns a list of separate spans', 'return~|result ... list|spans|intervals|ranges|merged'),
    ],
    forbidden: [
      claim('touching spans stay apart', 'touching ... separate|apart|not merged', 'not merged ... touch'),
      claim('it changes the given list', 'modif~|mutat~|chang~ ... input|original|spans in place', 'sort~ in place'),
      claim('it returns the overlaps', 'returns ... intersection~', 'returns the overlap~'),
    ],
    names: ['merge'],
    calls: {
      entryPoint: 'merge',
      signature: 'merge(spans)',
      predict: [
        {
          args: [
            [
              [5, 6],
              [1, 3],
              [2, 4],
            ],
          ],
          returns: [
            [1, 4],
            [5, 6],
          ],
        },
        {
          args: [
            [
              [1, 2],
              [2, 3],
            ],
          ],
          returns: [[1, 3]],
        },
        { args: [[]], returns: [] },
      ],
      hidden: [
        {
          args: [
            [
              [1, 10],
              [2, 3],
            ],
          ],
          returns: [[1, 10]],
        },
        {
          args: [
            [
              [4, 5],
              [1, 2],
            ],
          ],
          returns: [
            [1, 2],
            [4, 5],
          ],
        },
        {
          args: [
            [
              [0, 0],
              [0, 1],
              [1, 1],
            ],
          ],
          returns: [[0, 1]],
        },
      ],
    },
    right: [
      '`merge` sorts the spans by their start and merges those that overlap or touch into one. It returns a list of separate spans in ascending order; the input is left as it is.',
      'The function merge combines overlapping intervals: after sorting, an interval whose start is not behind the end of the previous one extends it, so adjacent ones that share an end point are joined too. The result is a new list of intervals.',
    ],
    wrong: [
      'merge goes through spans and appends to merged.',
      'merge sorts the spans and returns the intersections of all overlapping or touching spans in a list.',
    ],
  },
  {
    id: 'function-py-rotate',
    kind: 'function',
    language: 'python',
    material:
      'def rotate(items, steps):\n    if not items:\n        return []\n    steps %= len(items)\n    return items[-steps:] + items[:-steps] if steps else list(items)',
    facts: [
      mainFact(
        'it rotates the list to the right',
        'rotat~|shift~|mov~|cycl~ ... right',
        'right ... rotat~|shift~|steps',
        'last|end|back ... front|beginning|start',
      ),
      fact(
        'steps beyond the length wrap around',
        'modulo',
        'wrap~',
        'remainder',
        'larger|greater|more|beyond|exceed~ ... length|size',
        'full rotation~|turn~|circle~',
        'length ... steps',
      ),
      fact('an empty list gives an empty list', 'empty'),
      fact(
        'it returns a new list',
        'new list|copy',
        'copy',
        'not ... chang~|modif~|mutat~',
        'original|input ... unchanged|untouched|stays|remains',
      ),
    ],
    forbidden: [
      claim('it rotates to the left', 'rotates|rotated|rotating|shifts|shifted|shifting|rotation ... left'),
      claim('it rotates in place', 'in place', 'modif~|mutat~ ... original|input'),
      claim('it reverses the list', 'revers~ ... list|items|order'),
    ],
    names: ['rotate'],
    calls: {
      entryPoint: 'rotate',
      signature: 'rotate(items, steps)',
      predict: [
        { args: [[1, 2, 3, 4], 1], returns: [4, 1, 2, 3] },
        { args: [[1, 2, 3], 5], returns: [2, 3, 1] },
        { args: [[], 2], returns: [] },
      ],
      hidden: [
        { args: [[1, 2, 3, 4, 5], 2], returns: [4, 5, 1, 2, 3] },
        { args: [[1, 2], 2], returns: [1, 2] },
        { args: [[1, 2, 3], 0], returns: [1, 2, 3] },
        { args: [[7], 9], returns: [7] },
      ],
    },
    right: [
      '`rotate` rotates a list to the right by the given number of steps: the last elements move to the front. Steps larger than the length wrap around by modulo. An empty list gives an empty list. It returns a new list and leaves the original unchanged.',
      'rotate shifts all items right; what falls off the end appears at the front again. The number of steps is taken modulo the length, an empty input returns an empty list, and the result is always a copy.',
    ],
    wrong: [
      'rotate changes a list by some steps.',
      'rotate shifts the items to the left by steps modulo the length and returns a new list; an empty list stays empty.',
    ],
  },
  {
    id: 'function-py-parse-size',
    kind: 'function',
    language: 'python',
    material:
      "UNITS = {'B': 1, 'K': 1024, 'M': 1024 ** 2}\n\ndef parse_size(text):\n    text = text.strip().upper()\n    if text[-1:].isdigit():\n        text += 'B'\n    number, unit = text[:-1], text[-1:]\n    if unit not in UNITS:\n        raise ValueError(unit)\n    return int(float(number) * UNITS[unit])",
    facts: [
      mainFact('it turns a size with a unit into bytes', 'bytes', 'size ... text|string ... number|integer'),
      fact(
        'a number without a unit means bytes',
        'without|no|missing ... unit ... byte~|b',
        'default~ ... b|byte~',
        'bare|plain|only ... number|digit~ ... byte~',
        'ends with|in ... digit ... b|byte~',
        'unit ... missing|absent|omitted ... byte~|b',
      ),
      fact('units are powers of 1024', '1024', 'powers of 1024', 'kibibyte~', 'binary'),
      fact('case and outer spaces do not matter', 'case', 'upper~', 'lower~', 'strip~|trim~|whitespace|space~'),
      fact('an unknown unit raises a ValueError', 'valueerror'),
    ],
    forbidden: [
      claim('units are powers of 1000', '1000', 'powers of 1000', 'decimal units'),
      claim('unknown units give None', 'return~ none', 'returns null'),
      claim('it returns a float', 'returns a float'),
    ],
    names: ['parse_size'],
    calls: {
      entryPoint: 'parse_size',
      signature: 'parse_size(text)',
      predict: [
        { args: ['2k'], returns: 2048 },
        { args: [' 10 '], returns: 10 },
        { args: ['1.5M'], returns: 1572864 },
      ],
      hidden: [
        { args: ['7b'], returns: 7 },
        { args: ['0.5K'], returns: 512 },
        { args: ['3'], returns: 3 },
        { args: ['3G'], returns: { $throws: 'ValueError' } },
      ],
    },
    right: [
      '`parse_size` converts a text such as "2k" into a number of bytes. The units B, K and M are powers of 1024; a number without a unit means bytes. Case and surrounding whitespace are ignored. An unknown unit raises a ValueError.',
      'parse_size reads a size with an optional unit and returns the bytes as an integer. If the text ends in a digit, the unit B (bytes) is assumed. K is 1024 and M is 1024 squared, upper or lower case alike, and any other unit leads to a ValueError.',
    ],
    wrong: [
      'parse_size parses a size.',
      'parse_size converts a text to bytes, where K is 1000 and M is a million. A number without a unit means bytes, and an unknown unit raises a ValueError.',
    ],
  },
  {
    id: 'function-py-generator',
    kind: 'function',
    language: 'python',
    material:
      'def pairs(values):\n    previous = None\n    first = True\n    for value in values:\n        if not first:\n            yield (previous, value)\n        previous = value\n        first = False',
    facts: [
      mainFact(
        'it yields pairs of neighbours',
        'pair~|tuple~ ... neighbo~|adjacent|consecutive|successive|previous|following|next',
        'consecutive|adjacent|neighbo~|successive ... pair~|value~|element~',
        'previous ... current|next|value',
      ),
      fact('it is a generator', 'generator', 'yield~', 'lazy|lazily', 'iterator', 'one at|by a|one time'),
      fact(
        'fewer than two values give nothing',
        'fewer|less ... two|2',
        'one|single|empty ... nothing|no|empty|none|not',
        'nothing|no pairs ... empty|one|single|fewer',
        'empty',
      ),
      fact('the pairs overlap', 'overlap~', 'sliding', 'window', 'each ... twice', 'both'),
    ],
    forbidden: [
      claim('it returns a list', 'returns a list'),
      claim('the pairs do not overlap', 'non-overlapping', 'not overlap', 'disjoint'),
      claim('it makes all combinations', 'all|every possible|combination~', 'cartesian'),
    ],
    names: ['pairs'],
    right: [
      '`pairs` is a generator that yields overlapping pairs of consecutive values: each value together with the previous one. For fewer than two values it yields nothing.',
      'The generator pairs lazily produces a tuple (previous, current) for every two adjacent elements, like a sliding window of size two. An empty input or one with a single element gives no pairs.',
    ],
    wrong: [
      'pairs loops over values and uses a flag.',
      'pairs yields all possible combinations of two values as tuples, lazily; an empty input yields nothing.',
    ],
  },
  {
    id: 'function-py-default-mutable',
    kind: 'function',
    language: 'python',
    material:
      'def remember(name, seen=[]):\n    if name in seen:\n        return False\n    seen.append(name)\n    return True',
    facts: [
      mainFact(
        'it tells whether a name is new',
        'whether|if|when ... name ... new|seen|already|first|before|known',
        'true ... first|new|not',
        'false ... already|seen|before|known|again|second',
      ),
      fact(
        'the default list is shared between calls',
        'shared|share|same|persist~|kept|retain~|surviv~|remember~ ... call~|list|default',
        'default ... once|shared|mutable|created|evaluated|persist~',
        'mutable default',
        'between|across|over calls',
      ),
      fact(
        'a new name is added to the list',
        'append~|add~|stor~|put|record~|insert~ ... name|seen|list|it',
        'name ... added|appended|stored|recorded',
      ),
      fact(
        'it returns True for a new and False for a known name',
        'return~ ... true|false',
        'true ... false',
        'true|false ... otherwise',
      ),
    ],
    forbidden: [
      claim(
        'each call has a new list',
        'new|fresh|empty list ... each|every call',
        'each|every call ... new|fresh|empty list',
      ),
      claim('it returns the list', 'returns the list|names'),
      claim('names are removed', 'remov~ ... name'),
    ],
    names: ['remember', 'seen'],
    right: [
      '`remember` returns True when a name is new and adds it to `seen`; it returns False when the name was already there. As the default list is mutable and created once, it is shared between calls, so names are remembered across calls.',
      'remember checks whether the name is already in seen: a known one gives False, otherwise the name is appended and the result is True. Because of the mutable default argument the same list persists over all calls that do not pass their own.',
    ],
    wrong: [
      'remember works with names and a list called seen.',
      'remember returns True for a new name and False for a known one, and appends new ones to seen. Each call starts with a new empty list.',
    ],
  },
  {
    id: 'function-py-window-max-sum',
    kind: 'function',
    language: 'python',
    material:
      'def best_run(values):\n    best = current = 0\n    for value in values:\n        current = max(0, current + value)\n        best = max(best, current)\n    return best',
    facts: [
      mainFact(
        'it finds the largest sum of a contiguous run',
        'largest|maximum|max|highest|greatest|best|biggest ... sum|total',
        'maximum subarray',
        'kadane~',
      ),
      fact(
        'the values of the run stand next to each other',
        'contiguous',
        'consecutive',
        'subarray',
        'sublist',
        'adjacent',
        'in a row',
        'run',
        'kadane~',
      ),
      fact(
        'a negative running sum is given up',
        'reset~|restart~|drop~|set|start~ ... 0|zero|negative|over|again',
        'negative ... reset|zero|0|dropped|discarded|restart~',
        'below zero|0',
        'never ... negative|below',
      ),
      fact(
        'it returns 0 when nothing is positive',
        'return~|result|gives|is 0|zero ... empty|negative|positive|no',
        'empty|negative|positive ... 0|zero',
      ),
    ],
    forbidden: [
      claim('it returns the run itself', 'returns the subarray|sublist|run|list|elements'),
      claim('it sums all positive values', 'sum~ ... all positive', 'only positive values'),
      claim('it takes quadratic time', 'quadratic', 'nested loop~'),
    ],
    names: ['best_run'],
    calls: {
      entryPoint: 'best_run',
      signature: 'best_run(values)',
      predict: [
        { args: [[2, -1, 3]], returns: 4 },
        { args: [[-5, -2]], returns: 0 },
        { args: [[4, -6, 5, 1]], returns: 6 },
      ],
      hidden: [
        { args: [[]], returns: 0 },
        { args: [[1, 2, 3]], returns: 6 },
        { args: [[5, -4, 5]], returns: 6 },
        { args: [[-1, 7, -9, 8]], returns: 8 },
      ],
    },
    right: [
      '`best_run` returns the largest sum of a contiguous run of values. The running sum is reset to 0 when it becomes negative. If the list is empty or no value is positive, the result is 0.',
      "best_run is Kadane's algorithm: it computes the maximum total of consecutive elements in one pass, never letting the current sum fall below zero, so that a list of negative numbers gives 0.",
    ],
    wrong: [
      'best_run loops and takes the max of numbers.',
      'best_run sums up all positive values of the list and returns the total, or 0 when no value is positive.',
    ],
  },
];
