/**
 * What a page without script shows. SvelteKit writes a page's data a second time, for the script that takes over; where
 * no script comes, a tenth of the server's work would be for nobody. Wrapped in this, the data is shown and not written.
 */
export class OnlyShown<Content> {
	constructor(readonly content: Content) {}
}
