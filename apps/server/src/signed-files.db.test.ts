import { afterAll, beforeAll, expect, test } from 'vitest';
import { communityCaller as api, jobs } from '@kith/domains';
import type { CommunityContext } from '@kith/domains/context';
import { uploadLogo } from '@kith/domains/media';
import { newId } from '@kith/kernel/ids';
import {
	createTestCommunity,
	type TestCommunity,
	type TestMember,
} from '@kith/testing/test-community';
import { createTestInstallation, type TestInstallation } from '@kith/testing/test-installation';
import { testFilm } from '@kith/testing/test-film';
import { testPhoto } from '@kith/testing/test-photo';
import { asStaff, openBrowser } from '@kith/testing/test-staff';
import { openShop } from '@kith/testing/test-tiers';
import { uploadedBy } from '@kith/testing/test-uploads';
import { startTestServer, type TestServer } from './test-server.ts';

type Reader = { person: TestMember; cookie: string };

let installation: TestInstallation;
let server: TestServer;
let here: TestCommunity;
let there: TestCommunity;
let ann: Reader;
let bob: Reader;
let asAnn: CommunityContext;
beforeAll(async () => {
	installation = await createTestInstallation();
	here = await createTestCommunity(installation, { slug: 'inside' });
	there = await createTestCommunity(installation, { slug: 'beside' });
	server = await startTestServer(installation);
	ann = await readerOf(here, 'Ann');
	bob = await readerOf(here, 'Bob');
	asAnn = await here.as(ann.person);
});
afterAll(async () => {
	await server.close();
	await installation.close();
});

async function readerOf(community: TestCommunity, name: string): Promise<Reader> {
	const person = await community.member('member', name);
	const browser = openBrowser();
	const { headers } = await installation.services.realms
		.community(community.community)
		.api.enterAs({
			...{ body: { userId: person.userId }, headers: new Headers(), returnHeaders: true },
		});
	for (const line of headers.getSetCookie()) browser.setCookie(line);
	return { person, cookie: browser.cookie };
}

const ask = (path: string, cookie: string, headers = {}, host = 'inside') =>
	server.ask(`${host}.kith.localhost:4000`, path, { headers: { cookie, ...headers } });
const attached = (fileId: string, mime = 'text/plain') => ({
	type: 'doc' as const,
	content: [{ type: 'file' as const, attrs: { fileId, name: 'a', bytes: 10, mime } }],
});
/** A file in a post that members read and visitors do not. */
async function posted(file = {}) {
	const { fileId } = await uploadedBy(asAnn, file);
	const spaceId = asAnn.grants.spaces.postable[0] ?? '';
	const post = { id: newId(), spaceId, title: 'Notes', body: attached(fileId) };
	const { postId } = await api(asAnn).posts.publish(post);
	return { fileId, postId, plain: `/files/${fileId}/original` };
}
const signedFor = async (plain: string, { cookie }: Reader) =>
	(await ask(plain, cookie)).headers.location ?? '';

test('the plain address leads to a signed one, and neither may lie in shared caches', async () => {
	const { plain } = await posted();
	const led = await ask(plain, bob.cookie);
	expect([led.status, led.headers['cache-control'], led.headers.vary]).toEqual([
		...[302, 'private, max-age=300, must-revalidate', 'cookie'],
	]);
	const signed = led.headers.location ?? '';
	expect(signed).toMatch(new RegExp(`^${plain}\\?until=\\d+&signature=[\\w-]{43}$`));
	const sent = await ask(signed, bob.cookie);
	expect([sent.status, sent.body, sent.headers['cache-control']]).toEqual([
		...[200, 'Some notes', 'private, max-age=300, must-revalidate'],
	]);
	for (const { headers } of [led, sent])
		expect(headers).toMatchObject({
			'content-security-policy': "default-src 'none'; sandbox",
			'x-content-type-options': 'nosniff',
			'cross-origin-resource-policy': 'same-origin',
		});
	const again = await ask(signed, bob.cookie, { 'if-none-match': sent.headers.etag ?? '' });
	expect(again.status).toBe(304);
});

test('an address is its reader’s alone: others, visitors and other communities get nothing', async () => {
	const { plain } = await posted();
	const signed = await signedFor(plain, bob);
	const eve = await readerOf(there, 'Eve');
	expect((await ask(signed, ann.cookie)).status).toBe(403);
	expect((await ask(signed, '')).status).toBe(403);
	expect((await ask(signed, eve.cookie, {}, 'beside')).status).toBe(403);
	expect([
		(await ask(plain, '')).status,
		(await ask(plain, eve.cookie, {}, 'beside')).status,
	]).toEqual([404, 404]);
});

test('one that was changed is refused, whether there is such a file or not', async () => {
	const { plain } = await posted();
	const signed = await signedFor(plain, bob);
	const other = plain.replace(/[0-9a-f-]{36}/, newId());
	for (const forged of [
		signed.replace('until=', 'until=9'),
		signed.replace(/.$/, (last) => (last === 'A' ? 'B' : 'A')),
		signed.replace(/&signature=.*/, ''),
		signed.replace('/original', '/full'),
		signed.replace(plain, other),
		`${plain}?signature=`,
	]) {
		const { status, body, headers } = await ask(forged, bob.cookie);
		expect([status, headers['cache-control']], forged).toEqual([403, 'no-store']);
		expect(body).toContain('not one that was made for you');
	}
});

test('one that has run out says so, and the page leads to a new one', async () => {
	const { plain } = await posted();
	const signed = await signedFor(plain, bob);
	installation.clock.advance(1900);
	const late = await ask(signed, bob.cookie);
	expect([late.status, late.headers['cache-control']]).toEqual([410, 'no-store']);
	expect(late.body).toContain('has run out');
	const fresh = await signedFor(plain, bob);
	expect(fresh).not.toBe(signed);
	expect((await ask(fresh, bob.cookie)).status).toBe(200);
});

test('what a reader may no longer see is gone at the signed address, too', async () => {
	const removed = await posted();
	const before = await signedFor(removed.plain, bob);
	await api(asAnn).posts.delete({ postId: removed.postId });
	expect([
		(await ask(before, bob.cookie)).status,
		(await ask(removed.plain, bob.cookie)).status,
	]).toEqual([404, 404]);

	const kept = await posted();
	const carl = await readerOf(here, 'Carl');
	const dora = await readerOf(here, 'Dora');
	const [toCarl, toDora] = [await signedFor(kept.plain, carl), await signedFor(kept.plain, dora)];
	await api(asAnn).relations.block({ memberId: carl.person.memberId, on: true });
	expect((await ask(toCarl, carl.cookie)).status).toBe(404);
	await api(await here.as(dora.person)).members.leave({ contributions: 'keep' });
	expect([
		(await ask(toDora, dora.cookie)).status,
		(await ask(kept.plain, dora.cookie)).status,
	]).toEqual([403, 404]);
});

test('once nobody pays for it any more, what a membership opened is closed, at both addresses', async () => {
	const shop = await openShop(installation, here);
	const spaceId = await shop.room();
	const { tierId } = await shop.tier([{ kind: 'space', spaceId }]);
	const paying = await readerOf(here, 'Pia');
	const membershipId = await shop.give(paying.person.memberId, tierId);
	const owner = await shop.owner();
	const { fileId } = await uploadedBy(owner, {});
	const post = { id: newId(), spaceId, title: 'Paid', body: attached(fileId) };
	await api(owner).posts.publish(post);
	const plain = `/files/${fileId}/original`;
	const signed = await signedFor(plain, paying);
	expect((await ask(signed, paying.cookie)).status).toBe(200);
	expect((await ask(plain, bob.cookie)).status).toBe(404);
	await api(await shop.owner()).memberships.end({ membershipId, reason: 'Over', version: 1 });
	installation.services.snapshots.drop(here.id);
	expect([
		(await ask(signed, paying.cookie)).status,
		(await ask(plain, paying.cookie)).status,
	]).toEqual([404, 404]);
});

test('a film plays part by part at its signed address, for hours', async () => {
	const bytes = Buffer.from(await testFilm({ seconds: 3, width: 64, height: 64 }));
	const { plain } = await posted({ name: 'a.mp4', bytes });
	const signed = await signedFor(plain, bob);
	installation.clock.advance(3 * 3600);
	const part = await ask(signed, bob.cookie, { range: 'bytes=4-7' });
	expect([part.status, part.body, part.headers['content-range']]).toEqual([
		...[206, 'ftyp', `bytes 4-7/${bytes.length}`],
	]);
	expect(part.headers['content-type']).toBe('video/mp4');
	expect((await ask(signed, bob.cookie, { range: `bytes=${bytes.length}-` })).status).toBe(416);
});

test('in the studio staff are led to an address of the studio that is signed for them', async () => {
	const { plain } = await posted();
	const { request } = await asStaff(installation, here.staffId);
	const studio = (path: string) =>
		server.ask('kith.localhost:4000', path, { headers: { cookie: request.cookie } });
	const led = await studio(`/api/communities/${here.id}${plain}`);
	const signed = led.headers.location ?? '';
	expect([led.status, signed.split('?')[0]]).toEqual([302, `/api/communities/${here.id}${plain}`]);
	expect((await studio(signed)).body).toBe('Some notes');
	const query = signed.slice(signed.indexOf('?'));
	expect((await ask(plain + query, bob.cookie)).status).toBe(403);
	expect((await studio(`/api/communities/${there.id}${plain}`)).status).toBe(404);
});

test('what everybody may see has one address, and shared caches may keep it', async () => {
	const open = await createTestCommunity(installation, {
		slug: 'square',
		access: { visibility: 'public', join: 'open' },
	});
	const owner = await open.as(await open.member('owner', 'Olga'));
	const { fileId } = await uploadLogo(owner, {
		name: 'logo.png',
		bytes: Buffer.from(await testPhoto(200, 200)),
	});
	const types = async (accept: string) => {
		const answer = await ask(`/files/${fileId}/full`, '', { accept }, 'square');
		const { 'content-type': type, 'cache-control': cache, vary, etag } = answer.headers;
		return [answer.status, type, cache, vary, etag];
	};
	const kept = 'public, max-age=300, s-maxage=60, must-revalidate';
	const webp = [200, 'image/webp', kept, 'accept, cookie', `"${fileId}-full"`];
	expect(await types('image/avif,image/webp,*/*')).toEqual(webp);
	await jobs.get('dress-pictures')?.run(installation.services, { communityId: open.id });
	expect(await types('image/webp,*/*')).toEqual(webp);
	const avif = [200, 'image/avif', kept, 'accept, cookie', `"${fileId}-full-avif"`];
	expect(await types('image/avif,image/webp,*/*')).toEqual(avif);
});
