import { communityApi } from '../api.ts';
import { expect, expectAccessible, test, unique } from '../journey.ts';
import { someoneElse } from '../people.ts';
import { foundCommunity, joinQuickly } from '../scene.ts';

test('an organizer defines what members tell of themselves, puts it in order and archives it', async ({
	page,
	browser,
	places,
	mails,
}) => {
	const slug = unique('choir');
	const { id, address } = await foundCommunity(page, places, mails, { name: 'Choir', slug });
	await page.goto(`${places.studio}/c/${id}/fields`);
	await expect(page.getByText('No fields yet')).toBeVisible();
	await expectAccessible(page);

	await page.getByRole('button', { name: 'New field' }).click();
	await page.getByLabel('Name of the field').fill('Voice');
	await page.getByLabel('Kind').selectOption('Several of a list');
	await page.getByRole('button', { name: 'Save' }).click();
	await expect(page.getByText('Add at least one choice.')).toBeVisible();
	await page.getByRole('button', { name: 'Add a choice' }).click();
	await page.getByLabel('Choice 1', { exact: true }).fill('Alto');
	await page.getByLabel('Choice 1', { exact: true }).press('Enter');
	await page.getByLabel('Choice 2', { exact: true }).fill('Bass');
	await page.getByRole('switch', { name: 'Required' }).check();
	await page.getByRole('switch', { name: 'Filter in the member directory' }).check();
	await expectAccessible(page);
	await page.getByRole('button', { name: 'Save' }).click();
	await expect(page.getByText('Voice saved')).toBeVisible();

	await page.getByRole('button', { name: 'New field' }).click();
	await page.getByLabel('Name of the field').fill('Shoe size');
	await page.getByRole('radio', { name: /^Only the member/ }).check();
	await expect(page.getByRole('switch', { name: 'Filter in the member directory' })).toBeDisabled();
	await page.getByRole('button', { name: 'Save' }).click();
	await expect(page.getByText('Shoe size saved')).toBeVisible();

	const lines = page.getByRole('main').getByRole('listitem');
	await expect(lines).toHaveCount(2);
	const stored = page.waitForResponse((answer) => answer.request().method() === 'POST');
	await page.getByRole('button', { name: 'Shoe size', exact: true }).press('Alt+ArrowUp');
	await expect(lines.first()).toContainText('Shoe size');
	await expect(page.getByText('Shoe size is now 1 of 2')).toBeAttached();
	await stored;
	await page.reload();
	await expect(lines.first()).toContainText('Shoe size');

	const { page: other, context } = await someoneElse(browser);
	await joinQuickly(other, address, mails, { email: `${slug}-m@example.org`, name: 'Mia' });
	const { members, fields } = communityApi(other);
	const [voice] = await fields.filters();
	const { name, handle, version } = await members.me();
	await members.updateProfile({
		...{ name, handle, version, bio: '', avatarFileId: null },
		fields: [{ fieldId: voice?.id ?? '', values: [voice?.options[0]?.id ?? ''] }],
	});
	await context.close();

	await page.getByRole('button', { name: 'Actions for Voice' }).click();
	await page.getByRole('menuitem', { name: 'Archive field' }).click();
	await expect(page.getByText('1 member filled it in.')).toBeVisible();
	await expectAccessible(page);
	await page.getByRole('button', { name: 'Archive field' }).click();
	await expect(page.getByText('Voice archived')).toBeVisible();
	await page.getByRole('button', { name: 'Bring back Voice' }).click();
	await expect(page.getByText('Voice is in use again')).toBeVisible();
	await expect(lines).toHaveCount(2);
});
