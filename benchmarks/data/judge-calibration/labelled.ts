/** Explanations whose worth is known, of one piece of code. */
export interface LabelledMaterial {
  readonly id: string;
  readonly material: string;
  /** What a right explanation says. */
  readonly says: readonly string[];
  /** What a right explanation does not say. */
  readonly saysNot: readonly string[];
  readonly good: string;
  readonly wrong: string;
  readonly vague: string;
}

/** Rises with every change of the set: figures of different sets are not compared. */
export const CALIBRATION_VERSION = 1;

/** Thirty-six explanations, a good, a wrong and a vague one of each material. None of the materials is in the benchmark. */
export const LABELLED: readonly LabelledMaterial[] = [
  {
    id: 'is-even',
    material: 'function f(n) {\n  return n % 2 === 0;\n}',
    says: ['it tells whether the number is even'],
    saysNot: ['it tells whether the number is odd', 'it halves the number'],
    good: 'The function returns true when the number is even, that is, when dividing it by two leaves no remainder, and false otherwise.',
    wrong: 'The function returns true for odd numbers, since it takes the remainder of a division by two.',
    vague: 'The function takes a number, does something with it, and returns a value.',
  },
  {
    id: 'first-match',
    material:
      "def first_error(lines):\n    for line in lines:\n        if line.startswith('ERROR'):\n            return line\n    return None",
    says: ['it returns the first line that begins with ERROR', 'it returns None when there is none'],
    saysNot: ['it returns all such lines', 'it raises an exception'],
    good: 'first_error goes through the lines and returns the first one that begins with "ERROR". If there is no such line, the result is None.',
    wrong:
      'first_error collects every line that begins with "ERROR" and returns them as a list, which is empty when there are none.',
    vague: 'first_error is a helper that works with lines of text and errors.',
  },
  {
    id: 'max-of-list',
    material:
      'function top(values) {\n  let best = -Infinity;\n  for (const value of values) if (value > best) best = value;\n  return best;\n}',
    says: ['it returns the largest value', 'it returns -Infinity for an empty list'],
    saysNot: ['it sorts the list', 'it returns undefined for an empty list'],
    good: 'top returns the largest of the values. For an empty list nothing replaces the start value, so it returns -Infinity.',
    wrong: 'top sorts the values and returns the last one, or undefined if the list is empty.',
    vague: 'top loops over the values and updates a variable called best.',
  },
  {
    id: 'safe-divide',
    material: 'def ratio(a, b):\n    try:\n        return a / b\n    except ZeroDivisionError:\n        return 0.0',
    says: ['it divides a by b', 'it returns 0.0 when b is zero'],
    saysNot: ['it raises an exception for zero', 'it divides b by a'],
    good: 'ratio divides a by b. When b is zero, the ZeroDivisionError is caught and 0.0 is returned instead.',
    wrong: 'ratio divides b by a and lets the ZeroDivisionError through when a is zero.',
    vague: 'ratio is a function with two parameters and some error handling.',
  },
  {
    id: 'unique-in-order',
    material:
      'function unique(list) {\n  const seen = new Set();\n  return list.filter((x) => !seen.has(x) && seen.add(x));\n}',
    says: ['it removes duplicates', 'it keeps the first occurrence and the order'],
    saysNot: ['it sorts the list', 'it removes every element that occurs twice'],
    good: 'unique returns a list without duplicates: only the first occurrence of each value is kept, and the order stays the same.',
    wrong: 'unique removes all values that occur more than once and returns the rest in sorted order.',
    vague: 'unique filters the list with the help of a set.',
  },
  {
    id: 'await-timeout',
    material:
      'function within(promise, ms) {\n  const timer = new Promise((_, reject) => setTimeout(() => reject(new Error("late")), ms));\n  return Promise.race([promise, timer]);\n}',
    says: [
      'it rejects when the promise takes longer than the given time',
      'otherwise the result is that of the promise',
    ],
    saysNot: ['it cancels the work behind the promise', 'it waits for the time before it starts'],
    good: 'within gives the promise a deadline: if it settles within ms milliseconds, its result or error is passed on; if not, the returned promise is rejected with the error "late". The work itself is not stopped.',
    wrong: 'within waits for ms milliseconds and then starts the promise, which it cancels when something goes wrong.',
    vague: 'within uses promises and a timer in order to handle asynchronous code in a better way.',
  },
  {
    id: 'word-count-file',
    material:
      'def longest(path):\n    with open(path) as f:\n        return max((len(line.rstrip()) for line in f), default=0)',
    says: ['it returns the length of the longest line', 'trailing spaces do not count', 'an empty file gives 0'],
    saysNot: ['it returns the longest line itself', 'it counts words'],
    good: 'longest returns how long the longest line of the file is, without white space at the end of lines. An empty file gives 0.',
    wrong: 'longest returns the longest line of the file as a text, or raises an error if the file is empty.',
    vague: 'longest opens a file and looks at its lines.',
  },
  {
    id: 'error-missing-module',
    material: "import yaml\n\nModuleNotFoundError: No module named 'yaml'",
    says: [
      'the package that provides the module yaml is not installed',
      'it has to be installed into this environment',
    ],
    saysNot: ['there is a syntax error', 'the file has to be renamed'],
    good: 'Python cannot find a module called yaml, because the package that provides it is not installed in the environment that runs the program. Install it there, for instance with pip install pyyaml.',
    wrong:
      'There is a syntax error in the import: it must be written as "from yaml import *". Renaming the file also helps.',
    vague: 'There is an error with a module, and it should be fixed before the program can go on.',
  },
  {
    id: 'error-index-range',
    material: 'items = [1, 2, 3]\nprint(items[3])\n\nIndexError: list index out of range',
    says: ['indices begin at 0, so that 2 is the last one', 'index 3 is outside of the list'],
    saysNot: ['the list is empty', 'items is not a list'],
    good: 'The list has three elements with the indices 0, 1 and 2. Index 3 lies behind the end, hence the error; the last element is items[2] or items[-1].',
    wrong: 'The list is empty when it is printed, so every index is out of range; fill it first.',
    vague: 'The program has an IndexError, which is an error about an index.',
  },
  {
    id: 'diff-inclusive',
    material: ' def allowed(age):\n-    return age > 18\n+    return age >= 18',
    says: ['the age of exactly 18 is allowed now', 'before, it was not'],
    saysNot: ['ages below 18 are allowed now', 'nothing changes'],
    good: 'The comparison now includes 18 itself: before, only ages above 18 were allowed, and now somebody who is exactly 18 is allowed as well.',
    wrong: 'The change allows everybody under 18 as well, since the sign was turned around.',
    vague: 'The change edits one line of the function allowed and replaces an operator.',
  },
  {
    id: 'diff-copy-before-sort',
    material:
      ' function ranked(list) {\n-  return list.sort((a, b) => b - a);\n+  return [...list].sort((a, b) => b - a);\n }',
    says: ['the given list is no longer changed', 'a copy is sorted'],
    saysNot: ['the order of the result changes', 'it makes the function faster'],
    good: 'ranked now sorts a copy, so that the list of the caller keeps its order; before, sort changed the given list in place. The result is the same, in descending order.',
    wrong: 'ranked now sorts in ascending order and is faster, because the spread operator avoids a comparison.',
    vague: 'ranked uses the spread syntax now, which is more modern JavaScript.',
  },
  {
    id: 'diff-timeout-unit',
    material: ' const config = {\n-  timeout: 30,\n+  timeout: 30 * 1000,\n };\n setTimeout(stop, config.timeout);',
    says: ['setTimeout takes milliseconds', 'the time is now 30 seconds instead of 30 milliseconds'],
    saysNot: ['the time is now 30 minutes', 'the time becomes shorter'],
    good: 'setTimeout counts in milliseconds, so that stop was called after 30 milliseconds. With the factor of 1000 it is called after 30 seconds, as was probably meant.',
    wrong: 'The time was 30 seconds and becomes 30 minutes, since setTimeout counts in seconds.',
    vague: 'The change multiplies a number in the configuration by one thousand.',
  },
];
