import { defineTool, flag, listOf, preset, shape, text, whole } from '../../../../src/tools/define-tool.js';

export const createEvent = defineTool('calendar.create_event', 'Create an event in the calendar.', {
  title: text('Title'),
  date: text('Day as YYYY-MM-DD'),
  start: text('Start as HH:MM, 24 hours'),
  minutes: whole('Length in minutes', { minimum: 1 }),
  'guests?': listOf(text('E-mail address'), 'Who is invited'),
  'location?': text('Place'),
});
export const listEvents = defineTool('calendar.list_events', 'List the events of a day.', {
  date: text('Day as YYYY-MM-DD'),
});
export const cancelEvent = defineTool('calendar.cancel_event', 'Cancel an event.', {
  event_id: text('Id of the event'),
  'notify?': preset(flag('Tell the guests'), true),
});
export const findFreeTime = defineTool('calendar.find_free_time', 'Find a time at which all are free.', {
  people: listOf(text('User name'), 'Who must be free'),
  date: text('Day as YYYY-MM-DD'),
  minutes: whole('Length in minutes', { minimum: 1 }),
});

export const addReminder = defineTool('add_reminder', 'Remind the user once, at a day and a time.', {
  text: text('What to be reminded of'),
  at: text('Moment as YYYY-MM-DDTHH:MM'),
});
export const setTimer = defineTool('set_timer', 'Ring after a while.', {
  seconds: whole('Seconds from now', { minimum: 1 }),
  'label?': text('What it is for'),
});
export const setAlarm = defineTool('set_alarm', 'Ring at a time of the day, perhaps every week.', {
  time: text('HH:MM, 24 hours'),
  'days?': listOf(
    text('Day', ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun']),
    'Days on which it repeats; once without it',
  ),
});
export const addTodo = defineTool('add_todo', 'Add an entry to a to-do list.', {
  title: text('What is to be done'),
  'list?': preset(text('Name of the list'), 'inbox'),
  'priority?': preset(text('Priority', ['low', 'normal', 'high']), 'normal'),
});

export const sendEmail = defineTool('send_email', 'Send an e-mail.', {
  to: listOf(text('E-mail address'), 'Receivers'),
  subject: text('Subject'),
  body: text('Text'),
  'cc?': listOf(text('E-mail address'), 'Receivers of a copy'),
});
export const searchEmail = defineTool('search_email', 'Find e-mails; every filter that is given must fit.', {
  'from?': text('E-mail address of the sender'),
  'subject?': text('Text in the subject'),
  'after?': text('Only later than this day, YYYY-MM-DD'),
  'unread?': flag('Only unread ones, or only read ones'),
});
export const archiveEmail = defineTool('archive_email', 'Move an e-mail into the archive.', {
  id: text('Id of the e-mail'),
});
export const deleteEmail = defineTool('delete_email', 'Delete an e-mail for good.', { id: text('Id of the e-mail') });
export const sendMessage = defineTool('send_message', 'Post a message in a chat channel.', {
  channel: text('Channel, with #'),
  text: text('Message'),
});
export const sendDirect = defineTool('send_direct_message', 'Send a chat message to one person.', {
  user: text('User name'),
  text: text('Message'),
});

export const createTicket = defineTool('create_ticket', 'Open a ticket.', {
  title: text('Title'),
  kind: text('Kind', ['bug', 'feature', 'question']),
  'priority?': preset(text('Priority', ['low', 'normal', 'high', 'urgent']), 'normal'),
  'labels?': listOf(text('Label'), 'Labels'),
  'assignee?': text('User name'),
});
export const closeTicket = defineTool('close_ticket', 'Close a ticket.', {
  id: whole('Number of the ticket'),
  reason: text('Why', ['fixed', 'duplicate', 'wont_fix', 'not_reproducible']),
  'duplicate_of?': whole('Of a duplicate: the ticket that stays'),
});
export const assignTicket = defineTool('assign_ticket', 'Give a ticket to someone.', {
  id: whole('Number of the ticket'),
  user: text('User name'),
});
export const commentTicket = defineTool('comment_ticket', 'Comment on a ticket.', {
  id: whole('Number of the ticket'),
  text: text('Comment'),
});
export const searchTickets = defineTool('search_tickets', 'Find tickets; every filter that is given must fit.', {
  'state?': text('State', ['open', 'closed']),
  'labels?': listOf(text('Label'), 'All of these'),
  'assignee?': text('User name'),
  'created_before?': text('YYYY-MM-DD'),
});

export const addContact = defineTool('add_contact', 'Save a contact.', {
  name: text('Full name'),
  'phones?': listOf(
    shape({ kind: text('Kind', ['home', 'work', 'mobile']), number: text('Number as it was given') }),
    'Telephone numbers',
  ),
  'address?': shape({ street: text('Street and house number'), city: text('City'), 'zip?': text('Postal code') }),
});
export const findContact = defineTool('find_contact', 'Find a contact by name.', { name: text('Name or part of it') });
