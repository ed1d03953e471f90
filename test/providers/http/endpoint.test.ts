import { describe, expect, it } from 'vitest';
import { isLoopback, parseEndpoint } from '../../../src/providers/http/endpoint.js';

describe('parseEndpoint', () => {
  it('reads TCP addresses with their path', () => {
    expect(parseEndpoint('http://127.0.0.1:8080/', false)).toMatchObject({
      host: '127.0.0.1',
      port: 8080,
      basePath: '',
    });
    expect(parseEndpoint('http://[::1]:9/v1/', false)).toMatchObject({ host: '::1', port: 9, basePath: '/v1' });
    expect(parseEndpoint('http://localhost', false)).toMatchObject({ host: 'localhost', port: 80 });
  });

  it('reads unix sockets', () => {
    expect(parseEndpoint('unix:/run/a.sock', false)).toMatchObject({
      kind: 'unix',
      socketPath: '/run/a.sock',
      basePath: '',
    });
    expect(parseEndpoint('unix:///run/a.sock:/v1', false)).toMatchObject({
      socketPath: '/run/a.sock',
      basePath: '/v1',
    });
  });

  it('refuses other machines unless they are allowed', () => {
    expect(() => parseEndpoint('http://192.0.2.7:80', false)).toThrow('not on this machine');
    expect(() => parseEndpoint('http://127.0.0.1.example.com', false)).toThrow('not on this machine');
    expect(parseEndpoint('http://192.0.2.7:81', true)).toMatchObject({ host: '192.0.2.7', port: 81 });
  });

  it('refuses other protocols, credentials and what is no address', () => {
    for (const address of ['https://127.0.0.1', 'http://u:p@127.0.0.1', 'nonsense', 'unix:relative']) {
      expect(() => parseEndpoint(address, false)).toThrow();
    }
  });
});

describe('isLoopback', () => {
  it('knows every way to write this machine, and only those', () => {
    for (const host of ['127.0.0.1', '127.9.9.9', '::1', 'localhost', 'LOCALHOST', '::ffff:7f00:1']) {
      expect(isLoopback(host)).toBe(true);
    }
    for (const host of ['0.0.0.0', '10.0.0.1', '::2', 'localhost.example', '::ffff:a00:1'])
      expect(isLoopback(host)).toBe(false);
  });
});
