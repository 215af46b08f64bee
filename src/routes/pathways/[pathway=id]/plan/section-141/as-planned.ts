import { nameMeasure, sayDoer } from '#features/measures/say-measure.ts';
import type { MeasureShown } from '#features/measures/server/measure.queries.ts';

/** A measure as it stands on an action plan. */
export const asPlanned = (measure: MeasureShown) => ({
	id: measure.id,
	name: nameMeasure(measure),
	area: measure.area,
	doneBy: sayDoer(measure),
	startsOn: measure.startsOn,
	endsOn: measure.endsOn
});
