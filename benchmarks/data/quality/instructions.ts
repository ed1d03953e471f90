import type { QualityItem } from './quality-item.js';

/** Following what is asked about the form of an answer. */
export const INSTRUCTIONS: readonly QualityItem[] = [
  {
    id: 'instructions-copy-line',
    category: 'instructions',
    prompt:
      'Repeat the line between the angle brackets exactly, without the brackets, and write nothing else.\n<build 7 of branch release/2.4 finished>',
    rule: { kind: 'exact', accept: ['build 7 of branch release/2.4 finished'], sameCase: true },
    wrong: ['Build 7 of branch release/2.4 finished', 'build 7 of branch release/2.4'],
  },
  {
    id: 'instructions-one-word-colour',
    category: 'instructions',
    prompt: 'Which colour do you get when you mix blue and yellow paint? Answer with one word in lower case.',
    rule: { kind: 'exact', accept: ['green'], sameCase: true },
    wrong: ['Green', 'You get green', 'orange'],
  },
  {
    id: 'instructions-yes-no',
    category: 'instructions',
    prompt: 'Is a JSON document allowed to contain comments? Answer with exactly one word, yes or no.',
    rule: { kind: 'exact', accept: ['no'] },
    wrong: ['yes', 'no, it is not'],
  },
  {
    id: 'instructions-three-bullets',
    category: 'instructions',
    prompt:
      'Name three version control commands of Git, as a list with exactly three entries that each begin with "- ". No other text.',
    rule: {
      kind: 'constraints',
      constraints: [
        { kind: 'bullets', min: 3, max: 3 },
        { kind: 'lines', min: 3, max: 3 },
        { kind: 'each-line', startsWith: '- ' },
        {
          kind: 'says',
          all: [
            [
              'commit|push|pull|clone|add|merge|branch|checkout|status|log|fetch|rebase|diff|init|stash|switch|reset|tag|show',
            ],
          ],
        },
      ],
    },
    right: ['- git commit\n- git push\n- git rebase'],
    wrong: [
      'Here are three:\n- git commit\n- git push\n- git pull',
      '- git commit\n- git push',
      '1. git commit\n2. git push\n3. git pull',
    ],
  },
  {
    id: 'instructions-under-fifteen-words',
    category: 'instructions',
    prompt: 'In at most 15 words, say what a cache is for.',
    rule: {
      kind: 'constraints',
      constraints: [
        { kind: 'words', min: 3, max: 15 },
        {
          kind: 'says',
          all: [
            [
              'fast~|quick~|speed~|again|repeat~|avoid~|reus~|latency|recent~|frequent~|later|temporar~|access~|retriev~|load~|slow~|recomput~|refetch~',
            ],
          ],
        },
      ],
    },
    right: ['It keeps results close by, so that they can be used again quickly.'],
    wrong: [
      'A cache keeps the results of slow work in a place from which they can be read again quickly, later on.',
      'Data.',
    ],
  },
  {
    id: 'instructions-forbidden-words',
    category: 'instructions',
    prompt:
      'Describe in one sentence of at least six words what a printer does. Do not use the word "paper" and do not use the word "print" in any form.',
    rule: {
      kind: 'constraints',
      constraints: [
        { kind: 'sentences', min: 1, max: 1 },
        { kind: 'words', min: 6 },
        { kind: 'forbids', words: ['paper~', 'print~'] },
        { kind: 'says', all: [['text~|image~|document~|page~|picture~|ink|toner|sheet~|copies|copy']] },
      ],
    },
    right: ['It puts text and images from a computer onto a sheet with ink.'],
    wrong: ['A printer puts text and images onto a sheet with ink.', 'It puts text and images on paper with ink.'],
  },
  {
    id: 'instructions-json-only',
    category: 'instructions',
    prompt:
      'Give the name and the year of the first moon landing mission as a JSON object with the members "mission" (text) and "year" (number). Write the JSON and nothing else: no code fence and no words.',
    rule: { kind: 'json', only: true, equals: { mission: 'Apollo 11', year: 1969 } },
    right: ['{"mission": "Apollo 11", "year": 1969}'],
    wrong: [
      '```json\n{"mission": "Apollo 11", "year": 1969}\n```',
      '{"mission": "Apollo 11", "year": "1969"}',
      '{"mission": "Apollo 13", "year": 1969}',
    ],
  },
  {
    id: 'instructions-two-headings',
    category: 'instructions',
    prompt:
      'Write a short bug report about a login button that does nothing. Use exactly two Markdown headings of level 2, "Problem" and "Steps", in this order, and a numbered list of three steps below the second one.',
    rule: {
      kind: 'constraints',
      constraints: [
        { kind: 'headings', texts: ['Problem', 'Steps'], level: 2, count: 2 },
        { kind: 'numbered', min: 3, max: 3 },
        { kind: 'says', all: [['login|log|sign'], ['button']] },
      ],
    },
    right: [
      '## Problem\nThe login button does nothing.\n\n## Steps\n1. Open the page.\n2. Enter a name.\n3. Press the button.',
    ],
    wrong: [
      '# Problem\nThe login button does nothing.\n# Steps\n1. Open.\n2. Enter.\n3. Press.',
      '## Problem\nThe login button does nothing.\n## Steps\n- Open.\n- Enter.\n- Press.',
    ],
  },
  {
    id: 'instructions-upper-case',
    category: 'instructions',
    prompt: 'Write one sentence about rain, all of it in capital letters.',
    rule: {
      kind: 'constraints',
      constraints: [
        { kind: 'case', is: 'upper' },
        { kind: 'sentences', min: 1, max: 1 },
        { kind: 'words', min: 3 },
        { kind: 'says', all: [['rain~']] },
        { kind: 'forbids', words: ['capital letters'] },
      ],
    },
    right: ['THE RAIN FELL ON THE ROOF ALL NIGHT.'],
    wrong: [
      'The rain fell on the roof all night.',
      'RAIN. IT FELL.',
      'WRITE ONE SENTENCE ABOUT RAIN, ALL OF IT IN CAPITAL LETTERS.',
    ],
  },
  {
    id: 'instructions-lower-no-comma',
    category: 'instructions',
    prompt: 'Say in two sentences why tests are useful. Use only lower case letters, and do not use any comma.',
    rule: {
      kind: 'constraints',
      constraints: [
        { kind: 'case', is: 'lower' },
        { kind: 'without', pieces: [','] },
        { kind: 'sentences', min: 2, max: 2 },
        { kind: 'says', all: [['test~']] },
      ],
    },
    right: ['tests show that code still works. they find errors before users do.'],
    wrong: [
      'Tests show that code still works. They find errors before users do.',
      'tests show that code works, always. they find errors.',
    ],
  },
  {
    id: 'instructions-begin-end',
    category: 'instructions',
    prompt:
      'Write one or two sentences about the sea. The answer has to begin with the word "Today" and to end with the word "shore" followed by a full stop.',
    rule: {
      kind: 'constraints',
      constraints: [
        { kind: 'starts-with', text: 'Today' },
        { kind: 'ends-with', text: 'shore.' },
        { kind: 'sentences', min: 1, max: 2 },
        { kind: 'words', min: 4 },
      ],
    },
    right: ['Today the sea is calm, and small waves reach the shore.'],
    wrong: ['The sea is calm today, and small waves reach the shore.', 'Today the sea is calm on the shore, as ever.'],
  },
  {
    id: 'instructions-german',
    category: 'instructions',
    prompt: 'Explain in two or three sentences, written in German, what a backup is for.',
    rule: {
      kind: 'constraints',
      constraints: [
        { kind: 'language', is: 'de' },
        { kind: 'sentences', min: 2, max: 3 },
        { kind: 'says', all: [['daten~|datei~|sicherung~|kopie~|backup~']] },
      ],
    },
    right: [
      'Eine Sicherung ist eine Kopie der Daten. Wenn die Platte nicht mehr geht, werden die Daten von der Kopie gelesen.',
    ],
    wrong: [
      'A backup is a copy of the data. It is used when the disk fails and the data is lost.',
      'Eine Sicherung ist eine Kopie der Daten und wird von dem System für den Fall erstellt, dass die Platte nicht geht.',
    ],
  },
  {
    id: 'instructions-french',
    category: 'instructions',
    prompt: 'Answer in French, in exactly one sentence: what does a search engine do?',
    rule: {
      kind: 'constraints',
      constraints: [
        { kind: 'language', is: 'fr' },
        { kind: 'sentences', min: 1, max: 1 },
        { kind: 'says', all: [['recherche~|cherche~|trouve~|page~|résultat~|information~']] },
      ],
    },
    right: ['Un moteur de recherche trouve les pages qui répondent à une question et les montre dans une liste.'],
    wrong: ['A search engine finds the pages that answer a question and shows them in a list.'],
  },
  {
    id: 'instructions-word-count-exact',
    category: 'instructions',
    prompt: 'Write a sentence of exactly seven words about a cat.',
    rule: {
      kind: 'constraints',
      constraints: [
        { kind: 'words', min: 7, max: 7 },
        { kind: 'sentences', min: 1, max: 1 },
        { kind: 'says', all: [['cat|cats']] },
      ],
    },
    right: ['The cat slept on the warm roof.'],
    wrong: ['The cat slept on the roof.', 'The cat slept all day on the warm roof.'],
  },
  {
    id: 'instructions-repeat-word',
    category: 'instructions',
    prompt: 'Write exactly two sentences in which the word "server" occurs exactly three times in all.',
    rule: {
      kind: 'constraints',
      constraints: [
        { kind: 'repeats', word: 'server', min: 3, max: 3 },
        { kind: 'sentences', min: 2, max: 2 },
        { kind: 'words', min: 8 },
      ],
    },
    right: ['The old server sends its work to the new server. Each server keeps a log.'],
    wrong: [
      'The old server sends work to the new server. Each one keeps a log.',
      'A server asks a server. The server answers another server.',
    ],
  },
  {
    id: 'instructions-sorted-lines',
    category: 'instructions',
    prompt:
      'Sort these words alphabetically, one per line, in lower case, without any marks or other text: pear, fig, apple, melon, cherry',
    rule: {
      kind: 'constraints',
      constraints: [
        { kind: 'lines', min: 5, max: 5 },
        { kind: 'sorted-lines' },
        { kind: 'case', is: 'lower' },
        { kind: 'each-line', maxWords: 1 },
        { kind: 'says', all: [['apple'], ['cherry'], ['fig'], ['melon'], ['pear']] },
      ],
    },
    right: ['apple\ncherry\nfig\nmelon\npear'],
    wrong: ['apple\nfig\ncherry\nmelon\npear', 'apple, cherry, fig, melon, pear', 'apple\ncherry\nmelon\npear'],
  },
  {
    id: 'instructions-code-block-alone',
    category: 'instructions',
    prompt:
      'Write a Python function `double(x)` that returns twice its argument. Answer with one fenced code block marked python and nothing around it.',
    rule: {
      kind: 'constraints',
      constraints: [
        { kind: 'code-block', language: 'python', alone: true },
        { kind: 'says', all: [['def double'], ['return']] },
      ],
    },
    right: ['```python\ndef double(x):\n    return 2 * x\n```'],
    wrong: [
      'Here it is:\n```python\ndef double(x):\n    return 2 * x\n```',
      'def double(x):\n    return 2 * x',
      '```js\nfunction double(x) { return 2 * x }\n```',
    ],
  },
  {
    id: 'instructions-commit-message',
    category: 'instructions',
    prompt:
      'Write a commit message for a change that fixes a typo in the README: one single line, at most 50 characters, beginning with "fix: ", without a full stop at the end.',
    rule: {
      kind: 'constraints',
      constraints: [
        { kind: 'lines', min: 1, max: 1 },
        { kind: 'characters', max: 50 },
        { kind: 'starts-with', text: 'fix: ' },
        { kind: 'without', pieces: ['.\n', '```'] },
        { kind: 'says', all: [['typo|spelling|misspell~'], ['readme|readme.md']] },
      ],
    },
    right: ['fix: typo in README'],
    wrong: [
      'Fix typo in README',
      'fix: correct a typo that was found in the README of the project',
      'fix: typo in README\n\nThe word was wrong.',
    ],
  },
  {
    id: 'instructions-quote-lines',
    category: 'instructions',
    prompt:
      'Write three short reasons to keep functions small. Put each on a line of its own that begins with "> " and has at most eight words. No other text.',
    rule: {
      kind: 'constraints',
      constraints: [
        { kind: 'lines', min: 3, max: 3 },
        { kind: 'each-line', startsWith: '> ', maxWords: 8 },
        { kind: 'words', min: 6 },
      ],
    },
    right: ['> They are easy to read.\n> They are easy to test.\n> Errors have fewer places to hide.'],
    wrong: [
      '- They are easy to read.\n- They are easy to test.\n- Errors cannot hide.',
      '> They are easy to read.\n> They are easy to test.',
    ],
  },
  {
    id: 'instructions-three-paragraphs',
    category: 'instructions',
    prompt:
      'Write about a morning in a town in exactly three paragraphs that are separated by blank lines. Every paragraph has at most two sentences, and the word "coffee" must not occur.',
    rule: {
      kind: 'constraints',
      constraints: [
        { kind: 'paragraphs', min: 3, max: 3 },
        { kind: 'sentences', min: 3, max: 6 },
        { kind: 'forbids', words: ['coffee~'] },
        { kind: 'words', min: 12 },
        { kind: 'says', all: [['morning|dawn|sunrise|sun|early|day|awake~|wake~']] },
      ],
    },
    right: ['The sun rises over the roofs.\n\nThe baker opens his door. The first bus stops.\n\nThe town is awake.'],
    wrong: [
      'The sun rises over the roofs.\n\nThe baker opens his door and the town smells of bread.',
      'The sun rises over the roofs.\n\nA man drinks coffee by the door.\n\nThe town is awake.',
    ],
  },
  {
    id: 'instructions-numbered-five',
    category: 'instructions',
    prompt:
      'List five programming languages, numbered from 1 to 5 in the form "1. Name", one per line. None of them may be Python or Java. No other text.',
    rule: {
      kind: 'constraints',
      constraints: [
        { kind: 'numbered', min: 5, max: 5 },
        { kind: 'lines', min: 5, max: 5 },
        { kind: 'each-line', maxWords: 4 },
        { kind: 'forbids', words: ['python', 'java'] },
        {
          kind: 'says',
          all: [
            [
              'c|go|rust|ruby|javascript|typescript|kotlin|swift|php|haskell|c++|scala|perl|lua|elixir|c#|julia|zig|dart|r',
            ],
          ],
        },
      ],
    },
    right: ['1. Rust\n2. Go\n3. Ruby\n4. Kotlin\n5. Haskell'],
    wrong: [
      '1. Rust\n2. Go\n3. Ruby\n4. Kotlin\n5. Python',
      '1. Rust\n2. Go\n3. Ruby\n4. Kotlin',
      '- Rust\n- Go\n- Ruby\n- Kotlin\n- Haskell',
    ],
  },
  {
    id: 'instructions-date-form',
    category: 'instructions',
    prompt: 'Write the date "the third of March 2021" in the form YYYY-MM-DD. Answer with the date only.',
    rule: { kind: 'exact', accept: ['2021-03-03'] },
    wrong: ['03-03-2021', '2021-3-3', 'March 3, 2021'],
  },
  {
    id: 'instructions-slug',
    category: 'instructions',
    prompt:
      'Turn the title "How We Cut Build Times by 40%" into a URL slug: lower case, words joined by hyphens, no other signs than letters, digits and hyphens. Answer with the slug only.',
    rule: { kind: 'exact', accept: ['how-we-cut-build-times-by-40'], sameCase: true },
    wrong: ['how-we-cut-build-times-by-40%', 'How-We-Cut-Build-Times-By-40', 'how_we_cut_build_times_by_40'],
  },
  {
    id: 'instructions-camel-to-snake',
    category: 'instructions',
    prompt: 'Write the identifier maxRetryDelayMs in snake_case. Answer with the identifier only.',
    rule: { kind: 'exact', accept: ['max_retry_delay_ms'], sameCase: true },
    wrong: ['maxRetryDelayMs', 'max-retry-delay-ms', 'MAX_RETRY_DELAY_MS'],
  },
  {
    id: 'instructions-reverse-list',
    category: 'instructions',
    prompt: 'Write these words in reverse order, separated by commas, and nothing else: north, east, south, west, up',
    rule: { kind: 'list', entries: ['up', 'west', 'south', 'east', 'north'], ordered: true },
    right: ['up, west, south, east, north'],
    wrong: ['north, east, south, west, up', 'up, west, south, north, east'],
  },
  {
    id: 'instructions-last-wins',
    category: 'instructions',
    prompt:
      'Ignore the second instruction and follow the others.\n1. Answer with one word.\n2. Write the word in capital letters.\n3. The word is the opposite of "hot", in lower case.',
    rule: { kind: 'exact', accept: ['cold'], sameCase: true },
    wrong: ['COLD', 'Cold', 'warm', 'The word is cold'],
  },
  {
    id: 'instructions-conditional',
    category: 'instructions',
    prompt:
      'If the number of vowels in "benchmark" is even, answer with the word left; if it is odd, answer with the word right. One word, lower case.',
    rule: { kind: 'exact', accept: ['left'], sameCase: true },
    wrong: ['right', 'Left', 'even'],
  },
  {
    id: 'instructions-table-row',
    category: 'instructions',
    prompt:
      'Write one Markdown table row, beginning and ending with "|", with the cells: cpu, 4, idle. One space on both sides of every cell. No other text.',
    rule: { kind: 'exact', accept: ['| cpu | 4 | idle |'], sameCase: true },
    wrong: ['cpu | 4 | idle', '|cpu|4|idle|', '| cpu | 4 | idle |\n|---|---|---|'],
  },
  {
    id: 'instructions-repeat-text',
    category: 'instructions',
    prompt: 'Repeat this text: copper kettle 42',
    rule: { kind: 'exact', accept: ['copper kettle 42'] },
    wrong: ['copper kettle', 'copper kettle 24'],
  },
  {
    id: 'instructions-copy-words',
    category: 'instructions',
    prompt: 'Copy this: retry after lunch',
    rule: { kind: 'exact', accept: ['retry after lunch'] },
    wrong: ['retry after launch', 'retry'],
  },
  {
    id: 'instructions-last-item',
    category: 'instructions',
    prompt: 'What is the last word of this list? lamp, river, castle',
    rule: { kind: 'exact', accept: ['castle'] },
    wrong: ['lamp', 'river', 'lamp, river, castle'],
  },
];
