/**
 * Writes a llama-architecture model with random weights: as heavy to run as a trained one of its size, and of no other
 * use. Tokenizer, chat template and the rest of the metadata are those of the built-in model; the same seed gives the same
 * file. `node bench/random-gguf.mjs <folder> [--width 1024] [--layers 8] [--seed 1]` prints the path of the file.
 */
import { once } from 'node:events';
import { createWriteStream, mkdirSync, readFileSync, realpathSync } from 'node:fs';
import path from 'node:path';
import { finished } from 'node:stream/promises';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';

const SMOKE_MODEL = fileURLToPath(new URL('../models/smoke/acode-smoke-q8_0.gguf', import.meta.url));

/** GGUF value types by their number: bytes of the fixed-size ones; 8 is a string, 9 an array. */
const VALUE_BYTES = { 0: 1, 1: 1, 2: 2, 3: 2, 4: 4, 5: 4, 6: 4, 7: 1, 10: 8, 11: 8, 12: 8 };
const U32 = 4;
const STRING = 8;

const F32 = 0;
const Q8_0 = 8;
const BLOCK_ELEMENTS = 32;
const BLOCK_BYTES = 34;

const HEAD_WIDTH = 64;
const ALIGNMENT = 32;

/** Weights of one stored value are drawn evenly from −127 to 127, whose standard deviation is this. */
const QUANT_DEVIATION = 73.3;

/** Writes the file into `folder` and resolves with its path. */
export async function writeRandomGguf({ folder, width = 1024, layers = 8, seed = 1 }) {
  if (width % HEAD_WIDTH !== 0) throw new Error(`the width must be a multiple of ${HEAD_WIDTH}, and is ${width}`);
  const source = readMetadata(readFileSync(SMOKE_MODEL));
  const name = `acode-random-w${width}-l${layers}-s${seed}`;
  const feedForward = Math.round((width * 2.5) / 64) * 64;
  const metadata = changeMetadata(source, { name, width, layers, feedForward });
  const tensors = planTensors({ width, layers, feedForward, vocabulary: source.vocabulary });
  mkdirSync(folder, { recursive: true });
  const file = path.join(folder, `${name}-q8_0.gguf`);
  const stream = createWriteStream(file);
  const put = async (bytes) => {
    if (!stream.write(bytes)) await once(stream, 'drain');
  };
  const header = headerBytes(metadata, tensors);
  await put(header);
  await put(Buffer.alloc(padding(header.length)));
  const random = xorshift(seed);
  for (const tensor of tensors) for (const bytes of tensorChunks(tensor, random)) await put(bytes);
  stream.end();
  await finished(stream);
  return file;
}

/** The metadata entries of a GGUF file, each as its raw value, and the number of tokens it knows. */
function readMetadata(file) {
  let at = 8;
  const u32 = () => file.readUInt32LE((at += 4) - 4);
  const u64 = () => Number(file.readBigUInt64LE((at += 8) - 8));
  const string = () => {
    const length = u64();
    at += length;
    return file.toString('utf8', at - length, at);
  };
  const skip = (type) => {
    if (type === STRING) {
      string();
    } else if (type === 9) {
      const element = u32();
      const count = u64();
      if (VALUE_BYTES[element] !== undefined) at += VALUE_BYTES[element] * count;
      else for (let index = 0; index < count; index += 1) skip(element);
      return count;
    } else {
      at += VALUE_BYTES[type];
    }
    return undefined;
  };
  // Behind the magic and the version comes the number of tensors, which is not needed.
  u64();
  const entries = [];
  let vocabulary = 0;
  for (let left = u64(); left > 0; left -= 1) {
    const key = string();
    const type = u32();
    const start = at;
    const count = skip(type);
    if (key === 'tokenizer.ggml.tokens') vocabulary = count;
    entries.push({ key, type, value: file.subarray(start, at) });
  }
  return { entries, vocabulary };
}

/** The same entries with the shape of the new model. */
function changeMetadata({ entries }, { name, width, layers, feedForward }) {
  const shape = {
    'llama.embedding_length': width,
    'llama.block_count': layers,
    'llama.feed_forward_length': feedForward,
    'llama.attention.head_count': width / HEAD_WIDTH,
    'llama.attention.head_count_kv': width / HEAD_WIDTH,
    'llama.rope.dimension_count': HEAD_WIDTH,
  };
  return entries.map((entry) => {
    if (entry.key === 'general.name') return { ...entry, type: STRING, value: stringBytes(name) };
    const number = shape[entry.key];
    return number === undefined ? entry : { ...entry, type: U32, value: u32Bytes(number) };
  });
}

function planTensors({ width, layers, feedForward, vocabulary }) {
  const matrix = (name, inputs, outputs) => ({ name, dimensions: [inputs, outputs], type: Q8_0 });
  const norm = (name) => ({ name, dimensions: [width], type: F32 });
  const tensors = [matrix('token_embd.weight', width, vocabulary), norm('output_norm.weight')];
  for (let layer = 0; layer < layers; layer += 1) {
    const of = (part) => `blk.${layer}.${part}.weight`;
    tensors.push(norm(of('attn_norm')), norm(of('ffn_norm')));
    for (const part of ['attn_q', 'attn_k', 'attn_v', 'attn_output']) tensors.push(matrix(of(part), width, width));
    tensors.push(matrix(of('ffn_gate'), width, feedForward), matrix(of('ffn_up'), width, feedForward));
    tensors.push(matrix(of('ffn_down'), feedForward, width));
  }
  let offset = 0;
  return tensors.map((tensor) => {
    const elements = tensor.dimensions.reduce((product, each) => product * each, 1);
    const bytes = tensor.type === F32 ? elements * 4 : (elements / BLOCK_ELEMENTS) * BLOCK_BYTES;
    const placed = { ...tensor, elements, bytes, offset };
    offset += bytes + padding(bytes);
    return placed;
  });
}

function headerBytes(metadata, tensors) {
  const counts = [Buffer.from('GGUF'), u32Bytes(3), u64Bytes(tensors.length), u64Bytes(metadata.length)];
  const entries = metadata.flatMap(({ key, type, value }) => [stringBytes(key), u32Bytes(type), value]);
  const infos = tensors.flatMap(({ name, dimensions, type, offset }) => [
    stringBytes(name),
    u32Bytes(dimensions.length),
    ...dimensions.map(u64Bytes),
    u32Bytes(type),
    u64Bytes(offset),
  ]);
  return Buffer.concat([...counts, ...entries, ...infos]);
}

/** A tensor's bytes in pieces of about a megabyte, the last one padded. */
function* tensorChunks(tensor, random) {
  if (tensor.type === F32) {
    yield Buffer.from(new Float32Array(tensor.elements).fill(1).buffer);
  } else {
    const scale = halfFloat(1 / Math.sqrt(tensor.dimensions[0]) / QUANT_DEVIATION);
    const blocks = tensor.elements / BLOCK_ELEMENTS;
    const perChunk = 1 << 15;
    for (let block = 0; block < blocks; block += perChunk) {
      yield quantBlocks(Math.min(perChunk, blocks - block), scale, random);
    }
  }
  yield Buffer.alloc(padding(tensor.bytes));
}

/** Blocks of Q8_0: a half-float scale and 32 signed bytes. */
function quantBlocks(count, scale, random) {
  const bytes = Buffer.allocUnsafe(count * BLOCK_BYTES);
  for (let at = 0; at < bytes.length; at += BLOCK_BYTES) {
    bytes.writeUInt16LE(scale, at);
    for (let quad = 2; quad < BLOCK_BYTES; quad += 4) bytes.writeUInt32LE(random(), at + quad);
  }
  return bytes;
}

/** Bits of a positive number as an IEEE half float, in the range of normal ones. */
function halfFloat(value) {
  const exponent = Math.floor(Math.log2(value));
  if (exponent < -14 || exponent > 15) throw new RangeError(`${value} is no normal half float`);
  return ((exponent + 15) << 10) + Math.round((value / 2 ** exponent - 1) * 1024);
}

/** Marsaglia's xorshift with 32 bits of state; 0 would stay 0. */
function xorshift(seed) {
  let state = seed >>> 0 || 1;
  return () => {
    state ^= state << 13;
    state ^= state >>> 17;
    state = (state ^ (state << 5)) >>> 0;
    return state;
  };
}

function padding(length) {
  return (ALIGNMENT - (length % ALIGNMENT)) % ALIGNMENT;
}

function stringBytes(text) {
  const bytes = Buffer.from(text);
  return Buffer.concat([u64Bytes(bytes.length), bytes]);
}

function u32Bytes(value) {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32LE(value);
  return bytes;
}

function u64Bytes(value) {
  const bytes = Buffer.alloc(8);
  bytes.writeBigUInt64LE(BigInt(value));
  return bytes;
}

if (process.argv[1] !== undefined && realpathSync(process.argv[1]) === fileURLToPath(import.meta.url)) {
  const options = { width: { type: 'string' }, layers: { type: 'string' }, seed: { type: 'string' } };
  const { values, positionals } = parseArgs({ options, allowPositionals: true });
  const [folder] = positionals;
  if (folder === undefined) throw new Error('name the folder to write to');
  const numbers = Object.fromEntries(Object.entries(values).map(([name, text]) => [name, Number(text)]));
  console.log(await writeRandomGguf({ folder, ...numbers }));
}
