/** Doubts of those who help, each without a name: one that is answered, and one that waits. */
import { tables } from '#server/tables.ts';
import { idOf, type Example } from './example.ts';
import { aviaja, kilden, lone, natteravne, sofie, solby, type Seat } from './people.ts';

export async function writeConcerns(example: Example): Promise<void> {
	const { write, moment } = example;
	const ask = (who: Seat['who'], at: Seat['at'], offset: number, question: string) => ({
		tenant_id: solby.id,
		id: idOf(`doubt of ${who.name}`),
		question,
		asked_by: who.id,
		organisation_id: at.id,
		to_person_id: lone.id,
		to_organisation_id: solby.id,
		asked_at: moment(offset, '21:10')
	});
	await write(
		tables.insertInto('doubt').values({
			...ask(
				sofie,
				natteravne,
				-6,
				'En pige på omkring 14 er ude til langt over midnat flere nætter om ugen og vil ikke hjem. Er det noget, vi skal henvise?'
			),
			answer: 'talk',
			answer_note:
				'Tak fordi du spørger. Ring til mig i morgen mellem 9 og 10, så finder vi ud af det sammen.',
			answered_at: moment(-5, '08:40')
		})
	);
	await write(
		tables
			.insertInto('doubt')
			.values(
				ask(
					aviaja,
					kilden,
					-1,
					'En far, der kommer her, fortæller, at børnene ofte er alene om aftenen. Skal vi gøre noget?'
				)
			)
	);
}
