/** Frozen versions of a document, and who has said yes or no to each. */
import { sql } from 'kysely';
import type { PrintedDocument } from '#server/print/printed-document.ts';
import {
	actingDay,
	actingOrganisation,
	actingPerson,
	actingTenant,
	tables
} from '#server/tables.ts';
import type { Day } from '#values/day.ts';
import type { Json } from '../content.rules.ts';

const json = (value: Json) => sql<string>`${JSON.stringify(value)}::jsonb`;
const bytes = (hash: string) => sql<Buffer>`decode(${hash}, 'hex')`;
const now = sql<string>`now()`;

/** What has become of a version by people's hands. */
export type Fate = 'submitted' | 'agreed' | 'returned' | 'withdrawn';

const versions = (document: string) =>
	tables
		.selectFrom('document_version as v')
		.where('v.tenant_id', '=', actingTenant)
		.where('v.document_id', '=', document)
		.select(['v.id', 'v.number', 'v.name', 'v.summary', 'v.fate_at as fateAt'])
		.select(['v.from_on as from', 'v.until_on as until', 'v.ends_on as endsOn'])
		.select(sql<Fate>`v.fate`.as('fate'))
		.select(['v.submitted_by_name as submittedBy', 'v.submitted_at as submittedAt'])
		.select(sql<string>`encode(v.hash, 'hex')`.as('hash'));

/** All versions, the newest first; the last 200. */
export const listVersions = (document: string) =>
	versions(document).orderBy('v.number', 'desc').limit(200);

/** The newest `most` versions, those that were agreed on or have a name, and those with one of `ids`; the newest first. */
export const listNotableVersions = (document: string, most: number, ids: readonly string[]) =>
	listVersions(document).where((is) =>
		is.or([
			is(
				'v.number',
				'>',
				sql<number>`(select max(w.number) from samspil.document_version w
					where w.tenant_id = ${actingTenant} and w.document_id = ${document}::uuid) - ${most}::int`
			),
			is('v.fate', '=', 'agreed'),
			is('v.name', '<>', ''),
			is('v.id', 'in', ids)
		])
	);

/** The version that waits for the parties, or nothing. */
export const findOpenVersion = (document: string) =>
	versions(document)
		.where('v.fate', '=', 'submitted')
		.select(sql<Json>`v.content`.as('content'));

/** The version that counts today: the one in force, or gone by; before there is one, the first to come. */
export const findAgreedVersion = (document: string) =>
	versions(document)
		.where(
			'v.id',
			'=',
			sql<string>`samspil.counting_version(${actingTenant}, ${document}::uuid, ${actingDay})`
		)
		.select(sql<Json>`v.content`.as('content'));

/** Agreed versions that are newer than the one that counts, whose first day has not come; the first to come first. */
export const listComingVersions = (document: string, counting: number) =>
	versions(document)
		.where('v.fate', '=', 'agreed')
		.where('v.number', '>', counting)
		.where('v.from_on', '>', actingDay)
		.orderBy('v.from_on')
		.orderBy('v.number', 'desc')
		.limit(20)
		.select(sql<Json>`v.content`.as('content'));

/** The version that was agreed on before this one, or nothing where it is the first. */
export const findAgreedBefore = (document: string, number: number) =>
	versions(document)
		.where('v.fate', '=', 'agreed')
		.where('v.number', '<', number)
		.orderBy('v.number', 'desc')
		.limit(1)
		.select(sql<Json>`v.content`.as('content'));

/** A version with its frozen content, or nothing where there is none in this document. */
export const findVersion = (document: string, id: string) =>
	versions(document)
		.where('v.id', '=', id)
		.select(sql<Json>`v.content`.as('content'));

/** What a version freezes. */
export type Frozen = {
	id: string;
	content: Json;
	hash: string;
	/** What it is called among people; may be empty, as the summary. */
	name: string;
	summary: string;
	by: string;
};

/** A frozen version that waits for the parties, numbered after those before it. */
export const insertVersion = (document: string, frozen: Frozen) =>
	tables.insertInto('document_version').values({
		tenant_id: actingTenant,
		id: frozen.id,
		document_id: document,
		number: sql<number>`(select coalesce(max(w.number), 0) + 1 from samspil.document_version w
			where w.tenant_id = ${actingTenant} and w.document_id = ${document}::uuid)`,
		content: json(frozen.content),
		hash: bytes(frozen.hash),
		name: frozen.name,
		summary: frozen.summary,
		submitted_by_name: frozen.by
	});

/** What has come of the version that waits; writes nothing where that is decided. `term`: where it is agreed. */
export const settleVersion = (
	document: string,
	version: string,
	fate: Exclude<Fate, 'submitted'>,
	term: { from: Day; until: Day | null } | null = null
) =>
	tables
		.updateTable('document_version')
		.where('tenant_id', '=', actingTenant)
		.where('document_id', '=', document)
		.where('id', '=', version)
		.where('fate', '=', 'submitted')
		.set({ fate, fate_at: now, from_on: term?.from ?? null, until_on: term?.until ?? null });

/** The first day on which an agreed version is no longer in force; null where nothing ends it early. */
export const updateEnd = (document: string, version: string, endsOn: Day | null) =>
	tables
		.updateTable('document_version')
		.where('tenant_id', '=', actingTenant)
		.where('document_id', '=', document)
		.where('id', '=', version)
		.where('fate', '=', 'agreed')
		.set({ ends_on: endsOn });

/** Who has said yes, to any version of the document, in the order they did. */
export const listSignatures = (document: string) =>
	tables
		.selectFrom('document_signature')
		.where('tenant_id', '=', actingTenant)
		.where('document_id', '=', document)
		.orderBy('signed_at')
		.select(['version_id as version', 'organisation_id as party', 'person_id as person'])
		.select(['person_name as name', 'organisation_name as organisationName', 'title'])
		.select(['said_by as saidBy', 'signed_at as at', 'method', 'assurance'])
		.select(sql<string>`encode(hash, 'hex')`.as('hash'));

/** A yes to exactly this version, with its evidence. */
export type Given = {
	version: string;
	hash: string;
	/** The party for which it is given, and its name. */
	party: string;
	partyName: string;
	title: string;
	method: 'app-code' | 'backup-code' | 'new-sign-in' | 'passkey' | 'broker' | 'confirmation';
	assurance: 'single' | 'multi' | 'substantial' | 'high';
	saidBy: string | null;
};

/** The acting person's yes; writes nothing where it was given already. */
export const insertSignature = (document: string, given: Given, name: string) =>
	tables
		.insertInto('document_signature')
		.values({
			tenant_id: actingTenant,
			document_id: document,
			version_id: given.version,
			organisation_id: given.party,
			person_id: actingPerson,
			person_organisation_id: sql<string>`${actingOrganisation}`,
			person_name: name,
			title: given.title,
			organisation_name: given.partyName,
			said_by: given.saidBy,
			method: given.method,
			assurance: given.assurance,
			hash: bytes(given.hash)
		})
		.onConflict((conflict) => conflict.doNothing());

/** Who has said no, to any version of the document, and why. */
export const listDecisions = (document: string) =>
	tables
		.selectFrom('document_decision')
		.where('tenant_id', '=', actingTenant)
		.where('document_id', '=', document)
		.orderBy('decided_at')
		.select(['version_id as version', 'person_name as name', 'reason', 'decided_at as at'])
		.select(['person_id as person'])
		.select(['organisation_id as party', 'organisation_name as organisationName']);

/** The acting person's no to exactly this version, with the reason. */
export const insertReturn = (
	document: string,
	given: { version: string; hash: string; reason: string },
	by: { name: string; organisation: string }
) =>
	tables.insertInto('document_decision').values({
		tenant_id: actingTenant,
		document_id: document,
		version_id: given.version,
		person_id: actingPerson,
		organisation_id: sql<string>`${actingOrganisation}`,
		person_name: by.name,
		organisation_name: by.organisation,
		outcome: 'return',
		reason: given.reason,
		hash: bytes(given.hash)
	});

/** What is to be sealed of a version that has just come into force. */
export const insertSeal = (document: string, version: string, printed: PrintedDocument) =>
	tables.insertInto('document_seal').values({
		tenant_id: actingTenant,
		version_id: version,
		document_id: document,
		printed: sql<string>`${JSON.stringify(printed)}::jsonb`
	});

/** How a signed version stands with its seal: no row where it is not signed, no level while the file is being made. */
export const findSeal = (document: string, version: string) =>
	tables
		.selectFrom('document_seal')
		.where('tenant_id', '=', actingTenant)
		.where('document_id', '=', document)
		.where('version_id', '=', version)
		.select(['level', 'reachable', 'sealed_at as at']);

/** The sealed file of a version; null while it is being made. */
export const findSealedFile = (document: string, version: string) =>
	tables
		.selectFrom('document_seal')
		.where('tenant_id', '=', actingTenant)
		.where('document_id', '=', document)
		.where('version_id', '=', version)
		.select('file');
