/**
 * How execa starts every child: in a group of its own, so that all of it can be killed, since execa's own cleanup and
 * escalation would miss grandchildren; with the environment it is given and no other; its end is told, never thrown.
 */
export const OWN_GROUP = Object.freeze({
  extendEnv: false,
  buffer: false,
  detached: true,
  cleanup: false,
  forceKillAfterDelay: false,
  reject: false,
} as const);
