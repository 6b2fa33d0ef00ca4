import type { Locator, Page, Route } from '@playwright/test';
import { expect, test, unique } from '../journey.ts';
import { someoneElse } from '../people.ts';
import { foundCommunity, joinQuickly, publishComment, publishPost } from '../scene.ts';
import { comment, commentOf, editorOf, openCommentEditor, reply } from '../writing.ts';

for (const where of ['', ' @phone'])
	test(`a comment is answered, corrected and taken back${where}`, async ({
		page,
		places,
		mails,
	}) => {
		const slug = unique('salon');
		const { address } = await foundCommunity(page, places, mails, { name: 'Salon', slug });
		const { path } = await publishPost(page, 'Tea or coffee?');
		await page.goto(address + path);
		await comment(page, 'Tea, of course.');
		await reply(page, 'Tea, of course.', 'With milk?');

		await correct(page, 'With milk?', ' And sugar?');
		// Nobody has answered it yet: a slip that is put right at once leaves no trace.
		await expect(commentOf(page, 'With milk? And sugar?')).not.toContainText('edited');
		await correct(page, 'Tea, of course.', ' Always.');
		await expect(commentOf(page, 'Tea, of course. Always.')).toContainText('edited');

		await chooseInMenu(commentOf(page, 'Tea, of course.'), 'Delete');
		const question = page.getByRole('alertdialog', { name: 'Delete your comment?' });
		await question.getByRole('button', { name: 'Delete' }).click();
		await expect(page.getByText('This comment was deleted by its author.')).toBeVisible();
		await page.reload();
		await expect(page.getByText('This comment was deleted by its author.')).toBeVisible();
		await expect(commentOf(page, 'With milk? And sugar?')).toBeVisible();
		await expect(page.getByText('Tea, of course.')).toHaveCount(0);
	});

async function correct(page: Page, text: string, more: string): Promise<void> {
	await chooseInMenu(commentOf(page, text), 'Edit');
	await expect(editorOf(page)).toBeFocused();
	await editorOf(page).press('End');
	await editorOf(page).pressSequentially(more);
	await page.getByRole('button', { name: 'Save', exact: true }).click();
	await expect(commentOf(page, text + more)).toBeVisible();
}

for (const where of ['', ' @phone'])
	test(`two members react: each counts once, also after a reload; who wrote it does not${where}`, async ({
		page,
		browser,
		places,
		mails,
	}) => {
		const slug = unique('applause');
		const { address } = await foundCommunity(page, places, mails, { name: 'Applause', slug });
		const { path } = await publishPost(page, 'We did it');
		const people = await Promise.all([someoneElse(browser), someoneElse(browser)]);
		const [{ page: first }, { page: second }] = people;
		for (const [at, person] of [first, second].entries()) {
			const email = `${slug}-guest-${at}@example.org`;
			await joinQuickly(person, address, mails, { email, name: 'Gustav Guest' });
		}
		await Promise.all([first.goto(address + path), second.goto(address + path)]);
		const [one, other] = [reactionsOf(first), reactionsOf(second)];
		for (const bar of [one, other]) {
			await bar.locator('summary').click();
			await bar.getByRole('button', { name: 'React with 🎉' }).click();
		}
		await expectPressed(one, '🎉 2', true);
		await expectPressed(other, '🎉 2', true);
		await second.reload();
		// The page is ahead of the server: only its answer says that the reaction is taken back.
		const stored = second.waitForResponse((answer) => answer.request().method() === 'POST');
		await other.getByRole('button', { name: '🎉 2' }).click();
		await stored;
		await expectPressed(other, '🎉 1', false);
		await first.reload();
		await expectPressed(one, '🎉 1', true);
		await page.goto(address + path);
		await expect(reactionsOf(page)).toContainText('🎉');
		await expect(reactionsOf(page).locator('summary')).toHaveCount(0);
		await Promise.all(people.map(({ context }) => context.close()));
	});

test('a draft survives a reload, and a lost answer publishes once', async ({
	page,
	places,
	mails,
}) => {
	const slug = unique('tunnel');
	const { address } = await foundCommunity(page, places, mails, { name: 'Tunnel', slug });
	const { id, path } = await publishPost(page, 'Bad reception');
	await publishComment(page, id, 'Can you hear me?');
	await page.goto(address + path);
	await (await openCommentEditor(page)).pressSequentially('Hardly, say it again.');
	await page.reload();
	await openCommentEditor(page);
	await expect(page.getByText('Draft restored.')).toBeVisible();
	await expect(editorOf(page)).toHaveText('Hardly, say it again.');

	await page.route('**/api/trpc/comments.publish**', loseAnswer, { times: 1 });
	const publish = page.getByRole('button', { name: 'Comment', exact: true });
	await publish.click();
	const waiting = page.getByRole('list', { name: 'Your replies on their way' });
	await expect(waiting).toContainText('Hardly, say it again.');
	await waiting.getByRole('button', { name: 'Try again' }).click();
	await expect(waiting).toBeHidden();
	await expect(commentOf(page, 'Hardly, say it again.')).toBeVisible();
	await page.reload();
	await expect(commentOf(page, 'Hardly, say it again.')).toHaveCount(1);
});

/** The reactions to the post that is open. */
const reactionsOf = (page: Page) => page.getByRole('group', { name: 'Reactions' }).first();

const expectPressed = (bar: Locator, name: string, isPressed: boolean) =>
	expect(bar.getByRole('button', { name, pressed: isPressed })).toBeVisible();

/** The server gets the request and does it; its answer gets lost on the way back. */
async function loseAnswer(route: Route): Promise<void> {
	const { host, hostname } = new URL(route.request().url());
	// Names below localhost are resolved by browsers only.
	const url = route.request().url().replace(hostname, '127.0.0.1');
	const answer = await route.fetch({
		url,
		headers: { ...(await route.request().allHeaders()), host },
	});
	expect(answer.ok()).toBe(true);
	await route.abort('connectionreset');
}

async function chooseInMenu(article: Locator, choice: string): Promise<void> {
	await article.locator('summary[aria-label="More about this comment"]').click();
	await article.getByRole('button', { name: choice, exact: true }).click();
}
