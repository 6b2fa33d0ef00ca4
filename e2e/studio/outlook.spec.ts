import { expect, expectAccessible, expectNoSidewaysScroll, test, unique } from '../journey.ts';
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
