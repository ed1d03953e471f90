/**
 * JavaScript for the sandbox: the start of every runner, the channel to the judge, and loading a candidate. The channel's
 * token and functions are out of reach of a candidate that replaces what it can reach.
 */
export const JAVASCRIPT_LOADING = String.raw`
const fs = require('node:fs');
const vm = require('node:vm');
const path = require('node:path');
const { createRequire } = require('node:module');
const { writeSync } = fs;
const job = parse(fs.readFileSync(0, 'utf8'));
const { token } = job;
delete job.token;
const bytesOf = Buffer.from;
function send(message) {
  const bytes = bytesOf(token + ' ' + stringify(message) + '\n', 'utf8');
  for (let at = 0; at < bytes.length; ) at += writeSync(3, bytes, at, bytes.length - at);
}
const exitNow = process.reallyExit.bind(process);
function endWith(message) { send(message); exitNow(0); }
const requireHere = createRequire(path.join(process.cwd(), 'candidate.cjs'));
function stripped(source, name) {
  const transform = require('./transform.cjs');
  const { code, error } = transform({ source, filename: name, ts: true, interopDefault: true });
  if (error !== undefined) throw notParsed(error);
  return code;
}
const unparsed = new WeakSet();
function notParsed(error) {
  const marked = new SyntaxError(String(error.message).replace(/^\/[^:]{0,80}: /, ''));
  unparsed.add(marked);
  return marked;
}
function compiled(source, name) {
  try { return new vm.Script(source, { filename: name }); } catch (error) { throw notParsed(error); }
}
function asScript(source, { name, entry, require: requireIt }) {
  const module = { exports: {} };
  const found = entry === undefined ? 'undefined' : '(typeof ' + entry + ' === "undefined" ? undefined : ' + entry + ')';
  const script = compiled('(function (exports, require, module, __filename, __dirname) {' + source + '\n;return ' + found + ';})', name);
  const local = script.runInThisContext().call(module.exports, module.exports, requireIt ?? requireHere, module, name, process.cwd());
  return { module, local };
}
function chosen({ local, exports }, entry) {
  if (local !== undefined) return local;
  if (exports?.[entry] !== undefined) return exports[entry];
  if (exports?.default !== undefined) return exports.default?.[entry] ?? exports.default;
  return typeof exports === 'function' ? exports : globalThis[entry];
}
/** A single program: a script as Node runs one, or, where that is no legal script, a module. */
async function loadProgram(source, entry) {
  if (job.language === 'typescript') {
    const { module, local } = asScript(stripped(source, 'candidate.ts'), { name: 'candidate.ts', entry });
    return chosen({ local, exports: module.exports }, entry);
  }
  let script;
  try {
    new vm.Script('(function () {' + source + '\n})');
    script = true;
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    script = false;
  }
  if (script) {
    const { module, local } = asScript(source, { name: 'candidate.js', entry });
    return chosen({ local, exports: module.exports }, entry);
  }
  const exports = await import('./candidate.mjs').catch((error) => {
    // One that was thrown by the program itself has a frame of it in its stack.
    throw error instanceof SyntaxError && !/\n\s+at .*candidate\.mjs/.test(error.stack) ? notParsed(error) : error;
  });
  return chosen({ local: globalThis[Symbol.for('candidate')], exports }, entry);
}
/** Several files that import each other: modules, read as scripts by the transformer, which also removes types. */
function loadFiles(files, { entryFile, entry }) {
  const loaded = new Map();
  const load = (file) => {
    const known = loaded.get(file);
    if (known !== undefined) return known.exports;
    const requireIt = (name) => {
      if (!name.startsWith('.')) return requireHere(name);
      const wanted = path.posix.join(path.posix.dirname(file), name);
      const bare = wanted.replace(/\.(?:[cm]?[jt]s)$/, '');
      const match = [wanted, ...['.ts', '.js', '.mjs', '.cjs', '/index.ts', '/index.js'].map((end) => bare + end)].find((each) => Object.hasOwn(files, each));
      if (match === undefined) throw new Error("Cannot find module '" + name + "'");
      return load(match);
    };
    const source = stripped(files[file], file.replace(/\.[cm]?js$/, '.ts'));
    const module = { exports: {} };
    loaded.set(file, module);
    const script = compiled('(function (exports, require, module, __filename, __dirname) {' + source + '\n})', file);
    script.runInThisContext().call(module.exports, module.exports, requireIt, module, file, '.');
    return module.exports;
  };
  return chosen({ exports: load(entryFile) }, entry);
}
function failedToLoad(error) {
  const isSyntax = typeof error === 'object' && error !== null && unparsed.has(error);
  endWith(isSyntax ? { syntax: String(error.message).slice(0, 300) } : { load: thrown(error) });
}
`;
