/** Ten thousand services taken in as a project leader does, against COPY of the rows that came of it. */
import { randomUUID } from 'node:crypto';
import { strToU8 } from 'fflate';
import pg from 'pg';
import { beginImport } from '../src/features/directory/server/begin-import.ts';
import { fullService } from '../src/features/directory/server/hsds-service.ts';
import {
	findImport,
	listCandidates,
	listRows
} from '../src/features/directory/server/import.queries.ts';
import { idsIn, planRows, readRows } from '../src/features/directory/server/plan-import.ts';
import { readImport } from '../src/features/directory/server/read-import.ts';
import { askToTake } from '../src/features/directory/server/order-import.ts';
import { shortMark } from '../src/features/directory/server/take-import.ts';
import { workNext } from '../src/features/directory/server/work-imports.ts';
import { actingAs } from '../src/server/acting.ts';
import { openPools } from '../src/server/database/pool.ts';
import { asCopy, type OfferRow } from './offers.ts';
import type { Asker, Stage } from './stage.ts';

type Tell = (what: string, found: number, goal: number, is: 'least' | 'most') => void;

/** Measures it, and tells what was found. */
export async function takeInServices(
	{ url, secret, folder: _ }: Stage,
	owner: pg.Pool,
	{ tenant, person, token }: Asker,
	rows: OfferRow[],
	tell: Tell
): Promise<void> {
	const pools = openPools(url, secret, 2);
	for (const pool of Object.values(pools)) pool.on('error', () => {});
	await owner.query(
		`update samspil.membership set function = 'project-leader' where tenant_id = $1 and person_id = $2 and organisation_id = $1`,
		[tenant, person]
	);
	const file = strToU8(JSON.stringify({ contents: rows.map(asService) }));
	const clear = async () => {
		await owner.query('delete from samspil.offer where tenant_id = $1', [tenant]);
		await owner.query('vacuum analyze');
	};
	const times: Record<string, number> = {};
	const timed = async <Result>(what: string, work: () => Promise<Result>): Promise<Result> => {
		const began = performance.now();
		const result = await work();
		times[what] = performance.now() - began;
		return result;
	};
	const visit = { token, today: new Date().toISOString().slice(0, 10) };
	const as = <Result>(work: Parameters<typeof actingAs<Result>>[2]) =>
		actingAs(pools.app, visit, work);
	const id = randomUUID();
	await clear();
	const read = await timed('read', () => readImport([{ name: 'services.json', file }]));
	if (!read.ok) throw new Error(read.reason);
	const about = { source: `bench ${id}`, fileName: 'services.json', organisation: tenant };
	const begun = await timed('laid down', () =>
		as((acting) => beginImport(acting, id, about, read))
	);
	if (!begun.ok) throw new Error(begun.reason);
	const look = () =>
		as(async (acting) => {
			const kept = (await acting.first(findImport(id)))!;
			const waiting = await readRows(kept, await acting.all(listRows(id)), acting.today);
			return shortMark(
				await planRows(kept, waiting, await acting.all(listCandidates(kept.source, idsIn(waiting))))
			);
		});
	const mark = await timed('previewed', look);
	const asked = await timed('asked for', () => as((acting) => askToTake(acting, id, mark)));
	if (!asked.ok || !asked.value.isOrdered) throw new Error(JSON.stringify(asked));
	await timed('taken in beside requests', () =>
		workNext(pools, visit.today, (error) => {
			throw error;
		})
	);
	const { rows: there } = await owner.query<{ count: number }>(
		'select count(*)::integer as count from samspil.offer where tenant_id = $1',
		[tenant]
	);
	if (there[0]!.count !== rows.length) throw new Error('the import is not whole');
	await clear();
	await timed('COPY into the table', () => copy(url, 'samspil.offer', rows));
	await owner.query(
		'drop table if exists bare.offer; create table bare.offer (like samspil.offer including defaults)'
	);
	await timed('COPY into a bare table', () => copy(url, 'bare.offer', rows));
	await Promise.all(Object.values(pools).map((pool) => pool.end()));
	console.log(
		`\n${rows.length} services of HSDS (${(file.length / 1e6).toFixed(1)} MB): ${Object.entries(
			times
		)
			.map(([what, took]) => `${what} ${(took / 1000).toFixed(2)} s`)
			.join(', ')}`
	);
	const whole =
		times.read! + times['laid down']! + times['asked for']! + times['taken in beside requests']!;
	tell(
		'the import within 10 times COPY of the same rows into the same table',
		whole / times['COPY into the table']!,
		10,
		'most'
	);
	console.log(
		`against COPY into a table without index or trigger: ${(whole / times['COPY into a bare table']!).toFixed(1)} times`
	);
}

const asService = (row: OfferRow) =>
	fullService({
		id: row.id,
		name: row.name,
		provider: row.provider,
		group: row.group_kind,
		targetGroup: row.target_group,
		content: row.content,
		admission: row.admission,
		nextStep: row.next_step,
		contact: row.contact,
		phone: row.phone,
		email: '',
		website: '',
		address: row.address,
		postalCode: row.postal_code,
		town: row.town,
		area: row.area,
		openingHours: row.opening_hours,
		price: row.price,
		languages: row.languages,
		themes: row.themes,
		isPreventive: row.is_preventive,
		placesTotal: null,
		placesFree: null,
		validUntil: null,
		confirmedOn: row.confirmed_on,
		state: 'fresh',
		organization: row.organisation_id,
		municipalityName: 'Solby',
		at: new Date(0)
	} as never);

/** COPY in the plain text format, as pg's own protocol sends it. */
async function copy(url: string, table: string, rows: OfferRow[]): Promise<void> {
	const client = new pg.Client({ connectionString: url });
	await client.connect();
	try {
		await new Promise<void>((resolve, reject) => {
			const { connection } = client as unknown as { connection: CopyConnection };
			const names = Object.keys(rows[0]!).join(', ');
			client.query({
				submit: () => connection.query(`copy ${table} (${names}) from stdin`),
				handleCopyInResponse() {
					connection.sendCopyFromChunk(Buffer.from(asCopy(rows)));
					connection.endCopyFrom();
				},
				handleCommandComplete() {},
				handleReadyForQuery: () => resolve(),
				handleError: reject,
				handleRowDescription() {},
				handleDataRow() {}
			} as never);
		});
	} finally {
		await client.end();
	}
}

type CopyConnection = {
	query(text: string): void;
	sendCopyFromChunk(chunk: Buffer): void;
	endCopyFrom(): void;
};
