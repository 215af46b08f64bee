/** Four agreements between the municipality and a partner: one being written, one that waits for signatures, one in force, one that was signed elsewhere. */
import { createHash, randomUUID } from 'node:crypto';
import { newestTemplateOf } from '../../src/features/agreements/agreement-template.rules.ts';
import { canonicalJson, type Json } from '../../src/features/documents/content.rules.ts';
import type { AgreementKind } from '../../src/features/agreements/kind.rules.ts';
import type { AgreedBy, FrozenDocument } from '../../src/features/documents/frozen.rules.ts';
import { THEORY } from './arrange-theory.ts';
import type { Someone, World } from '../../src/server/database/test-world.ts';

export type MatrixAgreements = Awaited<ReturnType<typeof arrangeAgreements>>;

/** Begun by `leader`; signed for the municipality by `manager` and for the partner by `partner`. */
export async function arrangeAgreements(
	world: World,
	{
		leader,
		manager,
		partner,
		title
	}: Record<'leader' | 'manager' | 'partner', Someone> & { title: string }
) {
	await world.database.owner.query(
		'update samspil.membership set can_bind = true where person_id = any ($1)',
		[[manager.person, partner.person]]
	);
	const parties = [
		{ organisation: world.tenant, responsible: leader, signatory: manager },
		{ organisation: partner.organisation!, responsible: partner, signatory: partner }
	];
	const draft = await document();
	const waiting = await document();
	const running = await document();
	const drawer = await document('signed-elsewhere', 'outside');
	const [file, otherFile] = [
		await fileOf(drawer, '1'),
		await fileOf(await document('signed-elsewhere', 'outside'), '2')
	];
	const template = newestTemplateOf('cooperation-contract');
	const content: FrozenDocument = {
		format: 'samspil-document-1',
		title,
		language: 'da',
		template: { key: template.key, edition: template.edition },
		parties: parties.map(({ organisation, responsible, signatory }) => ({
			organisation,
			name: organisation,
			cvr: null,
			responsible: { person: responsible.person, name: responsible.name, title: '' },
			executing: [],
			signatories: [{ person: signatory.person, name: signatory.name, title: 'Leder' }]
		})),
		sections: [],
		notChosen: [],
		// the project leader may speak for it
		answers: {
			communicators: {
				value: { kind: 'people', people: [`${leader.person}.${leader.organisation}`] },
				notApplicable: null
			},
			...THEORY
		},
		names: { organisations: {}, people: {} }
	};
	const spelled = canonicalJson(content as unknown as Json);
	const hash = createHash('sha256').update(spelled).digest();
	const version = randomUUID();
	await world.insert('document_version', {
		tenant_id: world.tenant,
		id: version,
		document_id: waiting,
		number: 1,
		content: spelled,
		hash,
		submitted_by_name: leader.name
	});
	const comment = randomUUID();
	await world.insert('document_comment', {
		tenant_id: world.tenant,
		id: comment,
		document_id: draft,
		question_key: 'activity',
		body: 'Hvem låser op?',
		author_id: leader.person,
		author_organisation_id: world.tenant,
		author_name: leader.name,
		author_organisation_name: 'Solby'
	});
	const agreed = await agree(running);
	const promise = randomUUID();
	await world.insert('agreement_obligation', {
		tenant_id: world.tenant,
		id: promise,
		document_id: running,
		live_key: 'key',
		party_id: world.tenant,
		what: 'Låse op hver aften'
	});
	const goal = await goalOf(running);
	const otherGoal = await goalOf(waiting);
	const question = await questionOf(running);
	const otherQuestion = await questionOf(waiting);
	// It ends long after everything that the rows write down: it is there to be taken back.
	const notice = randomUUID();
	await world.insert('agreement_notice', {
		tenant_id: world.tenant,
		id: notice,
		document_id: running,
		by_organisation_id: partner.organisation,
		received_on: '2020-02-01',
		end_on: '2040-01-01',
		has_effect: true,
		registered_by: partner.person,
		registered_by_organisation: partner.organisation,
		registered_by_name: partner.name
	});
	const removal = randomUUID();
	await world.insert('agreement_removal', {
		tenant_id: world.tenant,
		id: removal,
		document_id: running,
		material: 'Folderen',
		keeper_id: world.tenant,
		names_id: partner.organisation,
		why: 'outdated',
		due_on: '2030-01-01',
		asked_by: partner.person,
		asked_by_name: partner.name
	});
	const publication = randomUUID();
	await world.insert('agreement_publication', {
		tenant_id: world.tenant,
		id: publication,
		document_id: running,
		title: 'Sommerfesten',
		body: 'Kom og vær med.',
		channel: 'print',
		asked_by: partner.person,
		asked_by_organisation: partner.organisation,
		asked_by_name: partner.name,
		asked_by_organisation_name: 'Partner'
	});
	return {
		draft,
		waiting,
		running,
		drawer,
		file,
		otherFile,
		agreed,
		promise,
		goal,
		otherGoal,
		question,
		otherQuestion,
		notice,
		removal,
		publication,
		version,
		hash: hash.toString('hex'),
		comment
	};

	/** In force since long: arranged with the guard off, since how it was signed is not what is told here. */
	async function agree(agreement: string): Promise<string> {
		const id = randomUUID();
		const client = await world.database.owner.connect();
		try {
			await client.query('begin');
			await client.query('set local session_replication_role = replica');
			await client.query(
				`insert into samspil.document_version (tenant_id, id, document_id, number, content, hash, submitted_by_name,
					fate, fate_at, from_on)
				values ($1, $2, $3, 1, $4, $5, $6, 'agreed', now(), '2020-01-01')`,
				[world.tenant, id, agreement, spelled, hash, leader.name]
			);
			await client.query('commit');
		} finally {
			client.release();
		}
		return id;
	}

	/** A goal that the agreement has set going. */
	async function goalOf(agreement: string): Promise<string> {
		const id = randomUUID();
		const said = {
			key: 'activity-goals/g1',
			kind: 'goal',
			goal: 'Gæster ved vognen',
			goalKind: 'activity',
			number: 25,
			unit: 'gæster',
			period: null,
			by: null
		};
		await world.insert('agreement_live', {
			tenant_id: world.tenant,
			id,
			document_id: agreement,
			live_key: said.key,
			kind: said.kind,
			said: JSON.stringify(said)
		});
		return id;
	}

	/** Something that the people who sign decide together. */
	async function questionOf(agreement: string): Promise<{ id: string; hash: string }> {
		const id = randomUUID();
		const said = { title: 'Vinterlukning', body: 'Vi lukker fra december til marts.' };
		const digest = createHash('sha256').update(canonicalJson(said)).digest();
		await world.insert('document_question', {
			tenant_id: world.tenant,
			id,
			document_id: agreement,
			...said,
			hash: digest,
			quorum: JSON.stringify({ each: 1, of: {} }),
			asked_by: leader.person,
			asked_by_organisation: world.tenant,
			asked_by_name: leader.name,
			changed_by_name: leader.name
		});
		for (const { organisation, signatory } of parties)
			await world.insert('document_question_member', {
				tenant_id: world.tenant,
				document_id: agreement,
				question_id: id,
				person_id: signatory.person,
				organisation_id: organisation
			});
		return { id, hash: digest.toString('hex') };
	}

	/** What was signed elsewhere. */
	async function fileOf(agreement: string, what: string): Promise<string> {
		const id = randomUUID();
		const bytes = Buffer.from(`%PDF-1.7 ${what}`);
		await world.insert('document_attachment', {
			tenant_id: world.tenant,
			id,
			document_id: agreement,
			name: 'Aftale.pdf',
			file: bytes,
			size: bytes.length,
			hash: createHash('sha256').update(bytes).digest(),
			pages: 1,
			added_by: leader.person,
			added_by_organisation: world.tenant,
			added_by_name: leader.name
		});
		return id;
	}

	async function document(
		kind: AgreementKind = 'cooperation-contract',
		agreedBy: AgreedBy = 'signature'
	): Promise<string> {
		const id = randomUUID();
		const found = newestTemplateOf(kind);
		await world.insert('document', {
			tenant_id: world.tenant,
			id,
			kind: 'agreement',
			template_key: found.key,
			template_edition: found.edition,
			title,
			agreed_by: agreedBy,
			sections: agreedBy === 'outside' ? [] : ['activity', 'expectations'],
			begun_by: leader.person,
			begun_by_organisation: world.tenant
		});
		for (const [place, { organisation, responsible, signatory }] of parties.entries()) {
			await world.insert('document_party', {
				tenant_id: world.tenant,
				document_id: id,
				organisation_id: organisation,
				place,
				responsible_person_id: responsible.person
			});
			await world.insert('document_signatory', {
				tenant_id: world.tenant,
				document_id: id,
				organisation_id: organisation,
				person_id: signatory.person,
				title: 'Leder'
			});
		}
		return id;
	}
}
