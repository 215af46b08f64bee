/** The framework: all at work in the municipality read what is in force; writing it, and deciding on it, are few. */
import { randomUUID } from 'node:crypto';
import { markOfDraft } from '../../src/features/framework/draft.rules.ts';
import { frameworkTemplate } from '../../src/features/framework/framework-template.rules.ts';
import { answersIn } from '../../src/features/framework/round.rules.ts';
import { WAY } from './arrange-framework.ts';
import { TODAY } from './arrange-world.ts';
import { AT_WORK, EVERYBODY, except, PARTIES } from './kinds.ts';
import { open, signedIn } from './row.ts';
import { addDays } from '../../src/values/day.ts';

const LEADER = ['leader', 'weakLeader'] as const;
/** looks after a section in the round that is open. */
const OWNER = 'covered';
/** They write it, look after a section or decide on it, so that its draft is theirs to read. */
const PANEL = [...LEADER, 'steering', OWNER] as const;
const STEERING = { refuses: ['steering', OWNER] } as const;
const STAFF = [...PARTIES, 'administrator'] as const;
const PLAN = '/framework/plan';
const TELLING = '/framework/telling';
const ACTIVITY = `${PLAN}/[activity=id]`;
const AUDIENCE = frameworkTemplate.sections[0]!;
const VERSION = '/framework/versions/[version=id]';

export const frameworkRows = [
	signedIn.sees('/framework', [...AT_WORK, 'administrator']),
	// there is one already, and begun twice in its own collaboration it is that one; in the other municipality the
	// project leader leads no such collaboration.
	signedIn.does('/framework', 'begin', LEADER, {
		refuses: [...except(AT_WORK, ...LEADER), 'administrator'],
		form: ({ ids }) => ({ collaboration: ids.collaboration! })
	}),
	// the organisations that it names as partners.
	signedIn.does('/framework', 'confirm', ['covered', 'colleague'], {
		refuses: except(STAFF, 'covered', 'colleague'),
		form: ({ framework }) => ({ version: framework.established })
	}),
	signedIn.does('/framework', 'next', LEADER, {
		refuses: except(STAFF, ...LEADER),
		form: ({ people }) => ({
			on: addDays(TODAY, 30),
			person: people.leader.person,
			version: '1'
		})
	}),

	// tools and templates, for everybody at work here.
	signedIn.sees('/framework/files', PARTIES),
	signedIn.does('/framework/files/[file=id]', 'GET', STAFF, {
		at: ({ framework }) => ({ file: framework.file }),
		keeps: true
	}),
	// Without a file there is nothing to look into.
	signedIn.does('/framework/files', 'add', LEADER, {
		refuses: except(PARTIES, ...LEADER),
		form: () => ({}),
		status: 422
	}),
	signedIn.does('/framework/files', 'empty', LEADER, {
		refuses: except(PARTIES, ...LEADER),
		form: ({ framework }) => ({ file: framework.file })
	}),

	// who is named for a way says that it was told; the leader says it of any.
	signedIn.sees(TELLING, STAFF),
	signedIn.does(TELLING, 'tell', [...LEADER, 'covered'], {
		refuses: except(STAFF, ...LEADER, 'covered'),
		form: ({ framework }) => ({
			id: randomUUID(),
			version: framework.established,
			way: WAY,
			on: TODAY,
			note: 'Tolv kom'
		})
	}),
	signedIn.does(TELLING, 'untell', [...LEADER, 'covered'], {
		refuses: except(STAFF, ...LEADER, 'covered'),
		form: ({ framework }) => ({ version: framework.established, telling: framework.telling })
	}),

	// whoever writes the framework writes that a partner was told by telephone.
	signedIn.does(TELLING, 'call', LEADER, {
		refuses: except(STAFF, ...LEADER),
		form: ({ framework }) => ({
			id: randomUUID(),
			version: framework.established,
			organisation: framework.partner,
			on: TODAY,
			spokeWith: 'Inge på kontoret',
			read: 'yes'
		})
	}),
	signedIn.does(TELLING, 'uncall', LEADER, {
		refuses: except(STAFF, ...LEADER),
		form: ({ framework }) => ({ version: framework.established, call: framework.call })
	}),

	signedIn.sees('/framework/edit', PANEL),
	signedIn.does('/framework/edit', 'involve', LEADER, {
		...STEERING,
		form: () => ({ id: randomUUID(), kind: 'meeting', on: TODAY, note: '' })
	}),
	signedIn.does('/framework/edit', 'deputy', LEADER, {
		...STEERING,
		form: ({ people }) => ({ deputy: people.tovholder.person, version: '1' })
	}),
	signedIn.sees('/framework/edit/[section]', PANEL),
	signedIn.does('/framework/edit/[section]', 'save', [...LEADER, OWNER], { refuses: ['steering'] }),
	// Nothing is saved: a row more on the page, say.
	signedIn.does('/framework/edit/[section]', 'change', PANEL),
	// the project group comments, in which the leader sits.
	signedIn.does('/framework/edit/[section]', 'comment', [...LEADER, OWNER], {
		refuses: ['steering'],
		form: () => ({ id: randomUUID(), field: 'gender', body: 'Også børn?' })
	}),
	signedIn.sees('/framework/submit', LEADER),
	// much is missing.
	signedIn.does('/framework/submit', 'default', [], {
		refuses: LEADER,
		form: ({ people }) => ({
			summary: 'Nyt',
			nextUpdateOn: addDays(TODAY, 60),
			responsible: people.leader.person
		})
	}),

	// one round is open; whoever looks after a section says that it is right.
	signedIn.sees('/framework/round', PANEL),
	signedIn.does('/framework/round', 'open', [], {
		refuses: PANEL,
		form: () => ({ id: randomUUID(), dueOn: addDays(TODAY, 20), words: 'Se jeres del efter' })
	}),
	signedIn.does('/framework/round', 'check', [...LEADER, OWNER], {
		refuses: ['steering'],
		form: async () => ({ section: 'audience', read: await markOfDraft(answersIn(AUDIENCE, {})) })
	}),
	signedIn.does('/framework/round', 'owner', LEADER, {
		...STEERING,
		form: ({ people, world }) => ({
			section: 'audience',
			version: '1',
			owner: `${people.steering.person}.${world.tenant}`
		})
	}),
	signedIn.does('/framework/round', 'end', LEADER, {
		...STEERING,
		again: 'refused',
		form: () => ({ version: '1' })
	}),
	// what the municipality has opened is everybody's; nothing in it leads to a person.
	signedIn.sees('/framework/opening', [...LEADER, 'administrator']),
	signedIn.does('/framework/opening', 'save', [...LEADER, 'administrator'], {
		form: () => ({ version: '1', section: ['audience', 'plans'] })
	}),
	open.sees('/open/[organisation=id]', EVERYBODY, {
		at: ({ world }) => ({ organisation: world.tenant })
	}),
	// the action plan is everybody's to read; R-173: those who work on the framework propose, the leader decides.
	signedIn.sees(PLAN, STAFF),
	signedIn.sees(`${PLAN}/new`, PANEL),
	signedIn.does(`${PLAN}/new`, 'add', PANEL, {
		form: ({ people }) => ({
			id: randomUUID(),
			what: 'Fælles dag',
			words: '',
			goals: ['shared-view'],
			timing: 'yearly',
			from: '2026-01-01',
			until: '',
			times: '4',
			responsible: `${people.covered.person}.${people.covered.organisation}`,
			organisation: '',
			role: ''
		})
	}),
	signedIn.sees(`${PLAN}/goals`, LEADER),
	signedIn.does(`${PLAN}/goals`, 'tell', LEADER, {
		form: () => ({
			'clear-ways-version': '',
			'clear-ways-standing': 'reached',
			'clear-ways-words': 'Nu ved vi det'
		})
	}),
	signedIn.sees(ACTIVITY, STAFF),
	// The covered helper answers for it.
	signedIn.does(ACTIVITY, 'move', [...LEADER, 'covered'], {
		refuses: except(STAFF, ...LEADER, 'covered'),
		form: () => ({ version: '1', standing: 'under-way' })
	}),
	signedIn.does(ACTIVITY, 'hold', [...LEADER, 'covered'], {
		refuses: except(STAFF, ...LEADER, 'covered'),
		form: () => ({ id: randomUUID(), on: TODAY, note: 'Alle var der' })
	}),
	signedIn.does(ACTIVITY, 'unhold', [...LEADER, 'covered'], {
		refuses: except(STAFF, ...LEADER, 'covered'),
		form: ({ plan }) => ({ occurrence: plan.occurrence })
	}),
	signedIn.does(ACTIVITY, 'comment', PANEL, {
		form: () => ({ id: randomUUID(), body: 'Kan det være om eftermiddagen?' })
	}),
	signedIn.sees(`${ACTIVITY}/edit`, LEADER),
	signedIn.does(`${ACTIVITY}/edit`, 'save', LEADER, {
		form: ({ people }) => ({
			version: '1',
			what: 'Anden fælles dag',
			words: '',
			goals: ['shared-view'],
			timing: 'day',
			from: '2026-10-01',
			until: '',
			times: '',
			responsible: `${people.covered.person}.${people.covered.organisation}`,
			organisation: '',
			role: ''
		})
	}),

	signedIn.sees(VERSION, STAFF),
	signedIn.does(`${VERSION}/pdf`, 'GET', STAFF, { keeps: true }),
	// the steering group, in which the leader sits.
	signedIn.does(VERSION, 'decide', [...LEADER, 'steering'], {
		refuses: [OWNER],
		at: ({ framework }) => ({ version: framework.open }),
		form: ({ framework }) => ({ verdict: 'return', hash: framework.hash, comment: 'Mangler tolke' })
	})
];
