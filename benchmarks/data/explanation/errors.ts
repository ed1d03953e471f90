import { claim, fact, mainFact, type ExplanationItem } from './explanation-item.js';

/** Errors with the code they come from: what happened, why, and what to do. */
export const ERRORS: readonly ExplanationItem[] = [
  {
    id: 'error-undefined-property',
    kind: 'error',
    language: 'javascript',
    material:
      "const user = users.find((each) => each.id === 7);\nconsole.log(user.name);\n\nTypeError: Cannot read properties of undefined (reading 'name')",
    facts: [
      mainFact(
        'user is undefined, since nobody has the id 7',
        'user ... undefined',
        'undefined ... user',
        'no ... user|element|entry|match|item|object ... id|found|7|match~',
        'not ... found|find|match|exist',
      ),
      fact(
        'find returns undefined when nothing matches',
        'find ... return~|gives ... undefined',
        'find~ ... undefined|no match|nothing',
      ),
      fact(
        'check before reading the name',
        'check~|test|guard|handle|verify|ensure|make|optional ... user|it|found|exist~|defined|undefined|chaining|sure',
        'guard~',
        'if ... exist~|found|defined|undefined',
        'optional ... chain~',
      ),
    ],
    forbidden: [
      claim('the name is undefined', 'name is undefined', 'property name ... missing from the user'),
      claim('users is undefined', 'users is|was undefined', 'users array is undefined'),
    ],
    names: ['find', 'user'],
    right: [
      '`find` returned undefined, because no user has the id 7, so `user` is undefined and its name cannot be read. Check whether a user was found before reading name, for example with optional chaining.',
      'There is no element with id 7. In that case find gives undefined, and reading a property of undefined throws the TypeError. Guard with an if that user exists.',
    ],
    wrong: [
      'There is a TypeError in the code.',
      'The users array is undefined, so find does not work. Check that user exists.',
    ],
  },
  {
    id: 'error-circular-json',
    kind: 'error',
    language: 'javascript',
    material:
      'const parent = { name: "a" };\nconst child = { parent };\nparent.child = child;\nJSON.stringify(parent);\n\nTypeError: Converting circular structure to JSON',
    facts: [
      mainFact(
        'the objects refer to each other',
        'circular',
        'cycle',
        'refer~|point~ ... each other|back|other|itself',
        'loop',
      ),
      fact('parent and child hold each other', 'parent ... child', 'child ... parent'),
      fact(
        'JSON cannot express such references',
        'json|stringify ... cannot|not|never',
        'cannot|not ... represent~|express~|serializ~|convert~|handle|written|stringif~',
        'endless~|infinite~|forever',
      ),
      fact(
        'leave one of the references out',
        'remov~|leav~|omit~|exclud~|replacer|break~|without|id|tojson|delet~|ignor~|skip~',
      ),
    ],
    forbidden: [
      claim('the syntax is wrong', 'syntax error', 'invalid json'),
      claim('name is the problem', 'name ... cause~|problem'),
    ],
    names: ['JSON.stringify', 'parent'],
    right: [
      'parent holds child and child holds parent, so the structure is circular, and JSON.stringify cannot represent it: it would go on endlessly. Remove one of the references or use a replacer function that leaves it out.',
      'JSON.stringify throws since the two objects refer to each other. JSON has no references, so a cycle cannot be serialized. Break the cycle from `parent` to child and back, e.g. store an id instead.',
    ],
    wrong: [
      'JSON.stringify fails for parent with a TypeError.',
      'There is a syntax error: invalid JSON in parent and child, which JSON.stringify cannot convert. Remove it.',
    ],
  },
  {
    id: 'error-key-error',
    kind: 'error',
    language: 'python',
    material: "totals = {}\nfor name, amount in rows:\n    totals[name] += amount\n\nKeyError: 'anna'",
    facts: [
      mainFact(
        'the key is not in the dictionary yet',
        'key ... not|missing|absent',
        'not ... exist|in|present|contain|yet|initiali~|set|found',
        "doesn't|does|isn't ... exist|in|present|contain|yet",
        'missing key',
        'no ... entry|key|value|initial',
        'first time',
        'empty',
      ),
      fact(
        '+= reads the old value first',
        'read~|look~|get~|access~|need~|requir~|fetch~ ... value|first|old|current|existing|before|it',
        'existing|old|current|previous value',
      ),
      fact(
        'use get with a default, setdefault or a defaultdict',
        'defaultdict',
        'setdefault',
        'get ... 0|default|zero',
        'counter',
        'initiali~|default ... 0|zero|value|key|entry|first',
        'check~ ... in|key|whether',
      ),
    ],
    forbidden: [
      claim('rows is the problem', 'rows ... not|empty|wrong|missing'),
      claim('the value has a wrong type', 'wrong type', 'type ... mismatch'),
    ],
    names: ['totals'],
    right: [
      'The dictionary `totals` is empty, so the key anna does not exist when += reads its old value. Use collections.defaultdict(int), or totals.get(name, 0).',
      'totals[name] += amount needs an existing value for the key, but at the first time there is none, hence the KeyError. Initialize the entry with 0, for instance with setdefault.',
    ],
    wrong: [
      'There is a KeyError in totals. Fix it.',
      'The amount has the wrong type, so that totals cannot add it. Convert it first.',
    ],
  },
  {
    id: 'error-recursion',
    kind: 'error',
    language: 'python',
    material:
      'def total(n):\n    return n + total(n - 1)\n\nprint(total(3))\n\nRecursionError: maximum recursion depth exceeded',
    facts: [
      mainFact(
        'there is no base case',
        'base case',
        'no|without|lacks|missing|not ... base|stopping|termination|exit|condition|end',
        'base-case',
        'stop~ ... condition|case|never|not|recursion',
        'terminat~',
        'end~ ... condition|case|never',
        'never|not ... stop~|end~|terminat~',
        'condition ... stop|end',
      ),
      fact(
        'the function calls itself without end',
        'calls itself',
        'infinite~',
        'endless~',
        'forever',
        'again and again',
        'keeps calling',
        'without end|limit',
      ),
      fact(
        'n goes on below zero',
        'negative',
        'below 0|zero',
        '-1',
        'minus',
        'past 0|zero',
        'beyond 0|zero',
        'reach~ ... 0|zero',
      ),
      fact(
        'return at zero',
        'return ... 0|zero|n',
        'if n ... 0|zero|1',
        'when n ... 0|zero|1',
        'add~ ... base|case|condition|check',
      ),
    ],
    forbidden: [
      claim('3 is too large', '3 ... too large|big|deep'),
      claim('raising the limit is the fix', 'fix ... setrecursionlimit', 'increas~ ... recursion limit|depth|limit'),
    ],
    names: ['total'],
    right: [
      '`total` has no base case: it calls itself with n - 1 forever, past 0 into the negative numbers, until the maximum depth is reached. Add "if n <= 0: return 0".',
      'The recursion in total never stops, because nothing ends it when n reaches zero, so it goes on endlessly. Add a condition that returns 0 for n == 0.',
    ],
    wrong: [
      'total exceeded the maximum recursion depth.',
      'The recursion in total calls itself too often, since 3 is too large. Increase the recursion limit with sys.setrecursionlimit.',
    ],
  },
  {
    id: 'error-port-in-use',
    kind: 'error',
    language: 'javascript',
    material: 'server.listen(3000);\n\nError: listen EADDRINUSE: address already in use :::3000',
    facts: [
      mainFact(
        'another process already listens on the port',
        'already ... use|used|listening|taken|occupied|running|bound',
        'another|other ... process|program|server|instance|application',
        'occupied|taken|busy',
      ),
      fact('it is port 3000', '3000'),
      fact(
        'end the other process or take another port',
        'end|stop|kill|terminate|close|shut|quit|find|free ... process|program|server|instance|it|port|other|application',
        'different|another|other|free port',
        'change ... port',
      ),
    ],
    forbidden: [
      claim('a firewall is the cause', 'firewall'),
      claim('rights are missing', 'permission~', 'root|administrator|sudo'),
      claim('the network is down', 'network ... down|unreachable'),
    ],
    names: ['EADDRINUSE'],
    right: [
      'EADDRINUSE says that another process is already listening on port 3000, perhaps an earlier instance of this server. Stop that process or listen on a different port.',
      'Port 3000 is taken: some other program uses the address already, which `EADDRINUSE` means. Find and end it, or change the port.',
    ],
    wrong: [
      'The server cannot listen. EADDRINUSE is an error.',
      'EADDRINUSE means that a firewall blocks port 3000, which is already in use. Change the port.',
    ],
  },
  {
    id: 'error-unhandled-type-str-int',
    kind: 'error',
    language: 'python',
    material:
      'age = input("Age? ")\nprint("Next year: " + str(age + 1))\n\nTypeError: can only concatenate str (not "int") to str',
    facts: [
      mainFact(
        'input gives a text',
        'input ... string|str|text',
        'age ... string|str|text',
        'string|str|text ... input|age',
      ),
      fact(
        'a number cannot be added to a text',
        'add~|concatenat~|+|sum|plus|combin~ ... string|str|text|integer|int|number|1',
        'integer|int|number ... string|str|text',
        '1 ... string|str|text',
      ),
      fact('convert with int first', 'int', 'convert~|cast~|pars~|turn ... integer|number|int'),
    ],
    forbidden: [
      claim('str(age + 1) converts too late is not needed', 'remove str', 'without str'),
      claim('input gives a number', 'input returns|gives an|a integer|int|number'),
      claim('print is the problem', 'print ... cannot'),
    ],
    names: ['input', 'age'],
    right: [
      '`input` returns a string, so `age` is text, and age + 1 tries to add an integer to a string. Convert it first: int(input("Age? ")).',
      'The variable age holds a str, as input always gives text. Adding the number 1 to it is not possible; use int(age) + 1.',
    ],
    wrong: [
      'There is a TypeError with input and age.',
      'input returns a number and age cannot be concatenated with a string, so int has to be removed.',
    ],
  },
  {
    id: 'error-const-assign-loop',
    kind: 'error',
    language: 'javascript',
    material:
      'const total = 0;\nfor (const price of [3, 4]) {\n  total += price;\n}\n\nTypeError: Assignment to constant variable.',
    facts: [
      mainFact(
        'total is a constant and is assigned to',
        'total ... const|constant|reassign~|assign~|chang~',
        'const|constant ... total|reassign~|assign~|chang~|not',
        'cannot|not ... reassign~|assign~|chang~',
      ),
      fact('+= assigns anew', 'assign~', 'add~ ... total|price|to|loop'),
      fact('declare it with let', 'let'),
    ],
    forbidden: [
      claim('price is the constant at fault', 'price ... cannot|reassign~|problem|constant|let'),
      claim('var is needed', 'must use var'),
    ],
    names: ['total'],
    right: [
      '`total` is declared with const, and a constant cannot be reassigned, but += assigns a new value in the loop. Declare it with let instead.',
      'The loop adds to total, which assigns to it, although total is constant. Use let total = 0.',
    ],
    wrong: [
      'There is an assignment to a constant.',
      'The price in the loop is constant, so price cannot be reassigned. Use let price and total.',
    ],
  },
  {
    id: 'error-await-outside',
    kind: 'error',
    language: 'javascript',
    material:
      "function load() {\n  const text = await readText('a.txt');\n  return text;\n}\n\nSyntaxError: await is only valid in async functions and the top level bodies of modules",
    facts: [
      mainFact(
        'load is not an async function',
        'not ... async|asynchronous',
        "isn't ... async|asynchronous",
        'non async|asynchronous',
        'regular|normal|ordinary|plain|synchronous ... function',
        'async ... missing|lacks|needed|required|without',
        'missing|lacks|without async',
        'only ... async|asynchronous',
      ),
      fact(
        'mark load as async',
        'async function',
        'async ... before|keyword|add~|mark~|declar~|mak~|put',
        'add~|mark~|declar~|mak~|put|turn~ ... async|asynchronous',
      ),
      fact('load then returns a promise', 'promise', 'caller~ ... await~', 'then'),
    ],
    forbidden: [
      claim('the file is missing', 'file ... missing|not ... found|exist'),
      claim('await has to be removed without more', 'simply|just remove ... await'),
    ],
    names: ['load', 'await'],
    right: [
      '`await` is used in `load`, which is not an async function. Declare it as "async function load"; it then returns a promise, which callers have to await.',
      'The function load lacks the keyword async, without which await is not allowed. Make it asynchronous, and remember that its result is a promise then.',
    ],
    wrong: [
      'There is a syntax error in load.',
      'The file a.txt is missing and cannot be found, so await in load fails. Use an async function that checks it, with a promise.',
    ],
  },
];
