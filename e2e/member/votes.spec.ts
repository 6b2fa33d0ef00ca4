import type { Locator, Page } from '@playwright/test';
import { expect, test, unique } from '../journey.ts';
import { someoneElse } from '../people.ts';
import { foundCommunity, joinQuickly, publishComment, publishPost } from '../scene.ts';
import { commentOf } from '../writing.ts';

for (const where of ['', ' @phone'])
	test(`a space takes votes up and down, then a like; there is an end to what one gives a day${where}`, async ({
		page,
		browser,
		places,
		mails,
	}) => {
		const slug = unique('scales');
		const { id, address } = await foundCommunity(page, places, mails, { name: 'Scales', slug });
		await page.goto(`${address}/new/space`);
		await page.getByLabel('Name').fill('Proposals');
		await page.getByLabel('How posts are judged').selectOption('By votes up and down');
		await page.getByRole('button', { name: 'Create space' }).click();
		await expect(page.getByRole('heading', { name: 'Proposals' })).toBeVisible();
		const { id: postId, path } = await publishPost(page, 'Longer lunches', 'An hour at least.', {
			space: 'proposals',
		});
		await publishComment(page, postId, 'Or two.');

		const guest = await someoneElse(browser);
		const email = `${slug}-guest@example.org`;
		await joinQuickly(guest.page, address, mails, { email, name: 'Gustav Guest' });
		await guest.page.goto(address + path);
		const votes = votesOf(guest.page);
		await vote(votes, '👎 0');
		await expect(votes.getByRole('button', { name: '👎 1' })).toBeVisible();
		await vote(votes, '👍 0');
		await expect(votes.getByRole('button', { name: '👎 0' })).toHaveAttribute(
			...['aria-pressed', 'false'],
		);
		const comment = commentOf(guest.page, 'Or two.');
		await vote(comment, '👎 0');
		await guest.page.reload();
		await expect(votes.getByRole('button', { name: '👍 1' })).toHaveAttribute(
			...['aria-pressed', 'true'],
		);
		await expect(comment.getByRole('button', { name: '👎 1' })).toHaveAttribute(
			...['aria-pressed', 'true'],
		);
		await guest.page.goto(`${address}/s/proposals`);
		await expect(guest.page.getByRole('article')).toContainText('Score: 1');

		// Who wrote it sees what it got and cannot vote.
		await page.goto(address + path);
		await expect(votesOf(page)).toContainText('👍 1');
		await expect(votesOf(page).getByRole('button')).toHaveCount(0);

		await page.goto(`${places.studio}/c/${id}/moderation/rules`);
		const given = page.getByLabel('To one other member', { exact: true });
		await expect(given).toHaveValue('30');
		await given.fill('2');
		await page.getByRole('button', { name: 'Save', exact: true }).click();
		await expect(page.getByText('Saved', { exact: true }).first()).toBeVisible();
		await page.goto(`${address}/s/proposals/edit`);
		await page.getByLabel('How posts are judged').selectOption('By a like');
		await page.getByRole('button', { name: 'Save' }).click();
		await expect(page.getByRole('heading', { name: 'Proposals' })).toBeVisible();
		const { path: other } = await publishPost(page, 'Shorter mornings', 'Ten is early.', {
			space: 'proposals',
		});
		await guest.page.goto(address + path);
		await expect(votes.getByRole('button', { name: '👍 1' })).toHaveAttribute(
			...['aria-pressed', 'true'],
		);
		await expect(guest.page.getByRole('button', { name: '👎' })).toHaveCount(0);
		await guest.page.goto(address + other);
		await votes.getByRole('button', { name: '👍 0' }).click();
		await expect(votes.getByRole('alert')).toContainText('You can give them more tomorrow.');
		await expect(votes.getByRole('button', { name: '👍 0' })).toBeVisible();
		await guest.context.close();
	});

/** What the post itself is judged with. */
const votesOf = (page: Page) =>
	page.getByRole('article').first().getByRole('group', { name: 'Reactions' });

/** Votes, and waits until it is kept: the page is ahead of the server. */
async function vote(within: Locator, name: string): Promise<void> {
	const stored = within.page().waitForResponse((answer) => answer.request().method() === 'POST');
	await within.getByRole('button', { name }).click();
	await stored;
}
