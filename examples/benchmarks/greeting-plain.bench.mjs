import { defineBenchmark } from 'acode-benchmark';

/** The same in JavaScript: a conversation of two turns, whose second prompt may use what the first left in a cache. */
export default defineBenchmark({
  name: 'greeting-plain',
  question: 'How long does the second turn of a conversation take?',

  async iterate(context) {
    const opening = { role: 'user', content: 'Greet me in five words.' };
    const first = await context.ask([opening], { maxTokens: 16 });
    const turns = [
      opening,
      { role: 'assistant', content: first.text },
      { role: 'user', content: 'Once more, please.' },
    ];
    const second = await context.ask(turns, { maxTokens: 16, cache: 'warm' });

    context.check('answers twice', first.text !== '' && second.text !== '');
  },
});
