import { MeasuredPage, type MeasuredScheme } from './hard-texts.ts';
import type { PreviewScheme } from './preview-css.ts';

const PATIENCE_MS = 15_000;

/** A page in a preview frame that listens. */
export type AskedPage = { window: Window; origin: string };

type WornLook = { scheme: PreviewScheme; css: string };

let asked = 0;

/**
 * Asks a page which of its texts are hard to read in each of the looks. Resolves to null where it could not tell, and
 * where it says nothing, as one that has moved on does.
 */
export function askPage(
	page: AskedPage,
	looks: readonly WornLook[],
): Promise<readonly MeasuredScheme[] | null> {
	const id = (asked += 1);
	return new Promise((resolve) => {
		const end = (measured: readonly MeasuredScheme[] | null) => {
			clearTimeout(timer);
			removeEventListener('message', hear);
			resolve(measured);
		};
		const hear = ({ origin, source, data }: MessageEvent<unknown>) => {
			if (origin !== page.origin || source !== page.window) return;
			const answer = MeasuredPage.safeParse(data);
			if (answer.success && answer.data.id === id) end(answer.data.measured);
		};
		const timer = setTimeout(() => end(null), PATIENCE_MS);
		addEventListener('message', hear);
		page.window.postMessage({ type: 'kith:measure', id, looks }, page.origin);
	});
}
