import { communityApi } from '../api.ts';
import {
	expect,
	expectAccessible,
	expectNoSidewaysScroll,
	store,
	test,
	unique,
} from '../journey.ts';
import { someoneElse } from '../people.ts';
import { foundCommunity, joinQuickly, publishPost } from '../scene.ts';

for (const phone of ['', '@phone '])
	test(`${phone}a reply is saved, and chosen where a text is sent back and a member held back`, async ({
		page,
		browser,
		places,
		mails,
	}) => {
		const slug = unique('desk');
		const { id, address } = await foundCommunity(page, places, mails, { name: 'Desk', slug });
		const { page: author, context } = await someoneElse(browser);
		const name = 'Ines Writer';
		await joinQuickly(author, address, mails, { email: `${slug}-ines@example.org`, name });
		const api = communityApi(page);
		const rule = { spaceId: null, kind: null, roleKey: 'member' };
		const { life } = await api.approval.settings();
		await api.approval.saveSettings({ rules: [rule], life });
		await publishPost(author, 'A boat for sale');

		await page.goto(`${places.studio}/c/${id}/moderation/replies`);
		await expect(page.getByText('There are no saved replies yet.')).toBeVisible();
		await page.getByRole('button', { name: 'Add a reply' }).click();
		const reply = page.getByRole('group', { name: 'Reply 1' });
		await reply.getByLabel('Title').fill('Not here');
		await reply
			.getByLabel('Text')
			.fill('Dear {name}, this does not belong into {space} of {community}.');
		await page.getByRole('button', { name: 'Save', exact: true }).click();
		await expect(page.getByText('Everything is saved')).toBeVisible();
		await expectAccessible(page);
		await expectNoSidewaysScroll(page);

		await page.goto(`${places.studio}/c/${id}/moderation/queue`);
		await page.getByRole('button', { name: 'Send back' }).first().click();
		const dialog = page.getByRole('dialog');
		await dialog.getByRole('textbox').fill('Thank you.');
		await dialog.getByLabel('Saved reply').selectOption({ label: 'Not here' });
		const said = /^Thank you\.\nDear Ines Writer, this does not belong into .+ of Desk\.$/;
		await expect(dialog.getByRole('textbox')).toHaveValue(said);
		await expectAccessible(page);
		// The line goes at once; that it was sent back is the server's to say.
		await store(dialog.getByRole('button', { name: 'Send back' }));
		await expect(page.getByText('Nothing waits')).toBeVisible();
		await author.goto(`${address}/submissions`);
		await expect(author.getByText(/Dear Ines Writer, this does not belong/)).toBeVisible();
		await context.close();
	});
