import { defineTool, flag, listOf, preset, text, whole } from '../../../../src/tools/define-tool.js';
import type { ToolDefinition } from '../../../../src/protocol/chat.js';
import { runnableTools } from '../../../../src/tools/tool-definitions.js';

export const readFile = runnable('read_file');
export const writeFile = runnable('write_file');
export const listFiles = runnable('list_files');
export const searchText = runnable('search_text');
export const runCommand = runnable('run_command');
export const applyPatch = runnable('apply_patch');
export const askUser = runnable('ask_user');

/** The seven tools of a coding agent. */
export const AGENT: readonly ToolDefinition[] = [
  readFile,
  writeFile,
  listFiles,
  searchText,
  runCommand,
  applyPatch,
  askUser,
];

export const readLines = defineTool('read_lines', 'Read some lines of a file; lines count from 1.', {
  path: text('Relative path'),
  first: whole('First line', { minimum: 1 }),
  last: whole('Last line, included', { minimum: 1 }),
});

export const deleteFile = defineTool('delete_file', 'Delete a file.', { path: text('Relative path') });
export const moveFile = defineTool('move_file', 'Move or rename a file.', {
  from: text('Present path'),
  to: text('New path'),
});
export const copyFile = defineTool('copy_file', 'Copy a file.', {
  from: text('Path of the original'),
  to: text('Path of the copy'),
});
export const createFolder = defineTool('create_folder', 'Create an empty folder.', { path: text('Relative path') });

export const findFiles = defineTool('find_files', 'Find files by a pattern of their names.', {
  pattern: text('Glob, such as *.ts'),
  'folder?': preset(text('Where to look'), '.'),
});
export const searchCode = defineTool('search_code', 'Search the content of files with a regular expression.', {
  pattern: text('Regular expression'),
  'glob?': text('Only files whose names fit'),
  'ignore_case?': preset(flag('Fold upper and lower case'), false),
});
export const replaceInFiles = defineTool('replace_in_files', 'Replace a text in many files.', {
  search: text('Text to replace'),
  replace: text('New text'),
  glob: text('Which files, such as src/**/*.ts'),
  'whole_word?': preset(flag('Only where it is a word of its own'), false),
});

export const runTests = defineTool('run_tests', 'Run the tests of the project.', {
  'path?': text('Only this test file; all without it'),
  'name?': text('Only tests whose name holds this text'),
  'watch?': preset(flag('Keep running on changes'), false),
});
export const lint = defineTool('lint', 'Check code style.', {
  path: text('File or folder'),
  'fix?': preset(flag('Repair what can be repaired'), false),
});
export const formatCode = defineTool('format_code', 'Format a file in place.', { path: text('Relative path') });
export const buildProject = defineTool('build_project', 'Build the project.', {
  'mode?': preset(text('Kind of build', ['development', 'production']), 'development'),
  'clean?': preset(flag('Throw away earlier results first'), false),
});

export const renameSymbol = defineTool('rename_symbol', 'Rename a symbol everywhere it is used.', {
  path: text('File in which it is defined'),
  old_name: text('Present name'),
  new_name: text('New name'),
});
export const findReferences = defineTool('find_references', 'List the places where a symbol is used.', {
  symbol: text('Name'),
});
export const gotoDefinition = defineTool('goto_definition', 'Find the place where a symbol is defined.', {
  symbol: text('Name'),
});

export const installPackage = defineTool('install_package', 'Install a package.', {
  name: text('Name of the package'),
  'version?': text('Exact version; the newest without it'),
  'dev?': preset(flag('Only needed for development'), false),
});
export const removePackage = defineTool('remove_package', 'Remove an installed package.', {
  name: text('Name of the package'),
});

export const gitStatus = defineTool('git_status', 'Show which files are changed.', {});
export const gitDiff = defineTool('git_diff', 'Show the changes.', {
  'path?': text('Only this file'),
  'staged?': preset(flag('Changes that are staged instead of those that are not'), false),
});
export const gitCommit = defineTool('git_commit', 'Commit files.', {
  message: text('Commit message'),
  'files?': listOf(text('Path'), 'Only these files; all changed ones without it'),
  'amend?': preset(flag('Change the last commit instead of making a new one'), false),
});
export const gitBranch = defineTool('git_branch', 'Create a branch without switching to it.', {
  name: text('Name of the branch'),
  'from?': preset(text('Where it starts'), 'HEAD'),
});
export const gitSwitch = defineTool('git_switch', 'Switch to a branch that exists.', {
  name: text('Name of the branch'),
});
export const gitLog = defineTool('git_log', 'List commits, newest first.', {
  'count?': preset(whole('How many', { minimum: 1 }), 10),
  'author?': text('Only by this author'),
  'path?': text('Only those that changed this file'),
});
export const gitRevert = defineTool('git_revert', 'Undo a commit by a new one.', {
  commit: text('Hash of the commit'),
});
export const gitReset = defineTool('git_reset', 'Move the branch back and forget what came later.', {
  commit: text('Hash of the commit'),
  'hard?': preset(flag('Throw away changes in files, too'), false),
});
export const gitPush = defineTool('git_push', 'Push a branch.', {
  branch: text('Name of the branch'),
  'remote?': preset(text('Name of the remote'), 'origin'),
  'force?': preset(flag('Overwrite what is there'), false),
});

function runnable(name: string): ToolDefinition {
  const [found] = runnableTools([name]);
  if (found === undefined) throw new Error(`No tool "${name}" can be run.`);
  return found;
}
