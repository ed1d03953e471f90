import { decimal, defineTool, flag, listOf, preset, shape, text, whole } from '../../../../src/tools/define-tool.js';

export const describeTable = defineTool('db.describe_table', 'Show the columns of a table.', { table: text('Table') });
export const queryRows = defineTool('db.query', 'Read rows of a table.', {
  table: text('Table'),
  'columns?': listOf(text('Column'), 'Only these; all without it'),
  'where?': listOf(
    shape({
      column: text('Column'),
      op: text('Comparison', ['=', '!=', '<', '<=', '>', '>=', 'like']),
      value: { description: 'Value', type: ['string', 'number', 'boolean', 'null'] },
    }),
    'Conditions that must all hold',
  ),
  'order_by?': shape({ column: text('Column'), 'direction?': preset(text('Direction', ['asc', 'desc']), 'asc') }),
  'limit?': preset(whole('Most rows', { minimum: 1 }), 100),
});
export const countRows = defineTool('db.count', 'Count the rows of a table.', { table: text('Table') });
export const insertRow = defineTool('db.insert', 'Insert a row.', {
  table: text('Table'),
  values: { type: 'object', description: 'Values by their columns' },
});
export const updateRows = defineTool('db.update', 'Change rows.', {
  table: text('Table'),
  set: { type: 'object', description: 'New values by their columns' },
  where: { type: 'object', description: 'Values by their columns that rows must have' },
});
export const deleteRows = defineTool('db.delete', 'Delete rows.', {
  table: text('Table'),
  where: { type: 'object', description: 'Values by their columns that rows must have' },
});

export const scaleService = defineTool('scale_service', 'Set how many copies of a service run.', {
  service: text('Service'),
  replicas: whole('Copies', { minimum: 0 }),
});
export const restartService = defineTool('restart_service', 'Restart a service.', { service: text('Service') });
export const stopService = defineTool('stop_service', 'Stop a service.', { service: text('Service') });
export const deploy = defineTool('deploy', 'Deploy a version of a service.', {
  service: text('Service'),
  version: text('Version, such as 1.4.0'),
  environment: text('Where', ['development', 'staging', 'production']),
  'dry_run?': preset(flag('Only show what would happen'), false),
});
export const rollback = defineTool('rollback', 'Go back to the version before.', {
  service: text('Service'),
  environment: text('Where', ['development', 'staging', 'production']),
});
export const getLogs = defineTool('get_logs', 'Read the logs of a service.', {
  service: text('Service'),
  'minutes?': preset(whole('How far back', { minimum: 1 }), 15),
  'level?': text('Least level', ['debug', 'info', 'warning', 'error']),
});
export const getMetrics = defineTool('get_metrics', 'Read a metric of a service.', {
  service: text('Service'),
  metric: text('Metric', ['cpu', 'memory', 'latency', 'requests', 'errors']),
  'minutes?': preset(whole('How far back', { minimum: 1 }), 60),
});
export const createAlert = defineTool('create_alert', 'Warn when a metric passes a threshold.', {
  service: text('Service'),
  condition: shape({
    metric: text('Metric', ['cpu', 'memory', 'latency', 'errors']),
    operator: text('Comparison', ['above', 'below']),
    threshold: decimal('Threshold: percent, or milliseconds for latency'),
    'for_minutes?': preset(whole('How long it must hold'), 5),
  }),
  notify: listOf(text('Channel with #'), 'Where to warn'),
});
