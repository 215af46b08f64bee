/** A thread for tests: does whatever it is told, also what no thread should. */
import { answerWith } from './answer.ts';

export type Told =
	| { do: 'say'; text: string }
	| { do: 'fail'; text: string }
	| { do: 'hang' }
	| { do: 'grow' }
	| { do: 'crash' };

answerWith(async (told: Told): Promise<string> => {
	switch (told.do) {
		case 'say':
			return told.text;
		case 'fail':
			throw new Error(told.text);
		case 'hang':
			for (;;);
		case 'grow': {
			const kept: Uint8Array[] = [];
			for (;;) kept.push(new Uint8Array(16_000_000).fill(kept.length));
		}
		case 'crash':
			setImmediate(() => {
				throw new Error('crashed');
			});
			return new Promise(() => {});
	}
});
