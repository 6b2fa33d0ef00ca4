import { randomUUID } from 'node:crypto';
import { communityApi } from '../api.ts';
import { expect, expectAccessible, expectNoSidewaysScroll, test, unique } from '../journey.ts';
import { someoneElse } from '../people.ts';
import { foundCommunity, joinQuickly } from '../scene.ts';

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

	await mia.goto(`${address}/settings/profile`);
	await mia.getByRole('link', { name: 'Studio', exact: true }).click();
	await expectAccessible(mia);
	await mia.getByRole('button', { name: 'Open the studio' }).click();
	await expect(mia.getByRole('heading', { name: 'Open the studio of Harbour' })).toBeVisible();
	await expect(mia).toHaveURL(/\/desk$/);
	await expect(mia.getByText('Mia Marlow')).toBeVisible();
	await mia.getByRole('link', { name: 'Sign in to continue' }).click();
	const known = await mails.count(email);
	await mia.getByLabel('E-mail').fill(email);
	await mia.getByRole('button', { name: 'Send me a code' }).click();
	await mia.getByLabel('Six-digit code').fill(await mails.code(email, known));
	await mia.waitForURL(/\/desk$/);
	await expectAccessible(mia);
	await mia.getByRole('button', { name: 'Open with this account' }).click();
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
