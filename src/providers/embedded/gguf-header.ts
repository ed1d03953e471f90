import { open, type FileHandle } from 'node:fs/promises';
import { AcodeError, codeOf, messageOf } from '../../errors.js';
import { EXIT } from '../../exit-codes.js';
import { GgufEnd, GgufReader } from './gguf-reader.js';
import { fileTypeName, tensorBytes } from './gguf-types.js';

/** What the header of a GGUF file tells. Absent means the file does not say. */
export interface GgufFile {
  readonly path: string;
  readonly fileBytes: number;
  readonly architecture?: string;
  readonly name?: string;
  /** Name of the dominant tensor type, such as `Q8_0` or `Q4_K_M`. */
  readonly quantisation?: string;
  readonly parameterCount: number;
  readonly trainContextTokens?: number;
  readonly chatTemplate?: string;
}

type MetadataValue = string | number | boolean | undefined;

/** More entries than any model has; a larger count is damage. */
const MAX_ENTRIES = 1 << 20;

/** Where tensor data begin is rounded up to this unless the file says otherwise. */
const DEFAULT_ALIGNMENT = 32;

/**
 * Reads and checks the header of a model file: that it is GGUF, and that the file is as long as its tensors need.
 * Format: the GGUF specification, versions 2 and 3.
 * @throws AcodeError (`MODEL_NOT_FOUND`, `MODEL_UNREADABLE`, `MODEL_NOT_GGUF`, `MODEL_TRUNCATED`).
 */
export async function readGgufFile(path: string): Promise<GgufFile> {
  const file = await openModel(path);
  try {
    const info = await file.stat();
    if (!info.isFile()) throw modelError('MODEL_NOT_GGUF', `${path} is not a file.`);
    return await parse(new GgufReader(file), { path, fileBytes: info.size });
  } catch (error) {
    if (error instanceof GgufEnd) throw truncated(path, messageOf(error));
    throw error;
  } finally {
    await file.close();
  }
}

async function openModel(path: string): Promise<FileHandle> {
  try {
    return await open(path, 'r');
  } catch (error) {
    if (codeOf(error) === 'ENOENT') throw modelError('MODEL_NOT_FOUND', `There is no model file ${path}.`);
    throw modelError('MODEL_UNREADABLE', `The model file ${path} cannot be read: ${messageOf(error)}.`);
  }
}

async function parse(reader: GgufReader, file: { path: string; fileBytes: number }): Promise<GgufFile> {
  const magic = file.fileBytes < 4 ? '' : (await reader.bytes(4)).toString('latin1');
  if (magic !== 'GGUF') throw modelError('MODEL_NOT_GGUF', `${file.path} is not a GGUF model file.`);
  const version = await reader.u32();
  if (version < 2 || version > 3)
    throw modelError('MODEL_NOT_GGUF', `${file.path} is GGUF version ${version}; 2 and 3 can be read.`);
  const tensorCount = await boundedCount(reader, file.path);
  const metadataCount = await boundedCount(reader, file.path);
  const metadata = await readMetadata(reader, metadataCount);
  const { parameterCount, dataBytes } = await readTensors(reader, tensorCount);
  const alignment = Number(metadata.get('general.alignment') ?? DEFAULT_ALIGNMENT);
  const neededBytes = Math.ceil(reader.offset / alignment) * alignment + dataBytes;
  if (file.fileBytes < neededBytes) {
    throw truncated(file.path, `it has ${file.fileBytes} bytes of ${neededBytes}`);
  }
  return { ...file, parameterCount, ...describe(metadata) };
}

async function boundedCount(reader: GgufReader, path: string): Promise<number> {
  const count = await reader.u64();
  if (count > MAX_ENTRIES) throw truncated(path, `its header counts ${count} entries`);
  return count;
}

async function readMetadata(reader: GgufReader, count: number): Promise<Map<string, MetadataValue>> {
  const metadata = new Map<string, MetadataValue>();
  for (let entry = 0; entry < count; entry += 1) {
    const key = await reader.string();
    metadata.set(key, await readValue(reader, await reader.u32()));
  }
  return metadata;
}

/** Sizes of the fixed-size value types, by type number. */
const VALUE_BYTES: Readonly<Record<number, number>> = {
  0: 1,
  1: 1,
  2: 2,
  3: 2,
  4: 4,
  5: 4,
  6: 4,
  7: 1,
  10: 8,
  11: 8,
  12: 8,
};

async function readValue(reader: GgufReader, type: number): Promise<MetadataValue> {
  if (type === 8) return reader.string();
  if (type === 9) return skipArray(reader);
  const size = VALUE_BYTES[type];
  if (size === undefined) throw new GgufEnd(`a value of the unknown type ${type}`);
  const bytes = await reader.bytes(size);
  switch (type) {
    case 6:
      return bytes.readFloatLE();
    case 12:
      return bytes.readDoubleLE();
    case 7:
      return bytes.readUInt8() !== 0;
    case 11:
      return Number(bytes.readBigInt64LE());
    case 1:
    case 3:
    case 5:
      return bytes.readIntLE(0, size);
    default:
      return size === 8 ? Number(bytes.readBigUInt64LE()) : bytes.readUIntLE(0, size);
  }
}

async function skipArray(reader: GgufReader): Promise<undefined> {
  const type = await reader.u32();
  const count = await reader.u64();
  const size = VALUE_BYTES[type];
  if (size !== undefined) reader.skip(size * count);
  else for (let element = 0; element < count; element += 1) await readValue(reader, type);
  return undefined;
}

async function readTensors(reader: GgufReader, count: number): Promise<{ parameterCount: number; dataBytes: number }> {
  let parameterCount = 0;
  let dataBytes = 0;
  for (let tensor = 0; tensor < count; tensor += 1) {
    await reader.string();
    const dimensions = await reader.u32();
    let elements = 1;
    for (let dimension = 0; dimension < dimensions; dimension += 1) elements *= await reader.u64();
    const type = await reader.u32();
    const offset = await reader.u64();
    parameterCount += elements;
    // Of an unknown type only the beginning can be checked.
    dataBytes = Math.max(dataBytes, offset + (tensorBytes(type, elements) ?? 1));
  }
  return { parameterCount, dataBytes };
}

function describe(
  metadata: ReadonlyMap<string, MetadataValue>,
): Omit<GgufFile, 'path' | 'fileBytes' | 'parameterCount'> {
  const text = (key: string): string | undefined => {
    const value = metadata.get(key);
    return typeof value === 'string' ? value : undefined;
  };
  const architecture = text('general.architecture');
  const name = text('general.name');
  const quantisation = fileTypeName(metadata.get('general.file_type'));
  const trainContext = metadata.get(`${architecture ?? ''}.context_length`);
  const chatTemplate = text('tokenizer.chat_template');
  return {
    ...(architecture === undefined ? {} : { architecture }),
    ...(name === undefined ? {} : { name }),
    ...(quantisation === undefined ? {} : { quantisation }),
    ...(typeof trainContext === 'number' ? { trainContextTokens: trainContext } : {}),
    ...(chatTemplate === undefined ? {} : { chatTemplate }),
  };
}

function truncated(path: string, detail: string): AcodeError {
  return modelError(
    'MODEL_TRUNCATED',
    `The model file ${path} is truncated or damaged: ${detail}.`,
    'Copy or download it again.',
  );
}

function modelError(
  code: string,
  message: string,
  hint = 'Name a GGUF file with --model, or leave it out for the built-in model.',
): AcodeError {
  return new AcodeError({ code, message, exitCode: EXIT.unavailable, hint });
}
