import type { SingleItem } from './tool-call-item.js';
import * as data from './tools/data-tools.js';
import * as home from './tools/home-tools.js';
import * as office from './tools/office-tools.js';
import * as world from './tools/world-tools.js';
import { call, calls, inOrder, maybe, path, prose, setOf, shaped } from './write-item.js';

/** Arguments that hold objects and lists. */
export const NESTED: readonly SingleItem[] = [
  calls({
    id: 'nested-contact',
    category: 'nested',
    ask: 'Save a contact: Ines Moura, mobile 0151 223344, work 030 998877, lives at Lindenweg 4 in Potsdam, postal code 14467.',
    tools: [office.addContact, office.findContact],
    want: [
      call('add_contact', {
        name: 'Ines Moura',
        phones: setOf({ kind: 'mobile', number: '0151 223344' }, { kind: 'work', number: '030 998877' }),
        address: { street: 'Lindenweg 4', city: 'Potsdam', zip: '14467' },
      }),
    ],
    wrong: [
      [
        call('add_contact', {
          name: 'Ines Moura',
          phones: [
            { kind: 'mobile', number: '0151 223344' },
            { kind: 'work', number: '030 998877' },
          ],
          address: { street: 'Lindenweg 4', city: 'Potsdam', zip: 14467 },
        }),
      ],
    ],
  }),
  calls({
    id: 'nested-contact-no-zip',
    category: 'nested',
    ask: 'Add Tom Reyes to my contacts. His home number is 555-0142 and he lives at 9 Harbour Road, Cork.',
    tools: [office.addContact],
    want: [
      call('add_contact', {
        name: 'Tom Reyes',
        phones: [{ kind: 'home', number: '555-0142' }],
        address: { street: '9 Harbour Road', city: 'Cork' },
      }),
    ],
    wrong: [
      [
        call('add_contact', {
          name: 'Tom Reyes',
          phones: { kind: 'home', number: '555-0142' },
          address: { street: '9 Harbour Road', city: 'Cork' },
        }),
      ],
    ],
  }),
  calls({
    id: 'nested-flight-family',
    category: 'nested',
    ask: 'Find flights from HAM to LIS on 2026-07-10, back on 2026-07-24, for two adults and one child.',
    tools: [world.searchFlights, world.bookHotel],
    want: [
      call('search_flights', {
        from: 'HAM',
        to: 'LIS',
        date: '2026-07-10',
        return_date: '2026-07-24',
        passengers: { adults: 2, children: 1 },
      }),
    ],
    wrong: [
      [
        call('search_flights', {
          from: 'HAM',
          to: 'LIS',
          date: '2026-07-10',
          return_date: '2026-07-24',
          passengers: { adults: 3 },
        }),
      ],
    ],
  }),
  calls({
    id: 'nested-flight-business',
    category: 'nested',
    ask: 'One person, one way, ZRH to SIN on 2026-09-01, in business class.',
    tools: [world.searchFlights],
    want: [
      call('search_flights', {
        from: 'ZRH',
        to: 'SIN',
        date: '2026-09-01',
        passengers: shaped({ adults: 1, children: maybe(0) }),
        cabin: 'business',
      }),
    ],
  }),
  calls({
    id: 'nested-query-filters',
    category: 'nested',
    ask: 'From the table orders, give me id and total of the orders whose status is paid and whose total is at least 100, the highest total first.',
    tools: [data.queryRows, data.countRows],
    want: [
      call('db.query', {
        table: 'orders',
        columns: setOf('id', 'total'),
        where: setOf({ column: 'status', op: '=', value: 'paid' }, { column: 'total', op: '>=', value: 100 }),
        order_by: { column: 'total', direction: 'desc' },
      }),
    ],
    wrong: [
      [
        call('db.query', {
          table: 'orders',
          columns: ['id', 'total'],
          where: [
            { column: 'status', op: '=', value: 'paid' },
            { column: 'total', op: '>', value: 100 },
          ],
          order_by: { column: 'total', direction: 'desc' },
        }),
      ],
    ],
  }),
  calls({
    id: 'nested-query-null',
    category: 'nested',
    ask: 'Which rows of the table users have null in the column email? At most 20 rows, all columns.',
    tools: [data.queryRows, data.deleteRows],
    want: [call('db.query', { table: 'users', where: [{ column: 'email', op: '=', value: null }], limit: 20 })],
    wrong: [[call('db.query', { table: 'users', where: [{ column: 'email', op: '=', value: 'null' }], limit: 20 })]],
  }),
  calls({
    id: 'nested-update',
    category: 'nested',
    ask: 'In the table products, set price to 19.5 and active to true for the product with sku "B-77".',
    tools: [data.updateRows, data.insertRow, data.deleteRows],
    want: [call('db.update', { table: 'products', set: { price: 19.5, active: true }, where: { sku: 'B-77' } })],
    wrong: [[call('db.update', { table: 'products', set: { price: '19.5', active: true }, where: { sku: 'B-77' } })]],
  }),
  calls({
    id: 'nested-insert',
    category: 'nested',
    ask: 'Insert a row into the table tags: name is "urgent", color is "red", position is 3.',
    tools: [data.insertRow, data.updateRows],
    want: [call('db.insert', { table: 'tags', values: { name: 'urgent', color: 'red', position: 3 } })],
    wrong: [[call('db.insert', { table: 'tags', values: { name: 'urgent', color: 'red', position: '3' } })]],
  }),
  calls({
    id: 'nested-alert',
    category: 'nested',
    ask: 'Warn #oncall and #web when the latency of the service gateway has been above 800 milliseconds for 10 minutes.',
    tools: [data.createAlert, data.getMetrics],
    want: [
      call('create_alert', {
        service: 'gateway',
        condition: { metric: 'latency', operator: 'above', threshold: 800, for_minutes: 10 },
        notify: setOf('#oncall', '#web'),
      }),
    ],
    wrong: [
      [
        call('create_alert', {
          service: 'gateway',
          condition: { metric: 'latency', operator: 'above', threshold: 0.8, for_minutes: 10 },
          notify: ['#oncall', '#web'],
        }),
      ],
    ],
  }),
  calls({
    id: 'nested-alert-default',
    category: 'nested',
    ask: 'Tell #ops when the service mailer uses more than 90 percent of its CPU for the usual time.',
    tools: [data.createAlert, data.scaleService],
    want: [
      call('create_alert', {
        service: 'mailer',
        condition: shaped({ metric: 'cpu', operator: 'above', threshold: 90, for_minutes: maybe(5) }),
        notify: ['#ops'],
      }),
    ],
  }),
  calls({
    id: 'nested-scene',
    category: 'nested',
    ask: 'Save a scene named cinema: projector on, ceiling lamp off, floor lamp on at 15 percent.',
    tools: [home.createScene, home.setLight],
    want: [
      call('create_scene', {
        name: prose('cinema'),
        devices: setOf(
          { device: 'projector', state: 'on' },
          { device: 'ceiling lamp', state: 'off' },
          { device: 'floor lamp', state: 'on', level: 15 },
        ),
      }),
    ],
  }),
  calls({
    id: 'nested-rule-below',
    category: 'nested',
    ask: 'Whenever the sensor greenhouse_temp falls under 4.5, switch on the device heater.',
    tools: [home.createRule, home.setThermostat],
    want: [
      call('create_rule', {
        when: { sensor: 'greenhouse_temp', operator: 'below', value: 4.5 },
        action: { device: 'heater', state: 'on' },
      }),
    ],
    wrong: [
      [
        call('create_rule', {
          when: { sensor: 'greenhouse_temp', operator: 'above', value: 4.5 },
          action: { device: 'heater', state: 'on' },
        }),
      ],
    ],
  }),
  calls({
    id: 'nested-crop',
    category: 'nested',
    ask: 'Cut a square of 300 pixels out of team.png. Its upper left corner is 40 pixels from the left edge and 25 from the top.',
    tools: [world.cropImage, world.resizeImage],
    want: [call('crop_image', { path: path('team.png'), box: { left: 40, top: 25, width: 300, height: 300 } })],
    wrong: [[call('crop_image', { path: 'team.png', box: { left: 25, top: 40, width: 300, height: 300 } })]],
  }),
  calls({
    id: 'nested-ordered-scene',
    category: 'nested',
    ask: 'Save a scene named "leave". The devices in this very order: first oven off, then lamp off, then camera on.',
    tools: [home.createScene],
    want: [
      call('create_scene', {
        name: prose('leave'),
        devices: inOrder(
          { device: 'oven', state: 'off' },
          { device: 'lamp', state: 'off' },
          { device: 'camera', state: 'on' },
        ),
      }),
    ],
    wrong: [
      [
        call('create_scene', {
          name: 'leave',
          devices: [
            { device: 'camera', state: 'on' },
            { device: 'lamp', state: 'off' },
            { device: 'oven', state: 'off' },
          ],
        }),
      ],
    ],
  }),
];
