import { afterEach, beforeEach, expect, test } from 'vitest';
import { measureContrast } from './preview-contrast.ts';
import type { WornLook } from './preview-messages.ts';

const LIGHT: WornLook = { scheme: 'light', css: ':root{--ground:#ffffff}' };
const DARK: WornLook = { scheme: 'dark', css: ':root{--ground:#101010}' };

const sheet = new CSSStyleSheet();
const wearer = { wear: (look: WornLook = DARK) => sheet.replaceSync(look.css) };
let told: string[] = [];

const COLOURS = 'body{background:var(--ground)}p{color:#bbbbbb}';

beforeEach(() => {
	const page = new CSSStyleSheet();
	page.replaceSync(COLOURS);
	document.adoptedStyleSheets = [sheet, page];
	wearer.wear();
	document.body.replaceChildren(
		Object.assign(document.createElement('p'), { textContent: 'Pale' }),
	);
	void document.body.offsetHeight;
	// Only now: the page begins in its colours, and passes over to others slowly.
	page.replaceSync(`${COLOURS}*{transition:background-color 9s,color 9s}`);
	told = [];
});

afterEach(() => {
	document.body.replaceChildren();
	document.adoptedStyleSheets = [];
});

/** The ground of the page at each frame that is painted. */
function watchGround(): () => void {
	const box = document.createElement('i');
	box.style.cssText = 'position:absolute;height:1px;transition:none';
	document.body.append(box);
	// It is told after whatever else waits for a frame, as the last thing before it is painted.
	const observer = new ResizeObserver(() => {
		told.push(getComputedStyle(document.body).backgroundColor);
		requestAnimationFrame(() => (box.style.width = `${told.length % 7}px`));
	});
	observer.observe(box);
	return () => observer.disconnect();
}

test('each scheme is measured by itself, at once, and nobody sees it', async () => {
	const stop = watchGround();
	const [light, dark] = await measureContrast([LIGHT, DARK], wearer);
	await expect.poll(() => told.length).toBeGreaterThan(3);
	stop();
	expect(light).toMatchObject({ scheme: 'light', total: 1, unsure: 0 });
	expect(light?.texts).toEqual([
		{ text: 'Pale', ratio: 1.91, needed: 4.5, ink: '#bbbbbb', ground: '#ffffff' },
	]);
	expect(dark).toEqual({ scheme: 'dark', total: 0, unsure: 0, texts: [] });
	expect(new Set(told)).toEqual(new Set(['rgb(16, 16, 16)']));
	expect(document.adoptedStyleSheets).toHaveLength(2);
	expect(document.getAnimations()).toEqual([]);
});

test('a text that is gone before axe has worded what it found is named all the same', async () => {
	const emptying = {
		wear(look?: WornLook) {
			wearer.wear(look);
			if (look) setTimeout(() => document.body.replaceChildren());
		},
	};
	const [light, dark] = await measureContrast([LIGHT, DARK], emptying);
	expect(light?.texts.map(({ text }) => text)).toEqual(['Pale']);
	expect(dark?.total).toBe(0);
});

test('what cannot be measured is thrown, with the page as it was', async () => {
	const torn = {
		wear(look?: WornLook) {
			if (look) throw new Error('torn');
			wearer.wear();
		},
	};
	await expect(measureContrast([LIGHT], torn)).rejects.toThrow('torn');
	expect(document.adoptedStyleSheets).toHaveLength(2);
	expect(getComputedStyle(document.body).backgroundColor).toBe('rgb(16, 16, 16)');
});
