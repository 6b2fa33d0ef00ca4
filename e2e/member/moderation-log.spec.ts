import { communityApi } from '../api.ts';
import { expect, expectAccessible, expectNoSidewaysScroll, test, unique } from '../journey.ts';
import { someoneElse } from '../people.ts';
import { foundCommunity, joinQuickly, publishComment, publishPost } from '../scene.ts';

for (const where of ['', ' @phone'])
	test(`what moderators did is read by everybody, by kind and space, and names nobody${where}`, async ({
		page,
		places,
		mails,
		browser,
	}) => {
		const slug = unique('ledger');
		const { address } = await foundCommunity(page, places, mails, { name: 'Ledger', slug });
		const { page: guest, context } = await someoneElse(browser);
		if (where) await guest.setViewportSize({ width: 390, height: 800 });
		await guest.goto(`${address}/guidelines`);
		await guest.getByRole('link', { name: 'What moderators did here' }).click();
		await expect(guest.getByText('Nothing yet')).toBeVisible();
		await expectAccessible(guest);
		await expectNoSidewaysScroll(guest);

		const { page: writer, context: writers } = await someoneElse(browser);
		const email = `${unique('wes')}@example.org`;
		await joinQuickly(writer, address, mails, { email, name: 'Wes Writer' });
		const kept = await publishPost(writer, 'Boats at noon', 'Seen?');
		const gone = await publishPost(writer, 'Cheap watches', 'Buy them now.');
		const commentId = await publishComment(writer, kept.id, 'Rude things.');
		const { posts, comments, lifecycle, members, restrictions } = communityApi(page);
		await posts.remove({ postId: gone.id, why: 'Wes Writer sells.' });
		await comments.remove({ commentId, why: 'Unkind' });
		await lifecycle.lock({ postId: kept.id, locked: true, reason: 'Enough said' });
		const { items } = await members.list({ search: 'Wes', status: 'active', limit: 1 });
		const memberId = items[0]?.id ?? '';
		await restrictions.restrict({ memberId, kind: 'silenced', hours: 24, reason: 'Cool down' });

		await guest.goto(address);
		if (where) await guest.getByRole('button', { name: 'Spaces' }).click();
		await guest.getByRole('link', { name: 'Moderation log' }).click();
		const log = guest.getByRole('main').getByRole('region', { name: 'Moderation log' });
		const lines = log.getByRole('listitem');
		await expect(lines).toHaveCount(4);
		await expect(lines.nth(0)).toContainText('A member was silenced');
		await expect(lines.nth(0)).toContainText('Whom it concerned was told why.');
		await expect(lines.nth(1)).toContainText('A post was closed to new comments');
		await expect(lines.nth(1).getByRole('link', { name: 'Boats at noon' })).toBeVisible();
		await expect(lines.nth(1)).toContainText('Enough said');
		await expect(lines.nth(2)).toContainText('Unkind');
		await expect(lines.nth(3)).toContainText('A post was removed');
		for (const word of ['Wes', 'Olga', 'watches', 'Rude', 'sells', 'Cool down'])
			await expect(log).not.toContainText(word);
		await expectNoSidewaysScroll(guest);
		await expectAccessible(guest);

		await guest.getByRole('link', { name: 'Members', exact: true }).last().click();
		await expect(lines).toHaveCount(1);
		await expect(guest.getByLabel('Space', { exact: true })).toHaveCount(0);
		const closed = guest.getByRole('main').getByRole('link', { name: 'Closed' });
		await closed.press('Enter');
		await expect(closed).toHaveAttribute('aria-current', 'page');
		await expect(lines).toHaveCount(1);
		const choice = guest.getByLabel('Space', { exact: true });
		const other = (await choice.locator('option').allTextContents()).at(-1) ?? '';
		await choice.selectOption(other);
		await guest.getByRole('button', { name: 'Show', exact: true }).click();
		await expect(guest.getByText('Nothing of this kind')).toBeVisible();
		await expect(closed).toHaveAttribute('aria-current', 'page');
		await expectAccessible(guest);
		await guest.getByRole('link', { name: 'Show everything' }).click();
		await expect(lines).toHaveCount(4);
		await context.close();
		await writers.close();
	});
