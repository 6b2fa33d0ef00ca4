import { expect, expectAccessible, expectNoSidewaysScroll, test, unique } from '../journey.ts';
import { signIn } from '../people.ts';
import { startPost } from '../writing.ts';

for (const where of ['', ' @phone'])
	test(`a link that stands alone has a card, with a picture from our own address${where}`, async ({
		page,
		places,
	}) => {
		const asked: string[] = [];
		page.on('request', (request) => asked.push(request.url()));
		const address = places.community('slow-rail');
		await page.goto(`${address}/search?q=Lisbon+without+flying`);
		await page.getByRole('link', { name: /^Lisbon to Kraków without flying/ }).click();
		await expect(page.getByRole('heading', { level: 1, name: /^Lisbon to Kraków/ })).toBeVisible();

		const card = page.locator('article').getByRole('link', { name: /Wikipedia.*Sud Express/ });
		await expect(card).toHaveAttribute('href', 'https://en.wikipedia.org/wiki/Sud_Express');
		await expect(card).toHaveAttribute('rel', /nofollow.*noopener/);
		await expect(card).toContainText('Night train between Lisbon and Hendaye');
		await card.scrollIntoViewIfNeeded();
		const picture = card.locator('img').last();
		await expect
			.poll(() => picture.evaluate((img: HTMLImageElement) => img.naturalWidth))
			.toBeGreaterThan(100);
		expect(new URL(await picture.evaluate((img: HTMLImageElement) => img.currentSrc)).origin).toBe(
			new URL(address).origin,
		);
		await expectNoSidewaysScroll(page);
		await expectAccessible(page);

		// Where posts are listed, the card of the post carries it, and leads to the post.
		await page.goto(`${address}/t/night-trains`);
		const listed = page.locator('article').filter({ hasText: 'Lisbon to Kraków without flying' });
		await expect(listed.getByText('Sud Express', { exact: true })).toBeVisible();
		await expect(listed.locator('a[href*="wikipedia"]')).toHaveCount(0);
		await expectNoSidewaysScroll(page);
		await expectAccessible(page);
		expect(asked.filter((url) => new URL(url).host.includes('wikipedia'))).toEqual([]);
	});

for (const where of ['', ' @phone'])
	test(`whoever writes sees the card of a link before the text is out${where}`, async ({
		page,
		places,
	}) => {
		const address = places.community('slow-rail');
		await signIn(page, address, 'hugo@demo.kith.invalid');
		const editor = await startPost(page, address, unique('A train that is gone'));
		const url = 'https://en.wikipedia.org/wiki/Sud_Express';
		await page.keyboard.type(`See ${url} `);
		await page.keyboard.press('Enter');
		await page.keyboard.type(`${url} `);
		await page.keyboard.press('Enter');
		const card = editor.locator('[data-link-card]');
		await expect(card).toContainText('Night train between Lisbon and Hendaye');
		await expect(card).toHaveCount(1);
		await page.keyboard.type('It ran until 2020.');
		await expect(editor.locator('p').last()).toHaveText('It ran until 2020.');
		await expectNoSidewaysScroll(page);
		await expectAccessible(page);

		// Among words a link is a link.
		await editor.locator('p').nth(1).click();
		await page.keyboard.press('End');
		await page.keyboard.type('tells of it.');
		await expect(card).toHaveCount(0);
	});
