import { idOf, statusWords } from '../engine/answer.ts';
import { writing, type Check } from '../engine/context.ts';
import { failed, must, passed } from '../engine/verdict.ts';

export const CREATE_USER_CHECKS: Check[] = [
  writing(
    'U01',
    async ({ create, userBody }) => {
      const answer = await create('Users', userBody());
      const id = idOf(answer.body);
      must(answer.status < 300 && id, `The answer was ${statusWords(answer)}${id ? '' : ' without an id'}.`);
      // Created with another status than 201: everything that needs a user can go on.
      if (answer.status !== 201) return failed(`The answer was ${statusWords(answer)}.`, { usable: true });
      return passed('201 with an id.');
    },
    { needs: [], phase: 'first' },
  ),
];
