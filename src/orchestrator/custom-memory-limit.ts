import os from 'node:os';

/** Code of somebody else's shall end before the kernel has to choose what to end. */
const SHARE = 0.8;

/** What a worker with a benchmark of the user's own may take where no limit was given, in bytes. */
export function customMemoryLimit(): number {
  const constrained = process.constrainedMemory();
  const total = os.totalmem();
  // Without a control group's limit the system answers 0 or a number above everything there is.
  const available = constrained > 0 && constrained < total ? constrained : total;
  return Math.floor(available * SHARE);
}
