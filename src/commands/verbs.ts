import type { Command } from 'commander';
import type { CommandContext } from './command-context.js';

/** Adds one verb to its parent. */
type AddVerb = (parent: Command, context: CommandContext) => void;

/**
 * Every verb of `acode benchmark`, in the order of the help, with the module that has it. A module is loaded when its verb
 * is asked for: the process that measures beside a model shall hold no code for reports it does not write.
 */
const VERBS: Readonly<Record<string, () => Promise<AddVerb>>> = {
  run: async () => (await import('./run.js')).addRunCommand,
  list: async () => (await import('./list.js')).addListCommand,
  init: async () => (await import('./init.js')).addInitCommand,
  validate: async () => (await import('./validate.js')).addValidateCommand,
  try: async () => (await import('./try.js')).addTryCommand,
  results: async () => (await import('./results.js')).addResultsCommand,
  show: async () => (await import('./show.js')).addShowCommand,
  inspect: async () => (await import('./inspect.js')).addInspectCommand,
  rescore: async () => (await import('./rescore.js')).addRescoreCommand,
  judge: async () => (await import('./judge.js')).addJudgeCommand,
  status: async () => (await import('./status.js')).addStatusCommand,
  cancel: async () => (await import('./cancel.js')).addCancelCommand,
  export: async () => (await import('./export.js')).addExportCommand,
  import: async () => (await import('./import.js')).addImportCommand,
  report: async () => (await import('./report.js')).addReportCommand,
  compare: async () => (await import('./compare.js')).addCompareCommand,
  baseline: async () => (await import('./baseline.js')).addBaselineCommand,
  trend: async () => (await import('./trend.js')).addTrendCommand,
  noise: async () => (await import('./noise.js')).addNoiseCommand,
  tag: async () => (await import('./tag.js')).addTagCommand,
  delete: async () => (await import('./delete.js')).addDeleteCommand,
  prune: async () => (await import('./prune.js')).addPruneCommand,
  reindex: async () => (await import('./results.js')).addReindexCommand,
  explain: async () => (await import('./explain.js')).addExplainCommand,
  doctor: async () => (await import('./doctor.js')).addDoctorCommand,
  models: async () => (await import('./models.js')).addModelsCommand,
  config: async () => (await import('./config.js')).addConfigCommand,
  runtime: async () => (await import('./runtime.js')).addRuntimeCommand,
  'fake-server': async () => (await import('./fake-server.js')).addFakeServerCommand,
};

/** Adds the verb that the words ask for; all of them where that is none, for the help and for a did-you-mean. */
export async function addVerbs(parent: Command, context: CommandContext, words: readonly string[]): Promise<void> {
  const [, verb = ''] = words;
  const asked = Object.hasOwn(VERBS, verb) ? VERBS[verb] : undefined;
  const loaders = words[0] === parent.name() && asked !== undefined ? [asked] : Object.values(VERBS);
  for (const load of loaders) (await load())(parent, context);
}
