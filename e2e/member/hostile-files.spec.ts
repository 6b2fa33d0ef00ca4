import { hostileDocuments } from '@kith/testing/hostile-documents';
import { hostilePictures } from '@kith/testing/hostile-pictures';
import type { BrowserContext, Page } from '@playwright/test';
import { expect, test, unique } from '../journey.ts';
import { foundCommunity } from '../scene.ts';

// A file that could be installed as one would be found out.
test.use({ serviceWorkers: 'allow' });

/** Kinds of which a browser would run something, if it were let. */
const ACTIVE = new Set([
	...['a drawing that runs or fetches', 'a page or a program for browsers', 'a paper that acts'],
	...['two things at once', 'begins like what it is not'],
]);

test('what was uploaded runs nowhere: not opened, framed, nor loaded as script, style or worker', async ({
	page,
	context,
	places,
	mails,
}) => {
	test.setTimeout(240_000);
	const slug = unique('cellar');
	const { address } = await foundCommunity(page, places, mails, { name: 'Cellar', slug });
	const ran = listenFor(context);
	await page.evaluate(() => alert('heard'));
	expect(ran).toEqual(['heard']);
	ran.length = 0;

	const files = [...hostileDocuments(), ...(await hostilePictures())].filter(({ kind }) =>
		ACTIVE.has(kind),
	);
	const kept: string[] = [];
	for (const some of inGroups(files))
		for (const fileId of await Promise.all(some.map((file) => sent(page, file))))
			if (fileId) kept.push(`/files/${fileId}/original`);
	expect(kept.length).toBeGreaterThan(60);
	const tab = await context.newPage();
	const isEmbedded = async () => {
		for (const some of inGroups(kept))
			for (const [at, found] of (
				await Promise.all(some.map((path) => embedded(page, path)))
			).entries())
				expect(found, some[at]).toEqual({ scripts: 0, workers: 0, styles: 0 });
	};
	const isOpened = async () => {
		// What is saved instead of shown ends the way there with an error.
		for (const path of kept) await tab.goto(address + path).catch(() => undefined);
	};
	await Promise.all([isEmbedded(), isOpened()]);
	await tab.close();
	expect(ran).toEqual([]);
});

/** A few at a time: most of a file's time is waiting for what must not happen. */
const inGroups = <T>(all: readonly T[], size = 6): T[][] =>
	Array.from({ length: Math.ceil(all.length / size) }, (_, at) =>
		all.slice(at * size, (at + 1) * size),
	);

/** Whatever runs, or would have run were it not for a sandbox: all of these files call `alert`. */
function listenFor(context: BrowserContext): string[] {
	const ran: string[] = [];
	context.on('dialog', (dialog) => {
		ran.push(dialog.message());
		void dialog.dismiss();
	});
	context.on('console', (message) => {
		if (/Ignored call to|Blocked script execution/.test(message.text())) ran.push(message.text());
	});
	return ran;
}

/** Sends a file as the composer does; null where it is refused. */
async function sent(page: Page, { name, bytes }: { name: string; bytes: Buffer }) {
	const file = { name: Buffer.from(name).toString('base64'), bytes: bytes.toString('base64') };
	return page.evaluate(async (wanted) => {
		const body = Uint8Array.from(atob(wanted.bytes), (sign) => sign.codePointAt(0) ?? 0);
		const tus = { 'tus-resumable': '1.0.0' };
		const facts = {
			...{ 'upload-length': `${body.length}`, 'upload-metadata': `filename ${wanted.name}` },
		};
		const begun = await fetch('/api/uploads', { method: 'POST', headers: { ...tus, ...facts } });
		const path = begun.headers.get('location') ?? '';
		const type = { 'content-type': 'application/offset+octet-stream', 'upload-offset': '0' };
		const done = await fetch(path, { method: 'PATCH', headers: { ...tus, ...type }, body });
		return done.ok ? path.split('/').at(-1) : null;
	}, file);
}

/** Puts a file into a page in every way that may run it, and counts the ways that did. */
async function embedded(page: Page, path: string) {
	return page.evaluate(async (src) => {
		const settled = (element: HTMLElement) =>
			new Promise<boolean>((resolve) => {
				element.addEventListener('load', () => resolve(true));
				element.addEventListener('error', () => resolve(false));
				setTimeout(() => resolve(false), 1000);
				document.body.append(element);
			});
		const make = (tag: string, set: object) =>
			Object.assign(document.createElement(tag), set) as HTMLElement;
		const frames = ['iframe', 'embed'].map((tag) => make(tag, { src }));
		const shown = [...frames, make('object', { data: src }), make('img', { src })];
		const script = make('script', { src });
		const module = make('script', { src, type: 'module' });
		const style = make('link', { rel: 'stylesheet', href: src });
		const [scripts, styles] = await Promise.all([
			Promise.all([settled(script), settled(module)]),
			settled(style),
			...shown.map(settled),
		]);
		const workers = await navigator.serviceWorker.register(src).then(
			() => 1,
			() => 0,
		);
		for (const element of [...shown, script, module, style]) element.remove();
		return { scripts: scripts.filter(Boolean).length, workers, styles: Number(styles) };
	}, path);
}
