import type { QualityItem } from './quality-item.js';

interface Program {
  readonly language: 'javascript' | 'python';
  readonly code: string;
}

/** What a program prints, where that is a JSON value. */
function prints(
  id: string,
  { language, code }: Program,
  equals: number | string | readonly (number | string)[],
): QualityItem {
  const prompt = `What does this program print?\n\n\`\`\`${language}\n${code}\n\`\`\`\n\nEnd with a line of the form "Answer: <what it prints>".`;
  const base = { id: `code-${id}`, category: 'code', prompt, runs: language } as const;
  if (typeof equals === 'number') return { ...base, rule: { kind: 'number', value: equals } };
  if (typeof equals === 'string') return { ...base, rule: { kind: 'exact', accept: [equals], sameCase: true } };
  const right = `Answer: ${JSON.stringify(equals)}`;
  return { ...base, rule: { kind: 'list', entries: equals.map(String), ordered: true }, right: [right] };
}

const js = (code: string): Program => ({ language: 'javascript', code });
const py = (code: string): Program => ({ language: 'python', code });

/** Reading short programs: what they print, and what is wrong with them. */
export const CODE: readonly QualityItem[] = [
  prints('sum-loop', js('let total = 0;\nfor (let i = 1; i <= 5; i++) total += i;\nconsole.log(total);'), 15),
  prints('slice', js("console.log('benchmark'.slice(2, 5));"), 'nch'),
  prints('reduce', js('console.log([3, 8, 2, 7].reduce((a, b) => (a > b ? a : b)));'), 8),
  prints(
    'map-filter',
    js('console.log(JSON.stringify([1, 2, 3, 4, 5].filter((n) => n % 2).map((n) => n * n)));'),
    [1, 9, 25],
  ),
  prints('alias', js('const a = [1, 2];\nconst b = a;\nb.push(7);\nconsole.log(a.length);'), 3),
  prints(
    'closure',
    js(
      'function counter() {\n  let n = 10;\n  return () => (n -= 3);\n}\nconst next = counter();\nnext();\nnext();\nconsole.log(next());',
    ),
    1,
  ),
  prints('sort-default', js('console.log(JSON.stringify([10, 9, 1, 100].sort()));'), [1, 10, 100, 9]),
  prints(
    'promise-order',
    js(
      "const seen = [];\nsetTimeout(() => {\n  seen.push('t');\n  console.log(seen.join(''));\n}, 0);\nPromise.resolve().then(() => seen.push('p'));\nseen.push('s');",
    ),
    'spt',
  ),
  prints(
    'var-in-loop',
    js(
      'const fs = [];\nfor (var i = 0; i < 3; i++) fs.push(() => i);\nconsole.log(fs.map((f) => f()).reduce((a, b) => a + b));',
    ),
    9,
  ),
  prints('floor-negative', js('console.log(Math.floor(-7 / 2) + (-7 % 2));'), -5),
  prints(
    'while-collatz',
    js(
      'let n = 6;\nlet steps = 0;\nwhile (n !== 1) {\n  n = n % 2 === 0 ? n / 2 : 3 * n + 1;\n  steps += 1;\n}\nconsole.log(steps);',
    ),
    8,
  ),
  prints('range', py('print(sum(range(2, 12, 3)))'), 26),
  prints('py-slice', py("print('abcdefg'[1:6:2])"), 'bdf'),
  prints(
    'dict-count',
    py(
      "counts = {}\nfor c in 'banana':\n    counts[c] = counts.get(c, 0) + 1\nprint(max(counts, key=counts.get), end='')\nprint(counts['n'])",
    ),
    'a2',
  ),
  prints(
    'default-list',
    py('def add(x, seen=[]):\n    seen.append(x)\n    return len(seen)\n\nadd(1)\nadd(2)\nprint(add(8))'),
    3,
  ),
  prints('floor-division', py('print(-17 // 5 + 17 % 5)'), -2),
  prints('nested-comprehension', py('print(len([(a, b) for a in range(4) for b in range(a)]))'), 6),
  prints('recursion', py('def f(n):\n    return n if n < 2 else f(n - 1) + f(n - 2)\n\nprint(f(9))'), 34),
  prints(
    'try-finally',
    py("def f():\n    try:\n        return 'a'\n    finally:\n        print('b', end='')\n\nprint(f())"),
    'ba',
  ),
  prints('zip', py("print(''.join(a + b for a, b in zip('xyz', 'pq')))"), 'xpyq'),
  {
    id: 'code-off-by-one-line',
    category: 'code',
    prompt:
      'This function should return the sum of all elements. Which line has the mistake?\n\n```javascript\n1 function sum(list) {\n2   let total = 0;\n3   for (let i = 0; i <= list.length; i++) {\n4     total += list[i];\n5   }\n6   return total;\n7 }\n```\n\nEnd with a line of the form "Answer: <line number>".',
    rule: { kind: 'number', value: 3 },
  },
  {
    id: 'code-missing-await',
    category: 'code',
    prompt:
      'The caller of this function gets "[object Promise]" instead of a name. Which word has to be put before `readName(id)`? Answer with that one word.\n\n```javascript\nasync function greet(id) {\n  const name = readName(id);\n  return `Hello ${name}`;\n}\n```',
    rule: { kind: 'exact', accept: ['await'] },
    wrong: ['async', 'return', 'await readName'],
  },
  {
    id: 'code-complexity',
    category: 'code',
    prompt:
      'How does the running time of this function grow with the length n of the list?\n\n```python\ndef has_pair(numbers, target):\n    seen = set()\n    for n in numbers:\n        if target - n in seen:\n            return True\n        seen.add(n)\n    return False\n```',
    rule: { kind: 'choice', options: ['Linearly', 'Quadratically', 'Logarithmically', 'Exponentially'] },
  },
  {
    id: 'code-which-input-fails',
    category: 'code',
    prompt:
      'For which input does this function raise an exception?\n\n```python\ndef mean(numbers):\n    return sum(numbers) / len(numbers)\n```',
    rule: { kind: 'choice', options: ['[]', '[0]', '[-1, 1]', '[2.5]'] },
  },
];
