import { expect, expectAccessible, expectNoSidewaysScroll, test, unique } from '../journey.ts';
import { foundCommunity, publishPost } from '../scene.ts';

test('below a post stand others about the same, also without scripts', async ({
	page,
	browser,
	places,
	mails,
}) => {
	const slug = unique('kin');
	const { address } = await foundCommunity(page, places, mails, { name: 'Kin', slug });
	const tags = ['Rye'];
	const { path } = await publishPost(page, 'How long does rye prove?', 'Mine takes a day.', {
		tags,
	});
	await publishPost(page, 'Scalding the flour', 'With boiling water.', { tags });
	await publishPost(page, 'Lunch on Friday', 'Who comes?');

	await page.goto(address + path);
	const related = page.getByRole('navigation', { name: 'Related posts' });
	await expect(related.getByRole('link')).toHaveText([/^Scalding the flour/]);
	await expectAccessible(page);
	await related.getByRole('link').click();
	await expect(page.getByRole('heading', { level: 1, name: 'Scalding the flour' })).toBeVisible();
	await expect(related.getByRole('link')).toHaveText([/^How long does rye prove\?/]);

	const plain = await browser.newContext({
		...{ javaScriptEnabled: false, locale: 'ar', viewport: { width: 390, height: 844 } },
	});
	const visitor = await plain.newPage();
	await visitor.goto(address + path);
	const kin = visitor.getByRole('navigation', { name: 'منشورات ذات صلة' });
	await expect(kin.getByRole('link')).toHaveText([/^Scalding the flour/]);
	await expectNoSidewaysScroll(visitor);
	await plain.close();
});
