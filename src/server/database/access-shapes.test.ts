/**
 * Who reads what stands about a pathway is said by its policy. The random worlds ask some of these tables; here every
 * other must say the very same as one of those, or be proved by a test of its own.
 */
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { LISTED } from './access-model-lists.ts';
import { testDatabase } from './test-database.ts';
import { WRITTEN } from './test-many-worlds.ts';

/** Policies that say something of their own: the test that asks, by its file and words of its title. */
const ELSEWHERE: Record<string, [file: string, title: string]> = {
	'allotment.held': [
		'src/features/allotment-meetings/server/call-meeting.test.ts',
		'R-120 it is decided at the meeting from its day on'
	],
	'allotment.led': [
		'src/features/allotment-meetings/server/call-meeting.test.ts',
		'R-120 the project leader calls those who may be asked'
	],
	'allotment_candidate.seen': [
		'src/features/allotment-meetings/server/call-meeting.test.ts',
		'R-120 who may be asked learns when and where'
	],
	'allotment_meeting.seen': [
		'src/features/allotment-meetings/server/call-meeting.test.ts',
		'R-120 who may be asked learns when and where'
	],
	'audit_event.about_me': [
		'src/features/citizens/server/citizen.test.ts',
		'L-10 the record for paper'
	],
	'audit_event.for_paper': [
		'src/features/citizens/server/citizen.test.ts',
		'L-10 the record for paper'
	],
	'calendar_seat.covered': [
		'src/features/meetings/server/answer-meeting.test.ts',
		'everybody who reads the meeting sees it'
	],
	'caseworker.led': [
		'src/features/pathways/server/keep-caseworker.test.ts',
		'to the tovholder and to the project leader'
	],
	'consent_scan.with_its_consent': [
		'src/features/consents/server/attach-scan.test.ts',
		'and nobody else'
	],
	'deadline.jobs': [
		'src/features/deadlines/server/keep-deadlines.test.ts',
		'nobody but the jobs writes a deadline'
	],
	'deadline.seen': [
		'src/features/deadlines/server/keep-deadlines.test.ts',
		'R-045 whoever sees the thing sees its deadline'
	],
	'emergency_access.mine': [
		'src/features/emergency/server/keep-emergency.test.ts',
		'whoever opened it, or the tovholder, ends it'
	],
	'emergency_access.reviewed': [
		'src/features/emergency/server/keep-emergency.test.ts',
		'the data protection officer reviews it once'
	],
	'emergency_access.told': [
		'src/features/emergency/server/keep-emergency.test.ts',
		'the citizen, the tovholder and the data protection officer hear'
	],
	'erasure.reviewed': [
		'src/features/retention/server/keep-retention.test.ts',
		'L-12 the officer sees what is due'
	],
	'erasure_request.reviewed': [
		'src/features/retention/server/keep-retention.test.ts',
		'a citizen asks to be erased'
	],
	'erasure_request.told': [
		'src/features/retention/server/keep-retention.test.ts',
		'a citizen asks to be erased'
	],
	'invitation.administrators_see': [
		'src/server/database/administration.test.ts',
		'an administrator reads no invitation'
	],
	'invitation.companion_open': [
		'src/features/citizens/server/companion.test.ts',
		'nobody else invites, sees who is invited'
	],
	'invitation.held_open': [
		'src/server/database/meetings.test.ts',
		'an invitation of a citizen is seen and taken back'
	],
	'legal_hold.reviewed': [
		'src/features/retention/server/keep-retention.test.ts',
		'only who holds the threads, or the officer'
	],
	'legal_hold.told': [
		'src/features/retention/server/keep-retention.test.ts',
		'only who holds the threads, or the officer'
	],
	'meeting_option.covered': [
		'src/features/meetings/server/find-time.test.ts',
		'read their own answers'
	],
	'meeting_option_answer.covered': [
		'src/features/meetings/server/find-time.test.ts',
		'read their own answers'
	],
	'partner_change.seen': [
		'src/features/changes/server/change.test.ts',
		'do not read what another has told'
	],
	'pathway_access.my_own': [
		'src/features/citizens/server/citizen.test.ts',
		'what each can read today'
	],
	'scope_access.my_own': [
		'src/features/citizens/server/citizen.test.ts',
		'what each can read today'
	],
	'wrong_fit.ours': [
		'src/features/children/server/keep-child.test.ts',
		'the partner reads no more than its own'
	]
};

const { owner } = await testDatabase();
const { rows: policies } = await owner.query<{ name: string; table: string; says: string }>(
	`select c.relname || '.' || p.polname as name, c.relname as table, pg_get_expr(p.polqual, p.polrelid) as says
	from pg_policy p join pg_class c on c.oid = p.polrelid
	where c.relnamespace = 'samspil'::regnamespace and p.polcmd in ('r', '*')
		and exists (select from pg_attribute a where a.attrelid = c.oid and a.attname = 'pathway_id' and not a.attisdropped)
	order by 1`
);

/** What it comes to: the tenant has two names that mean the same in a visit, and reasons stand in any order. */
const meaning = ({ says, table }: { says: string; table: string }) =>
	says
		.replaceAll(`${table}.`, 'this.')
		.replaceAll(
			/\( SELECT samspil\.acting_tenant\(\) AS acting_tenant\)/g,
			'samspil.visited_tenant()'
		)
		.replaceAll(/'\{([a-z,-]+)\}'::text\[\]/g, (_, reasons: string) =>
			reasons.split(',').sort().join()
		);

test('each policy about a pathway says what the random worlds ask, or is asked by a test of its own', () => {
	const asked = new Set<string>([...WRITTEN, ...Object.keys(LISTED)]);
	const proved = new Set(policies.filter(({ table }) => asked.has(table)).map(meaning));
	const others = policies.filter((each) => !proved.has(meaning(each)));
	expect(others.map(({ name }) => name)).toEqual(Object.keys(ELSEWHERE).sort());
	for (const [name, [file, title]] of Object.entries(ELSEWHERE))
		expect(titlesIn(file), `${name}: ${file}`).toContain(title);
});

/** The titles of the tests of a file. */
const titlesIn = (file: string) =>
	[...readFileSync(file, 'utf8').matchAll(/^test\(\s*'([^\n]*)'/gm)]
		.map(([, title]) => title)
		.join('\n');
