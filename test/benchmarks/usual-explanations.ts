/** Explanations in the style of large assistants: lists, bold print, side remarks. Not used to choose any phrase of the items. */
export const USUAL_EXPLANATIONS: Readonly<Record<string, string>> = {
  'function-chunk':
    "The `chunk` function divides an array (`list`) into smaller arrays, each of length `size`.\n\n**Behavior:**\n- If `size` is less than 1, it throws a `RangeError`.\n- It iterates through the list in steps of `size`, using `slice` to extract sub-arrays and pushing them into `parts`.\n- The final chunk may contain fewer elements if the list length isn't evenly divisible by `size`.\n- An empty list returns an empty array.\n\nThe original list is not mutated, since `slice` creates copies.",
  'function-group-count':
    '`tally` takes an iterable of words and returns an object mapping each lowercase word to the number of times it appears. Because it calls `toLowerCase()`, counting is case-insensitive ("The" and "the" are the same). An empty input returns `{}`. The input isn\'t modified.',
  'function-debounce-free-retry':
    '`retry` is an async function that repeatedly calls `task(n)` (passing the zero-based attempt index) up to `attempts` times. If a call succeeds, its resolved value is returned immediately. If it throws or rejects, the error is saved and the next attempt begins right away, with no delay. If all attempts fail, it throws the most recent error. Special case: if `attempts` is 0 or negative, the loop never runs and it throws `undefined`.',
  'function-binary-search':
    'The function `find` performs a **binary search** on a sorted (ascending) array.\n\n- **Returns:** the index of `wanted` if found, otherwise `-1`.\n- It maintains `low` and `high` bounds, repeatedly checking the middle element and discarding half of the range.\n- Special cases: empty array returns -1; with duplicates, any matching index may be returned.\n- The input is not modified.',
  'function-memo':
    "`memo` is a memoization helper. It takes a function `compute` and returns a new function that accepts a single `key`. On first call with a given key, it calls `compute(key)` and stores the result in a `Map`; subsequent calls with the same key return the cached value without recomputing. Even `undefined` results are cached, since `has` is used. The input isn't changed.",
  'function-flatten-one':
    '`spread` takes an array of arrays and returns a new single array by concatenating them one after another using `reduce` and `concat`. It flattens only one level deep—nested arrays within the inner arrays are preserved. If `lists` is empty, it returns `[]`. Non-array elements are appended as-is. The original arrays are not modified.',
  'function-clamp-percent':
    'The `percent` function calculates what percentage `part` is of `whole`, rounded to the nearest integer and clamped to the range 0–100. If `whole` is 0, it returns 0 to avoid division by zero. Negative results become 0 and values above 100 become 100. It does not modify its inputs.',
  'function-parse-query':
    '`parseQuery` parses a URL query string into an object of key–value pairs. It removes a leading `?`, splits on `&`, skips empty segments, and splits each pair on `=`. Keys and values are URL-decoded. If a key has no value, it defaults to an empty string. Duplicate keys: the last one wins. Note that values containing `=` are truncated. The input string is not modified.',
  'function-once':
    'The `once` function returns a wrapper around `action` that ensures it is executed only one time. The first call invokes `action` with the provided arguments, stores the result, and sets `done` to true. Every later call ignores its arguments and returns the stored result. If `action` throws, `done` remains false, so the next call will try again.',
  'function-diff-sets':
    "`missing` returns a sorted array of the unique values in `before` that don't appear in `after`. It builds a Set from `after` for fast lookup, removes duplicates from `before` via another Set, filters out names present in `after`, and sorts the result using default (string) ordering. Neither input is modified.",
  'function-py-second-largest':
    "`runner_up` returns the second-highest distinct value in `scores`.\n\nIt makes a single pass, tracking `best` and `second`. Duplicates of the maximum are ignored (e.g., [5, 5, 3] → 3). It returns `None` if the list is empty, has one element, or all values are equal. The input isn't modified.",
  'function-py-merge-intervals':
    "`merge` takes a list of (start, end) intervals and merges those that overlap or touch. It sorts the spans, then iterates: if a span starts at or before the end of the last merged span, it extends that span's end; otherwise, it adds a new one. Returns a list of `[start, end]` lists in ascending order. An empty input returns `[]`. The original input isn't modified.",
  'function-py-rotate':
    "`rotate` returns a new list with the elements rotated to the right by `steps` positions: the last `steps` elements move to the front. An empty list returns `[]`. `steps` is reduced modulo the list's length, so larger (and negative) values wrap around. The input is left unchanged.",
  'function-py-parse-size':
    '`parse_size` converts a human-readable size string (like "10K" or "2M") into an integer number of bytes. It strips whitespace and is case-insensitive. If no unit is given (the last character is a digit), bytes are assumed. K = 1024, M = 1024². An unrecognized unit raises `ValueError`. Fractions like "1.5K" are allowed and truncated.',
  'function-py-generator':
    "`pairs` is a generator that yields consecutive overlapping pairs `(previous, current)` from an iterable. For `[1, 2, 3]` it yields `(1, 2)` and `(2, 3)`. If there are fewer than two elements, it yields nothing. It works lazily and doesn't modify the input.",
  'function-py-default-mutable':
    "`remember` checks whether `name` has been seen before. If it's already in `seen`, it returns `False`; otherwise, it appends the name and returns `True`. Important: because `seen=[]` is a mutable default argument, the same list persists across calls, so names are remembered between calls. If a list is passed, that list is modified in place.",
  'function-py-window-max-sum':
    "`best_run` implements Kadane's algorithm to find the maximum sum of any contiguous subarray. `current` tracks the best sum ending at the current element, resetting to 0 if it would go negative; `best` keeps the overall maximum. Returns 0 for empty or all-negative lists. The input is not modified.",
  'function-mask':
    "The `mask` function hides all but the last four characters of a string with asterisks. If the string has 4 or fewer characters, all of them are masked. The returned string has the same length as the input. The original string isn't changed.",
  'diff-off-by-one':
    'Before, `last` accessed `list[list.length]`, which is one past the end of the array, so it always returned `undefined`. Now it returns the actual last element using `list.length - 1`. This fixes a classic off-by-one bug. For empty lists it still returns undefined.',
  'diff-sql-parameters':
    'Before: `find_user` built the SQL query by concatenating the user-supplied `name` directly into the string, making it vulnerable to SQL injection. Now: it uses a parameterized query, where the driver safely escapes the value. This matters for security and also handles names containing quotes.',
  'diff-parallel-await':
    'Previously, `load` fetched pages sequentially: each `fetchPage` call was awaited before the next one started. Now all requests start concurrently and are awaited with `Promise.all`, which is faster. Results keep the original order. However, if any request fails, the whole promise rejects immediately, and many simultaneous requests might overload the server.',
  'diff-cache-key':
    'Previously, `price` cached results using only `article` as the key, so requesting the same article in a different currency returned the price in the first currency. Now the key is a tuple `(article, currency)`, so each combination is cached separately. This fixes a correctness bug.',
  'diff-close-file':
    'Before, `first_line` opened the file but never explicitly closed it, which could leak file handles. Now it uses a `with` statement, so the file is automatically closed when the block exits, even if an exception occurs. The return value is unchanged.',
  'diff-timezone':
    'Before, `dayOf` built a date string from local-time components without zero padding (e.g. 2024-1-5). Now it uses `toISOString()`, which returns UTC in the form YYYY-MM-DD. This pads months and days, but the date may differ from the local date near midnight depending on timezone.',
  'error-undefined-property':
    'The `find` method returned `undefined` because no element in `users` has `id === 7`. Trying to access `.name` on `undefined` throws a TypeError. To fix it, check that `user` exists before accessing its property, e.g. `if (user) console.log(user.name)` or use optional chaining: `user?.name`.',
  'error-circular-json':
    "`JSON.stringify` failed because `parent` and `child` reference each other, creating a circular structure: `parent.child` points to `child`, and `child.parent` points back to `parent`. JSON can't represent circular references. Fix: remove one of the references before stringifying, use a replacer function to skip `parent`, or use a library such as flatted.",
  'error-key-error':
    "The code tries to do `totals[name] += amount`, which first reads `totals[name]`. Since `totals` starts empty, the key `'anna'` doesn't exist, so Python raises a `KeyError`. Fix it using `totals[name] = totals.get(name, 0) + amount` or `collections.defaultdict(int)`.",
  'error-recursion':
    'The function `total` calls itself recursively with `n - 1` but lacks a base case, so it never stops: after 3, 2, 1, 0, it continues to negative numbers until Python hits its recursion limit. Fix: add a base case, such as `if n <= 0: return 0`.',
  'error-port-in-use':
    '`EADDRINUSE` means that port 3000 is already being used by another process, so `server.listen(3000)` cannot bind to it. This often happens when a previous instance is still running. To fix, stop the other process (find it with `lsof -i :3000`), or use a different port.',
  'error-unhandled-type-str-int':
    '`input()` always returns a string, so `age` is a `str`. The expression `age + 1` tries to concatenate a string with an integer, which Python doesn\'t allow. Fix by converting: `age = int(input("Age? "))`.',
  'error-const-assign-loop':
    "`total` is declared with `const`, so it can't be reassigned. The line `total += price` attempts to assign a new value, causing a TypeError. Fix: declare it with `let total = 0;`.",
  'error-await-outside':
    '`await` is used inside `load`, which is a regular (non-async) function. `await` is only allowed in async functions or at the top level of modules. Fix it by declaring the function as `async function load()`. Callers will then get a Promise and must await it.',
};
