import { globSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

const rules = globSync('src/features/{agreements,documents}/*.rules.ts').map((file) =>
	readFileSync(file, 'utf8')
);

/** The words of every union whose name says that it holds reasons for refusing. */
const reasons = rules.flatMap((text) =>
	[...text.matchAll(/^(?:export )?type \w*(?:Refusal|Demand) =([^;]+);/gm)].flatMap(([, union]) =>
		[...union!.matchAll(/'([a-z-]+)'/g)].map(([, reason]) => reason!)
	)
);

test.each(['da', 'en'])(
	'every reason for which something is refused has its sentence in %s',
	(to) => {
		const texts = JSON.parse(readFileSync(`messages/${to}.json`, 'utf8'));
		expect(reasons).toEqual(expect.arrayContaining(['end-too-early', 'version-changed']));
		const unsaid = reasons.filter((reason) => !texts[`refusal_${reason.replaceAll('-', '_')}`]);
		expect(unsaid).toEqual([]);
	}
);
