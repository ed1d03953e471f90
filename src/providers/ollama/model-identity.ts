import type { OllamaTargetSpec } from '../../protocol/target.js';
import { parseEndpoint } from '../http/endpoint.js';
import { HttpClient } from '../http/http-client.js';
import { findModel } from './ollama-models.js';

/**
 * What makes an Ollama model the same model: its name and the digest of its manifest, which changes with weights,
 * template and parameters.
 * @throws AcodeError when nothing answers there, or the model is not there.
 */
export async function ollamaModelIdentity(spec: OllamaTargetSpec): Promise<string> {
  const client = new HttpClient({ endpoint: parseEndpoint(spec.baseUrl, spec.allowRemote ?? false) });
  try {
    const { name, digest } = await findModel(client, spec);
    return `ollama:${name}:${digest ?? 'unknown'}`;
  } finally {
    client.close();
  }
}
