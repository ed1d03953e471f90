import { usageError } from '../../errors.js';
import type { OpenAiTargetSpec } from '../../protocol/target.js';
import { type Endpoint, parseEndpoint } from '../http/endpoint.js';

/** The server's address without the `/v1` that every path of the protocol begins with. */
export function endpointOf({ baseUrl, allowRemote }: OpenAiTargetSpec): Endpoint {
  const endpoint = parseEndpoint(baseUrl, allowRemote === true);
  return { ...endpoint, basePath: endpoint.basePath.replace(/\/v1$/, '') };
}

/**
 * The key a server asks for, read from the environment by its name and held nowhere else.
 * @throws AcodeError (usage) when the variable is not set.
 */
export function authorizationOf(
  spec: OpenAiTargetSpec,
  environment: Readonly<Record<string, string | undefined>>,
): { readonly authorization?: string } {
  if (spec.apiKeyEnv === undefined) return {};
  const key = environment[spec.apiKeyEnv];
  if (key === undefined || key === '') {
    throw usageError(
      `The environment variable ${spec.apiKeyEnv} is not set.`,
      'It should hold the API key of the server.',
    );
  }
  return { authorization: `Bearer ${key}` };
}
