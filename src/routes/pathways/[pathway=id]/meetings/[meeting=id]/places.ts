/** Where on the page each form stands: one goes back there, and to the top only where something is told there. */
export const PLACE: Readonly<Partial<Record<string, string>>> = {
	change: '#about',
	answer: '#about',
	room: '#stages',
	participant: '#participants',
	item: '#agenda',
	move: '#agenda',
	remove: '#agenda',
	parked: '#agenda',
	minutes: '#agenda',
	task: '#tasks',
	explain: '#explain'
};
