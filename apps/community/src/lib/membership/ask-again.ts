import { onMount } from 'svelte';
import { invalidateAll } from '$app/navigation';

const EVERY_MS = 2000;

/** Asks again for what the page shows, as long as it waits for a payment to be heard of. Called while a page is made. */
export function askAgainWhile(isWaiting: () => boolean): void {
	onMount(() => {
		const timer = setInterval(() => {
			if (isWaiting()) void invalidateAll();
			else clearInterval(timer);
		}, EVERY_MS);
		return () => clearInterval(timer);
	});
}
