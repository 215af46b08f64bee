import { globSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

const rules = globSync('src/features/agreements/*.rules.ts').map((file) =>
	readFileSync(file, 'utf8')
);

test.each(['da', 'en'])(
	'every reason for which something is refused has its sentence in %s',
	(to) => {
		const texts = JSON.parse(readFileSync(`messages/${to}.json`, 'utf8'));
		const reasons = rules.flatMap((text) =>
			[...text.matchAll(/refused\('([a-z-]+)'\)/g)].map(([, reason]) => reason!)
		);
		expect(reasons.length).toBeGreaterThan(10);
		const unsaid = reasons.filter((reason) => !texts[`refusal_${reason.replaceAll('-', '_')}`]);
		expect(unsaid).toEqual([]);
	}
);
