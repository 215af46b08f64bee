/** How Malik's pathway goes: the people around him, and the plan he has written with Mette. */
import { tables } from '#server/tables.ts';
import { idOf, type Example } from './example.ts';
import { AROUND_MALIK, drawRelations } from './network.ts';
import type { Pathway } from './pathway.ts';
import { saidForTheLaw } from '#features/pathway-plans/section-141.rules.ts';
import { layDownPlan } from './plan.ts';
import { aviaja, kilden, malik, mette, rasmus, seat, solby, soparken } from './people.ts';

const METTE = seat(mette, solby);

export async function writeCourseOfMalik(
	example: Example,
	path: Pick<Pathway, 'id' | 'name' | 'scope'>
): Promise<void> {
	await drawRelations(example, path, METTE, -66, AROUND_MALIK);
	const phases: [phase: number, from: number, until: number | null][] = [
		[1, -75, -60],
		[2, -68, -40],
		[3, -55, null],
		[4, -45, null],
		[2, -14, null]
	];
	for (const [phase, from, until] of phases)
		await example.write(
			tables.insertInto('pathway_phase').values({
				tenant_id: solby.id,
				id: idOf(`phase ${phase} of ${path.name} from ${from}`),
				pathway_id: path.id,
				scope_id: path.scope('progress'),
				phase,
				opened_on: example.day(from),
				opened_by: mette.id,
				opened_by_name: mette.name,
				closed_on: until === null ? null : example.day(until),
				closed_by_name: until === null ? null : mette.name
			})
		);
	// what it is about
	await example.write(
		tables.insertInto('pathway_mark').values(
			(
				[
					['homelessness', 'housing'],
					['employment', 'work']
				] as const
			).map(([mark, category]) => ({
				tenant_id: solby.id,
				pathway_id: path.id,
				mark,
				scope_id: path.scope(category),
				category,
				marked_by_name: mette.name
			}))
		)
	);
	await example.write(
		tables.insertInto('foreseen_need').values({
			tenant_id: solby.id,
			id: idOf(`foreseen of ${path.name}`),
			pathway_id: path.id,
			scope_id: path.scope('housing'),
			category: 'housing',
			kind: 'need',
			words: 'Indboforsikring, før han flytter ind',
			expected_on: example.day(25),
			written_by: mette.id,
			written_by_name: mette.name,
			written_by_organisation_name: solby.name
		})
	);
	for (const [guideline, mark, words] of [
		['own-story', 'done', ''],
		['companion-offered', 'skipped', 'Malik vil hellere have Aviâja ved siden af sig.'],
		['plan-made', 'done', '']
	] as const)
		await example.write(
			tables.insertInto('guideline_mark').values({
				tenant_id: solby.id,
				pathway_id: path.id,
				guideline,
				mark,
				words,
				changed_by_name: mette.name
			})
		);
	const cooperation =
		'Mette sender en sms dagen før en aftale. Malik svarer, når han er vågen. Går noget galt, siger vi det til hinanden samme dag.';
	const involvement =
		'Malik ser dagsordenen, før de andre får den, og vælger selv, hvem der er med. Intet bliver delt, før han har sagt ja.';
	await layDownPlan(
		example,
		path,
		METTE,
		1,
		-50,
		{
			planType: '',
			aim: 'Malik har sit eget sted at bo, inden vinteren kommer.',
			steps: '1. Skrive op til bolig.\n2. Søge lån til indskud.\n3. Finde et arbejde.',
			cooperation,
			involvement,
			reviewOn: example.day(-15),
			...saidForTheLaw(undefined)
		},
		[
			{
				at: null,
				by: malik.name,
				person: malik.id,
				answer: 'disagrees',
				note: 'Boligen først. Arbejde kan jeg ikke tænke på endnu.'
			}
		]
	);
	await layDownPlan(
		example,
		path,
		METTE,
		2,
		-13,
		{
			planType: 'Social handleplan',
			aim: 'Malik har sit eget sted at bo, inden vinteren kommer.',
			steps:
				'1. Flytte ind på Søvej.\n2. Den første uge sammen.\n3. Når der er ro: tale om arbejde.',
			cooperation,
			involvement,
			reviewOn: example.day(30),
			...saidForTheLaw(undefined),
			duration: 'Et halvt år med følge. Derefter ser vi på, om Malik klarer det meste selv.',
			housing: 'En lejlighed på Søvej. Indskuddet er lånt.',
			personalHelp: 'Nogen at ringe til om aftenen i den første måned.'
		},
		[
			{
				at: null,
				by: malik.name,
				person: malik.id,
				answer: 'accepted',
				note: 'Sådan vil jeg gerne have det.'
			},
			{
				at: seat(aviaja, kilden),
				by: aviaja.name,
				person: aviaja.id,
				answer: 'accepted',
				note: ''
			},
			{
				at: seat(rasmus, soparken),
				by: rasmus.name,
				person: rasmus.id,
				answer: 'accepted',
				note: 'Nøglen ligger klar.'
			}
		]
	);
}
