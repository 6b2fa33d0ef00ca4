/** The plain key of an event that is meant as a shortcut; null while someone types or holds a modifier. */
export function shortcutOf(event: KeyboardEvent): string | null {
	if (event.defaultPrevented || event.metaKey || event.ctrlKey || event.altKey) return null;
	const { target } = event;
	if (!(target instanceof Element)) return event.key;
	const types = target.closest('input, textarea, select, [contenteditable], [role="dialog"]');
	return types ? null : event.key;
}

/** Moves the focus to the next (j) or previous (k) element that matches `selector`, from wherever it is now. */
export function stepThrough(key: string, selector: string): boolean {
	const step = { j: 1, k: -1 }[key];
	if (!step) return false;
	const stops = [...document.querySelectorAll<HTMLElement>(selector)];
	const here = stops.findIndex((stop) => stop.contains(document.activeElement));
	const next = stops[here === -1 && step === -1 ? -1 : here + step] ?? stops[step === 1 ? here : 0];
	next?.focus({ preventScroll: true });
	next?.scrollIntoView({ block: 'nearest' });
	return next !== undefined;
}
