import type { ToolDefinition } from '../protocol/chat.js';
import { defineTool, text, whole } from './define-tool.js';

/** The tools that can be run, as models are told of them. */
export const RUNNABLE_TOOLS: readonly ToolDefinition[] = [
  defineTool('read_file', 'Read a text file of the workspace.', { path: text('Relative path') }),
  defineTool('write_file', 'Write a text file of the workspace, replacing what was there.', {
    path: text('Relative path'),
    content: text('The whole new content'),
  }),
  defineTool('list_files', 'List the files of the workspace or of a folder in it.', {
    'path?': text('Folder; all files without it'),
  }),
  defineTool('search_text', 'Find the lines that hold a text (no pattern).', {
    text: text('Text to look for'),
    'path?': text('File or folder; everywhere without it'),
  }),
  defineTool(
    'run_command',
    'Run one command in the workspace: ls, cat, wc -l, head, tail, sort, grep, cp, mv, rm, or a script of the project. No pipes.',
    {
      command: text('The command with its arguments'),
    },
  ),
  defineTool('apply_patch', 'Replace a text that stands exactly once in a file.', {
    path: text('Relative path'),
    old: text('The text as it stands in the file'),
    new: text('The text to put in its place'),
  }),
  defineTool('ask_user', 'Ask the user a question and get the answer.', { question: text('The question') }),
  defineTool('find_tickets', 'Find tickets; every filter that is given must fit.', {
    'text?': text('Words of the title'),
    'status?': text('State', ['open', 'in_progress', 'closed']),
    'assignee?': text('User name'),
    'priority?': text('Priority', ['low', 'normal', 'high']),
  }),
  defineTool('get_ticket', 'Get a ticket in full.', { id: text('Id of the ticket') }),
  defineTool('update_ticket', 'Change a ticket; what is not given stays.', {
    id: text('Id of the ticket'),
    'status?': text('State', ['open', 'in_progress', 'closed']),
    'assignee?': text('User name'),
    'priority?': text('Priority', ['low', 'normal', 'high']),
  }),
  defineTool('add_comment', 'Add a comment to a ticket.', { id: text('Id of the ticket'), text: text('The comment') }),
  defineTool('list_events', 'List the events of a day.', { date: text('Day as YYYY-MM-DD') }),
  defineTool('create_event', 'Create an event.', {
    title: text('Title'),
    date: text('Day as YYYY-MM-DD'),
    start: text('Start as HH:MM, 24 hours'),
    minutes: whole('Length in minutes', { minimum: 1 }),
  }),
  defineTool('move_event', 'Move an event; what is not given stays.', {
    id: text('Id of the event'),
    'date?': text('New day as YYYY-MM-DD'),
    'start?': text('New start as HH:MM, 24 hours'),
  }),
  defineTool('cancel_event', 'Cancel an event.', { id: text('Id of the event') }),
];

/** The definitions of some of them, in this order. @throws Error for a name that none has. */
export function runnableTools(names: readonly string[]): ToolDefinition[] {
  return names.map((name) => {
    const found = RUNNABLE_TOOLS.find((one) => one.name === name);
    if (found === undefined) throw new Error(`No tool "${name}" can be run.`);
    return found;
  });
}
