import { communityApi } from '../api.ts';
import { expect, expectAccessible, expectNoSidewaysScroll, test, unique } from '../journey.ts';
import { SOON, someoneElse } from '../people.ts';
import { foundCommunity, joinQuickly, publishComment, publishPost } from '../scene.ts';

for (const where of ['', ' @phone'])
	test(`who runs a community sees which posts moved most people, and takes them along${where}`, async ({
		page,
		browser,
		places,
		mails,
	}) => {
		const slug = unique('moves');
		const { id, address } = await foundCommunity(page, places, mails, { name: 'Moves', slug });
		const here = `${places.studio}/c/${id}/analytics/content`;
		const { id: postId } = await publishPost(page, 'What moves you');
		await page.goto(here);
		const card = page.locator('#posts');
		await expect(card.getByRole('heading', { name: 'Top posts' })).toBeVisible();
		await expect(card.getByText('Nothing in this time yet')).toBeVisible();
		await expectAccessible(page);

		const { page: member, context } = await someoneElse(browser);
		const email = `${slug}-lena@example.org`;
		await joinQuickly(member, address, mails, { email, name: 'Lena Loud' });
		await member.goto(address);
		await publishComment(member, postId, 'Slow trains do');
		const { id: ownId } = await publishPost(member, 'Slow trains');
		await page.goto(address);
		await communityApi(page).reactions.set({
			...{ subjectKind: 'post', subjectId: ownId, emoji: '👍', on: true },
		});

		// What staff wrote and did counts once it is asked for.
		await expect(async () => {
			await page.goto(`${here}?days=7&all=1`);
			await expect(card.getByRole('row', { name: /^What moves you/ })).toContainText('1');
			await expect(card.getByRole('row', { name: /^Slow trains.*Lena Loud/ })).toBeVisible();
		}).toPass({ timeout: SOON });
		await expectAccessible(page);
		await expectNoSidewaysScroll(page);
		await expect(card.getByRole('link', { name: 'What moves you' })).toHaveAttribute(
			'href',
			new RegExp(`/p/${postId}$`),
		);
		const file = await page.request.get(
			`${places.studio}/c/${id}/analytics/posts.csv?days=7&all=1`,
		);
		expect(file.headers()['content-type']).toContain('text/csv');
		const lines = (await file.text()).trim().split('\n');
		expect(lines).toHaveLength(1 + 2);
		expect(lines.some((line) => line.startsWith('Slow trains,Lena Loud,'))).toBe(true);
		await page.goto(`${here}?days=7`);
		await expect(card.getByText('Nothing in this time yet')).toBeVisible();
		await context.close();
	});
