import { communityApi } from '../api.ts';
import { expect, expectAccessible, expectNoSidewaysScroll, test, unique } from '../journey.ts';
import { someoneElse } from '../people.ts';
import { editorOf, startPost } from '../writing.ts';
import { foundCommunity, joinQuickly, publishComment, publishPost, words } from '../scene.ts';

for (const where of ['', ' @phone'])
	test(`a text is changed, compared word by word, put back, and a version hidden${where}`, async ({
		page,
		browser,
		places,
		mails,
	}) => {
		const slug = unique('annals');
		const { address } = await foundCommunity(page, places, mails, { name: 'Annals', slug });
		const { id, path } = await publishPost(page, 'Our rules', 'Meetings begin at seven.');
		// An answer ends the minutes in which an edit leaves no trace.
		await publishComment(page, id, 'Thank you');
		const body = words('Meetings begin at eight.');
		const why = 'The hall opens later';
		await communityApi(page).posts.edit({ postId: id, version: 1, title: 'Our rules', body, why });
		await page.goto(address + path);
		await page.getByRole('link', { name: 'edited' }).first().click();
		await expect(page.getByRole('heading', { name: 'History of “Our rules”' })).toBeVisible();
		await expect(page.locator('del')).toContainText('seven');
		await expect(page.locator('ins')).toContainText('eight');
		await expect(page.getByText('The hall opens later')).toBeVisible();
		await expectAccessible(page);
		await page.getByRole('link', { name: 'Version 1' }).click();
		await page.getByRole('button', { name: 'Restore this version' }).click();
		await expect(page.getByText('restored version 1')).toBeVisible();
		await page.goto(address + path);
		await expect(page.getByText('Meetings begin at seven.')).toBeVisible();

		await page.goto(`${address}/history/post/${id}?v=2`);
		await page.getByText('Hide this version', { exact: true }).first().click();
		await page.getByLabel('Reason, for the team').fill('The hall is somewhere else');
		await page.getByRole('button', { name: 'Hide this version' }).click();
		await expect(page.getByText(/^Hidden by Olga Organizer/).first()).toBeVisible();
		const { page: guest, context } = await someoneElse(browser);
		await joinQuickly(guest, address, mails, {
			email: `${slug}@example.org`,
			name: 'Gustav Guest',
		});
		await guest.goto(`${address}/history/post/${id}?v=2`);
		await expect(guest.getByText('Hidden by the team').first()).toBeVisible();
		await expect(guest.getByText('Meetings begin at eight.')).toHaveCount(0);
		await context.close();
	});

for (const where of ['', ' @phone'])
	test(`a post is locked with a reason, featured and moved, and its address stays${where}`, async ({
		page,
		browser,
		places,
		mails,
	}) => {
		const slug = unique('archive');
		const { address } = await foundCommunity(page, places, mails, { name: 'Archive', slug });
		const { id, path } = await publishPost(page, 'Where is the key?');
		await page.goto(`${address}/manage/${id}`);
		await page.getByLabel('Reason, shown to readers').fill('It was found');
		await page.getByRole('button', { name: 'Close', exact: true }).click();
		await expect(page.getByText('Saved.')).toBeVisible();
		await page.getByRole('button', { name: 'Feature this post' }).click();
		await expect(page.getByRole('button', { name: 'Take it off the list' })).toBeVisible();
		await page.getByRole('button', { name: 'Move', exact: true }).click();
		await expect(page.getByText(/moved from/)).toBeVisible();
		await expectAccessible(page);

		const { page: guest, context } = await someoneElse(browser);
		const email = `${slug}-guest@example.org`;
		await joinQuickly(guest, address, mails, { email, name: 'Gustav Guest' });
		await guest.goto(address + path);
		await expect(guest.getByText('No new comments: It was found')).toBeVisible();
		await expect(guest.getByRole('textbox', { name: /comment/ })).toHaveCount(0);
		await guest.goto(`${address}/featured`);
		await expect(guest.getByRole('link', { name: 'Where is the key?' })).toBeVisible();
		await context.close();
	});

test('a post is written by two, shown in two spaces, pinned until a day, and told to close @phone', async ({
	page,
	browser,
	places,
	mails,
}) => {
	const slug = unique('duet');
	const { address } = await foundCommunity(page, places, mails, { name: 'Duet', slug });
	const { id, path } = await publishPost(page, 'A song for two');
	const { page: other, context } = await someoneElse(browser);
	const email = `${slug}-otto@example.org`;
	await joinQuickly(other, address, mails, { email, name: 'Otto Other' });
	const handle = (await communityApi(other).identity.viewer())?.handle ?? '';

	await page.goto(`${address}/manage/${id}`);
	await expectNoSidewaysScroll(page);
	await page.getByLabel('Their handle').fill(handle);
	await page.getByRole('button', { name: 'Invite' }).click();
	await expect(page.getByText('invited Otto Other as co-author')).toBeVisible();
	const share = page.getByRole('button', { name: 'Show there, too' });
	const elsewhere = page.locator('form').filter({ has: share }).getByLabel('Space');
	const space = (await elsewhere.locator('option').first().textContent()) ?? '';
	await share.click();
	await expect(page.getByText(`also shown in ${space}`)).toBeVisible();
	await page
		.getByLabel('Until (optional)')
		.fill(new Date(Date.now() + 9 * 86_400_000).toISOString().slice(0, 10));
	await page.getByRole('button', { name: 'Pin', exact: true }).click();
	await expect(page.getByText(/^pinned until/)).toBeVisible();
	await page.getByLabel('Close by itself: Days without a comment').fill('14');
	await page.getByRole('button', { name: 'Save', exact: true }).click();
	await expect(page.getByText('closes after 14 days without a comment')).toBeVisible();
	await expectAccessible(page);

	await other.goto(address + path);
	await other.getByRole('button', { name: 'Accept', exact: true }).click();
	await expect(
		other.getByRole('article').first().getByRole('link', { name: 'Otto Other' }).first(),
	).toBeVisible();
	await expect(other.getByText('Pinned', { exact: false }).first()).toBeVisible();
	await other.getByRole('link', { name: space }).first().click();
	await expect(other.getByRole('link', { name: 'A song for two' }).first()).toBeVisible();
	await context.close();
});

for (const where of ['', ' @phone'])
	test(`a post is planned, moved to now, and a warning folds its text${where}`, async ({
		page,
		places,
		mails,
	}) => {
		const slug = unique('almanac');
		const { address } = await foundCommunity(page, places, mails, { name: 'Almanac', slug });
		// Far from the zone of whatever machine this runs on.
		const { members } = communityApi(page);
		const { name, handle, bio, avatarFileId, version } = await members.me();
		const own = { name, handle, bio, avatarFileId, version };
		await members.updateProfile({ ...own, timeZone: 'Pacific/Auckland' });
		const day = new Date(Date.now() + 7 * 86_400_000).toISOString().slice(0, 10);
		const editor = await startPost(page, address, 'For next week');
		await editor.pressSequentially('It has eight legs.');
		await page.getByText('Add a poll').click();
		await page.getByLabel('Choice 1').fill('Six');
		await page.getByLabel('Choice 2').fill('Eight');
		await page.getByLabel('It ends').selectOption('On a day of my choice');
		const lastDay = new Date(Date.now() + 9 * 86_400_000).toISOString().slice(0, 10);
		await page.getByLabel('Last day').fill(lastDay);
		await page.getByText('Content warning and time').click();
		await expect(page.getByText('Pacific/Auckland. Empty')).toBeVisible();
		await page.getByLabel('Content warning', { exact: true }).fill('Spiders');
		await page.getByLabel('Publish later').fill(`${day}T09:30`);
		await expectAccessible(page);
		// All that was chosen comes back with the text.
		await page.reload();
		await expect(page.getByLabel('Publish later')).toHaveValue(`${day}T09:30`);
		await expect(page.getByLabel('Last day')).toHaveValue(lastDay);
		await expect(editorOf(page)).toContainText('eight legs');
		await page.getByRole('button', { name: 'Schedule' }).click();
		await page.waitForURL(/\/submissions\//);
		const id = new URL(page.url()).pathname.split('/').pop() ?? '';
		await expect(page.getByText(/Will be published/)).toContainText(/9:30.*Pacific\/Auckland/);
		const poll = page.locator('section', { has: page.getByRole('heading', { name: 'Poll' }) });
		await expect(poll.getByText('Eight')).toBeVisible();
		await expectAccessible(page);
		await page.goto(`${address}/submissions`);
		await expect(page.getByText('Planned', { exact: true })).toBeVisible();
		await expectAccessible(page);
		await page.goto(`${address}/p/${id}`);
		await expect(page.getByText(/Will be published/)).toBeVisible();
		await page.getByRole('button', { name: 'Publish now' }).click();
		await expect(page.getByRole('heading', { name: 'For next week' })).toBeVisible();
		const text = page.getByText('It has eight legs.');
		await expect(text).toBeHidden();
		await page.locator('summary', { hasText: 'Content warning: Spiders' }).focus();
		await page.keyboard.press('Enter');
		await expect(text).toBeVisible();
	});

test('what waits is seen by its author, decided on the site, and mailed @phone', async ({
	page,
	browser,
	places,
	mails,
}) => {
	const slug = unique('gate');
	const { address } = await foundCommunity(page, places, mails, { name: 'Gate', slug });
	const life = { graceMinutes: 5, idleDays: 0, spaceIdleDays: [] };
	await communityApi(page).approval.saveSettings({
		...{ rules: [{ spaceId: null, kind: null, roleKey: 'member' }], life },
	});
	const { page: guest, context } = await someoneElse(browser);
	const email = `${slug}-guest@example.org`;
	await joinQuickly(guest, address, mails, { email, name: 'Wanda Waiting' });
	const { path } = await publishPost(guest, 'May I ask?');
	await guest.goto(address + path);
	await expect(guest.getByText('Waiting for review. Yours is next.')).toBeVisible();

	await page.goto(`${address}/review`);
	await expect(page.getByRole('link', { name: 'May I ask?' })).toBeVisible();
	await expectNoSidewaysScroll(page);
	await expectAccessible(page);
	await page.getByText('Send back', { exact: true }).first().click();
	await page.getByLabel('Reason, for the author').fill('Please say what about');
	await page.getByRole('button', { name: 'Send back' }).click();
	await expect(page.getByText('Sent back.')).toBeVisible();

	const link = await mails.link(email, /Sent back/);
	await guest.goto(link);
	await expect(guest.getByText('“Please say what about”')).toBeVisible();
	await guest.getByRole('link', { name: 'Edit' }).click();
	await guest.getByLabel('Title').fill('May I ask about the gate?');
	await guest.getByRole('button', { name: 'Send again' }).click();
	await expect(guest.getByText('Waiting for review. Yours is next.')).toBeVisible();

	await page.goto(`${address}/review`);
	await page.getByRole('button', { name: /^Approve/ }).click();
	await expect(page.getByText('Approved.')).toBeVisible();
	await guest.goto(address + path);
	await expect(guest.getByRole('heading', { name: 'May I ask about the gate?' })).toBeVisible();
	await context.close();
});
