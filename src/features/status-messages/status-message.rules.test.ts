import fc from 'fast-check';
import { expect, test } from 'vitest';
import { CATEGORIES } from '#features/pathways/category.rules.ts';
import { sendStatus, type Covered, type StatusMessage } from './status-message.rules.ts';

const message: StatusMessage = {
	category: 'housing',
	channel: '',
	body: 'Nøglen er hentet',
	recipients: ['shelter']
};
const shelter: Covered = { organisation: 'shelter', name: 'Værestedet', categories: ['housing'] };

test.each([
	[{}, null],
	[{ category: 'health' }, 'recipient-not-covered'],
	[{ recipients: [] }, 'no-recipient'],
	[{ recipients: ['shelter', 'garden'] }, 'recipient-not-covered'],
	[{ channel: 'Telefon' }, null],
	[{ channel: 'Sms' }, 'no-such-channel']
] as const)('R-138, R-151 a message with %j is answered %s', (change, reason) => {
	const sent = sendStatus({ ...message, ...change }, [shelter], ['Telefon']);
	expect(sent.ok ? null : sent.reason).toBe(reason);
});

test('R-138 whoever a message may be sent to is covered for what it is about', () => {
	const organisation = fc.constantFrom('a', 'b', 'c');
	const categories = fc.uniqueArray(fc.constantFrom(...CATEGORIES));
	const partners = fc.uniqueArray(fc.record({ organisation, name: organisation, categories }), {
		selector: (each) => each.organisation
	});
	fc.assert(
		fc.property(
			partners,
			fc.constantFrom(...CATEGORIES),
			fc.uniqueArray(organisation),
			(all, category, recipients) => {
				const sent = sendStatus({ ...message, category, recipients }, all, []);
				const covered = recipients.filter((id) =>
					all.find((each) => each.organisation === id)?.categories.includes(category)
				);
				expect(sent.ok).toBe(recipients.length > 0 && covered.length === recipients.length);
			}
		)
	);
});
