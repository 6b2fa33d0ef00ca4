import { version } from '$app/env';
import { self } from '$app/service-worker';
import {
	asset,
	forget,
	isFresh,
	keepOfflinePage,
	keepPost,
	keptPicture,
	keptPost,
	meet,
	offlinePage,
	timeNow,
} from '#lib/offline/kept.ts';
import { kindOf, postPathOf } from '#lib/offline/rules.ts';

const HOUR_MS = 3_600_000;

// Pages always come from the server while it answers, and built files are named by their content: a new worker can
// take over at once, without a page that would then stand between two versions. The version makes each one new.
self.addEventListener('install', (event) => {
	event.waitUntil(keepOfflinePage().then(() => self.skipWaiting()));
});

self.addEventListener('activate', (event) => {
	event.waitUntil(self.clients.claim());
});

self.addEventListener('fetch', (event) => {
	const { request } = event;
	const kind = kindOf(request, self.location.origin);
	if (kind === 'leaving') event.waitUntil(forget());
	if (kind === 'page') event.respondWith(page(event));
	if (kind === 'data') event.respondWith(data(event));
	if (kind === 'asset') event.respondWith(asset(request));
	if (kind === 'picture') event.respondWith(fetch(request).catch(() => keptPicture(request.url)));
});

/**
 * A page says that it is there, that a post is being read, or asks which version this is. One that was on its way when
 * this worker began was not there to be taken over: without that, its sign-out would not be seen.
 */
self.addEventListener('message', (event) => {
	event.waitUntil(self.clients.claim());
	const said: unknown = event.data;
	if (said === 'version') event.source?.postMessage({ version });
	if (typeof said === 'string' && said.startsWith('/p/')) event.waitUntil(read(said));
});

async function page(event: FetchEvent): Promise<Response> {
	const { url } = event.request;
	const since = timeNow();
	try {
		const response = await fetch(event.request);
		const [seen, kept] = [response.clone(), response.clone()];
		event.waitUntil(meet(seen, since).then((now) => keepPost(url, kept, now)));
		event.waitUntil(keepOfflinePage(HOUR_MS).catch(() => {}));
		return response;
	} catch {
		return (await keptPost(url)) ?? offlinePage();
	}
}

async function data(event: FetchEvent): Promise<Response> {
	const since = timeNow();
	const response = await fetch(event.request);
	event.waitUntil(meet(response.clone(), since));
	return response;
}

async function read(path: string): Promise<void> {
	const { href } = new URL(path, self.location.origin);
	if (!postPathOf(href) || (await isFresh(href))) return;
	const since = timeNow();
	const response = await fetch(href, { headers: { accept: 'text/html' } });
	await keepPost(href, response, await meet(response, since));
}
