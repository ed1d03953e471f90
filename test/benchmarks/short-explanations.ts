/** Right explanations in few words, one or two of an item. */
export const SHORT_EXPLANATIONS: Readonly<Record<string, readonly string[]>> = {
  'function-chunk': [
    '`chunk` slices an array into consecutive sub-arrays of length `size` and returns them in an outer array. When the length is not a multiple of `size`, the final sub-array is shorter. An empty list yields `[]`. A `size` smaller than 1 causes a `RangeError`. The input array is left untouched because `slice` copies.',
    '**chunk(list, size)** breaks `list` up into pieces of `size` elements.\n\n- Returns: a new array containing the pieces, in order\n- Special cases: the last piece may have fewer elements; `size < 1` throws `RangeError`; empty list → empty array\n- Input: not modified',
  ],
  'function-group-count': [
    '`tally` counts occurrences of each word, ignoring case. It lowercases every word and uses it as a key in an object whose values are the counts, then returns that object. For an empty list it returns an empty object. `words` is not mutated.',
    "The `tally` function builds a frequency map: each key is a word converted to lower case, and the value is how many times it appeared. Words differing only in case are counted together. It doesn't change the input.",
  ],
  'function-debounce-free-retry': [
    '`retry` runs an async `task` up to `attempts` times, passing it the attempt number starting at 0. As soon as one attempt succeeds, its result is returned. If every attempt throws, the last error is rethrown. With `attempts` ≤ 0 it throws `undefined` without calling the task. There is no delay between tries.',
    '`retry(task, attempts)` awaits `task(n)`; on success it returns the result right away, on failure it remembers the error and tries again. After the final failed attempt it throws the most recent error.',
  ],
  'function-binary-search': [
    "`find` performs a binary search for `wanted` in an ascending sorted array and returns its index, or -1 if it isn't there. It halves the search interval each step, so it runs in O(log n). With duplicates, any matching index may be returned. The array isn't modified.",
    '`find` looks up a value in a sorted array via binary search: it compares the middle element and continues in the left or right half. Returns the position of the element or -1 when absent. Only works if the array is sorted in ascending order.',
  ],
  'function-memo': [
    '`memo` wraps a function and caches its results. The returned function takes a key; the first time a key is seen it calls `compute(key)` and stores the value in a Map, afterwards the stored value is returned without calling `compute` again. The cache never evicts.',
    '`memo` returns a memoized version of `compute`: results are remembered per key, so compute runs at most once for each distinct key.',
  ],
  'function-flatten-one': [
    "`spread` flattens an array of arrays by one level: it concatenates all inner arrays into a single new array, in order. An empty input returns `[]`. Deeper nesting stays as it is, and the original arrays aren't changed.",
  ],
  'function-clamp-percent': [
    '`percent` computes what percentage `part` is of `whole`, rounds it to the nearest integer and clamps it between 0 and 100. If `whole` is zero it returns 0 to avoid dividing by zero. It has no side effects.',
    'Returns part/whole as a rounded percentage limited to the range 0..100. `percent(x, 0)` gives 0 instead of NaN or Infinity.',
  ],
  'function-once': [
    "`once` returns a function that calls `action` only on its first invocation, stores the result and returns that same stored result on all subsequent calls, ignoring their arguments. If `action` throws the first time, it can be called again since `done` isn't set.",
  ],
  'function-py-default-mutable': [
    "`remember` returns True the first time it sees a name and False if the name was already in `seen`. Because the default list is created once at function definition, it is shared across calls, so names persist between calls that don't pass their own list. It mutates `seen` by appending.",
    '`remember(name, seen=[])` checks whether `name` is already in the list. If it is, it returns `False`; otherwise it appends it and returns `True`. The mutable default argument is shared between calls, so state leaks from one call to the next.',
  ],
  'function-py-window-max-sum': [
    "`best_run` returns the largest sum of a contiguous run of elements (Kadane's algorithm). Since both variables start at 0, the result is 0 for an empty list or when all numbers are negative. The list isn't modified.",
  ],
  'diff-off-by-one': [
    'Before, `last` read the index `list.length`, which is one past the end, so it always returned `undefined`. Now it reads `list.length - 1`, i.e. the last element. It fixes an off-by-one error. For an empty list it still returns undefined.',
    'The change fixes an off-by-one bug in `last`: array indices start at 0, so `list[list.length]` is always undefined; `list[list.length - 1]` gives the actual last element.',
  ],
  'diff-sql-parameters': [
    '`find_user` used to splice the name into the SQL string, which allowed SQL injection and broke on names containing quotes. The new version passes the name as a bound parameter, so the database driver handles it safely.',
    'The query was built via string concatenation, which is vulnerable to SQL injection. Now a placeholder `?` is used and `name` is passed separately as a parameter, so input is never interpreted as SQL. This affects `find_user`.',
  ],
  'diff-parallel-await': [
    'Previously `load` fetched the pages one after another; now all `fetchPage` calls start at once and are awaited together with `Promise.all`. This is faster, and the order of results is preserved. If one fails, the whole promise rejects while the others keep running; many ids mean many simultaneous requests.',
    '`load` changed from sequential to concurrent fetching. `Promise.all` resolves when all requests are done and keeps the order of ids; total time is that of the slowest request rather than the sum.',
  ],
  'diff-close-file': [
    'Before the change, `first_line` never closed the file, leaking the file handle. Now a `with` block closes it automatically, even if reading raises an exception. The returned value is the same.',
    'The new version of `first_line` opens the file in a context manager so that it gets closed after reading, even on errors. The old code relied on garbage collection to close it.',
  ],
  'error-undefined-property': [
    '`users.find` returned `undefined` since no user has id 7, so `user` is undefined and reading `.name` on it throws. Check for a missing user first, e.g. `if (!user) ...`, or use `user?.name`.',
    'No element with `id === 7` exists, so `find` gives back `undefined`. Accessing `name` on `undefined` raises the TypeError. Fix: use optional chaining (`user?.name`) or handle the not-found case.',
  ],
  'error-key-error': [
    "`totals[name] += amount` has to read `totals[name]` first, but the dict is empty and has no key `'anna'`, hence the KeyError. Use `totals.get(name, 0) + amount` or a `defaultdict(int)`.",
    'The dictionary `totals` doesn\'t contain "anna" yet when += tries to read the old value. Fix by initializing: `totals[name] = totals.get(name, 0) + amount`, or use `collections.defaultdict(int)`.',
  ],
  'error-recursion': [
    "`total` has no base case, so it keeps calling itself with smaller and smaller n until Python's recursion limit is hit. Add `if n == 0: return 0` (or `n <= 0`).",
    'The function `total` recurses forever because nothing stops it at 0. Python aborts when the stack gets too deep. Add a terminating condition such as `if n <= 0: return 0`.',
  ],
  'error-port-in-use': [
    '`EADDRINUSE` means port 3000 is already taken by another process, often an earlier instance of the same server. Stop that process or pick a different port.',
    'Something else is already listening on port 3000, so `listen` fails with EADDRINUSE. Kill the other process (e.g. find it with `lsof -i :3000`) or change the port.',
  ],
  'error-unhandled-type-str-int': [
    '`input` returns a string, so `age + 1` tries to add an int to a str, which Python doesn\'t allow. Convert it first: `age = int(input("Age? "))`.',
  ],
  'error-const-assign-loop': [
    "`total` is declared with `const`, so it can't be reassigned; `total += price` in the loop tries to. Use `let total = 0` instead.",
    "The `+=` operator reassigns `total`, but it was declared as a constant. Declare it using `let`. (`const price` in the loop is fine, since it's a new binding per iteration.)",
  ],
  'error-await-outside': [
    '`await` is used inside `load`, which is a regular (non-async) function. Mark it `async`: `async function load() {...}`. Callers then receive a promise and must await it.',
    "The function `load` isn't declared async, yet it uses `await`, so the code doesn't even parse. Add the `async` keyword before `function`.",
  ],
  'error-circular-json': [
    "`parent.child` refers to `child` and `child.parent` refers back to `parent`, so the object graph has a cycle. `JSON.stringify` can't serialise cycles and throws. Remove the back reference or use a replacer that leaves `parent` out.",
  ],
  'diff-timezone': [
    '`dayOf` previously used local time and produced unpadded values such as 2024-3-7. Now it uses `toISOString()`, which is in UTC, and yields zero-padded YYYY-MM-DD. Near midnight the day may differ from the local one.',
  ],
  'function-mask': [
    '`mask` replaces all but the last four characters of the string with asterisks, keeping its length. Strings of four characters or fewer are masked entirely. It returns a new string.',
  ],
  'function-py-rotate': [
    "`rotate` returns a new list rotated to the right by `steps`: the last `steps` items come first. `steps` wraps around (modulo the length), negative steps rotate left, and an empty list gives `[]`. The original list isn't modified.",
  ],
  'function-py-parse-size': [
    '`parse_size` turns strings such as "10K" or "1.5m" into a number of bytes. Whitespace and case are ignored, a missing unit means bytes, and K/M are powers of 1024. Unknown units raise `ValueError`. The result is truncated to an int.',
  ],
  'function-py-generator': [
    "`pairs` is a generator that yields each pair of neighbouring elements of an iterable: (a, b), (b, c), … Nothing is yielded for fewer than two values. It is lazy and doesn't modify its input.",
  ],
};
