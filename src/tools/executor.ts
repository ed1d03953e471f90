import type { JsonObject } from '../protocol/json.js';
import {
  addComment,
  cancelEvent,
  createEvent,
  findTickets,
  getTicket,
  listEvents,
  moveEvent,
  type Records,
  updateTicket,
} from './desk-tools.js';
import { applyPatch, listFiles, readFile, searchText, writeFile } from './file-tools.js';
import { runCommand } from './run-command.js';
import { openScratchFiles } from './scratch-files.js';
import { type PlainCall, textArgument, ToolRefusal, type ToolState } from './tool-state.js';
import { type FileStore, memoryFiles, WorkspaceFiles } from './workspace-files.js';

/** Characters of one result; what is longer is cut and says so. */
const MAX_RESULT = 4_000;

/** Runs calls one after the other on a world of its own. */
export interface Executor extends Disposable {
  /** The result as the model reads it; what a tool refuses begins with `error:`. Never throws for what a model asks. */
  run(call: PlainCall): string;
  /** The world as it is now. */
  state(): ToolState;
}

/** Runs calls in memory: a pure function of the state and the calls. What replaying and grading use. */
export function memoryExecutor(state: ToolState): Executor {
  return executorOver(state, { ...memoryFiles(state.files), [Symbol.dispose]: () => undefined });
}

/** Runs calls for real on files in a scratch folder that is removed with the executor. What asking uses. */
export function scratchExecutor(state: ToolState): Executor {
  return executorOver(state, openScratchFiles(state.files));
}

interface World {
  readonly files: WorkspaceFiles;
  readonly state: ToolState;
  readonly tickets: Records;
  readonly events: Records;
}

type Tool = (world: World, given: JsonObject) => string;

const TOOLS: ReadonlyMap<string, Tool> = new Map<string, Tool>([
  ['read_file', ({ files }, given) => readFile(files, given)],
  ['write_file', ({ files }, given) => writeFile(files, given)],
  ['list_files', ({ files }, given) => listFiles(files, given)],
  ['search_text', ({ files }, given) => searchText(files, given)],
  ['apply_patch', ({ files }, given) => applyPatch(files, given)],
  ['run_command', ({ files, state }, given) => runCommand(files, state.scripts, given)],
  ['ask_user', ({ state }, given) => askUser(state, given)],
  ['find_tickets', ({ tickets }, given) => findTickets(tickets, given)],
  ['get_ticket', ({ tickets }, given) => getTicket(tickets, given)],
  ['update_ticket', ({ tickets }, given) => updateTicket(tickets, given)],
  ['add_comment', ({ tickets }, given) => addComment(tickets, given)],
  ['list_events', ({ events }, given) => listEvents(events, given)],
  ['create_event', ({ events }, given) => createEvent(events, given)],
  ['move_event', ({ events }, given) => moveEvent(events, given)],
  ['cancel_event', ({ events }, given) => cancelEvent(events, given)],
]);

function executorOver(state: ToolState, store: FileStore & Disposable): Executor {
  const world: World = {
    files: new WorkspaceFiles(store),
    state,
    tickets: new Map(Object.entries(state.tickets)),
    events: new Map(Object.entries(state.events)),
  };
  return {
    run: (call) => bounded(resultOf(world, call)),
    state: () => ({
      ...state,
      files: Object.fromEntries(world.files.paths().map((path) => [path, world.files.read(path)])),
      tickets: Object.fromEntries(world.tickets),
      events: Object.fromEntries(world.events),
    }),
    [Symbol.dispose]: () => store[Symbol.dispose](),
  };
}

function resultOf(world: World, { name, arguments: given }: PlainCall): string {
  const tool = TOOLS.get(name);
  if (tool === undefined) return `error: there is no tool "${name.slice(0, 80)}"`;
  try {
    return tool(world, given);
  } catch (error) {
    if (error instanceof ToolRefusal) return `error: ${error.message}`;
    throw error;
  }
}

function askUser({ user }: ToolState, given: JsonObject): string {
  const question = textArgument(given, 'question').toLowerCase();
  const known = user.find(({ about }) => about.some((word) => question.includes(word.toLowerCase())));
  return known?.answer ?? 'I cannot tell you more than I did.';
}

function bounded(result: string): string {
  if (result.length <= MAX_RESULT) return result;
  return `${result.slice(0, MAX_RESULT)}\n(${result.length - MAX_RESULT} more characters)`;
}
