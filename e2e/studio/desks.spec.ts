import { randomUUID } from 'node:crypto';
import type { Page } from '@playwright/test';
import { communityApi, platformApi } from '../api.ts';
import { appCode } from '../authenticator.ts';
import {
	expect,
	expectAccessible,
	expectNoSidewaysScroll,
	test,
	unique,
	type Mails,
} from '../journey.ts';
import { someoneElse } from '../people.ts';
import { foundCommunity, joinQuickly, publishPost } from '../scene.ts';

test('a member with a role opens the studio as far as it reaches, until it is taken', async ({
	page,
	browser,
	places,
	mails,
}) => {
	test.setTimeout(120_000);
	const slug = unique('desk');
	const { id, address } = await foundCommunity(page, places, mails, { name: 'Harbour', slug });
	const { page: mia, context } = await someoneElse(browser);
	const email = `${slug}-m@example.org`;
	await joinQuickly(mia, address, mails, { email, name: 'Mia Marlow' });
	const { members, roles } = communityApi(page);
	const memberId = (await members.list({ search: 'Mia' })).items[0]?.id ?? '';
	const permissions = { 'analytics:read': 'allow', 'search:terms': 'allow' } as const;
	const { roleId } = await roles.create({ id: randomUUID(), name: 'Analyst', permissions });
	const held = { memberId, roleId, spaceId: null };
	await roles.give(held);

	await openDesk(mia, { name: 'Harbour', address, mails, email, who: 'Mia Marlow' });
	await expect(mia.getByRole('heading', { name: 'What you look after' })).toBeVisible();
	await expectAccessible(mia);

	const navigation = mia.getByRole('navigation', { name: 'Studio' });
	await expect(navigation.getByRole('link', { name: 'Audit log' })).toBeHidden();
	await navigation.getByRole('link', { name: 'Growth' }).click();
	await expect(mia.getByRole('heading', { level: 1, name: 'Growth' })).toBeVisible();
	await mia.goto(`${places.studio}/c/${id}/settings/general`);
	await expect(
		mia.getByRole('heading', { name: 'This page is not for you' }).first(),
	).toBeVisible();
	await expectAccessible(mia);
	await mia.setViewportSize({ width: 390, height: 844 });
	await expectNoSidewaysScroll(mia);
	await mia.getByRole('link', { name: 'Back to the community’s home' }).click();
	await expect(mia.getByRole('heading', { name: 'What you look after' })).toBeVisible();

	await roles.take(held);
	await mia.goto(`${places.studio}/c/${id}/analytics/growth`);
	await expect(
		mia.getByRole('heading', { name: 'This page does not exist' }).first(),
	).toBeVisible();
	await context.close();
});

test('who is given more shows their factor again where they stand, goes on, and has another token', async ({
	page,
	browser,
	places,
	mails,
}) => {
	test.setTimeout(120_000);
	const slug = unique('again');
	const { id, address } = await foundCommunity(page, places, mails, { name: 'Lighthouse', slug });
	const { page: mia, context } = await someoneElse(browser);
	const email = `${slug}-m@example.org`;
	await joinQuickly(mia, address, mails, { email, name: 'Mia Marlow' });
	const { members, roles } = communityApi(page);
	const memberId = (await members.list({ search: 'Mia' })).items[0]?.id ?? '';
	const give = async (
		name: string,
		permissions: Parameters<typeof roles.create>[0]['permissions'],
	) => {
		const { roleId } = await roles.create({ id: randomUUID(), name, permissions });
		await roles.give({ memberId, roleId, spaceId: null });
	};
	await give('Doorkeeper', { 'settings:access': 'allow', 'search:terms': 'allow' });
	await openDesk(mia, { name: 'Lighthouse', address, mails, email, who: 'Mia Marlow' });
	await expect(mia.getByText('Some of your rights wait for a second factor')).toBeVisible();

	const doors = `${places.studio}/c/${id}/settings/sign-in`;
	const { factors } = platformApi(mia);
	await factors.startApp();
	const { secret } = await factors.appSetup();
	const { recoveryCodes } = await factors.confirmApp({ code: appCode(secret) });
	await mia.goto(doors);
	await expect(mia.getByRole('switch', { name: 'Password' })).toBeVisible();
	const token = async () =>
		(await context.cookies(places.studio)).find(({ name }) => name.endsWith('kith'));
	const before = await token();

	// While the page is open: nothing typed is lost.
	await give('Lamplighter', { 'members:manage': 'allow' });
	await mia.getByRole('switch', { name: 'Password' }).uncheck();
	await mia.getByRole('button', { name: 'Save' }).click();
	const dialog = mia.getByRole('dialog', { name: 'Show your second factor' });
	await expect(dialog).toBeVisible();
	await expectAccessible(mia);
	await dialog.getByLabel('Code of your app').fill('000000');
	await expect(dialog.getByRole('alert').or(dialog.locator('[aria-invalid=true]'))).toBeVisible();
	await dialog.getByLabel('Code of your app').fill(appCode(secret, 1));
	await expect(mia.getByText('Now press once more')).toBeVisible();
	await expect(dialog).toBeHidden();
	await expect(mia.getByRole('switch', { name: 'Password' })).not.toBeChecked();
	await mia.getByRole('button', { name: 'Save' }).click();
	await expect(mia.getByText('Members who used this way')).toBeHidden();
	await mia.reload();
	await expect(mia.getByRole('switch', { name: 'Password' })).not.toBeChecked();
	const after = await token();
	expect(after?.value).not.toBe(before?.value);

	const { page: thief, context: elsewhere } = await someoneElse(browser);
	if (before) await elsewhere.addCookies([before]);
	await thief.goto(doors);
	await expect(thief).toHaveURL(/\/sign-in\?next=/);
	await elsewhere.close();

	// What is opened asks on a page of its own, and leads on.
	await give('Treasurer', { 'payments:manage': 'allow' });
	await mia.goto(`${places.studio}/c/${id}`);
	await expect(mia.getByText('You may do more than before')).toBeVisible();
	await expectAccessible(mia);
	await mia.goto(doors);
	await expect(mia.getByRole('heading', { name: 'Show your second factor' })).toBeVisible();
	await expectAccessible(mia);
	await mia.setViewportSize({ width: 390, height: 844 });
	await expectNoSidewaysScroll(mia);
	await mia.getByRole('link', { name: 'Use a recovery code' }).click();
	await mia.getByLabel('Recovery code').fill(recoveryCodes?.[0] ?? '');
	await mia.getByRole('button', { name: 'Confirm', exact: true }).click();
	await expect(mia).toHaveURL(doors);
	await context.close();
});

test('who runs one space reads its log and its numbers, and none of another space', async ({
	page,
	browser,
	places,
	mails,
}) => {
	test.setTimeout(120_000);
	const slug = unique('plot');
	const { id, address } = await foundCommunity(page, places, mails, { name: 'Allotment', slug });
	const { page: rosa, context } = await someoneElse(browser);
	const email = `${slug}-r@example.org`;
	await joinQuickly(rosa, address, mails, { email, name: 'Rosa Runs' });
	const { analytics, members, posts, roles, spaces } = communityApi(page);
	await analytics.start();
	const memberId = (await members.list({ search: 'Rosa' })).items[0]?.id ?? '';
	const place = { icon: '', description: '', groupId: null, posting: 'everyone' } as const;
	const garden = await spaces.create({
		...{ ...place, name: 'Rose garden', slug: 'roses', visibility: 'private' },
	});
	await spaces.create({ ...place, name: 'Tool shed', slug: 'shed', visibility: 'members' });
	const { roles: all } = await roles.matrix();
	const roleId = all.find(({ key }) => key === 'space_admin')?.id ?? '';
	await roles.give({ memberId, roleId, spaceId: garden.spaceId });
	for (const [space, title] of [
		['roses', 'Green flies'] as const,
		['shed', 'Rusty saws'] as const,
	]) {
		const { id: postId } = await publishPost(rosa, title, undefined, { space });
		await posts.remove({ postId, why: 'Said twice' });
	}
	await publishPost(rosa, 'Cutting back', undefined, { space: 'roses' });

	await openDesk(rosa, { name: 'Allotment', address, mails, email, who: 'Rosa Runs' });
	const navigation = rosa.getByRole('navigation', { name: 'Studio' });
	await expect(navigation.getByRole('link', { name: 'Audit log' })).toBeHidden();
	await navigation.getByRole('link', { name: 'Log of spaces' }).click();
	await expect(rosa.getByRole('heading', { level: 1, name: 'Log of spaces' })).toBeVisible();
	await expect(rosa.getByLabel('Space', { exact: true }).locator('option')).toHaveText([
		'Rose garden',
	]);
	const entry = rosa.locator('details', { hasText: 'Green flies' });
	await expect(entry).toContainText('Olga Organizer');
	await entry.locator('summary').click();
	await expect(entry).toContainText('Said twice');
	await expect(rosa.getByText('Tool shed')).toHaveCount(0);
	await expect(rosa.getByText('Rusty saws')).toHaveCount(0);
	await expectAccessible(rosa);
	await rosa.getByLabel('What', { exact: true }).selectOption('Members');
	await expect(rosa).toHaveURL(/what=members/);
	await expect(entry).toHaveCount(0);
	await expect(rosa.locator('details', { hasText: 'Rosa Runs' })).toBeVisible();

	await rosa.getByRole('link', { name: 'Numbers', exact: true }).click();
	await expect(rosa.getByRole('heading', { level: 1, name: 'Numbers of spaces' })).toBeVisible();
	const figure = (name: string) =>
		rosa.locator('dl > div').filter({ has: rosa.locator('dt', { hasText: name }) });
	await expect(async () => {
		await rosa.reload();
		await expect(figure('Posts').locator('dd').first()).toHaveText('2', { timeout: 1000 });
	}).toPass({ timeout: 60_000 });
	await expect(figure('Members who wrote').locator('dd').first()).toHaveText('1');
	await expect(figure('Members who came by').locator('dd').first()).toHaveText('Under 5');
	await expectAccessible(rosa);
	for (const width of [390, 820]) {
		await rosa.setViewportSize({ width, height: 844 });
		await expectNoSidewaysScroll(rosa);
	}

	const shed = (await spaces.tree()).spaces.find(({ slug: its }) => its === 'shed')?.id;
	for (const path of ['content/log', 'analytics/space']) {
		await rosa.goto(`${places.studio}/c/${id}/${path}/${shed}`);
		await expect(
			rosa.getByRole('heading', { name: 'This page does not exist' }).first(),
		).toBeVisible();
	}
	await context.close();
});

type Way = { name: string; address: string; mails: Mails; email: string; who: string };

/** Opens the studio of a community as its member who is signed in there; the page ends on its home. */
async function openDesk(page: Page, { name, address, mails, email, who }: Way): Promise<void> {
	await page.goto(`${address}/settings/profile`);
	await page.getByRole('link', { name: 'Studio', exact: true }).click();
	await expectAccessible(page);
	await page.getByRole('button', { name: 'Open the studio' }).click();
	await expect(page.getByRole('heading', { name: `Open the studio of ${name}` })).toBeVisible();
	await expect(page).toHaveURL(/\/desk$/);
	await expect(page.getByText(who)).toBeVisible();
	await page.getByRole('link', { name: 'Sign in to continue' }).click();
	const known = await mails.count(email);
	await page.getByLabel('E-mail').fill(email);
	await page.getByRole('button', { name: 'Send me a code' }).click();
	await page.getByLabel('Six-digit code').fill(await mails.code(email, known));
	await page.waitForURL(/\/desk$/);
	await expectAccessible(page);
	await page.getByRole('button', { name: 'Open with this account' }).click();
}
