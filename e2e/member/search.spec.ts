import { expect, expectAccessible, expectNoSidewaysScroll, test, unique } from '../journey.ts';
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
	await box.blur();
	await page.keyboard.press('ControlOrMeta+k');
	await expect(box).toBeFocused();
	await box.fill('sourd');
	await expect(page.getByRole('option', { name: 'Sourdough for the patient' })).toBeVisible();
	await box.press('ArrowDown');
	await box.press('ArrowDown');
	await expectAccessible(page);
	// A slow page: who types on while it comes keeps the keyboard and the words.
	const coming = Promise.withResolvers<void>();
	await page.route('**/p/**', async (route) => {
		await coming.promise;
		await route.continue();
	});
	await box.press('Enter');
	await expect(box).toHaveValue('');
	await box.fill('radiators');
	coming.resolve();
	await expect(page).toHaveURL(new RegExp(`/p/${id}`));
	await expect(page.getByRole('heading', { name: 'Sourdough for the patient' })).toBeVisible();
	await page.unroute('**/p/**');
	await expect(box).toBeFocused();
	await page.keyboard.press('Enter');
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

test('@phone a visitor searches by filters and reads on, in English and from right to left', async ({
	page,
	browser,
	places,
}) => {
	const address = places.community('slow-rail');
	await page.goto(address);
	await page.getByRole('banner').getByRole('link', { name: 'Search' }).click();
	await page.getByLabel('What are you looking for?').fill('train tag:"night trains"');
	await page.getByRole('button', { name: 'Search' }).click();
	await expect(page.locator('mark').first()).toBeVisible();
	await expectNoSidewaysScroll(page);
	await expectAccessible(page);
	await page
		.locator('article, li')
		.filter({ has: page.locator('mark') })
		.first()
		.getByRole('link')
		.first()
		.click();
	await expect(page).toHaveURL(/\/p\//);

	const arabic = await browser.newPage({ locale: 'ar-EG' });
	for (const path of [
		'/',
		'/search?q=train',
		'/members',
		'/guidelines',
		new URL(page.url()).pathname,
	]) {
		await arabic.goto(address + path);
		await expect(arabic.locator('html')).toHaveAttribute('dir', 'rtl');
		await expectNoSidewaysScroll(arabic);
	}
	await arabic.context().close();
});
