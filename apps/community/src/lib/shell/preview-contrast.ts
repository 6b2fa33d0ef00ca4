import axeUrl from 'axe-core/axe.min.js?url';
import type axe from 'axe-core';
import { hardToRead, type HardToRead } from './hard-to-read.ts';
import type { WornLook } from './preview-messages.ts';
import type { Scheme } from './preview-scheme.ts';

export type MeasuredScheme = HardToRead & { scheme: Scheme };

type Axe = typeof axe;
type Wearer = { wear(look?: WornLook): void };

/** Whatever moves is where it ends. */
const STILL =
	'*,::before,::after{transition:none!important;animation-duration:0s!important;animation-delay:0s!important}';

/** What on this page is hard to read in each of the looks. Throws where that cannot be measured. */
export async function measureContrast(
	looks: readonly WornLook[],
	wearer: Wearer,
): Promise<MeasuredScheme[]> {
	const judge = await loadAxe();
	const measured: MeasuredScheme[] = [];
	// One after the other: they are worn by the same page.
	for (const look of looks) {
		const found = await whileWorn(look, wearer, () => measure(judge));
		measured.push({ scheme: look.scheme, ...hardToRead(found) });
	}
	return measured;
}

/**
 * Nobody sees the look that is measured: axe reads the whole page before the next frame and afterwards only words what
 * it found, so what was worn is back on in time.
 */
async function whileWorn<T>(look: WornLook, wearer: Wearer, run: () => Promise<T>): Promise<T> {
	const still = new CSSStyleSheet();
	still.replaceSync(STILL);
	document.adoptedStyleSheets.push(still);
	const back = () => {
		if (!document.adoptedStyleSheets.includes(still)) return;
		wearer.wear();
		// Drawn now, while nothing passes over: from the next frame on, the colours would fade to what they were.
		void document.body.offsetHeight;
		document.adoptedStyleSheets = document.adoptedStyleSheets.filter((one) => one !== still);
	};
	requestAnimationFrame(back);
	try {
		wearer.wear(look);
		return await run();
	} finally {
		back();
	}
}

function measure(judge: Axe): Promise<axe.AxeResults> {
	return judge.run(document, {
		runOnly: ['color-contrast'],
		resultTypes: ['violations', 'incomplete'],
		elementRef: true,
		selectors: false,
		iframes: false,
		preload: false,
	});
}

/** As its makers built it, with their licence in it, and once for all languages; it leaves itself in `globalThis`. */
async function loadAxe(): Promise<Axe> {
	await import(/* @vite-ignore */ axeUrl);
	return (globalThis as unknown as { axe: Axe }).axe;
}
