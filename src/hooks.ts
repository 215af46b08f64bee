/** What SvelteKit asks on the server and in the browser: how values of our own travel between them. */
import type { Transport } from '@sveltejs/kit/hooks';
import { OnlyShown } from '#values/only-shown.ts';

export const transport: Transport = {
	// Travels nowhere: only a page with `csr = false` may have it (src/architecture.test.ts).
	OnlyShown: {
		encode: (value: unknown) => value instanceof OnlyShown && 'shown on the server alone',
		decode: () => new OnlyShown(undefined)
	}
};
