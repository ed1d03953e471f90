import type { FakeBehaviour } from './fake-behaviour.js';
import { applyTemplate, words } from './fake-tokenizer.js';
import type { FakeRequest } from './request-reader.js';

/** An answer in one piece. */
export interface FakeDocument {
  readonly status: number;
  readonly value: unknown;
}

/** The context of the fake model, in tokens, and its parallel slots. */
export const FAKE_CONTEXT_TOKENS = 4096;
export const FAKE_SLOTS = 4;

/** Answers everything that is not a completion; status 404 for what the server does not know. */
export function fakeDocument(request: FakeRequest, behaviour: FakeBehaviour): FakeDocument {
  const own = behaviour.documents[request.path];
  if (own !== undefined) return ok(own);
  const path = request.path.replace(/^\/v1(?=\/)/, '');
  if (path === '/models') return ok({ object: 'list', data: behaviour.models.map((id) => ({ id, object: 'model' })) });
  if (!behaviour.llamaCpp) return notFound(request.path);
  switch (path) {
    case '/props':
      return ok({
        default_generation_settings: { n_ctx: FAKE_CONTEXT_TOKENS },
        total_slots: FAKE_SLOTS,
        chat_template: '{{ messages }}',
        build_info: 'b0-fake',
        model_path: '/models/fake.gguf',
      });
    case '/health':
      return ok({ status: 'ok' });
    case '/slots':
      return ok(Array.from({ length: FAKE_SLOTS }, (_, id) => ({ id, n_ctx: FAKE_CONTEXT_TOKENS })));
    case '/tokenize':
      return ok({ tokens: words(String(request.body['content'])).map((_, index) => index) });
    case '/apply-template':
      return ok({ prompt: applyTemplate(request.body['messages']) });
    default:
      return notFound(request.path);
  }
}

function ok(value: unknown): FakeDocument {
  return { status: 200, value };
}

function notFound(path: string): FakeDocument {
  return { status: 404, value: { error: { message: `no such path: ${path}`, code: 404 } } };
}
