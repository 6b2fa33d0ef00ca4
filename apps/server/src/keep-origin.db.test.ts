import type { IncomingMessage } from 'node:http';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { streamsOf } from '@kith/db/handles';
import type { CommunityContext } from '@kith/domains/context';
import { NO_REQUEST } from '@kith/domains/create-context';
import { createTestCommunity, type TestCommunity } from '@kith/testing/test-community';
import { createTestInstallation, type TestInstallation } from '@kith/testing/test-installation';
import { keepOrigin } from './keep-origin.ts';

let installation: TestInstallation;
let here: TestCommunity;
beforeAll(async () => {
	installation = await createTestInstallation();
	here = await createTestCommunity(installation);
});
afterAll(() => installation.close());

const PAGE = { accept: 'text/html', referer: 'https://news.example/today' };

/** The cookies that a request of `ctx` is answered with. */
async function ask(
	ctx: CommunityContext,
	{ headers = PAGE as IncomingMessage['headers'], path = '/', method = 'GET', cookie = '' } = {},
): Promise<string[]> {
	const cookies: string[] = [];
	const request = { method, headers } as IncomingMessage;
	const url = new URL(path, ctx.community.origin);
	await keepOrigin(ctx, { request, url, facts: { ...NO_REQUEST, cookie }, cookies });
	return cookies;
}

const told = () =>
	streamsOf(here.db)
		.selectFrom('outbox')
		.select('payload')
		.where('communityId', '=', here.id)
		.where('type', '=', 'members.origin_known')
		.execute();

test('a visitor who comes by a link keeps it, unless their browser says that they do not want that', async () => {
	const visitor = await here.as(null);
	expect(await ask(visitor)).toEqual([expect.stringMatching(/^origin=[\w-]+; Path=\/; Max-Age=/)]);
	for (const sign of [{ 'sec-gpc': '1' }, { dnt: '1' }])
		expect(await ask(visitor, { headers: { ...PAGE, ...sign } })).toEqual([]);
	expect(await ask(visitor, { path: '/feed.xml' })).toEqual([]);
	expect(await ask(visitor, { headers: { ...PAGE, accept: 'image/webp' } })).toEqual([]);
	expect(await ask(visitor, { method: 'POST' })).toEqual([]);
	expect(await ask(visitor, { headers: { accept: 'text/html' } })).toEqual([]);
});

test('the first link stays the first, is told once there is a member, and goes from the browser', async () => {
	const [line = ''] = await ask(await here.as(null));
	const cookie = line.split(';')[0] ?? '';
	expect(await ask(await here.as(null), { cookie })).toEqual([]);
	const early = await here.member('member', 'Mia');
	await here.db
		.updateTable('members')
		.set({ joinedAt: new Date('2020-01-01') })
		.where('id', '=', early.memberId)
		.execute();
	// Who was a member before is not led here by it.
	await ask(await here.as(early), { cookie });
	expect(await told()).toEqual([]);
	const late = await here.member('member', 'Max');
	expect(await ask(await here.as(late), { cookie })).toEqual([
		expect.stringContaining('origin=; Path=/; Max-Age=0'),
	]);
	expect(await told()).toMatchObject([
		{ payload: { memberId: late.memberId, origin: { referrer: 'news.example', landing: '/' } } },
	]);
	expect(await ask(await here.as(late))).toEqual([]);
});
