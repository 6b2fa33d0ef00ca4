import { beforeEach, expect, test } from 'vitest';
import { forget, isFresh, keepPost, keptPicture, keptPost, meet, timeNow } from './kept.ts';

const ids = Array.from({ length: 55 }, () => crypto.randomUUID());
const addressOf = (id: string, title = '') => `${location.origin}/p/${id}${title && `/${title}`}`;

const page = (text: string, reader = 'ada', status = 200) =>
	new Response(`<title>${text} · Choir</title>${text}`, {
		status,
		headers: { 'content-type': 'text/html', 'x-kith-reader': reader },
	});
const read = async (id: string, reader = 'ada', text = id) => {
	const response = page(text, reader);
	await meet(response.clone());
	await keepPost(addressOf(id), response);
};
const isKept = async (id: string) => (await keptPost(addressOf(id))) !== undefined;

beforeEach(forget);

test('a post that was read is kept under one address, the newest copy of it', async () => {
	const [id = ''] = ids;
	await read(id, 'ada', 'first');
	await read(id, 'ada', 'second');
	const kept = await keptPost(addressOf(id, 'any-title'));
	expect(await kept?.text()).toContain('second');
	expect(kept?.headers.get('x-kith-reader')).toBeNull();
	expect(await isFresh(addressOf(id))).toBe(true);
});

test('the last fifty posts stay, and reading one again makes it the newest', async () => {
	for (const id of ids.slice(0, 50)) await read(id);
	await read(ids[0] ?? '');
	for (const id of ids.slice(50)) await read(id);
	expect(await isKept(ids[0] ?? '')).toBe(true);
	for (const id of ids.slice(1, 6)) expect(await isKept(id)).toBe(false);
	for (const id of ids.slice(6)) expect(await isKept(id)).toBe(true);
});

test('a picture is found in the size that was kept, whichever is asked for', async () => {
	const [id = '', other = ''] = ids;
	const pictures = await caches.open('kith-pictures');
	await pictures.put(`/files/${id}/medium`, new Response('the sea'));
	const asked = (file: string) => keptPicture(`${location.origin}/files/${file}/thumb`);
	expect(await (await asked(id)).text()).toBe('the sea');
	expect((await asked(other)).type).toBe('error');
});

test('another reader finds nothing, nor does anybody after it is nobody who reads', async () => {
	const [first = '', second = ''] = ids;
	await read(first, 'ada');
	await read(second, 'ben');
	expect(await isKept(first)).toBe(false);
	expect(await isKept(second)).toBe(true);
	await meet(page('door', 'nobody'));
	expect(await caches.has('kith-reads')).toBe(false);
	expect(await isKept(second)).toBe(false);
});

test('what comes late of who read before is not kept, nor does it bring them back', async () => {
	const [first = '', late = '', own = ''] = ids;
	await read(first, 'ada');
	const since = timeNow();
	await read(own, 'ben');
	const answer = page('late', 'ada');
	await keepPost(addressOf(late), answer.clone(), await meet(answer, since));
	expect(await isKept(late)).toBe(false);
	expect(await isKept(own)).toBe(true);
	await meet(page('home', 'ben'));
	expect(await isKept(own)).toBe(true);
});

test('who leaves leaves nothing behind that was still on its way', async () => {
	const [first = '', late = ''] = ids;
	await read(first);
	const since = timeNow();
	const leaving = forget();
	await keepPost(addressOf(late), page('late'), since);
	await leaving;
	expect([await isKept(first), await isKept(late)]).toEqual([false, false]);
});

test('what did not come from our server says nothing about who reads', async () => {
	const [id = ''] = ids;
	await read(id);
	await meet(new Response('bad gateway', { status: 502 }));
	expect(await isKept(id)).toBe(true);
});

test('a post that the server no longer shows goes, one that it fails to show stays', async () => {
	const [id = ''] = ids;
	await read(id);
	await keepPost(addressOf(id), page('failed', 'ada', 500));
	expect(await isKept(id)).toBe(true);
	await keepPost(addressOf(id), page('gone', 'ada', 404));
	expect(await isKept(id)).toBe(false);
});

test('visitors keep nothing, and of members nothing but posts is kept', async () => {
	const [id = ''] = ids;
	await keepPost(addressOf(id), page('public', 'nobody'));
	expect(await isKept(id)).toBe(false);
	await meet(page('home'));
	await keepPost(`${location.origin}/settings/profile`, page('private'));
	const keys = await (await caches.open('kith-reads')).keys();
	expect(keys.map(({ url }) => new URL(url).pathname)).toEqual(['/kept/reader']);
});
