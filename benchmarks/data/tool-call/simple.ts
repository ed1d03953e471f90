import type { SingleItem } from './tool-call-item.js';
import * as code from './tools/code-tools.js';
import * as data from './tools/data-tools.js';
import * as home from './tools/home-tools.js';
import * as office from './tools/office-tools.js';
import * as world from './tools/world-tools.js';
import { call, calls, maybe, oneOf, path, prose, setOf } from './write-item.js';

/** One tool, or a few that are far apart, and one call. */
export const SIMPLE: readonly SingleItem[] = [
  calls({
    id: 'simple-read-readme',
    category: 'simple',
    ask: 'Read the file docs/setup.md.',
    tools: [code.readFile],
    want: [call('read_file', { path: path('docs/setup.md') })],
  }),
  calls({
    id: 'simple-list-folder',
    category: 'simple',
    ask: 'Which files are in the folder src/routes?',
    tools: [code.listFiles, code.runTests],
    want: [call('list_files', { path: path('src/routes') })],
  }),
  calls({
    id: 'simple-search-todo',
    category: 'simple',
    ask: 'Find every line in the workspace that has the text FIXME.',
    tools: [code.searchText],
    want: [call('search_text', { text: 'FIXME' })],
    wrong: [[call('search_text', { text: 'fixme' })]],
  }),
  calls({
    id: 'simple-run-script',
    category: 'simple',
    ask: 'Run the command "npm run bench" for me.',
    tools: [code.runCommand, code.readFile],
    want: [call('run_command', { command: 'npm run bench' })],
  }),
  calls({
    id: 'simple-write-ignore',
    category: 'simple',
    ask: 'Create the file .nvmrc with just the text 22.11.0 in it.',
    tools: [code.writeFile],
    want: [call('write_file', { path: path('.nvmrc'), content: oneOf('22.11.0', '22.11.0\n') })],
  }),
  calls({
    id: 'simple-patch-port',
    category: 'simple',
    ask: 'In config/server.json, put "port": 8443 in the place of "port": 8080. Patch the file.',
    tools: [code.applyPatch],
    want: [
      call('apply_patch', {
        path: path('config/server.json'),
        old: oneOf('"port": 8080', '8080'),
        new: oneOf('"port": 8443', '8443'),
      }),
    ],
    wrong: [[call('apply_patch', { path: 'config/server.json', old: '"port": 8443', new: '"port": 8080' })]],
  }),
  calls({
    id: 'simple-read-lines',
    category: 'simple',
    ask: 'Show me lines 40 to 55 of lib/parser.py.',
    tools: [code.readLines],
    want: [call('read_lines', { path: path('lib/parser.py'), first: 40, last: 55 })],
    wrong: [[call('read_lines', { path: 'lib/parser.py', first: 40, last: 15 })]],
  }),
  calls({
    id: 'simple-commit',
    category: 'simple',
    ask: 'Commit all changes with the message "Fix rounding of totals".',
    tools: [code.gitCommit, code.gitPush],
    want: [call('git_commit', { message: 'Fix rounding of totals' })],
  }),
  calls({
    id: 'simple-weather',
    category: 'simple',
    ask: 'How warm is it in Lisbon right now?',
    tools: [world.getWeather, world.convertCurrency],
    want: [call('get_weather', { city: prose('Lisbon') })],
  }),
  calls({
    id: 'simple-timer',
    category: 'simple',
    ask: 'Set a timer for 90 seconds.',
    tools: [office.setTimer],
    want: [call('set_timer', { seconds: 90 })],
  }),
  calls({
    id: 'simple-currency',
    category: 'simple',
    ask: 'Convert 250 Swiss francs to Japanese yen.',
    tools: [world.convertCurrency],
    want: [call('convert_currency', { amount: 250, from: 'CHF', to: 'JPY' })],
    wrong: [[call('convert_currency', { amount: 250, from: 'JPY', to: 'CHF' })]],
  }),
  calls({
    id: 'simple-close-ticket',
    category: 'simple',
    ask: 'Ticket 318 is fixed. Close it.',
    tools: [office.closeTicket, office.sendMessage],
    want: [call('close_ticket', { id: 318, reason: 'fixed' })],
    wrong: [
      [call('close_ticket', { id: '318', reason: 'fixed' })],
      [call('close_ticket', { id: 318, reason: 'Fixed' })],
    ],
  }),
  calls({
    id: 'simple-light-off',
    category: 'simple',
    ask: 'Turn off the light in the garage.',
    tools: [home.setLight],
    want: [call('set_light', { room: 'garage', on: false })],
    wrong: [[call('set_light', { room: 'garage', on: true })]],
  }),
  calls({
    id: 'simple-vacuum',
    category: 'simple',
    ask: 'Let the robot clean the kitchen and the hall.',
    tools: [home.startVacuum],
    want: [call('start_vacuum', { rooms: setOf('kitchen', 'hall') })],
    wrong: [[call('start_vacuum', { rooms: 'kitchen' })]],
  }),
  calls({
    id: 'simple-scale',
    category: 'simple',
    ask: 'Let six copies of the service checkout run.',
    tools: [data.scaleService, data.getLogs],
    want: [call('scale_service', { service: 'checkout', replicas: 6 })],
  }),
  calls({
    id: 'simple-no-arguments',
    category: 'simple',
    ask: 'Which files have I changed since the last commit?',
    tools: [code.gitStatus, office.setTimer],
    want: [call('git_status')],
  }),
  calls({
    id: 'simple-describe-table',
    category: 'simple',
    ask: 'What columns does the table invoices have?',
    tools: [data.describeTable, data.deleteRows],
    want: [call('db.describe_table', { table: 'invoices' })],
  }),
  calls({
    id: 'simple-translate',
    category: 'simple',
    ask: 'Translate "Where is the station?" into Italian.',
    tools: [world.translate],
    want: [call('translate', { text: prose('Where is the station?'), to: 'it', from: maybe('en') })],
  }),
];
