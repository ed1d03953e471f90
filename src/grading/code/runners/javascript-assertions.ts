import { JAVASCRIPT_LOADING } from './javascript-loading.js';
import { JAVASCRIPT_VALUES } from './javascript-values.js';

/**
 * Runs assertions over a candidate in JavaScript, and counts them. Node's `assert` is taken and frozen before the candidate
 * is loaded; the tests stand in a function of their own, where the candidate's names do not reach.
 */
export const JAVASCRIPT_ASSERTIONS = `'use strict';${JAVASCRIPT_VALUES}${JAVASCRIPT_LOADING}${String.raw`
const assert = require('node:assert');
const strict = assert.strict;
const { apply } = Reflect;
let ran = 0;
function counting(target) {
  const wrapped = (...args) => { ran++; send({ beat: true }); return apply(target, undefined, args); };
  for (const [name, value] of Object.entries(target)) {
    wrapped[name] = typeof value !== 'function' || name === 'AssertionError' || name === 'strict' ? value : (...args) => { ran++; send({ beat: true }); return apply(value, target, args); };
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
async function main() {
  send({ begin: true });
  const { source: tests } = job.tests;
  delete job.tests;
  const text = job.language === 'typescript' ? stripped(tests, 'tests.ts') : tests;
  const script = new vm.Script('(function (require, module, exports, ' + job.entryPoint + ') {' + text + '\n})', { filename: 'tests.js' });
  let subject;
  try { subject = await loadProgram(job.source, job.entryPoint); } catch (error) { failedToLoad(error); }
  if (typeof subject !== 'function') endWith({ missing: true });
  const module = { exports: {} };
  try { await script.runInThisContext()(requireForTests, module, module.exports, subject); } catch (error) {
    send({ ran, failed: thrown(error) });
    endWith({ end: true });
  }
  send({ ran });
  endWith({ end: true });
}
main();
`}`;
