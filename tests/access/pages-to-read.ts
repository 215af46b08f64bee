/** Every page of Samspil with invented data on it, and somebody who may read it: asked of the router and of the app. */
import type { TestDatabase } from '../../src/server/database/test-database.ts';
import { newInvitationToken } from '../../src/server/identity/invitation-token.ts';
import { newestTemplateOf } from '../../src/features/agreements/agreement-template.rules.ts';
import { frameworkTemplate } from '../../src/features/framework/framework-template.rules.ts';
import { groupMeetings } from './group-meetings-to-read.ts';
import { holdMeeting } from './hold-meeting.ts';
import { arrangeLetter } from './letter-to-read.ts';
import { orderImport } from './import-at-work.ts';
import { addressOf, listWaysIn } from './ways-in.ts';
import { openAnswer, openLight, openTheory, openTimes } from './links-to-read.ts';

/** A page, and the cookie of its reader; without one, anybody reads it. */
export type PageToRead = { route: string; address: string; reader: string; cookie: string };

/** Pages of one route that differ in what stands on them: this many of each are read. */
const MOST = 3;

/** What an address may name, from the rows of the invented data: the last part of a route tells those before it. */
const ROWS: Record<string, string> = {
	collaboration: 'select id as collaboration from samspil.collaboration',
	organisation: `select person_id as person, organisation_id as organisation from samspil.membership
		order by person_name`,
	version: 'select id as version from samspil.framework_version order by number',
	activity: 'select id as activity from samspil.plan_activity order by begins_on',
	pathway: `select collaboration_id as collaboration, id as pathway from samspil.pathway order by number`,
	entry: 'select pathway_id as pathway, id as entry from samspil.entry order by created_at',
	task: 'select pathway_id as pathway, id as task from samspil.task where tells_of is not null',
	partner: 'select distinct on (state) pathway_id as pathway, id as partner from samspil.partner',
	consent: 'select pathway_id as pathway, id as consent from samspil.consent order by number',
	emergency: 'select id as emergency from samspil.emergency_access order by opened_at',
	doubt: 'select id as doubt from samspil.doubt order by asked_at',
	role: 'select id as role from samspil.child_role',
	part: 'select collaboration_id as collaboration, id as part from samspil.data_responsibility',
	measure: `select pathway_id as pathway, id as measure from samspil.entry where kind = 'measure' order by created_at`,
	relation:
		'select pathway_id as pathway, id as relation from samspil.network_relation order by name',
	promise: 'select id as promise from samspil.agreement_obligation order by due_on',
	offer:
		'select tenant_id as municipality, id as offer from samspil.offer where withdrawn_on is null order by confirmed_on desc, name limit 20',
	import: 'select id as import from samspil.offer_import order by begun_at',
	municipality: 'select tenant_id as municipality from samspil.offer_directory where is_public',
	meeting: `select pathway_id as pathway, id as meeting from samspil.meeting order by starts_at`
};

type Ids = Record<string, string>;

/** All of them, and the routes of which nobody was shown a page. */
export async function listPagesToRead(database: TestDatabase, origin: string) {
	const readers = await signInEverybody(origin);
	await beginAgreements(database, origin, readers);
	await holdMeeting(database);
	await orderImport(database);
	await arrangeLetter(database);
	const pages: PageToRead[] = [];
	const unread: string[] = [];
	for (const { route, does, params } of await listWaysIn()) {
		if (does !== 'see') continue;
		const found = await pagesOf(route, params);
		if (found.length === 0) unread.push(route);
		pages.push(...found);
	}
	return { pages, unread };

	async function pagesOf(route: string, params: readonly string[]): Promise<PageToRead[]> {
		const found: PageToRead[] = [];
		for (const ids of await idsFor(database, params)) {
			const address = addressOf(route, ids);
			const reader = await firstReader(address);
			if (reader) found.push({ route, address, ...reader });
			if (found.length === MOST) break;
		}
		return found;
	}

	async function firstReader(address: string) {
		for (const { reader, cookie } of readers) {
			const { status } = await get(origin + address, cookie);
			if (status === 200) return { reader, cookie };
		}
		return undefined;
	}
}

const get = (url: string, cookie: string) =>
	fetch(url, { redirect: 'manual', headers: { accept: 'text/html', ...(cookie && { cookie }) } });

async function idsFor(database: TestDatabase, params: readonly string[]): Promise<Ids[]> {
	const part = params.at(-1);
	if (part === undefined) return [{}];
	if (params[0] === 'agreement') return idsInAgreement(database, part);
	if (params[0] === 'kind') return KINDS_AND_SECTIONS;
	if (part === 'section') return frameworkTemplate.sections.map(({ key }) => ({ section: key }));
	if (part === 'link') return [{ link: await openLight(database) }];
	if (params[0] === 'collaboration' && part === 'meeting') return groupMeetings(database);
	if (part === 'answer') return [{ answer: await openAnswer(database) }];
	if (part === 'times') return [{ times: await openTimes(database) }];
	if (part === 'asked') return [{ asked: await askAboutOffers(database) }];
	if (part === 'shared') return [{ shared: await openTheory(database) }];
	if (part === 'token') return [{ token: await openInvitation(database) }];
	if (part === 'mail') return waitingMails(database);
	const { rows } = await database.owner.query(ROWS[part] ?? '');
	return rows;
}

/** What there is in an agreement: its sections, and the versions that have been sent. */
async function idsInAgreement({ owner }: TestDatabase, part: string): Promise<Ids[]> {
	if (part === 'version') {
		const sent = await owner.query(
			'select document_id as agreement, id as version from samspil.document_version'
		);
		return sent.rows;
	}
	if (part === 'decision') {
		await askSomething(owner);
		const asked = await owner.query(
			'select document_id as agreement, id as decision from samspil.document_question'
		);
		return asked.rows;
	}
	if (part === 'thing') {
		await setGoalGoing(owner);
		const living = await owner.query(
			`select document_id as agreement, id as thing from samspil.agreement_live where kind in ('goal', 'task')`
		);
		return living.rows;
	}
	// What was signed elsewhere last: it has pages of its own, and its sections are another's.
	const { rows } = await owner.query(
		`select id as agreement from samspil.document where $1 or agreed_by <> 'outside' order by agreed_by = 'outside'`,
		[part !== 'section']
	);
	if (part !== 'section') return rows;
	const { sections } = newestTemplateOf(AGREED);
	return rows.flatMap((ids) => sections.map(({ key }) => ({ ...ids, section: key })));
}

/** Sections of templates: those that ask most, and one that asks little. */
const KINDS_AND_SECTIONS: Ids[] = [
	{ kind: 'cooperation-contract', section: 'goals' },
	{ kind: 'partnership-agreement', section: 'term' },
	{ kind: 'activity-agreement', section: 'practical' }
];

/** The kinds of agreement that are read: one that is written here, and one that was signed elsewhere. */
const AGREED = 'cooperation-contract';
const KEPT = 'signed-elsewhere';

/** Begins an agreement between each municipality and one of its organisations, by whoever may. */
async function beginAgreements(
	{ owner }: TestDatabase,
	origin: string,
	readers: readonly { cookie: string }[]
): Promise<void> {
	const { rows } = await owner.query(
		`select tenant_id as own, min(organisation_id::text) as other from samspil.tenant_organisation
		where organisation_id <> tenant_id group by tenant_id`
	);
	for (const { own, other } of rows)
		for (const kind of [AGREED, KEPT])
			for (const { cookie } of readers) {
				const body = new URLSearchParams({
					id: crypto.randomUUID(),
					kind,
					title: 'Varmestuen og kommunen',
					language: 'da'
				});
				for (const party of [own, other]) body.append('party', party);
				const headers = { accept: 'text/html', origin, cookie };
				const address = `${origin}/agreements/new?/begin`;
				const answer = await fetch(address, { method: 'POST', redirect: 'manual', headers, body });
				if (answer.status === 303 && answer.headers.get('location')?.includes('/parties')) break;
			}
}

/** Something to decide in each agreement, put to those who are responsible in it. */
const askSomething = (owner: TestDatabase['owner']) =>
	owner.query(
		`with asked as (
			insert into samspil.document_question (tenant_id, id, document_id, title, body, hash, quorum, asked_by,
				asked_by_organisation, asked_by_name, changed_by_name)
			select tenant_id, gen_random_uuid(), id, 'Sommerlukning', 'Vi lukker i uge 29 og 30.', sha256('x'), '{"each": 1, "of": {}}',
				begun_by, begun_by_organisation, 'Lone', 'Lone' from samspil.document
			returning *)
		insert into samspil.document_question_member (tenant_id, document_id, question_id, person_id, organisation_id)
		select p.tenant_id, p.document_id, a.id, p.responsible_person_id, p.organisation_id from asked a
			join samspil.document_party p on p.tenant_id = a.tenant_id and p.document_id = a.document_id
			where p.responsible_person_id is not null`
	);

/** A goal of each agreement in force: those of the invented data set none. */
const setGoalGoing = (owner: TestDatabase['owner']) =>
	owner.query(
		`insert into samspil.agreement_live (tenant_id, document_id, live_key, kind, said, due_on)
		select tenant_id, document_id, 'activity-goals/g1', 'goal', $1, current_date + 20 from samspil.document_version
			where fate = 'agreed'
		on conflict do nothing`,
		[
			JSON.stringify({
				kind: 'goal',
				goal: 'Gæster i klubben',
				goalKind: 'activity',
				number: 25,
				unit: 'unge'
			})
		]
	);

/** The link by which a keeper of offers is asked: its secret, which nobody learns but by mail. */
async function askAboutOffers({ owner }: TestDatabase): Promise<string> {
	const { token, hash } = newInvitationToken();
	await owner.query(
		`insert into samspil.offer_link (tenant_id, token_hash, organisation_id, offers, expires_at)
		select tenant_id, $1, organisation_id, (array_agg(id order by name))[1:3], now() + interval '1 day' from samspil.offer group by tenant_id, organisation_id limit 1`,
		[hash]
	);
	return token;
}

/** The link of an invitation that waits for its answer. */
async function openInvitation({ owner }: TestDatabase): Promise<string> {
	const { token, hash } = newInvitationToken();
	await owner.query(
		`insert into samspil.invitation (tenant_id, id, kind, organisation_id, email, name, function, token_hash, invited_by, expires_at)
		select tenant_id, gen_random_uuid(), 'member', organisation_id, 'ny@kilden.example', 'Ny Kollega', 'employee', $1, person_id,
			now() + interval '14 days' from samspil.membership order by person_name limit 1`,
		[hash]
	);
	return token;
}

/** A mail in the outbox of each municipality. */
async function waitingMails({ owner }: TestDatabase): Promise<Ids[]> {
	const { rows } = await owner.query(
		`insert into samspil.mail (tenant_id, id, kind, address, words, state)
		select id, gen_random_uuid(), 'invitation', 'ny@kilden.example', '{"path": "/invitations/x", "name": "Ny Kollega"}', 'sent'
		from samspil.tenant returning id as mail`
	);
	return rows;
}

/** Nobody, and each of the invented people with the hat they come with. */
async function signInEverybody(origin: string) {
	const page = await (await get(`${origin}/sign-in`, '')).text();
	const offered = [...page.matchAll(/name="id" value="([^"]+)"/g)].map(([, id]) => id!);
	const signedIn = await Promise.all(
		offered.map(async (id) => {
			const response = await fetch(`${origin}/sign-in?/demo`, {
				method: 'POST',
				redirect: 'manual',
				headers: { accept: 'text/html', origin },
				body: new URLSearchParams({ id })
			});
			const cookies = response.headers.getSetCookie().map((each) => each.split(';')[0]!);
			return { reader: id, cookie: cookies.join('; ') };
		})
	);
	return [{ reader: 'anybody', cookie: '' }, ...signedIn];
}
