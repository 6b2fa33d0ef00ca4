import { onMount } from 'svelte';

/**
 * Answers being typed, kept in this tab until they are sent: a reload or a lost connection loses nothing.
 * Starts from `initial`; call it while a component is made, and `forget` once the server has the answers.
 */
export function keepDraft<T extends Record<string, unknown>>(key: string, initial: T) {
	const value = $state(initial);
	const untouched = JSON.stringify(initial);
	let isWatching = false;

	onMount(() => {
		Object.assign(value, readDraft(key, untouched));
		isWatching = true;
	});
	$effect(() => {
		const text = JSON.stringify(value);
		if (!isWatching) return;
		if (text === untouched) sessionStorage.removeItem(key);
		else sessionStorage.setItem(key, JSON.stringify({ base: untouched, text }));
	});

	return {
		value,
		forget() {
			isWatching = false;
			sessionStorage.removeItem(key);
		},
	};
}

/** What was typed on top of the very same answers; typing that another device has overtaken is dropped. */
function readDraft(key: string, untouched: string): Record<string, unknown> {
	try {
		const kept: unknown = JSON.parse(sessionStorage.getItem(key) ?? 'null');
		if (typeof kept !== 'object' || kept === null) return {};
		if (!('base' in kept) || !('text' in kept) || kept.base !== untouched) return {};
		const typed: unknown = JSON.parse(String(kept.text));
		return typeof typed === 'object' && typed !== null ? { ...typed } : {};
	} catch {
		return {};
	}
}
