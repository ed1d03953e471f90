import { isJsonObject, type JsonObject } from '../protocol/json.js';
import { countArgument, optionalText, textArgument, ToolRefusal } from './tool-state.js';

/** Records by their ids, as tools change them. */
export type Records = Map<string, JsonObject>;

/** Tickets whose members are as asked for, as a list of ids and titles. */
export function findTickets(tickets: Records, given: JsonObject): string {
  const text = optionalText(given, 'text')?.toLowerCase();
  const wanted = (['status', 'assignee', 'priority'] as const).map(
    (name) => [name, optionalText(given, name)] as const,
  );
  const found = [...tickets].filter(
    ([, ticket]) =>
      wanted.every(([name, value]) => value === undefined || ticket[name] === value) &&
      (text === undefined || titleOf(ticket).toLowerCase().includes(text)),
  );
  return JSON.stringify(found.map(([id, { title = '' }]) => ({ id, title })));
}

export function getTicket(tickets: Records, given: JsonObject): string {
  const id = textArgument(given, 'id');
  return JSON.stringify({ id, ...recordOf(tickets, id) });
}

/** Sets the members that are given. */
export function updateTicket(tickets: Records, given: JsonObject): string {
  const id = textArgument(given, 'id');
  const ticket = recordOf(tickets, id);
  const changes = Object.entries(given).filter(([name]) => ['status', 'assignee', 'priority'].includes(name));
  if (changes.length === 0) throw new ToolRefusal('nothing to change was given');
  tickets.set(id, { ...ticket, ...Object.fromEntries(changes) });
  return JSON.stringify({ id, ...tickets.get(id) });
}

export function addComment(tickets: Records, given: JsonObject): string {
  const id = textArgument(given, 'id');
  const ticket = recordOf(tickets, id);
  const comments = Array.isArray(ticket['comments']) ? ticket['comments'] : [];
  tickets.set(id, { ...ticket, comments: [...(comments as readonly string[]), textArgument(given, 'text')] });
  return `commented on ${id}`;
}

/** Events of a day, in the order of their start. */
export function listEvents(events: Records, given: JsonObject): string {
  const date = textArgument(given, 'date');
  const found = [...events].filter(([, event]) => event['date'] === date).map(([id, event]) => ({ id, ...event }));
  return JSON.stringify(found.sort((a, b) => (startOf(a) < startOf(b) ? -1 : 1)));
}

/** A new event; its id follows the highest one. */
export function createEvent(events: Records, given: JsonObject): string {
  const event = {
    title: textArgument(given, 'title'),
    date: textArgument(given, 'date'),
    start: textArgument(given, 'start'),
    minutes: countArgument(given, 'minutes'),
  };
  const highest = Math.max(0, ...[...events.keys()].map((id) => Number(id.slice(1))).filter(Number.isFinite));
  const id = `E${highest + 1}`;
  events.set(id, event);
  return JSON.stringify({ id, ...event });
}

export function moveEvent(events: Records, given: JsonObject): string {
  const id = textArgument(given, 'id');
  const event = recordOf(events, id);
  const [date, start] = [optionalText(given, 'date'), optionalText(given, 'start')];
  if (date === undefined && start === undefined) throw new ToolRefusal('neither a date nor a start was given');
  events.set(id, { ...event, ...(date === undefined ? {} : { date }), ...(start === undefined ? {} : { start }) });
  return JSON.stringify({ id, ...events.get(id) });
}

export function cancelEvent(events: Records, given: JsonObject): string {
  const id = textArgument(given, 'id');
  recordOf(events, id);
  events.delete(id);
  return `cancelled ${id}`;
}

function recordOf(records: Records, id: string): JsonObject {
  const record = records.get(id);
  if (!isJsonObject(record)) throw new ToolRefusal(`there is no "${id}"`);
  return record;
}

function titleOf({ title }: JsonObject): string {
  return typeof title === 'string' ? title : '';
}

function startOf(event: JsonObject): string {
  return typeof event['start'] === 'string' ? event['start'] : '';
}
