import { communityApi } from '../api.ts';
import { expect, expectAccessible, expectNoSidewaysScroll, test, unique } from '../journey.ts';
import { someoneElse } from '../people.ts';
import { foundCommunity, joinQuickly } from '../scene.ts';

test('staff correct the profile of a member, also when the member is faster', async ({
	page,
	browser,
	places,
	mails,
}) => {
	const slug = unique('choir');
	const { id, address } = await foundCommunity(page, places, mails, { name: 'Choir', slug });
	await page.goto(address);
	const { fields } = communityApi(page);
	const kind = { options: [], hint: '', isRequired: false, isFilterable: false };
	const options = ['Alto', 'Bass'].map((label) => ({ id: crypto.randomUUID(), label }));
	const seen = { visibility: 'members' } as const;
	await fields.create({ ...kind, ...seen, kind: 'multi_select', label: 'Voice', options });
	await fields.create({ ...kind, ...seen, kind: 'url', label: 'Website', hint: 'Of your own.' });
	await fields.create({ ...kind, kind: 'text', visibility: 'self', label: 'Shoe size' });
	const { page: other, context } = await someoneElse(browser);
	await joinQuickly(other, address, mails, { email: `${slug}-m@example.org`, name: 'Mia Mole' });

	await page.goto(`${places.studio}/c/${id}/members`);
	await page
		.getByRole('row', { name: /Mia Mole/ })
		.getByRole('link', { name: 'Mia Mole' })
		.click();
	await expect(page.getByRole('heading', { name: 'Mia Mole', level: 1 })).toBeVisible();
	const dialog = page.getByRole('dialog', { name: 'Profile of Mia Mole' });
	await page.getByRole('button', { name: 'Actions for Mia Mole' }).click();
	await page.getByRole('menuitem', { name: 'Edit profile' }).click();
	await expectAccessible(page);
	await dialog.getByLabel('Name').fill('Mia Möhle');
	await dialog.getByLabel('Handle').fill('olga-organizer');
	await dialog.getByRole('checkbox', { name: 'Bass' }).check();
	await dialog.getByLabel('Website').fill('nowhere');
	await dialog.getByRole('button', { name: 'Save' }).click();
	await expect(dialog.getByText('This is no address of the web')).toBeVisible();
	await dialog.getByLabel('Website').fill('mia.example');
	await dialog.getByRole('button', { name: 'Save' }).click();
	await expect(dialog.getByText('Somebody else has this handle')).toBeVisible();
	await expectAccessible(page);
	await expectNoSidewaysScroll(page);

	const { members } = communityApi(other);
	const { name, handle, version } = await members.me();
	await members.updateProfile({ name, handle, version, bio: 'Sings.', avatarFileId: null });
	await dialog.getByLabel('Handle').fill('mia-moehle');
	await dialog.getByRole('button', { name: 'Save' }).click();
	await expect(dialog.getByText('Somebody else saved in the meantime')).toBeVisible();
	await dialog.getByRole('button', { name: 'Go on with mine' }).click();
	await dialog.getByLabel('About').fill('Sings alto.');
	await dialog.getByRole('button', { name: 'Save' }).click();
	await expect(page.getByText('Profile of Mia Möhle saved')).toBeVisible();
	await expect(page.getByRole('heading', { name: 'Mia Möhle', level: 1 })).toBeVisible();
	await expect(page.getByText('Members: edited')).toBeVisible();
	await expect(page.getByText('https://mia.example/')).toBeVisible();
	await other.goto(`${address}/m/mia-moehle`);
	await expect(other.getByText('Sings alto.')).toBeVisible();
	await context.close();
});
