import type { SingleItem } from './tool-call-item.js';
import * as code from './tools/code-tools.js';
import * as data from './tools/data-tools.js';
import * as home from './tools/home-tools.js';
import * as office from './tools/office-tools.js';
import * as world from './tools/world-tools.js';
import { call, calls, path, prose } from './write-item.js';

/** Several independent calls in one answer. */
export const PARALLEL: readonly SingleItem[] = [
  calls({
    id: 'parallel-read-two',
    category: 'parallel',
    ask: 'Read both src/client.ts and src/server.ts.',
    tools: [code.readFile, code.listFiles],
    want: [call('read_file', { path: path('src/client.ts') }), call('read_file', { path: path('src/server.ts') })],
  }),
  calls({
    id: 'parallel-weather-three',
    category: 'parallel',
    ask: 'Compare the present weather in Oslo, Madrid and Athens.',
    tools: [world.getWeather, world.getForecast],
    want: ['Oslo', 'Madrid', 'Athens'].map((city) => call('get_weather', { city: prose(city) })),
  }),
  calls({
    id: 'parallel-search-and-list',
    category: 'parallel',
    ask: 'List the files of the folder migrations, and find all lines that have the text DROP TABLE.',
    tools: code.AGENT,
    want: [call('list_files', { path: path('migrations') }), call('search_text', { text: 'DROP TABLE' })],
  }),
  calls({
    id: 'parallel-lights',
    category: 'parallel',
    ask: 'Bedroom light on at 30 percent, kitchen light off.',
    tools: [home.setLight, home.setBlinds],
    want: [
      call('set_light', { room: 'bedroom', on: true, brightness: 30 }),
      call('set_light', { room: 'kitchen', on: false }),
    ],
    wrong: [
      [
        call('set_light', { room: 'bedroom', on: true }),
        call('set_light', { room: 'kitchen', on: false, brightness: 30 }),
      ],
    ],
  }),
  calls({
    id: 'parallel-two-tools',
    category: 'parallel',
    ask: 'What time is it in Tokyo, and how is the air there?',
    tools: [world.getTime, world.getAirQuality, world.getWeather],
    want: [call('get_time', { city: prose('Tokyo') }), call('get_air_quality', { city: prose('Tokyo') })],
  }),
  calls({
    id: 'parallel-currencies',
    category: 'parallel',
    ask: 'I have 80 US dollars and 120 euros. What is each worth in British pounds?',
    tools: [world.convertCurrency, world.calculate],
    want: [
      call('convert_currency', { amount: 80, from: 'USD', to: 'GBP' }),
      call('convert_currency', { amount: 120, from: 'EUR', to: 'GBP' }),
    ],
    wrong: [
      [
        call('convert_currency', { amount: 120, from: 'USD', to: 'GBP' }),
        call('convert_currency', { amount: 80, from: 'EUR', to: 'GBP' }),
      ],
    ],
  }),
  calls({
    id: 'parallel-tickets',
    category: 'parallel',
    ask: 'Give tickets 12 and 15 to lena, and ticket 13 to omar.',
    tools: [office.assignTicket, office.closeTicket],
    want: [
      call('assign_ticket', { id: 12, user: 'lena' }),
      call('assign_ticket', { id: 15, user: 'lena' }),
      call('assign_ticket', { id: 13, user: 'omar' }),
    ],
    wrong: [
      [
        call('assign_ticket', { id: 12, user: 'lena' }),
        call('assign_ticket', { id: 13, user: 'lena' }),
        call('assign_ticket', { id: 15, user: 'omar' }),
      ],
    ],
  }),
  calls({
    id: 'parallel-all-but-one',
    category: 'parallel',
    ask: 'We have the services auth, search, mail and web. Restart all of them except mail.',
    tools: [data.restartService, data.stopService],
    want: ['auth', 'search', 'web'].map((service) => call('restart_service', { service })),
    wrong: [['auth', 'search', 'mail', 'web'].map((service) => call('restart_service', { service }))],
  }),
  calls({
    id: 'parallel-same-call-for-two-rooms',
    category: 'parallel',
    ask: 'Measure the humidity in the cellar and in the attic, and the temperature in the attic.',
    tools: [home.readSensor],
    want: [
      call('read_sensor', { kind: 'humidity', room: prose('cellar') }),
      call('read_sensor', { kind: 'humidity', room: prose('attic') }),
      call('read_sensor', { kind: 'temperature', room: prose('attic') }),
    ],
  }),
  calls({
    id: 'parallel-reminders',
    category: 'parallel',
    ask: 'Remind me on 4 May 2026 at 8:00 to "water the plants" and on 6 May 2026 at 17:30 to "call the bank".',
    tools: [office.addReminder, office.setAlarm],
    want: [
      call('add_reminder', { text: prose('water the plants'), at: '2026-05-04T08:00' }),
      call('add_reminder', { text: prose('call the bank'), at: '2026-05-06T17:30' }),
    ],
    wrong: [
      [
        call('add_reminder', { text: 'water the plants', at: '2026-05-04T08:00' }),
        call('add_reminder', { text: 'call the bank', at: '2026-06-05T17:30' }),
      ],
    ],
  }),
  calls({
    id: 'parallel-ordered-files',
    category: 'parallel',
    ask: 'First copy data.db to data.bak, and after that delete data.db. Make both calls now, in this order.',
    tools: [code.copyFile, code.deleteFile, code.moveFile],
    want: [
      call('copy_file', { from: path('data.db'), to: path('data.bak') }),
      call('delete_file', { path: path('data.db') }),
    ],
    ordered: true,
    wrong: [[call('delete_file', { path: 'data.db' }), call('copy_file', { from: 'data.db', to: 'data.bak' })]],
  }),
  calls({
    id: 'parallel-ordered-stop-start',
    category: 'parallel',
    ask: 'The service billing must be stopped before its version 2.3.1 goes to staging. Make the calls in that order.',
    tools: [data.stopService, data.deploy, data.restartService],
    want: [
      call('stop_service', { service: 'billing' }),
      call('deploy', { service: 'billing', version: '2.3.1', environment: 'staging' }),
    ],
    ordered: true,
    wrong: [
      [
        call('deploy', { service: 'billing', version: '2.3.1', environment: 'staging' }),
        call('stop_service', { service: 'billing' }),
      ],
    ],
  }),
  calls({
    id: 'parallel-packages',
    category: 'parallel',
    ask: 'Install zod, and install vitest as something we need only for development. Also remove moment.',
    tools: [code.installPackage, code.removePackage, code.runCommand],
    want: [
      call('install_package', { name: 'zod' }),
      call('install_package', { name: 'vitest', dev: true }),
      call('remove_package', { name: 'moment' }),
    ],
    wrong: [
      [
        call('install_package', { name: 'zod', dev: true }),
        call('install_package', { name: 'vitest', dev: true }),
        call('remove_package', { name: 'moment' }),
      ],
    ],
  }),
  calls({
    id: 'parallel-five-shares',
    category: 'parallel',
    ask: 'Prices of these shares, please: SAP, NVDA, MSFT, ASML, TSM.',
    tools: [world.getStock, world.convertCurrency],
    want: ['SAP', 'NVDA', 'MSFT', 'ASML', 'TSM'].map((symbol) => call('get_stock_price', { symbol })),
  }),
  calls({
    id: 'parallel-units',
    category: 'parallel',
    ask: 'The recipe wants 2 pounds of flour and an oven of 375 degrees Fahrenheit. Convert them to kilograms and Celsius.',
    tools: [world.convertUnit, world.calculate],
    want: [
      call('convert_unit', { value: 2, from: 'pound', to: 'kg' }),
      call('convert_unit', { value: 375, from: 'fahrenheit', to: 'celsius' }),
    ],
  }),
  calls({
    id: 'parallel-message-and-close',
    category: 'parallel',
    ask: 'Close ticket 901, which nobody can reproduce, and post "901 is closed" in the channel #support.',
    tools: [office.closeTicket, office.sendMessage, office.sendDirect, office.commentTicket],
    want: [
      call('close_ticket', { id: 901, reason: 'not_reproducible' }),
      call('send_message', { channel: '#support', text: prose('901 is closed') }),
    ],
    wrong: [
      [
        call('close_ticket', { id: 901, reason: 'wont_fix' }),
        call('send_message', { channel: '#support', text: '901 is closed' }),
      ],
    ],
  }),
];
