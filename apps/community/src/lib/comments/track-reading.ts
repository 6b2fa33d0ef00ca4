import type { Discussion } from './discussion.svelte.ts';
import { furthest } from './furthest.ts';

const LOOK_MS = 1500;
const SEND_MS = 8000;

/** Tells the server how far somebody has read, until the returned function is called; the last word as they leave. */
export function trackReading(discussion: Discussion, asOf: Date): () => void {
	let told: string | undefined;
	let waits = 0;

	function send() {
		waits = 0;
		const commentId = discussion.seenId;
		if (!discussion.keepsPlace || !commentId || commentId === told) return;
		const place = JSON.stringify({ postId: discussion.postId, commentId, asOf });
		if (navigator.sendBeacon('/reading', new Blob([place], { type: 'text/plain' })))
			told = commentId;
	}
	function look() {
		if (document.visibilityState !== 'visible') return;
		const rows = discussion.rows.filter(({ id }) => isInView(id));
		discussion.seenId = furthest(discussion.find(discussion.seenId), rows)?.id ?? '';
		waits += LOOK_MS;
		if (waits >= SEND_MS || !told) send();
	}
	const leave = () => document.visibilityState === 'hidden' && send();

	const timer = setInterval(look, LOOK_MS);
	document.addEventListener('visibilitychange', leave);
	return () => {
		clearInterval(timer);
		document.removeEventListener('visibilitychange', leave);
		send();
	};
}

/** Whether a comment's end, or a long one's whole middle, is on the screen. */
function isInView(id: string): boolean {
	const box = document.getElementById(`c-${id}`)?.getBoundingClientRect();
	if (!box) return false;
	const endIsShown = box.bottom > 0 && box.bottom <= innerHeight;
	return endIsShown || (box.top < innerHeight / 2 && box.bottom > innerHeight);
}
