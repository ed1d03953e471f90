import type { ConversationItem } from './tool-call-item.js';
import { conversation } from './write-item.js';

const TICKETS = ['find_tickets', 'get_ticket', 'update_ticket', 'add_comment', 'ask_user'] as const;
const CALENDAR = ['list_events', 'create_event', 'move_event', 'cancel_event', 'ask_user'] as const;

const tickets = {
  T11: { title: 'Login page is blank', status: 'open', assignee: 'noor', priority: 'high' },
  T12: { title: 'Typo on login page', status: 'open', assignee: 'eli', priority: 'low' },
  T13: { title: 'Export takes minutes', status: 'in_progress', assignee: 'noor', priority: 'normal' },
  T14: { title: 'Old logo in footer', status: 'closed', assignee: 'eli', priority: 'low' },
};

const events = {
  E1: { title: 'Stand-up', date: '2026-04-14', start: '09:00', minutes: 15 },
  E2: { title: 'Design review', date: '2026-04-14', start: '11:00', minutes: 60 },
  E3: { title: 'Dentist', date: '2026-04-14', start: '15:30', minutes: 45 },
  E4: { title: 'Stand-up', date: '2026-04-15', start: '09:00', minutes: 15 },
};

/** Several exchanges over tickets and a calendar. */
export const DESK_CONVERSATIONS: readonly ConversationItem[] = [
  conversation({
    id: 'turns-ticket-by-title',
    tools: TICKETS,
    state: { tickets },
    turns: [
      {
        user: 'The ticket about the slow export is done. Close it.',
        reference: [
          { call: ['find_tickets', { text: 'export' }] },
          { call: ['update_ticket', { id: 'T13', status: 'closed' }] },
        ],
        closing: 'T13 is closed.',
      },
    ],
  }),
  conversation({
    id: 'turns-reassign-open',
    tools: TICKETS,
    state: { tickets },
    turns: [
      {
        user: 'Noor is ill. Give all of her tickets that are still open, but not those in progress, to eli.',
        reference: [
          { call: ['find_tickets', { assignee: 'noor', status: 'open' }] },
          { call: ['update_ticket', { id: 'T11', assignee: 'eli' }] },
        ],
        closing: 'T11 belongs to eli now.',
      },
    ],
    forbidden: [{ name: 'update_ticket', arguments: { id: { match: { kind: 'exact', value: 'T13' } } } }],
  }),
  conversation({
    id: 'turns-comment-and-raise',
    tools: TICKETS,
    state: { tickets },
    turns: [
      {
        user: 'Which open ticket has high priority?',
        reference: [{ call: ['find_tickets', { status: 'open', priority: 'high' }] }],
        closing: 'T11, "Login page is blank".',
      },
      {
        user: 'Set it to in progress and add the comment "Looking into it".',
        reference: [
          { call: ['update_ticket', { id: 'T11', status: 'in_progress' }] },
          { call: ['add_comment', { id: 'T11', text: 'Looking into it' }] },
        ],
        closing: 'Both are done.',
      },
    ],
    accept: [
      {
        at: ['tickets', 'T11', 'comments'],
        match: { kind: 'list', of: [{ kind: 'regex', pattern: '^looking into it\\.?$', ignoreCase: true }] },
      },
    ],
  }),
  conversation({
    id: 'turns-move-by-an-hour',
    tools: CALENDAR,
    state: { events },
    turns: [
      {
        user: 'Move the design review on 14 April 2026 back by an hour and a half, to later that day.',
        reference: [
          { call: ['list_events', { date: '2026-04-14' }] },
          { call: ['move_event', { id: 'E2', start: '12:30' }] },
        ],
        closing: 'It begins at 12:30 now.',
      },
    ],
  }),
  conversation({
    id: 'turns-cancel-one-of-two',
    tools: CALENDAR,
    state: { events },
    turns: [
      {
        user: 'Cancel the stand-up on 15 April 2026, but not the one of the day before.',
        reference: [{ call: ['list_events', { date: '2026-04-15' }] }, { call: ['cancel_event', { id: 'E4' }] }],
        closing: 'The stand-up of 15 April is cancelled.',
      },
    ],
    forbidden: [{ name: 'cancel_event', arguments: { id: { match: { kind: 'exact', value: 'E1' } } } }],
  }),
  conversation({
    id: 'turns-ask-length',
    tools: CALENDAR,
    state: {
      events,
      user: [{ about: ['long', 'minutes', 'length', 'duration', 'end', 'last'], answer: '40 minutes' }],
    },
    turns: [
      {
        user: 'Create an event "Budget" on 2026-04-16 at 10:00. Use ask_user to learn how long it is to last.',
        reference: [
          { call: ['ask_user', { question: 'How long shall it last?' }], must: true },
          { call: ['create_event', { title: 'Budget', date: '2026-04-16', start: '10:00', minutes: 40 }] },
        ],
        closing: 'Budget is in the calendar, for 40 minutes.',
      },
    ],
  }),
  conversation({
    id: 'turns-copy-event',
    tools: CALENDAR,
    state: { events },
    turns: [
      {
        user: 'What do I have on 14 April 2026 in the afternoon?',
        reference: [{ call: ['list_events', { date: '2026-04-14' }], must: true }],
        closing: 'The dentist, at 15:30, for 45 minutes.',
      },
      {
        user: 'Enter the same once more, one week later, at the same time and for as long.',
        reference: [{ call: ['create_event', { title: 'Dentist', date: '2026-04-21', start: '15:30', minutes: 45 }] }],
        closing: 'It is entered for 21 April.',
      },
    ],
  }),
];
