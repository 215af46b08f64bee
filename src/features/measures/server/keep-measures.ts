/** What is done for a citizen, written and kept right by those who do it and whoever holds the threads. */
import type { Acting } from '#server/acting.ts';
import type { Category } from '#features/pathways/category.rules.ts';
import {
	done,
	meetSaved,
	refused,
	stale,
	type Outcome,
	type SentBefore,
	type Stale
} from '#values/outcome.ts';
import { asTyped, shapeMeasure, type Measure, type MeasureRefusal } from '../measure.rules.ts';
import {
	findMeasure,
	findMeasurePlace,
	insertMeasure,
	updateMeasure,
	type MeasurePlace,
	type MeasureShown
} from './measure.queries.ts';

type Refusal = MeasureRefusal | 'not-there' | 'pathway-closed' | 'category-not-open';

/** Writes a measure for the organisation whose hat is worn. The same form sent twice writes one. */
export async function addMeasure(
	acting: Acting,
	pathway: string,
	id: string,
	category: Category,
	said: Measure
): Promise<Outcome<true, Refusal> | SentBefore> {
	const place = await findPlace(acting, pathway);
	if (!place.ok) return place;
	if (!place.value.categories.includes(category)) return refused('category-not-open');
	const shaped = shapeMeasure(said, idsOf(place.value));
	if (!shaped.ok) return shaped;
	const { name, organisationName } = acting.visitor;
	const by = { name, organisation: organisationName ?? '' };
	const written = await acting.first(insertMeasure(pathway, id, category, shaped.value, by));
	if (written) return done(true);
	const before = await acting.first(findMeasure(pathway, id));
	if (!before) return refused('not-there');
	const met = meetSaved(
		{ ...asTyped(before), category: before.category },
		{ ...asTyped(shaped.value), category }
	);
	return met.ok ? done(true) : met;
}

/** Changes a measure, based on `version`; the same change sent twice is done once. */
export async function changeMeasure(
	acting: Acting,
	pathway: string,
	id: string,
	version: number,
	said: Measure
): Promise<Outcome<true, Refusal> | Stale<MeasureShown>> {
	const place = await findPlace(acting, pathway);
	if (!place.ok) return place;
	const before = await acting.first(findMeasure(pathway, id));
	if (!before?.isMineToKeep) return refused('not-there');
	const shaped = shapeMeasure(said, idsOf(place.value), before.doneBy);
	if (!shaped.ok) return shaped;
	if (JSON.stringify(asTyped(before)) === JSON.stringify(asTyped(shaped.value))) return done(true);
	const { name } = acting.visitor;
	if (await acting.first(updateMeasure(pathway, id, version, shaped.value, name)))
		return done(true);
	return stale((await acting.first(findMeasure(pathway, id))) ?? before);
}

async function findPlace(
	acting: Acting,
	pathway: string
): Promise<Outcome<MeasurePlace, 'not-there' | 'pathway-closed'>> {
	const place = await acting.first(findMeasurePlace(pathway));
	if (!place?.mayWrite) return refused('not-there');
	return place.isOpen ? done(place) : refused('pathway-closed');
}

const idsOf = ({ involved }: MeasurePlace) => involved.map(({ id }) => id);
