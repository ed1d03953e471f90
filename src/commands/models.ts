import path from 'node:path';
import type { Command } from 'commander';
import {
  type DiscoveredGguf,
  discoverGgufFiles,
  usualModelFolders,
} from '../providers/discovery/discover-gguf-files.js';
import { discoverServers } from '../providers/discovery/discover-servers.js';
import type { DiscoveredModel, DiscoveredServer } from '../providers/discovery/discovered-server.js';
import { formatValue } from '../report/format-value.js';
import type { CommandContext } from './command-context.js';

/** `acode benchmark models`: what could be measured on this machine. */
export function addModelsCommand(parent: Command, context: CommandContext): void {
  parent
    .command('models')
    .description('Model servers on the usual ports of this machine, and GGUF files in the usual folders.')
    .option('--path <folder...>', 'look for files in these folders instead')
    .option('--json', 'print one JSON document')
    .addHelpText('after', '\nExamples:\n  acode benchmark models\n  acode benchmark models --path ~/models --json\n')
    .action(async (options: { path?: readonly string[]; json?: boolean }) => {
      const folders = options.path?.map((folder) => path.resolve(folder)) ?? usualModelFolders();
      const [servers, files] = await Promise.all([discoverServers(), discoverGgufFiles(folders)]);
      const { stdout } = context;
      if (options.json === true)
        stdout.write(`${JSON.stringify({ schema: 'acode-models/1', servers, files }, null, 2)}\n`);
      else stdout.write(modelsText(servers, files));
    });
}

function modelsText(servers: readonly DiscoveredServer[], files: readonly DiscoveredGguf[]): string {
  const lines = [
    ...(servers.length === 0 ? ['No model server answers on the usual ports.'] : servers.flatMap(serverLines)),
    ...(files.length === 0 ? ['No GGUF files in the usual folders; name others with --path.'] : ['GGUF files']),
    ...files.map(fileLine),
  ];
  return `${lines.join('\n')}\n`;
}

function serverLines(server: DiscoveredServer): string[] {
  const { kind, baseUrl, build, models } = server;
  const head = `${kind}${build === undefined ? '' : ` ${build}`} at ${baseUrl}`;
  const lines = models.map((model) => `  --model ${targetOf(server, model)}${facts(model)}`);
  return [head, ...(lines.length === 0 ? ['  no models'] : lines)];
}

/** The words that measure this model. */
function targetOf({ kind, baseUrl, port }: DiscoveredServer, { name }: DiscoveredModel): string {
  if (kind === 'ollama' && port === 11_434) return `ollama:${name}`;
  return `openai:${name}@${baseUrl}`;
}

function facts({ quantisation, contextTokens, sizeBytes }: DiscoveredModel): string {
  const known = [
    ...(quantisation === undefined ? [] : [quantisation]),
    ...(contextTokens === undefined ? [] : [`context ${contextTokens}`]),
    ...(sizeBytes === undefined ? [] : [formatValue(sizeBytes, 'bytes')]),
  ];
  return known.length === 0 ? '' : `  (${known.join(', ')})`;
}

function fileLine(found: DiscoveredGguf): string {
  if (found.status === 'unreadable') return `  ${found.path}  (${found.reason})`;
  const { quantisation, trainContextTokens, fileBytes } = found.file;
  const known = [
    ...(quantisation === undefined ? [] : [quantisation]),
    ...(trainContextTokens === undefined ? [] : [`context ${trainContextTokens}`]),
    formatValue(fileBytes, 'bytes'),
  ];
  return `  --model ${found.path}  (${known.join(', ')})`;
}
