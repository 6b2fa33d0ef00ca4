import { communityApi } from '../api.ts';
import { expect, expectAccessible, expectNoSidewaysScroll, test, unique } from '../journey.ts';
import { someoneElse } from '../people.ts';
import { foundCommunity, joinQuickly, publishPost, words } from '../scene.ts';

test('a rule is set in the studio, and the line is worked off by keyboard', async ({
	page,
	browser,
	places,
	mails,
}) => {
	const slug = unique('desk');
	const { id, address } = await foundCommunity(page, places, mails, { name: 'Desk', slug });
	const root = `${places.studio}/c/${id}/moderation`;
	await page.goto(`${root}/rules`);
	await page.getByRole('button', { name: 'Add a rule' }).click();
	await expect(page.getByText('Everything is saved')).toBeHidden();
	await page.getByRole('button', { name: 'Save', exact: true }).click();
	await expect(page.getByText('Everything is saved')).toBeVisible();
	await expectAccessible(page);

	const { page: guest, context } = await someoneElse(browser);
	const email = `${slug}-guest@example.org`;
	await joinQuickly(guest, address, mails, { email, name: 'Gustav Guest' });
	const first = await publishPost(guest, 'First in line');
	await publishPost(guest, 'Second in line');

	await page.goto(`${root}/queue`);
	await expect(page.getByRole('heading', { level: 2 })).toHaveText([
		...['First in line', 'Second in line'],
	]);
	await expectAccessible(page);
	await page.keyboard.press('j');
	await page.keyboard.press('a');
	await expect(page.getByText('Approved: First in line')).toBeVisible();
	await expect(page.getByRole('heading', { name: 'First in line' })).toHaveCount(0);
	await guest.goto(address + first.path);
	await expect(guest.getByRole('heading', { name: 'First in line' })).toBeVisible();

	await page.getByRole('article', { name: 'Second in line' }).focus();
	await page.keyboard.press('r');
	await page.getByLabel('Reason, for the author').fill('Said already');
	await page.getByRole('dialog').getByRole('button', { name: 'Send back' }).click();
	await expect(page.getByText('Nothing waits')).toBeVisible();
	await context.close();
});

const item = (text: string) => ({
	...{ type: 'listItem' as const, content: words(text).content },
});

for (const where of ['', ' @phone'])
	test(`what waits is put right in the studio and goes out as changed${where}`, async ({
		page,
		browser,
		places,
		mails,
	}) => {
		const slug = unique('right');
		const { id, address } = await foundCommunity(page, places, mails, { name: 'Right', slug });
		const life = { graceMinutes: 5, idleDays: 0, spaceIdleDays: [] };
		await communityApi(page).approval.saveSettings({
			...{ rules: [{ spaceId: null, kind: null, roleKey: null }], life },
		});
		const { page: guest, context } = await someoneElse(browser);
		const email = `${slug}-guest@example.org`;
		await joinQuickly(guest, address, mails, { email, name: 'Gustav Guest' });
		const content = [
			...words('Call me on 0170 555.').content,
			...words('The gate opens at eight.').content,
			{ type: 'bulletList' as const, content: [item('Rope'), item('Lamp')] },
		];
		const { path } = await publishPost(guest, 'Gate tims', '', { body: { type: 'doc', content } });

		await page.goto(`${places.studio}/c/${id}/moderation/queue`);
		const dialog = page.getByRole('dialog', { name: 'Change and approve' });
		await expect(async () => {
			await page.getByRole('article', { name: 'Gate tims' }).focus();
			await page.keyboard.press('e');
			await expect(dialog).toBeVisible({ timeout: 1000 });
		}).toPass();
		await expect(dialog.getByText('goes out in the name of Gustav Guest')).toBeVisible();
		await dialog.getByLabel('Title').fill('Gate times');
		await dialog.getByLabel('Paragraph 1').fill('');
		await dialog.getByRole('button', { name: 'Leave out' }).click();
		await dialog.getByLabel('Paragraph 2').fill('');
		await expect(dialog.getByRole('alert')).toHaveText(/Nothing would be left of it/);
		await expect(dialog.getByRole('button', { name: 'Approve as changed' })).toBeDisabled();
		await dialog.getByRole('button', { name: 'Leave out' }).click();
		await dialog.getByLabel('Paragraph 2').fill('The gate opens at nine.');
		await expectAccessible(page);
		await expectNoSidewaysScroll(page);
		await dialog.getByRole('button', { name: 'Approve as changed' }).click();
		await expect(page.getByText('Approved: Gate times')).toBeVisible();

		await guest.goto(address + path);
		await expect(guest.getByRole('heading', { name: 'Gate times' })).toBeVisible();
		await expect(guest.getByText('The gate opens at nine.')).toBeVisible();
		await expect(guest.getByText('0170 555')).toHaveCount(0);
		await expect(guest.getByRole('listitem').filter({ hasText: 'Lamp' })).toBeVisible();
		await context.close();
	});

test('the second of two moderators is told who was faster @phone', async ({
	page,
	browser,
	places,
	mails,
}) => {
	const slug = unique('duel');
	const { id, address } = await foundCommunity(page, places, mails, { name: 'Duel', slug });
	const life = { graceMinutes: 5, idleDays: 0, spaceIdleDays: [] };
	await communityApi(page).approval.saveSettings({
		...{ rules: [{ spaceId: null, kind: null, roleKey: null }], life },
	});
	const { page: guest, context } = await someoneElse(browser);
	const email = `${slug}-guest@example.org`;
	await joinQuickly(guest, address, mails, { email, name: 'Gustav Guest' });
	const post = await publishPost(guest, 'Who is first?');
	const second = await page.context().newPage();
	await second.goto(address);
	await page.goto(`${places.studio}/c/${id}/moderation/queue`);
	await expectNoSidewaysScroll(page);
	await communityApi(second).approval.approve({ submissionId: post.id, version: 1 });
	await page.getByRole('button', { name: 'Approve what Gustav Guest wrote' }).click();
	await expect(page.getByText('Already handled by Olga Organizer.')).toBeVisible();
	await context.close();
});

test('a change of what was approved waits, beside the text that everybody reads', async ({
	page,
	browser,
	places,
	mails,
}) => {
	const slug = unique('again');
	const { id, address } = await foundCommunity(page, places, mails, { name: 'Again', slug });
	const root = `${places.studio}/c/${id}/moderation`;
	await page.goto(`${root}/rules`);
	await page.getByRole('button', { name: 'Add a rule' }).click();
	await page.getByLabel('Later changes wait, too').check();
	await page.getByRole('button', { name: 'Save', exact: true }).click();
	await expect(page.getByText('Everything is saved')).toBeVisible();
	await expectAccessible(page);

	const { page: guest, context } = await someoneElse(browser);
	const email = `${slug}-guest@example.org`;
	await joinQuickly(guest, address, mails, { email, name: 'Gustav Guest' });
	const post = await publishPost(guest, 'Bread on Monday');
	const owner = await page.context().newPage();
	await owner.goto(address);
	await communityApi(owner).approval.approve({ submissionId: post.id, version: 1 });

	await guest.goto(`${address}/new?edit=${post.id}`);
	await guest.getByLabel('Title').fill('Bread on Tuesday');
	await guest.getByRole('button', { name: 'Save', exact: true }).click();
	await expect(guest.getByText('Waiting for review. Yours is next.')).toBeVisible();
	await expect(guest.getByText('What changes')).toBeVisible();
	await expectAccessible(guest);
	await expectNoSidewaysScroll(guest);
	await guest.goto(address + post.path);
	await expect(guest.getByRole('heading', { name: 'Bread on Monday' })).toBeVisible();
	await expect(guest.getByText('Your change waits for review.')).toBeVisible();
	await expectAccessible(guest);
	await guest.goto(`${address}/new?edit=${post.id}`);
	await expect(guest).toHaveURL(/\/submissions\/.*edit/);

	await page.goto(`${root}/queue`);
	await expect(page.getByRole('article', { name: 'Bread on Tuesday' })).toContainText('Change');
	await expect(page.locator('del')).toContainText('Monday');
	await expectAccessible(page);
	const known = await mails.count(email);
	await page.getByRole('button', { name: 'Approve what Gustav Guest wrote' }).click();
	await expect(page.getByText('Nothing waits')).toBeVisible();
	// The line goes before the server has answered.
	await expect(async () => {
		await guest.goto(address + post.path);
		const changed = guest.getByRole('heading', { name: 'Bread on Tuesday' });
		await expect(changed).toBeVisible({ timeout: 2000 });
	}).toPass();
	await expect.poll(() => mails.count(email)).toBeGreaterThan(known);
	await context.close();
});
