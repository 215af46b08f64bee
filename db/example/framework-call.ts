/** A partner of Solby's who was told of the framework by telephone. */
import { tables } from '#server/tables.ts';
import { idOf, type Example } from './example.ts';
import { lone, natteravne, solby } from './people.ts';

/** One call about `version`: told, and not read yet. */
export const writeCall = ({ write, day }: Example, version: string): Promise<unknown> =>
	write(
		tables.insertInto('framework_call').values({
			tenant_id: solby.id,
			id: idOf('framework call'),
			version_id: version,
			organisation_id: natteravne.id,
			told_on: day(-148),
			spoke_with: 'Poul, som hellere vil ringes op',
			is_read: false,
			written_by: lone.id,
			written_by_name: lone.name
		})
	);
