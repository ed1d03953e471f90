import { defineBenchmark } from 'acode-benchmark';

/** A benchmark of your own: one case per line of `cases`, one call of `iterate` per iteration. */
export default defineBenchmark({
  name: 'greeting',
  question: 'How fast is a short greeting, and is it one?',
  primaryMetrics: ['e2el', 'passRate'],
  cases: [{ tone: 'friendly' }, { tone: 'formal' }],

  async iterate(context) {
    const { tone } = context.parameters;
    const { text } = await context.ask(`Write one ${tone} sentence that greets a colleague.`, { maxTokens: 32 });

    context.check('answers', text.trim().length > 0);
    context.check('is one line', !text.trim().includes('\n'));

    return { metrics: { characters: text.length } };
  },
});
