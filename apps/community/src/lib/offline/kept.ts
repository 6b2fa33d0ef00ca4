import {
	assetsIn,
	mayKeep,
	NOBODY,
	otherSizesOf,
	picturesIn,
	postPathOf,
	titleIn,
	withPosts,
} from './rules.ts';

const READS = 'kith-reads';
const PICTURES = 'kith-pictures';
const ASSETS = 'kith-assets';
const OFFLINE = 'kith-offline';

/** No page has such a path; under it lies who the posts are kept for. */
const READER = '/kept/reader';
const OFFLINE_PAGE = '/offline';
const MOST = { posts: 50, pictures: 300, assets: 600 };

/** Counts who has read here: what was asked for in the time of one reader is nothing to the next. */
let time = 0;
let line: Promise<unknown> = Promise.resolve();

/** One after the other: nothing is kept while it is found out who reads. */
function inTurn<T>(work: () => Promise<T>): Promise<T> {
	const turn = line.then(work);
	line = turn.catch(() => {});
	return turn;
}

/** Whose time it is; asked before something is fetched, so that what comes late is known as that. */
export const timeNow = (): number => time;

/**
 * Notes who reads now, and says whose time it is from then on. What was kept for anybody else is gone before this returns.
 * An answer from an earlier time than now says nothing about who reads.
 */
export function meet(response: Response, since = time): Promise<number> {
	return inTurn(async () => {
		const reader = response.headers.get('x-kith-reader');
		if (reader === null || since !== time) return since;
		const known = await (await (await caches.open(READS)).match(READER))?.text();
		if (known === reader) return time;
		if (known !== undefined || reader === NOBODY) {
			time += 1;
			await drop();
		}
		if (reader !== NOBODY) await (await caches.open(READS)).put(READER, new Response(reader));
		return time;
	});
}

/** Forgets every post and picture, and whom they were for. */
export function forget(): Promise<void> {
	time += 1;
	return inTurn(drop);
}

async function drop(): Promise<void> {
	await Promise.all([caches.delete(READS), caches.delete(PICTURES)]);
}

/**
 * Keeps a post that was read, with all it needs to be shown; lets go of one that the server no longer shows. Nothing of
 * it is kept when somebody else reads by now, or nobody.
 */
export async function keepPost(url: string, response: Response, since = time): Promise<void> {
	const path = postPathOf(url);
	if (!path) return;
	const isGone = [403, 404, 410].includes(response.status);
	const html = mayKeep(response) ? await response.text() : null;
	await inTurn(async () => {
		if (since !== time || (html === null && !isGone)) return;
		const reads = await caches.open(READS);
		// Deleted first: the newest stands last, so that the oldest is the first to go.
		await reads.delete(path);
		if (html !== null) await reads.put(path, copyOf(response, html));
		await trim(READS, MOST.posts);
	});
	if (html === null) return;
	await fetchInto(ASSETS, assetsIn(html), MOST.assets);
	if (since === time) await fetchInto(PICTURES, picturesIn(html), MOST.pictures);
}

/** Whether a post was kept within the last minute. */
export async function isFresh(url: string): Promise<boolean> {
	const kept = await keptPost(url);
	return kept !== undefined && ageOf(kept) < 60_000;
}

/** A post as it was when it was read last. */
export async function keptPost(url: string): Promise<Response | undefined> {
	const path = postPathOf(url);
	return path ? (await caches.open(READS)).match(path) : undefined;
}

/** Keeps the page for moments without a connection, anew when it is older than `maxAge` milliseconds. */
export async function keepOfflinePage(maxAge = 0): Promise<void> {
	const offline = await caches.open(OFFLINE);
	const known = await offline.match(OFFLINE_PAGE);
	if (known && ageOf(known) < maxAge) return;
	const response = await fetch(OFFLINE_PAGE);
	if (response.status !== 200 || response.redirected) throw new Error('no offline page');
	const html = await response.text();
	await fetchInto(ASSETS, assetsIn(html), MOST.assets);
	await offline.put(OFFLINE_PAGE, copyOf(response, html));
}

/** The page for moments without a connection, with links to what can be read, the newest first. */
export async function offlinePage(): Promise<Response> {
	const page = await (await caches.open(OFFLINE)).match(OFFLINE_PAGE);
	if (!page) return Response.error();
	const reads = await caches.open(READS);
	const paths = (await reads.keys()).map(({ url }) => new URL(url).pathname).toReversed();
	const posts = await Promise.all(
		paths
			.filter((path) => path !== READER)
			.map(async (path) => ({
				path,
				title: titleIn((await (await reads.match(path))?.text()) ?? ''),
			})),
	);
	return new Response(withPosts(await page.text(), posts), { headers: page.headers });
}

/** A built file from what is kept, else from the server; its name changes with its content. */
export async function asset(request: Request): Promise<Response> {
	const assets = await caches.open(ASSETS);
	const known = await assets.match(request.url);
	if (known) return known;
	const response = await fetch(request);
	if (response.status === 200) await assets.put(request.url, response.clone());
	return response;
}

/** A picture of a kept post, in whichever size it was kept: the browser asks for the one that fits its screen. */
export async function keptPicture(url: string): Promise<Response> {
	const pictures = await caches.open(PICTURES);
	for (const path of [url, ...otherSizesOf(url)]) {
		const known = await pictures.match(path);
		if (known) return known;
	}
	return Response.error();
}

const ageOf = (response: Response) => now() - Number(response.headers.get('x-kept-at') ?? 0);
const now = () => Math.round(performance.timeOrigin + performance.now());

/** What a page says of itself, without what concerns the way it came. */
function copyOf(response: Response, html: string): Response {
	const policy = response.headers.get('content-security-policy');
	return new Response(html, {
		headers: {
			'content-type': 'text/html; charset=utf-8',
			'x-kept-at': String(now()),
			...(policy ? { 'content-security-policy': policy } : {}),
		},
	});
}

async function fetchInto(name: string, paths: readonly string[], most: number): Promise<void> {
	const cache = await caches.open(name);
	await Promise.all(
		paths.map(async (path) => {
			if (await cache.match(path)) return;
			const response = await fetch(path).catch(() => null);
			if (response?.status === 200) await cache.put(path, response);
		}),
	);
	await trim(name, most);
}

/** Lets go of what was put in first. */
async function trim(name: string, most: number): Promise<void> {
	const cache = await caches.open(name);
	const keys = (await cache.keys()).filter(({ url }) => new URL(url).pathname !== READER);
	for (const key of keys.slice(0, Math.max(0, keys.length - most))) await cache.delete(key);
}
