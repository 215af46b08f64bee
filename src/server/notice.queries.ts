/** Notices: that something happened which a person should look at. A kind and an address, never content. */
import { actingTenant, tables } from './tables.ts';

/** Leaves a notice for one person of the tenant. `kind` is the message key's end (`notice_…`). */
export const leaveNotice = (person: string, kind: string, path: string) =>
	tables.insertInto('notice').values({ tenant_id: actingTenant, person_id: person, kind, path });
