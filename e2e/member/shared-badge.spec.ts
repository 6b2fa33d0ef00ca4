import { randomUUID } from 'node:crypto';
import type { Page } from '@playwright/test';
import { communityApi } from '../api.ts';
import { expect, expectAccessible, expectNoSidewaysScroll, test, unique } from '../journey.ts';
import { someoneElse } from '../people.ts';
import { foundCommunity, joinQuickly } from '../scene.ts';

test('a member shows a badge to the world, the world sees whether it is still held, and sharing ends when they say so', async ({
	page,
	browser,
	places,
	mails,
}) => {
	const slug = unique('medals');
	const { address } = await foundCommunity(page, places, mails, { name: 'Medals', slug });
	const { page: member, context } = await someoneElse(browser);
	const email = `${slug}-lena@example.org`;
	await joinQuickly(member, address, mails, { email, name: 'Lena Loud' });
	await page.goto(address);
	const { gamification, members, communities } = communityApi(page);
	await gamification.start({ rules: [], countsPast: false });
	const all = await members.list({ status: 'active' });
	const memberId = all.items.find(({ name }) => name === 'Lena Loud')?.id ?? '';
	const [badgeId, grantId] = [randomUUID(), randomUUID()];
	const look = { name: 'Good neighbour', description: 'Is there for others', icon: '🏅' };
	const limits = { tone: 'gold' as const, mostGiven: null, lastsDays: null, version: null };
	await gamification.saveBadge({ id: badgeId, ...look, ...limits });
	await gamification.giveBadge({ id: grantId, badgeId, memberId, reason: 'For the summer fair' });
	await communities.updateAccess({ visibility: 'private', join: 'open' });

	const { page: visitor, context: outside } = await someoneElse(browser);
	const path = `${address}/badges/${grantId}`;
	const card = `${address}/cards/badges/${grantId}.png`;
	const statuses = async (what: string) => [
		(await visitor.goto(what))?.status(),
		(await picture(visitor, card)).status,
	];
	expect(await statuses(path)).toEqual([404, 404]);
	const hidden = await visitor.locator('body').innerText();
	expect(await statuses(`${address}/badges/${randomUUID()}`)).toEqual([404, 404]);
	expect(await visitor.locator('body').innerText()).toBe(hidden);

	await member.goto(`${address}/badges`);
	await member.getByText('Share: Good neighbour').click();
	await expect(member.getByText(/Nobody outside sees this badge/)).toBeVisible();
	await expectAccessible(member);
	await member.getByRole('button', { name: 'Share this badge' }).click();
	await expect(member.getByLabel('Address of the badge Good neighbour')).toHaveValue(path);
	await expect(member.getByText(/They need no account/)).toBeVisible();
	await expectAccessible(member);
	await expectNoSidewaysScroll(member);

	expect(await statuses(path)).toEqual([200, 200]);
	await expect(visitor.getByRole('heading', { name: 'Good neighbour' })).toBeVisible();
	await expect(visitor.getByText('For the summer fair')).toBeVisible();
	await expect(visitor.getByText('Lena Loud')).toBeVisible();
	await expect(visitor.getByText(/Medals confirms/)).toBeVisible();
	await expect(visitor.getByRole('link', { name: 'Lena Loud' })).toHaveCount(0);
	await expect(visitor.locator('meta[property="og:image"]')).toHaveAttribute('content', card);
	await expect(visitor.locator('meta[name="robots"]').first()).toHaveAttribute(
		'content',
		/noindex/,
	);
	await expectAccessible(visitor);
	await expectNoSidewaysScroll(visitor);
	const { type, etag } = await picture(visitor, card);
	expect(type).toBe('image/png');
	expect((await picture(visitor, card, etag)).status).toBe(304);

	await gamification.takeBadge({ grantId, reason: 'Given by mistake' });
	expect(await statuses(path)).toEqual([200, 404]);
	await expect(visitor.getByText(/It was revoked on/)).toBeVisible();
	expect(await visitor.content()).not.toContain('Given by mistake');
	await expect(visitor.locator('meta[property="og:image"]')).toHaveCount(0);
	await expectAccessible(visitor);

	await member.goto(path);
	await expectAccessible(member);
	await member.getByRole('button', { name: 'Stop sharing' }).click();
	await expect(member).toHaveURL(new RegExp(`/badges\\?share=${grantId}$`));
	expect(await statuses(path)).toEqual([404, 404]);
	await Promise.all([context.close(), outside.close()]);
});

/** Asked for by the page: the names of communities are known to browsers alone. */
const picture = (page: Page, address: string, known = '') =>
	page.evaluate(
		async ({ address, known }) => {
			const headers: Record<string, string> = known ? { 'if-none-match': known } : {};
			const { status, headers: got } = await fetch(address, { headers, cache: 'no-store' });
			return { status, type: got.get('content-type'), etag: got.get('etag') ?? '' };
		},
		{ address, known },
	);
