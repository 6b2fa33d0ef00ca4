import { expect, expectAccessible, test, unique } from '../journey.ts';
import { foundCommunity, publishComment, publishPost } from '../scene.ts';

test('a member finds a post while typing, a comment by its words, and help where nothing is', async ({
	page,
	places,
	mails,
}) => {
	const slug = unique('library');
	const { address } = await foundCommunity(page, places, mails, { name: 'Library', slug });
	const { id } = await publishPost(page, 'Sourdough for the patient', 'Feed it at dawn.');
	await publishComment(page, id, 'Mine only rises beside the radiator');

	await page.goto(address);
	const box = page.getByRole('combobox', { name: 'Search' });
	await expect(async () => {
		await page.keyboard.press('/');
		await expect(box).toBeFocused({ timeout: 500 });
	}).toPass();
	await box.fill('sourd');
	await expect(page.getByRole('option', { name: 'Sourdough for the patient' })).toBeVisible();
	await box.press('ArrowDown');
	await box.press('ArrowDown');
	await expectAccessible(page);
	await box.press('Enter');
	await expect(page.getByRole('heading', { name: 'Sourdough for the patient' })).toBeVisible();

	await box.fill('radiators');
	await box.press('Enter');
	await expect(page).toHaveURL(/\/search\?q=radiators$/);
	await expect(page.getByRole('listbox')).toHaveCount(0);
	await expect(page.locator('mark')).toHaveText('radiator');
	await page.getByRole('link', { name: 'Sourdough for the patient' }).click();
	await expect(page).toHaveURL(/#c-/);
	await expect(page.getByText('Mine only rises beside the radiator')).toBeInViewport();

	await page.goto(`${address}/search?q=sowrdough`);
	await expect(page.getByRole('heading', { name: 'Nothing found for “sowrdough”' })).toBeVisible();
	await page.getByRole('link', { name: /^Sourdough for the patient/ }).click();
	await expect(page.getByRole('heading', { name: 'Sourdough for the patient' })).toBeVisible();

	await page.goto(`${address}/search?q=zeppelin`);
	await page.getByRole('link', { name: 'Ask the community' }).click();
	await expect(page.getByLabel('Title')).toHaveValue('zeppelin');
});
