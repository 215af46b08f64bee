import { tables } from '../tables.ts';

/** The certificates this installation has sealed with, by their fingerprints: whose seal is ours. For everybody to ask. */
export const listOwnSeals = () =>
	tables
		.selectFrom('sealing_key')
		.select(['fingerprint', 'made_at as madeAt'])
		.orderBy('made_at')
		.orderBy('fingerprint');
