import { describe, expect, it } from 'vitest';
import { EventQueue } from '../../src/library/event-queue.js';

async function collect<T>(events: AsyncIterable<T>): Promise<T[]> {
  const all: T[] = [];
  for await (const event of events) all.push(event);
  return all;
}

describe('an event queue', () => {
  it('gives each reader what comes after it began to read', async () => {
    const queue = new EventQueue<string>();
    queue.push('before');
    const first = queue.read();
    queue.push('one');
    const second = queue.read();
    queue.push('two');
    queue.end();
    expect(await collect(first)).toEqual(['one', 'two']);
    expect(await collect(second)).toEqual(['two']);
  });

  it('wakes a reader that waits', async () => {
    const queue = new EventQueue<number>();
    const all = collect(queue.read());
    await Promise.resolve();
    queue.push(1);
    await Promise.resolve();
    queue.push(2);
    queue.end();
    expect(await all).toEqual([1, 2]);
  });

  it('hands on a failure after the last event, also to a reader that comes late', async () => {
    const queue = new EventQueue<number>();
    const reader = queue.read();
    queue.push(1);
    queue.end({ error: new Error('broken') });
    expect((await reader.next()).value).toBe(1);
    await expect(reader.next()).rejects.toThrow('broken');
    await expect(collect(queue.read())).rejects.toThrow('broken');
  });
});
