/** Solby's directory: four hundred offers, open to everybody, most of them found right lately. */
import { tables } from '#server/tables.ts';
import { sql } from 'kysely';
import { idOf, type Example } from './example.ts';
import { INVENTED_OFFERS, type InventedOffer } from './offers/offers.ts';
import { kilden, lone, mentorhuset, soparken, solby } from './people.ts';

const KEEPERS = { municipality: solby, voluntary: kilden, private: mentorhuset, housing: soparken };

/** Who gives it, in words: associations that have nobody in Samspil are kept by one that has. */
const giver = (offer: InventedOffer): string =>
	offer.by === 'voluntary' ? `Foreningen i ${offer.area}` : KEEPERS[offer.by].name;

/** Whom one asks for: the number stands beside it. */
const contactOf = (offer: InventedOffer): string =>
	offer.by === 'municipality'
		? 'Spørg efter vagten'
		: offer.by === 'voluntary'
			? 'Spørg efter en frivillig'
			: 'Spørg efter personalet';

export async function writeDirectory({ write, day }: Example): Promise<void> {
	const rows = INVENTED_OFFERS.map((offer) => ({
		tenant_id: solby.id,
		id: idOf(`offer ${offer.kind} ${offer.area}`),
		organisation_id: KEEPERS[offer.by].id,
		provider: giver(offer),
		group_kind:
			offer.by === 'municipality' ? ('municipal' as const) : ('private-voluntary' as const),
		name: offer.name,
		target_group: offer.targetGroup,
		content: offer.content,
		admission: offer.admission ?? '',
		next_step: offer.next,
		contact: contactOf(offer),
		phone: offer.phone,
		address: offer.address,
		postal_code: offer.postalCode,
		town: offer.town,
		area: offer.area,
		opening_hours: offer.hours,
		price: offer.price ?? '',
		languages: offer.languages ?? ['dansk'],
		themes: offer.themes as string[],
		is_preventive: offer.isPreventive ?? false,
		places_total: offer.places ?? null,
		// Some are due soon, and a few to be doubted.
		confirmed_on: day(-Math.round(offer.confirmedBefore * 1.3)),
		confirmed_by_name: lone.name,
		changed_by: lone.id,
		changed_by_name: lone.name
	}));
	for (let from = 0; from < rows.length; from += 100)
		await write(tables.insertInto('offer').values(rows.slice(from, from + 100)));
	await write(
		tables
			.updateTable('offer_directory')
			.set({
				is_public: true,
				whom_to_ask: 'Borgerservice, 70 10 00 00, hverdage 10-14',
				changed_at: sql<Date>`now()`,
				changed_by_name: lone.name
			})
			.where('tenant_id', '=', solby.id)
	);
	await writeImport(write);
}

/** The housing office's own list, read and not taken in yet: something is wrong with one of its rows. */
async function writeImport(write: Example['write']): Promise<void> {
	const id = idOf('import of the housing office');
	await write(
		tables.insertInto('offer_import').values({
			tenant_id: solby.id,
			id,
			source: 'Boligkontorets liste',
			form: 'table',
			file_name: 'boligtilbud.xlsx',
			organisation_id: solby.id,
			headings: ['Navn', 'Målgruppe', 'Beskrivelse', 'Kontakt', 'Gælder til'],
			columns: ['name', 'targetGroup', 'content', 'contact', 'validUntil'],
			begun_by: lone.id,
			begun_by_name: lone.name
		})
	);
	const rows = [
		[
			'Flyttehjælpen',
			'Dig, der skal flytte',
			'To frivillige bærer kasser.',
			'Ring til boligkontoret',
			''
		],
		[
			'Boligcafeen',
			'Alle lejere',
			'Hjælp til breve om husleje.',
			'Kom onsdag kl. 16',
			'efter sommer'
		]
	];
	await write(
		tables
			.insertInto('offer_import_row')
			.values(
				rows.map((cells, at) => ({ tenant_id: solby.id, import_id: id, number: at + 2, cells }))
			)
	);
}
