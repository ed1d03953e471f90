import { claim, fact, mainFact, type ExplanationItem } from './explanation-item.js';

/** Short functions in JavaScript. */
export const JAVASCRIPT_FUNCTIONS: readonly ExplanationItem[] = [
  {
    id: 'function-chunk',
    kind: 'function',
    language: 'javascript',
    material:
      'function chunk(list, size) {\n  if (size < 1) throw new RangeError("size");\n  const parts = [];\n  for (let i = 0; i < list.length; i += size) {\n    parts.push(list.slice(i, i + size));\n  }\n  return parts;\n}',
    facts: [
      mainFact(
        'it splits the list into parts of the given size',
        'split~|divid~|break~|cut~|partition~|group~|chunk~|separat~ ... list|array|elements|items|input',
        'list|array ... split|divided|broken|cut|partitioned|grouped',
        'parts|chunks|pieces|groups|sublists|subarrays|slices ... size|length|elements|items',
      ),
      fact(
        'the last part may be shorter',
        'last|final ... short~|small~|fewer|less|remain~|rest|left~',
        'remain~|rest|leftover ... last|final',
      ),
      fact(
        'a size below one throws a RangeError',
        'throw~|rais~ ... rangeerror',
        'rangeerror ... thrown|throws|raised',
        'rangeerror ... size',
        'size ... rangeerror',
      ),
      fact(
        'it returns a list of lists',
        'return~|result~|gives|produc~ ... parts|chunks|pieces|groups|slices|arrays|lists|sublists|subarrays',
        'array|list of arrays|lists|chunks|parts|slices|sublists|subarrays',
        'arrays|subarrays|lists|sublists|chunks|pieces ... in an|a outer|new|single array|list',
      ),
    ],
    forbidden: [
      claim(
        'it changes the given list',
        'modif~|mutat~|chang~ ... original|input|given list|array',
        'removes ... from the list|array|original',
      ),
      claim(
        'a shorter last part is left out',
        'last|final ... dropped|discarded|omitted|ignored|padded|skipped',
        'drop~|discard~|pad~|omit~ ... last|final|remain~',
      ),
    ],
    names: ['chunk'],
    calls: {
      entryPoint: 'chunk',
      signature: 'chunk(list, size)',
      predict: [
        { args: [[1, 2, 3, 4, 5], 2], returns: [[1, 2], [3, 4], [5]] },
        { args: [[], 3], returns: [] },
        { args: [[1, 2], 5], returns: [[1, 2]] },
      ],
      hidden: [
        { args: [[1, 2, 3, 4, 5, 6, 7], 3], returns: [[1, 2, 3], [4, 5, 6], [7]] },
        { args: [['a', 'b'], 1], returns: [['a'], ['b']] },
        { args: [[1], 0], returns: { $throws: 'RangeError' } },
        { args: [[], 1], returns: [] },
      ],
    },
    right: [
      '`chunk` splits a list into consecutive parts of the given size and returns an array of these parts. The last part may be shorter. If size is smaller than 1, it throws a RangeError. The original list is not changed.',
      'The function chunk(list, size) divides the array into chunks with at most `size` elements and gives back an array of arrays; the final chunk holds whatever remains. A size less than one raises a RangeError.',
    ],
    wrong: [
      'The function chunk works on a list with a size and returns something.',
      'chunk splits the list into parts of the given size. The last part is dropped if it is shorter. It throws a RangeError if the size is below 1.',
    ],
  },
  {
    id: 'function-group-count',
    kind: 'function',
    language: 'javascript',
    material:
      'function tally(words) {\n  const counts = {};\n  for (const word of words) {\n    const key = word.toLowerCase();\n    counts[key] = (counts[key] ?? 0) + 1;\n  }\n  return counts;\n}',
    facts: [
      mainFact(
        'it counts how often each word occurs',
        'count~|tall~|number ... word~|occur~|times|often|appear~|frequen~',
        'how often|many ... word~|occur~|appear~',
        'frequenc~',
      ),
      fact(
        'case does not matter',
        'case insensitive~|insensitively',
        'lower case|lowercase',
        'lowercase~',
        'ignor~|regardless|without ... case',
        'case ... ignored|irrelevant',
        'not ... case|capital~',
        'case-insensitive~',
        'insensitive~',
      ),
      fact(
        'it returns an object from words to counts',
        'return~|gives|produc~|build~|creat~|result~ ... object|map|mapping|dictionary|counts|record',
        'object ... keys|word|words|counts',
      ),
    ],
    forbidden: [
      claim(
        'upper and lower case are counted apart',
        'case sensitive~',
        'case-sensitive~',
        'upper ... lower ... separately|apart|different',
      ),
      claim('it returns an array', 'return~ ... array of|list of'),
    ],
    names: ['tally'],
    calls: {
      entryPoint: 'tally',
      signature: 'tally(words)',
      predict: [
        { args: [['a', 'B', 'b', 'A', 'a']], returns: { a: 3, b: 2 } },
        { args: [[]], returns: {} },
      ],
      hidden: [
        { args: [['Yes', 'no', 'YES', 'maybe']], returns: { yes: 2, no: 1, maybe: 1 } },
        { args: [['x']], returns: { x: 1 } },
        { args: [[]], returns: {} },
      ],
    },
    right: [
      '`tally` counts how often each word occurs in the list, ignoring case, and returns an object whose keys are the words in lower case and whose values are the counts.',
      'tally(words) goes through the words, converts each one to lowercase, and builds a mapping from the lowercase word to the number of times it appeared. An empty list gives an empty object.',
    ],
    wrong: [
      'tally returns a list.',
      'tally counts how often each word occurs; the count is case-sensitive, so that "A" and "a" are two words. It returns an object.',
    ],
  },
  {
    id: 'function-debounce-free-retry',
    kind: 'function',
    language: 'javascript',
    material:
      'async function retry(task, attempts) {\n  let last;\n  for (let n = 0; n < attempts; n++) {\n    try {\n      return await task(n);\n    } catch (error) {\n      last = error;\n    }\n  }\n  throw last;\n}',
    facts: [
      mainFact(
        'it tries the task again when it fails',
        'retr~|again|repeat~|tries|attempts ... fail~|throws|error~|succeed~|reject~|task',
        'call~|run~|execut~|tries|try ... task ... up to|attempts|times|again|until',
        'until ... succe~',
      ),
      fact(
        'at most the given number of attempts',
        'up to|most|maximum ... attempts|times|tries',
        'attempts ... times',
        'attempts|tries ... exhausted|used|fail~|over',
        'number of attempts|tries|times',
        'attempts times',
      ),
      fact(
        'it returns the result of the first success',
        'return~ ... result|value|first|success~|resolv~',
        'succe~ ... return~|result',
        'first succe~',
      ),
      fact(
        'when all fail, the last error is thrown',
        'last|latest|final ... error|exception|failure',
        'throw~|rethrow~|rais~ ... last|final|latest',
      ),
    ],
    forbidden: [
      claim('it waits between attempts', 'wait~|delay~|paus~|sleep~ ... between|before', 'exponential', 'backoff'),
      claim('it throws the first error', 'throw~ ... first error', 'first error ... thrown'),
      claim(
        'it returns undefined when all fail',
        'return~ undefined|null ... fail~',
        'fail~ ... returns undefined|null',
      ),
    ],
    names: ['retry', 'task'],
    right: [
      '`retry` calls the asynchronous `task` up to `attempts` times until it succeeds. It returns the result of the first successful call at once. If every attempt fails, the last error is thrown. The number of the attempt is passed to the task.',
      'retry runs task again whenever it fails, at most `attempts` times. The value of the first success is returned; when all attempts are exhausted, it throws the last caught error. There is no delay between attempts.',
    ],
    wrong: [
      'It runs some code and handles errors.',
      'retry calls task up to the number of attempts and waits between them. It returns the result of the first success and throws the last error when all fail.',
    ],
  },
  {
    id: 'function-binary-search',
    kind: 'function',
    language: 'javascript',
    material:
      'function find(sorted, wanted) {\n  let low = 0;\n  let high = sorted.length - 1;\n  while (low <= high) {\n    const mid = (low + high) >> 1;\n    if (sorted[mid] === wanted) return mid;\n    if (sorted[mid] < wanted) low = mid + 1;\n    else high = mid - 1;\n  }\n  return -1;\n}',
    facts: [
      mainFact(
        'it is a binary search',
        'binary search',
        'binary-search',
        'halv~|half|bisect~ ... range|interval|search|list|array|time|step|region',
        'search ... halv~|half',
      ),
      fact(
        'the list has to be sorted',
        'sorted|ordered ... list|array|input',
        'list|array ... sorted|ascending|ordered',
        'ascending',
      ),
      fact(
        'it returns the index of the value',
        'return~|gives ... index|position',
        'index|position ... returned|found',
      ),
      fact('it returns -1 when the value is missing', '-1', 'minus one'),
    ],
    forbidden: [
      claim('it takes linear time', 'linear time|search|scan', 'each element|item ... one by one'),
      claim(
        'it returns null or undefined when nothing is found',
        'return~ ... null|undefined|nan',
        'not ... returns null|undefined',
      ),
      claim('it works on any order', 'works|work ... unsorted', 'any order'),
    ],
    names: ['find'],
    calls: {
      entryPoint: 'find',
      signature: 'find(sorted, wanted)',
      predict: [
        { args: [[1, 3, 5, 7, 9], 7], returns: 3 },
        { args: [[1, 3, 5, 7, 9], 4], returns: -1 },
        { args: [[], 1], returns: -1 },
      ],
      hidden: [
        { args: [[2, 4, 6, 8], 2], returns: 0 },
        { args: [[2, 4, 6, 8], 8], returns: 3 },
        { args: [[2, 4, 6, 8], 5], returns: -1 },
        { args: [[10], 10], returns: 0 },
      ],
    },
    right: [
      '`find` performs a binary search in a sorted array: it halves the range until it hits the wanted value. It returns the index of the value, or -1 if it is not there.',
      'The function find looks for `wanted` in an ascending list by bisecting the interval at every step, so it takes logarithmic time. The position of the element is returned, and -1 when nothing matches.',
    ],
    wrong: [
      'find looks at each element one by one and returns its index or -1. The list is sorted.',
      'find searches a list.',
    ],
  },
  {
    id: 'function-memo',
    kind: 'function',
    language: 'javascript',
    material:
      'function memo(compute) {\n  const known = new Map();\n  return (key) => {\n    if (!known.has(key)) known.set(key, compute(key));\n    return known.get(key);\n  };\n}',
    facts: [
      mainFact(
        'it remembers results per key',
        'cach~|memoi~|remember~|stor~|keep~|sav~ ... result~|value~|key~|comput~|output~',
        'result~|value~ ... cached|stored|remembered|memoized|saved|kept',
      ),
      fact(
        'it returns a new function',
        'return~|gives|produc~|creat~ ... function|wrapper|version|closure',
        'wrap~ ... function|compute',
      ),
      fact(
        'compute is called once for each key',
        'once|only ... key|argument|input|time|first',
        'key ... once|only',
        'first time|call ... compute|key',
        'again|repeated|later|subsequent|same key ... cached|stored|without|map|cache|known|remembered',
        'not ... again|recompute~|twice',
      ),
      fact('results live in a Map', 'map', 'known'),
    ],
    forbidden: [
      claim('entries expire', 'expire~', 'evict~', 'least recently'),
      claim('it calls compute at once', 'immediately calls compute', 'calls compute immediately'),
      claim('it caches several arguments', 'all arguments', 'multiple|several arguments'),
    ],
    names: ['memo', 'compute'],
    right: [
      '`memo` wraps the function `compute` and returns a new function that caches its results by key in a Map. The first call with a key computes and stores the value; later calls with the same key get it from the map without calling compute again.',
      'memo returns a version of compute that remembers results: for each key compute runs only once, since the value is stored in the Map `known` and read from there afterwards. Nothing is ever removed.',
    ],
    wrong: [
      'memo is a function that calls compute.',
      'memo returns a function that caches results of compute by key in a Map. Each key is computed only once. Old entries expire after a while.',
    ],
  },
  {
    id: 'function-flatten-one',
    kind: 'function',
    language: 'javascript',
    material: 'function spread(lists) {\n  return lists.reduce((all, each) => all.concat(each), []);\n}',
    facts: [
      mainFact(
        'it joins the lists into one',
        'flatten~|concat~ ... list~|array~|level|one|single',
        'join~|merg~|combin~|append~ ... lists|arrays ... one|single',
        'array|list of arrays|lists ... one|single array|list',
      ),
      fact(
        'only one level is flattened',
        'one level|layer',
        'single level',
        'level of nesting',
        'shallow~',
        'deeper|nested ... stay|remain|kept|untouched|not|unchanged|intact',
        'not ... recurs~|deep~|nested',
        'one-level',
        'by one',
      ),
      fact('an empty input gives an empty list', 'empty'),
      fact('the order is kept', 'order', 'one after another|the other', 'sequence'),
    ],
    forbidden: [
      claim(
        'it flattens every level',
        'fully flatten~',
        'recursive~ flatten~',
        'flatten~ ... recursively|completely',
        'all levels',
        'any depth',
      ),
      claim('duplicates are removed', 'remov~ ... duplicate~', 'unique', 'deduplicat~'),
      claim('it sums numbers', 'sum~ ... numbers|elements|all'),
    ],
    names: ['spread'],
    calls: {
      entryPoint: 'spread',
      signature: 'spread(lists)',
      predict: [
        { args: [[[1, 2], [3]]], returns: [1, 2, 3] },
        { args: [[[1, [2]], [], [3]]], returns: [1, [2], 3] },
        { args: [[]], returns: [] },
      ],
      hidden: [
        { args: [[[3, 3], [1]]], returns: [3, 3, 1] },
        { args: [[['a'], [['b']]]], returns: ['a', ['b']] },
        { args: [[]], returns: [] },
      ],
    },
    right: [
      '`spread` concatenates a list of lists into a single list, in order. Only one level is flattened: deeper lists stay as they are. An empty input gives an empty array.',
      'The function spread flattens an array of arrays by one level, starting with an empty array and appending each list in its order. Nested arrays inside the elements remain.',
    ],
    wrong: [
      'spread fully flattens arrays of any depth into one list in order, starting with an empty one.',
      'spread uses reduce.',
    ],
  },
  {
    id: 'function-clamp-percent',
    kind: 'function',
    language: 'javascript',
    material:
      'function percent(part, whole) {\n  if (whole === 0) return 0;\n  const value = Math.round((part / whole) * 100);\n  return Math.min(100, Math.max(0, value));\n}',
    facts: [
      mainFact(
        'it computes what percentage the part is of the whole',
        'percent~ ... part|whole|of',
        'part ... whole ... percent~',
        'percentage',
      ),
      fact('it rounds to a whole number', 'round~', 'nearest', 'whole number', 'integer'),
      fact(
        'it keeps the result between 0 and 100',
        '0 and|to 100',
        '0-100',
        'between ... 100',
        'clamp~|limit~|restrict~|bound~|cap~|kept|constrain~ ... 0|100|zero',
        'from 0 to 100',
        '0 ... 100',
      ),
      fact(
        'it returns 0 when the whole is 0',
        'whole ... 0|zero ... return~|gives|result~|0|zero',
        '0|zero ... whole ... 0|zero',
        'division|divide|dividing by zero|0',
        'return~ 0|zero ... whole',
      ),
    ],
    forbidden: [
      claim('it throws on zero', 'throw~', 'rais~ ... error'),
      claim('it returns NaN or Infinity', 'return~ ... nan|infinity'),
      claim('it returns a fraction', 'between 0 and 1'),
    ],
    names: ['percent'],
    calls: {
      entryPoint: 'percent',
      signature: 'percent(part, whole)',
      predict: [
        { args: [1, 3], returns: 33 },
        { args: [5, 0], returns: 0 },
        { args: [7, 5], returns: 100 },
        { args: [-1, 4], returns: 0 },
      ],
      hidden: [
        { args: [2, 3], returns: 67 },
        { args: [0, 9], returns: 0 },
        { args: [9, 3], returns: 100 },
        { args: [3, 0], returns: 0 },
        { args: [1, 8], returns: 13 },
      ],
    },
    right: [
      '`percent` calculates which percentage `part` is of `whole`, rounded to the nearest integer and clamped between 0 and 100. If whole is 0, it returns 0 to avoid a division by zero.',
      'percent(part, whole) gives the share as a whole-number percentage. Results are rounded and limited to the range from 0 to 100; a whole of zero results in 0.',
    ],
    wrong: [
      'percent divides two numbers.',
      'percent computes the percentage of part in whole, rounded and kept between 0 and 100. If whole is 0 it throws an error.',
    ],
  },
  {
    id: 'function-parse-query',
    kind: 'function',
    language: 'javascript',
    material:
      "function parseQuery(text) {\n  const found = {};\n  for (const pair of text.replace(/^\\?/, '').split('&')) {\n    if (pair === '') continue;\n    const [name, value = ''] = pair.split('=');\n    found[decodeURIComponent(name)] = decodeURIComponent(value);\n  }\n  return found;\n}",
    facts: [
      mainFact(
        'it parses a query string into an object',
        'pars~|read~|turn~|convert~|transform~|split~ ... query ... object|map|dictionary|pairs|names|parameters|key~|string|text',
        'into|to an|a object|map|dictionary',
      ),
      fact('a leading question mark is removed', 'question mark', 'leading', '? ... remov~|strip~|drop~'),
      fact(
        'a missing value becomes an empty text',
        'empty string|text',
        "missing|without|no ... value ... empty|''",
        'default~ ... empty',
        'value ... empty',
      ),
      fact('names and values are decoded', 'decod~', 'decodeuricomponent', 'percent ... encod~', 'unescape~'),
      fact(
        'a repeated name keeps its last value',
        'last ... win~|value|one|occurrence|kept',
        'overwrit~',
        'later ... replac~|overwrit~|win~',
        'duplicat~|repeat~ ... last|overwrit~|later',
      ),
    ],
    forbidden: [
      claim('repeated names make a list', 'repeated|duplicate ... array|list', 'collect~ ... array|list'),
      claim('values become numbers', 'values ... numbers|numeric', 'convert~ ... to numbers'),
    ],
    names: ['parseQuery'],
    calls: {
      entryPoint: 'parseQuery',
      signature: 'parseQuery(text)',
      predict: [
        { args: ['?a=1&b=two'], returns: { a: '1', b: 'two' } },
        { args: ['x&x=2'], returns: { x: '2' } },
        { args: [''], returns: {} },
      ],
      hidden: [
        { args: ['q=a%20b'], returns: { q: 'a b' } },
        { args: ['?k'], returns: { k: '' } },
        { args: ['a=1&&b=2'], returns: { a: '1', b: '2' } },
      ],
    },
    right: [
      '`parseQuery` parses a URL query string into an object of names and values. A leading question mark is removed, empty pairs are skipped, a name without a value gets an empty string, and both parts are decoded with decodeURIComponent. If a name occurs repeatedly, the last value wins.',
      'parseQuery turns a query like "?a=1&b=2" into an object. It strips the leading "?", splits at "&" and "=", decodes each name and value, and uses the empty string where no value is given; later duplicates overwrite earlier ones.',
    ],
    wrong: [
      'parseQuery splits a text.',
      'parseQuery parses a query string into an object, removes a leading question mark and decodes names and values. Repeated names are collected into an array.',
    ],
  },
  {
    id: 'function-once',
    kind: 'function',
    language: 'javascript',
    material:
      'function once(action) {\n  let result;\n  let done = false;\n  return (...args) => {\n    if (done) return result;\n    result = action(...args);\n    done = true;\n    return result;\n  };\n}',
    facts: [
      mainFact(
        'the action runs a single time',
        'once',
        'one|single time',
        'only ... first',
        'first call|time|invocation ... run~|call~|execut~|invok~',
      ),
      fact(
        'later calls return the first result',
        'later|subsequent|further|other|next|following|repeated|second|again|afterwards ... return~|get~|give~ ... result|value|same|first|stored',
        'same result|value',
        'first|stored|saved|remembered|cached result|value',
        'return~ ... stored|saved|cached|remembered|earlier|first result',
      ),
      fact('it returns a new function', 'return~|creat~|gives|produc~ ... function|wrapper', 'wrap~'),
      fact(
        'an action that throws may run again',
        'throw~|error|fail~|exception ... again|retr~|next|not|done|later|another',
      ),
    ],
    forbidden: [
      claim('later calls return undefined', 'subsequent|later|further ... undefined|nothing|null'),
      claim('later calls throw', 'subsequent|later|further|second ... throw~|error'),
      claim('it delays the action', 'delay~', 'debounc~', 'throttl~'),
    ],
    names: ['once', 'action'],
    right: [
      '`once` wraps `action` in a function that runs it only once: the first call executes it with the given arguments and stores its result, and every later call returns this same result without running the action. If the action throws, done stays false, so that the next call runs it again.',
      'once(action) returns a wrapper. The first time it is called, the action is invoked and its value remembered; subsequent calls give back the stored value and ignore their arguments. After an error the action can be tried again by another call.',
    ],
    wrong: [
      'once is a higher-order function.',
      'once returns a function that runs the action only once. Later calls return undefined.',
    ],
  },
  {
    id: 'function-diff-sets',
    kind: 'function',
    language: 'javascript',
    material:
      'function missing(before, after) {\n  const present = new Set(after);\n  return [...new Set(before)].filter((name) => !present.has(name)).sort();\n}',
    facts: [
      mainFact(
        'it finds what was before and is not after',
        'before ... not|missing|absent|removed|lost|gone ... after',
        'not ... in|present|contained ... after',
        'in before ... not|missing|but',
        'difference',
        'missing|removed|absent ... from|in after',
        'elements|names|values|items ... before ... but|that|which|and',
      ),
      fact('every name occurs once', 'once', 'duplicat~', 'unique', 'distinct'),
      fact('the result is sorted', 'sort~', 'alphabetical~', 'order~'),
    ],
    forbidden: [
      claim(
        'it returns what is new',
        'added|new ... in after',
        'in after ... not ... before',
        'after but not ... before',
      ),
      claim('it returns what is in both', 'both lists|arrays', 'intersection', 'common'),
      claim('it keeps duplicates', 'keep~|preserv~ duplicat~'),
    ],
    names: ['missing'],
    calls: {
      entryPoint: 'missing',
      signature: 'missing(before, after)',
      predict: [
        { args: [['c', 'a', 'b', 'a'], ['b']], returns: ['a', 'c'] },
        { args: [['a'], ['a', 'z']], returns: [] },
      ],
      hidden: [
        { args: [['z', 'y', 'z'], []], returns: ['y', 'z'] },
        { args: [[], ['a']], returns: [] },
        {
          args: [
            ['m', 'k'],
            ['k', 'q'],
          ],
          returns: ['m'],
        },
      ],
    },
    right: [
      '`missing` returns the names that are in `before` but not in `after`. Duplicates are removed, and the result is sorted alphabetically.',
      'The function missing computes the difference of two lists: all distinct elements of before which are absent from after, in sorted order.',
    ],
    wrong: [
      'missing compares two lists and returns a list.',
      'missing returns the names that are in after but not in before, without duplicates and sorted.',
    ],
  },
  {
    id: 'function-mask',
    kind: 'function',
    language: 'javascript',
    material:
      "function mask(secret) {\n  if (secret.length <= 4) return '*'.repeat(secret.length);\n  return '*'.repeat(secret.length - 4) + secret.slice(-4);\n}",
    facts: [
      mainFact(
        'it replaces characters by stars',
        'star~|asterisk~',
        'mask~|hid~|replac~|obscur~|conceal~ ... character~|letter~|secret|text|all',
      ),
      fact('the last four characters stay visible', 'last four|4', 'final four|4', 'four|4 ... end|last'),
      fact(
        'a text of at most four characters is hidden completely',
        'four|4 ... fewer|less|short~|whole|entire~|complete~|fully|all',
        'short~|fewer|less|most ... four|4',
        'entire~|complete~|fully|whole ... mask~|hidden|star~|replac~|four|4',
      ),
      fact(
        'the length stays the same',
        'same length',
        'length ... same|kept|preserv~|unchanged|equal~',
        'preserv~ ... length',
        'as long as',
        'one ... each|every|per',
      ),
    ],
    forbidden: [
      claim('the first four stay visible', 'first four|4 ... visible|shown|kept|remain|stay'),
      claim('it encrypts', 'encrypt~', 'hash~'),
      claim('only four stars are written', 'always four|4 stars|asterisks'),
    ],
    names: ['mask'],
    calls: {
      entryPoint: 'mask',
      signature: 'mask(secret)',
      predict: [
        { args: ['abcdefg'], returns: '***defg' },
        { args: ['abc'], returns: '***' },
      ],
      hidden: [
        { args: ['12345'], returns: '*2345' },
        { args: ['1234'], returns: '****' },
        { args: [''], returns: '' },
        { args: ['password1'], returns: '*****ord1' },
      ],
    },
    right: [
      '`mask` replaces all characters of a secret by asterisks except for the last four. A secret of four or fewer characters is masked completely. The length stays the same.',
      'The function mask hides a text behind stars, one for each hidden character, and leaves only the last 4 visible; short texts with at most four characters become entirely stars.',
    ],
    wrong: [
      'mask changes a secret.',
      'mask replaces the characters of a secret by stars, and the first four stay visible. Short secrets of at most four characters are masked completely, and the length stays the same.',
    ],
  },
];
