import { isIP } from 'node:net';
import { usageError } from '../../errors.js';

/** Where a server listens, and the path in front of every request. */
export type Endpoint =
  | {
      readonly kind: 'tcp';
      readonly host: string;
      readonly port: number;
      readonly authority: string;
      readonly basePath: string;
    }
  | { readonly kind: 'unix'; readonly socketPath: string; readonly authority: string; readonly basePath: string };

/**
 * Reads a base address: `http://127.0.0.1:8080`, `http://localhost:8000/prefix` or `unix:/run/model.sock`, the latter
 * optionally with `:/prefix`. Throws a usage error for another protocol, and for a host that is not this machine unless
 * `allowRemote`: a measurement over a network measures the network.
 */
export function parseEndpoint(baseUrl: string, allowRemote: boolean): Endpoint {
  if (baseUrl.startsWith('unix:')) return unixEndpoint(baseUrl);
  const url = URL.canParse(baseUrl) ? new URL(baseUrl) : undefined;
  if (url === undefined)
    throw usageError(
      `The address "${baseUrl.replace(/\/\/.*@/, '//')}" is not a URL.`,
      'Write it like http://127.0.0.1:8080.',
    );
  // First, since no other message may repeat a password.
  if (url.username !== '' || url.password !== '' || url.search !== '' || url.hash !== '') {
    throw usageError(
      'The server address holds more than host, port and path.',
      'Name an API key by its environment variable.',
    );
  }
  if (url.protocol !== 'http:') {
    throw usageError(
      `The address "${baseUrl}" uses ${url.protocol}`,
      'Only plain http: and unix: addresses are measured.',
    );
  }
  const host = url.hostname.replace(/^\[(.*)\]$/, '$1');
  if (!allowRemote && !isLoopback(host)) {
    throw usageError(
      `The address "${baseUrl}" is not on this machine.`,
      'Measure local servers, or allow remote ones and keep in mind that the network is then part of every figure.',
    );
  }
  const port = url.port === '' ? 80 : Number(url.port);
  return { kind: 'tcp', host, port, authority: url.host, basePath: withoutTrailingSlash(url.pathname) };
}

/** Whether a host name or address means this machine: 127.0.0.0/8, ::1, and `localhost`. */
export function isLoopback(host: string): boolean {
  const name = host.toLowerCase();
  if (name === 'localhost') return true;
  switch (isIP(name)) {
    case 4:
      return name.startsWith('127.');
    case 6:
      // The URL parser writes addresses in their shortest form, mapped IPv4 in hexadecimal.
      return name === '::1' || /^::ffff:7f[0-9a-f]{2}:[0-9a-f]{1,4}$/.test(name) || name.startsWith('::ffff:127.');
    default:
      return false;
  }
}

function unixEndpoint(baseUrl: string): Endpoint {
  const match = /^unix:(?:\/\/)?(?<socketPath>\/[^:]*)(?::(?<basePath>\/.*))?$/.exec(baseUrl);
  const socketPath = match?.groups?.['socketPath'];
  if (socketPath === undefined) {
    throw usageError(`The address "${baseUrl}" is not a unix socket.`, 'Write it like unix:/run/model.sock.');
  }
  const basePath = withoutTrailingSlash(match?.groups?.['basePath'] ?? '');
  return { kind: 'unix', socketPath, authority: 'localhost', basePath };
}

function withoutTrailingSlash(path: string): string {
  return path.endsWith('/') ? path.slice(0, -1) : path;
}
