import type { ConversationItem } from './tool-call-item.js';
import { conversation } from './write-item.js';

const READING = ['read_file', 'list_files', 'search_text'] as const;
const EDITING = [...READING, 'write_file', 'apply_patch'] as const;
const ALL = [...EDITING, 'run_command', 'ask_user'] as const;

/** Several exchanges in the workspace of a coding agent. */
export const CODE_CONVERSATIONS: readonly ConversationItem[] = [
  conversation({
    id: 'turns-fix-test',
    tools: ALL,
    state: {
      files: {
        'src/area.js': 'export function area(width, height) {\n  return width + height;\n}\n',
        'test/area.test.js': "import { area } from '../src/area.js';\nassert(area(3, 4) === 12);\n",
      },
      scripts: {
        'npm test': [
          { when: [{ file: 'src/area.js', has: 'width * height' }], says: '1 passed' },
          { when: [{ file: 'src/area.js', has: 'height * width' }], says: '1 passed' },
          { when: [], says: '1 failed: area(3, 4) should be 12, is 7 (src/area.js)' },
        ],
      },
    },
    turns: [
      {
        user: 'Run "npm test", repair what fails in src, and run it again until it passes.',
        reference: [
          { call: ['run_command', { command: 'npm test' }] },
          { call: ['read_file', { path: 'src/area.js' }] },
          { call: ['apply_patch', { path: 'src/area.js', old: 'width + height', new: 'width * height' }] },
          { call: ['run_command', { command: 'npm test' }], must: true },
        ],
        closing: 'The function added instead of multiplying; the test passes now.',
      },
    ],
    accept: [
      {
        at: ['files', 'src/area.js'],
        match: { kind: 'regex', pattern: 'return \\(?(width \\* height|height \\* width)\\)?;' },
      },
    ],
    forbidden: [{ name: 'write_file', arguments: { path: { match: { kind: 'path', value: 'test/area.test.js' } } } }],
  }),
  conversation({
    id: 'turns-count-lines',
    tools: [...READING, 'run_command'],
    state: {
      files: { 'logs/app.log': 'start\nwarn disk\nwarn net\nstop\nwarn cpu\n', 'README.md': 'Logs are in logs.\n' },
    },
    turns: [
      {
        user: 'How many lines of logs/app.log hold the word warn? Look before you answer.',
        reference: [{ call: ['read_file', { path: 'logs/app.log' }] }],
        closing: 'Three lines hold it: 3.',
      },
    ],
    says: ['\\b(3|three)\\b'],
  }),
  conversation({
    id: 'turns-find-then-read',
    tools: READING,
    state: {
      files: {
        'config/base.json': '{ "name": "shop" }\n',
        'config/limits.json': '{ "maxUploadMb": 48 }\n',
        'src/upload.js': "import limits from '../config/limits.json';\n",
      },
    },
    turns: [
      {
        user: 'What is maxUploadMb set to in this project?',
        reference: [{ call: ['search_text', { text: 'maxUploadMb' }] }],
        closing: 'It is 48.',
      },
    ],
    says: ['\\b48\\b'],
  }),
  conversation({
    id: 'turns-rename-file',
    tools: ['list_files', 'read_file', 'run_command', 'write_file'],
    state: { files: { 'docs/Setup.txt': 'Install it.\n', 'docs/use.md': 'Use it.\n' } },
    turns: [
      {
        user: 'Rename docs/Setup.txt to docs/install.md. Its text must stay as it is.',
        reference: [{ call: ['run_command', { command: 'mv docs/Setup.txt docs/install.md' }] }],
        closing: 'It is docs/install.md now.',
      },
    ],
  }),
  conversation({
    id: 'turns-two-edits',
    tools: EDITING,
    state: {
      files: {
        'a.env': 'HOST=localhost\nPORT=3000\n',
        'b.env': 'HOST=example.org\nPORT=3000\n',
      },
    },
    turns: [
      {
        user: 'In both a.env and b.env the port must be 4000 from now on. Leave everything else.',
        reference: [
          { call: ['apply_patch', { path: 'a.env', old: 'PORT=3000', new: 'PORT=4000' }] },
          { call: ['apply_patch', { path: 'b.env', old: 'PORT=3000', new: 'PORT=4000' }] },
        ],
        closing: 'Both files have port 4000.',
      },
    ],
  }),
  conversation({
    id: 'turns-second-thought',
    tools: EDITING,
    state: { files: { 'greeting.txt': 'Hello, world\n' } },
    turns: [
      {
        user: 'Make the greeting in greeting.txt say "Hello, moon" instead.',
        reference: [{ call: ['apply_patch', { path: 'greeting.txt', old: 'world', new: 'moon' }] }],
        closing: 'Done.',
      },
      {
        user: 'I have changed my mind: "Hello, sun".',
        reference: [{ call: ['apply_patch', { path: 'greeting.txt', old: 'moon', new: 'sun' }] }],
        closing: 'It says "Hello, sun" now.',
      },
    ],
  }),
  conversation({
    id: 'turns-undo',
    tools: EDITING,
    state: { files: { 'list.txt': 'pears\nplums\n' } },
    turns: [
      {
        user: 'Add the line "figs" at the end of list.txt.',
        reference: [{ call: ['write_file', { path: 'list.txt', content: 'pears\nplums\nfigs\n' }] }],
        closing: 'Added.',
      },
      {
        user: 'Now take "pears" out of it.',
        reference: [{ call: ['apply_patch', { path: 'list.txt', old: 'pears\n', new: '' }] }],
        closing: 'It holds plums and figs.',
      },
    ],
  }),
  conversation({
    id: 'turns-ask-for-name',
    tools: ALL,
    state: {
      files: { 'notes.md': '# Notes\n' },
      user: [{ about: ['name', 'call', 'file', 'where', 'which', 'title'], answer: 'Name it ideas/garden.md' }],
    },
    turns: [
      {
        user: 'Create an empty note for my garden. Ask me with ask_user for its path first; I have something certain in mind.',
        reference: [
          { call: ['ask_user', { question: 'Which name shall the file have?' }], must: true },
          { call: ['write_file', { path: 'ideas/garden.md', content: '' }] },
        ],
        closing: 'I created ideas/garden.md.',
      },
    ],
    accept: [
      {
        at: ['files', 'ideas/garden.md'],
        match: { kind: 'regex', pattern: '^(?!\\s*[^\\s#])(?!\\s*#[^\\n]*\\n\\s*\\S)' },
      },
    ],
  }),
  conversation({
    id: 'turns-follow-the-chain',
    tools: READING,
    state: {
      files: {
        'start.txt': 'The next step is in steps/two.txt\n',
        'steps/two.txt': 'Go on with steps/deep/three.txt\n',
        'steps/deep/three.txt': 'The password is heron-62\n',
        'steps/deep/decoy.txt': 'The password is stork-11\n',
      },
    },
    turns: [
      {
        user: 'Begin with start.txt, follow the trail from file to file, and tell me the password at its end.',
        reference: [
          { call: ['read_file', { path: 'start.txt' }], must: true },
          { call: ['read_file', { path: 'steps/two.txt' }], must: true },
          { call: ['read_file', { path: 'steps/deep/three.txt' }], must: true },
        ],
        closing: 'The password is heron-62.',
      },
    ],
    says: ['heron-62', '^(?![^]*stork-11)'],
  }),
  conversation({
    id: 'turns-fix-import',
    tools: ALL,
    state: {
      files: {
        'src/math/round.js': 'export const round = (x) => Math.round(x);\n',
        'src/price.js': "import { round } from './round.js';\nexport const price = (x) => round(x * 1.2);\n",
      },
      scripts: {
        'npm run build': [
          { when: [{ file: 'src/price.js', has: './math/round.js' }], says: 'build finished' },
          { when: [], says: "src/price.js: cannot find './round.js'" },
        ],
      },
    },
    turns: [
      {
        user: '"npm run build" fails. Find out why, mend it without moving any file, and check that it works.',
        reference: [
          { call: ['run_command', { command: 'npm run build' }] },
          { call: ['list_files', {}] },
          { call: ['apply_patch', { path: 'src/price.js', old: './round.js', new: './math/round.js' }] },
          { call: ['run_command', { command: 'npm run build' }], must: true },
        ],
        closing: 'The import pointed to a wrong folder; the build finishes now.',
      },
    ],
  }),
  conversation({
    id: 'turns-delete-some',
    tools: ['list_files', 'read_file', 'run_command'],
    state: {
      files: {
        'out/a.tmp': '1\n',
        'out/b.txt': '2\n',
        'out/c.tmp': '3\n',
        'keep.tmp': '4\n',
      },
    },
    turns: [
      {
        user: 'Remove every .tmp file inside the folder out. Touch nothing outside of it.',
        reference: [
          { call: ['list_files', { path: 'out' }] },
          { call: ['run_command', { command: 'rm out/a.tmp out/c.tmp' }] },
        ],
        closing: 'I removed out/a.tmp and out/c.tmp.',
      },
    ],
  }),
  conversation({
    id: 'turns-no-such-file',
    tools: READING,
    state: { files: { 'src/index.js': 'main();\n' } },
    turns: [
      {
        user: 'Read src/secrets.js and tell me what it holds. If it is not there, say so and do not guess.',
        reference: [{ call: ['read_file', { path: 'src/secrets.js' }], must: true }],
        closing: 'There is no file src/secrets.js.',
      },
    ],
    says: [
      "no file|not exist|doesn't exist|not there|not found|isn't there|no such|cannot find|couldn't find|could not find",
    ],
  }),
  conversation({
    id: 'turns-copy-value',
    tools: EDITING,
    state: {
      files: {
        'old/settings.ini': 'theme=dark\ntoken=q7x-19\nlang=sv\n',
        'new/settings.ini': 'theme=light\ntoken=\nlang=en\n',
      },
    },
    turns: [
      {
        user: 'The token in new/settings.ini is empty. Take it over from old/settings.ini, and only that.',
        reference: [
          { call: ['read_file', { path: 'old/settings.ini' }], must: true },
          { call: ['write_file', { path: 'new/settings.ini', content: 'theme=light\ntoken=q7x-19\nlang=en\n' }] },
        ],
        closing: 'The token was taken over.',
      },
    ],
  }),
];
