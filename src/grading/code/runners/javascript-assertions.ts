import { JAVASCRIPT_LOADING } from './javascript-loading.js';
import { JAVASCRIPT_VALUES } from './javascript-values.js';

/**
 * Runs assertions over a candidate in JavaScript, and counts them. A dry run only finds the calls that they make. Where the
 * job tells what the candidate gave, its calls are answered with that and no program of its is loaded; a call that is not
 * told of ends the run with what was asked. Otherwise the candidate is loaded beside the tests: Node's `assert` is taken and
 * frozen before, and the tests stand in a function of their own, where the candidate's names do not reach.
 */
export const JAVASCRIPT_ASSERTIONS = `'use strict';${JAVASCRIPT_VALUES}${JAVASCRIPT_LOADING}${String.raw`
const assert = require('node:assert');
const strict = assert.strict;
const { apply } = Reflect;
let ran = 0;
function made(assertion, owner, args) {
  ran++;
  send({ beat: true });
  if (job.dry !== true) return apply(assertion, owner, args);
  try { return apply(assertion, owner, args); } catch {}
}
function counting(target) {
  const wrapped = (...args) => made(target, undefined, args);
  for (const [name, value] of Object.entries(target)) {
    wrapped[name] = typeof value !== 'function' || name === 'AssertionError' || name === 'strict' ? value : (...args) => made(value, target, args);
  }
  return wrapped;
}
const plain = counting(assert);
plain.strict = counting(strict);
for (const each of [assert, strict, plain, plain.strict, assert.AssertionError, assert.AssertionError.prototype]) Object.freeze(each);
const requireForTests = (name) => {
  const bare = name.replace(/^node:/, '');
  return bare === 'assert' ? plain : bare === 'assert/strict' ? plain.strict : requireHere(name);
};
const calls = [];
function recording(...args) { calls.push(args.map((each) => encode(each))); }
function errorLike({ names, message }) {
  const known = names.map((name) => globalThis[name]).find((each) => typeof each === 'function' && (each === Error || each.prototype instanceof Error));
  if (known === undefined) return message;
  const error = new known(message);
  if (names[0] !== known.name) error.name = names[0];
  return error;
}
function replayed(told) {
  let at = 0;
  return (...args) => {
    send({ beat: true });
    const asked = args.map((each) => encode(each));
    const call = told[at++];
    if (call === undefined || stringify(call.args) !== stringify(asked)) endWith({ asked, at: at - 1 });
    if (call.outcome.threw !== undefined) throw errorLike(call.outcome.threw);
    return decode(call.outcome.value);
  };
}
async function main() {
  send({ begin: true });
  const { source: tests } = job.tests;
  delete job.tests;
  const text = job.language === 'typescript' ? stripped(tests, 'tests.ts') : tests;
  const script = new vm.Script('(function (require, module, exports, ' + job.entryPoint + ') {' + text + '\n})', { filename: 'tests.js' });
  let subject;
  if (job.dry === true) subject = recording;
  else if (job.told !== undefined) subject = replayed(job.told);
  else {
    try { subject = await loadProgram(job.source, job.entryPoint); } catch (error) { failedToLoad(error); }
    if (typeof subject !== 'function') endWith({ missing: true });
  }
  const module = { exports: {} };
  try { await script.runInThisContext()(requireForTests, module, module.exports, subject); } catch (error) {
    if (job.dry === true) endWith({ calls });
    send({ ran, failed: thrown(error) });
    endWith({ end: true });
  }
  if (job.dry === true) endWith({ calls });
  send({ ran });
  endWith({ end: true });
}
main();
`}`;
