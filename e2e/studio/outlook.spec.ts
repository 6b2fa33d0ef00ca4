import { expect, expectAccessible, expectNoSidewaysScroll, test, unique } from '../journey.ts';
import { signInToStudio } from '../people.ts';
import { foundCommunity } from '../scene.ts';

for (const where of ['', ' @phone'])
	test(`of a new community nothing is foretold, and how much that takes is said${where}`, async ({
		page,
		places,
		mails,
	}) => {
		const slug = unique('ahead');
		const { id } = await foundCommunity(page, places, mails, { name: 'Ahead', slug });
		await page.goto(`${places.studio}/c/${id}/analytics/outlook`);
		await expect(page.getByRole('heading', { name: 'Outlook', level: 1 })).toBeVisible();
		await expect(page.getByText(/This needs 140 days .* Known so far: 0 days\./)).toBeVisible();
		await page.getByRole('link', { name: 'New members' }).click();
		await expect(page).toHaveURL(/metric=joined/);
		await expect(page.getByText('Too early to say')).toBeVisible();
		await expectAccessible(page);
		await expectNoSidewaysScroll(page);
	});

test('whoever runs a community that is known for long sees what comes next, and how far that was off', async ({
	page,
	places,
}) => {
	await signInToStudio(page, places.studio, 'mareike@demo.kith.invalid');
	const open = page.getByRole('link', { name: 'Open studio' }).first();
	await page.goto(`${places.studio}${await open.getAttribute('href')}/analytics/outlook`);
	await expect(page.getByRole('heading', { name: 'How far to trust it' })).toBeVisible();
	await page.getByText('As a table').click();
	await expect(page.getByRole('columnheader', { name: 'At most' })).toBeVisible();
	await expectAccessible(page);
	await page.getByRole('link', { name: 'Posts and comments' }).click();
	await expect(page.getByRole('heading', { name: 'Posts and comments' })).toBeVisible();
});
