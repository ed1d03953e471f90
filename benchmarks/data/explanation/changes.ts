import { claim, fact, mainFact, type ExplanationItem } from './explanation-item.js';

/** Small changes as unified differences. */
export const CHANGES: readonly ExplanationItem[] = [
  {
    id: 'diff-off-by-one',
    kind: 'diff',
    language: 'javascript',
    material: ' function last(list) {\n-  return list[list.length];\n+  return list[list.length - 1];\n }',
    facts: [
      mainFact(
        'it fixes an off-by-one error',
        'off by one',
        'off-by-one',
        'index ... length|beyond|past|outside|bounds|range|wrong',
        'length ... index|beyond|past|outside|bounds|range|start',
        'fix~|correct~ ... index',
      ),
      fact('before, the result was always undefined', 'undefined'),
      fact('now the last element is returned', 'return~|gives|get~|access~ ... last', 'last element|item|entry|value'),
    ],
    forbidden: [
      claim(
        'it returns the element before the last',
        'second to last',
        'second-to-last',
        'next to last',
        'penultimate',
      ),
      claim('it changes the list', 'remov~ ... last'),
    ],
    names: ['last'],
    right: [
      'The change fixes an off-by-one error in `last`: list[list.length] lies beyond the end and was always undefined; list.length - 1 is the index of the last element, which is returned now.',
      'Before, last accessed an index past the end, so it returned undefined. Now it subtracts one and returns the last item, since indices start at 0.',
    ],
    wrong: [
      'The change subtracts 1 in the function last.',
      'The change makes last return the second-to-last element instead of undefined, because the index was off by one.',
    ],
  },
  {
    id: 'diff-sql-parameters',
    kind: 'diff',
    language: 'python',
    material:
      ' def find_user(db, name):\n-    return db.execute("SELECT * FROM users WHERE name = \'" + name + "\'").fetchone()\n+    return db.execute("SELECT * FROM users WHERE name = ?", (name,)).fetchone()',
    facts: [
      mainFact('it prevents SQL injection', 'injection', 'inject~'),
      fact(
        'the name is passed as a parameter',
        'parameter~',
        'placeholder~',
        'bound|bind~',
        'prepared',
        'separate~ ... query|sql|statement',
      ),
      fact(
        'before, the name was put into the text of the query',
        'concatenat~',
        'string|text ... built|build~|insert~|joined|added|put',
        'interpolat~',
        'directly ... query|sql|string|statement',
        'part of the query|sql|statement',
      ),
    ],
    forbidden: [
      claim('it makes the query return several rows', 'all rows|users', 'several|multiple rows'),
      claim('it encrypts or hashes', 'encrypt~', 'hash~'),
    ],
    names: ['find_user'],
    right: [
      'The change closes an SQL injection in `find_user`: the name was concatenated into the query, so a crafted name could alter the statement. Now it is passed as a parameter for the placeholder.',
      'find_user now uses a parameterized query, which prevents injection; earlier the name was inserted directly into the SQL string.',
    ],
    wrong: [
      'find_user is now shorter and easier to read.',
      'The change encrypts the name, which is passed as a parameter in find_user now.',
    ],
  },
  {
    id: 'diff-parallel-await',
    kind: 'diff',
    language: 'javascript',
    material:
      ' async function load(ids) {\n-  const pages = [];\n-  for (const id of ids) pages.push(await fetchPage(id));\n-  return pages;\n+  return Promise.all(ids.map((id) => fetchPage(id)));\n }',
    facts: [
      mainFact(
        'the pages are fetched at the same time',
        'parallel~',
        'concurrent~',
        'simultaneous~',
        'same time',
        'at once',
        'all requests ... started|sent|begin',
      ),
      fact(
        'before, they were fetched one after another',
        'sequential~',
        'instead|rather|not|no ... sequential~|one|each|every|turn|serial~|series',
        'one after another|the other',
        'one by one',
        'one at a time',
        'serial~',
        'each ... before|waited|awaited',
        'in turn',
        'in sequence',
      ),
      fact('the order of the results is kept', 'order'),
      fact('one failure fails the whole', 'reject~|fail~|error|throw~', 'rejects'),
    ],
    forbidden: [
      claim(
        'the order of the results changes',
        'order ... not|no longer ... guaranteed|kept|preserved',
        'any order',
        'random order',
      ),
      claim('failures are ignored', 'ignor~ ... error~|fail~'),
    ],
    names: ['load', 'Promise.all'],
    right: [
      '`load` now fetches all pages in parallel with Promise.all instead of sequentially. The order of the results stays the same. If one fetch fails, the whole call is rejected.',
      'Instead of awaiting one page after another, load starts all requests at once and waits with `Promise.all`; results keep the order of ids, and the first error rejects the promise.',
    ],
    wrong: [
      'load uses fewer lines now.',
      'load now fetches the pages in parallel with Promise.all instead of one by one, and the results come in any order. Errors reject the promise.',
    ],
  },
  {
    id: 'diff-cache-key',
    kind: 'diff',
    language: 'python',
    material:
      ' def price(article, currency):\n-    key = article\n+    key = (article, currency)\n     if key not in cache:\n         cache[key] = compute_price(article, currency)\n     return cache[key]',
    facts: [
      mainFact(
        'the currency becomes part of the cache key',
        'currency ... key|cache',
        'key ... currency',
        'both ... key',
        'pair|tuple ... key',
      ),
      fact(
        'before, a price in another currency could be returned',
        'wrong ... price|currency|value|result',
        'different|other|another|first currency~|currencies',
        'collid~|collision~|confus~|mix~|same price|entry',
        'regardless|ignor~ ... currency',
        'stale|incorrect',
      ),
      fact('it is a correction of the cache', 'fix~|correct~|bug|now ... cache|price|key|bug|currency'),
    ],
    forbidden: [
      claim('it makes the cache smaller', 'reduc~ ... cache|memory', 'fewer entries', 'smaller cache'),
      claim('it removes the cache', 'remov~ ... cache', 'no longer cache~'),
    ],
    names: ['price'],
    right: [
      'The change fixes a bug in `price`: the cache key was the article alone, so a price computed for one currency was returned for another currency as well. Now the key is the pair of article and currency.',
      'price now uses both article and currency as the key. Before, asking for a different currency gave the wrong cached value; the fix keeps one cached price per combination.',
    ],
    wrong: ['price now has a tuple.', 'The change removes the cache from price, because the currency was wrong.'],
  },
  {
    id: 'diff-close-file',
    kind: 'diff',
    language: 'python',
    material:
      ' def first_line(path):\n-    f = open(path)\n-    return f.readline()\n+    with open(path) as f:\n+        return f.readline()',
    facts: [
      mainFact('the file is closed now', 'clos~'),
      fact('also when there is an error', 'error|exception|rais~|fail~|always|guarantee~|automatic~|even'),
      fact(
        'before, the file stayed open',
        'leak~',
        'stay~|left|remain~|kept ... open',
        'never|not ... clos~',
        'handle|descriptor',
        'garbage',
      ),
    ],
    forbidden: [
      claim('it reads the whole file', 'whole|entire|all ... file|lines'),
      claim('it changes what is returned', 'different|other result|value', 'returns a list'),
    ],
    names: ['first_line', 'with'],
    right: [
      '`first_line` now opens the file in a `with` block, so that it is closed automatically, even when reading raises an error. Before, the file was left open until the garbage collector came by.',
      'With the with statement first_line always closes the file; earlier the handle leaked, because it was never closed. The result is the same.',
    ],
    wrong: [
      'first_line uses the keyword with now, which is more modern.',
      'first_line now reads the entire file in a with block and closes it, even on errors; before it stayed open.',
    ],
  },
  {
    id: 'diff-timezone',
    kind: 'diff',
    language: 'javascript',
    material:
      " function dayOf(date) {\n-  return date.getFullYear() + '-' + (date.getMonth() + 1) + '-' + date.getDate();\n+  return date.toISOString().slice(0, 10);\n }",
    facts: [
      mainFact('the day is now that of UTC', 'utc', 'universal time', 'gmt', 'greenwich'),
      fact('before, it was the day of the local time zone', 'local', 'time zone|zones', 'timezone~'),
      fact(
        'month and day now have two digits',
        'pad~',
        'two digits',
        'leading zero~',
        'zero ... month|day',
        '2-digit',
        'two-digit',
        'yyyy-mm-dd',
        'iso ... format',
        'iso 8601',
      ),
    ],
    forbidden: [
      claim('the result stays the same', 'same result|output|value', 'no change in behavio~', 'only ... shorter'),
      claim('it fixes the month', 'month ... off by one'),
    ],
    names: ['dayOf'],
    right: [
      '`dayOf` now takes the day from the ISO form, which is in UTC; before it used the local time zone, so near midnight the day may differ. Month and day are now padded to two digits.',
      'The change replaces the local date parts by toISOString, so dayOf gives the UTC day in the format YYYY-MM-DD with leading zeros instead of the day of the local timezone.',
    ],
    wrong: [
      'dayOf is shorter now.',
      'dayOf now has only a shorter way to get the same result, padded to two digits, in local time.',
    ],
  },
];
