/**
 * Keeps what somebody typed before the scripts had loaded. A page can be used at once, and on a slow phone the scripts
 * come seconds later; when they bring the page alive they write every field's first value into it again.
 */

/** A field that was changed before the page came alive, and how to put that change back. */
type Typed = { field: Element; putBack: () => void };

/**
 * Takes down what differs from the page as it was sent. Call it before the page comes alive; call what it answers
 * afterwards, once: fields that are still there get back what was typed, and those who listen are told.
 */
export function keepTyped(page: ParentNode): () => void {
	const typed = [...page.querySelectorAll('input, textarea, select')].flatMap(whatWasTyped);
	return () => {
		for (const { field, putBack } of typed) {
			if (!field.isConnected) continue;
			putBack();
			field.dispatchEvent(new Event('input', { bubbles: true }));
			field.dispatchEvent(new Event('change', { bubbles: true }));
		}
	};
}

function whatWasTyped(field: Element): Typed[] {
	if (field instanceof HTMLSelectElement) {
		const isUntouched = [...field.options].every(
			({ selected, defaultSelected }) => selected === defaultSelected
		);
		const { value } = field;
		return isUntouched ? [] : [{ field, putBack: () => (field.value = value) }];
	}
	if (field instanceof HTMLInputElement && ['checkbox', 'radio'].includes(field.type)) {
		const { checked } = field;
		return checked === field.defaultChecked
			? []
			: [{ field, putBack: () => (field.checked = checked) }];
	}
	if (field instanceof HTMLInputElement || field instanceof HTMLTextAreaElement) {
		const { value } = field;
		const isOurs = field.type === 'hidden' || field.type === 'file';
		return isOurs || value === field.defaultValue
			? []
			: [{ field, putBack: () => (field.value = value) }];
	}
	return [];
}
