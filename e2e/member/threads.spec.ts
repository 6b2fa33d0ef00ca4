import { communityApi } from '../api.ts';
import { expect, expectAccessible, expectNoSidewaysScroll, test, unique } from '../journey.ts';
import { foundCommunity, joinQuickly, publishComment, publishPost } from '../scene.ts';
import { commentOf } from '../writing.ts';

const JOURNEYS = [
	'a place in a thread is kept across devices, and new comments lead back to it',
	'a place in a thread is kept across devices, and new comments lead back to it @phone',
];

for (const title of JOURNEYS)
	test(title, async ({ page, browser, places, mails }) => {
		const slug = unique('places');
		const { address } = await foundCommunity(page, places, mails, { name: 'Places', slug });
		const { id, path } = await publishPost(page, 'A long talk');
		for (const text of ['One.', 'Two.']) await publishComment(page, id, text);
		const last = await publishComment(page, id, 'Three.');

		const reader = await (await browser.newContext()).newPage();
		const email = `${slug}-reader@example.org`;
		await joinQuickly(reader, address, mails, { email, name: 'Rea Reader' });
		await reader.goto(address + path);
		await expect(reader.getByRole('link', { name: /new comment/ })).toHaveCount(0);
		await reader.evaluate(() => scrollTo(0, document.body.scrollHeight));
		const place = async () =>
			(await communityApi(reader).comments.reading({ postId: id })).lastReadId;
		await expect.poll(place, { timeout: 20_000 }).toBe(last);
		await reader.goto(address);

		await publishComment(page, id, 'Four.');
		await publishComment(page, id, 'Five.');
		await reader.reload();
		await expect(reader.getByText('2 new', { exact: true })).toBeVisible();
		await reader.goto(address + path);
		await reader.getByRole('link', { name: '2 new comments' }).click();
		await expect(commentOf(reader, 'Four.')).toBeInViewport();
		await reader.context().close();
	});

const ORDERED = [
	'a thread is put in order, folded, and a comment is removed with a reason and put back',
	'a thread is put in order, folded, and a comment is removed with a reason and put back @phone',
];

for (const title of ORDERED)
	test(title, async ({ page, browser, places, mails }) => {
		const slug = unique('order');
		const { address } = await foundCommunity(page, places, mails, { name: 'Order', slug });
		const { id, path } = await publishPost(page, 'A talk in order');
		const reader = await (await browser.newContext()).newPage();
		const email = `${slug}-reader@example.org`;
		await joinQuickly(reader, address, mails, { email, name: 'Rea Reader' });
		const first = await publishComment(reader, id, 'The oldest.');
		await publishComment(page, id, 'A reply to it.', first);
		const liked = await publishComment(page, id, 'The liked one.');
		await publishComment(page, id, 'The newest.');
		const like = { subjectKind: 'comment', subjectId: liked, emoji: '👍', on: true } as const;
		await communityApi(reader).reactions.set(like);

		await page.goto(address + path);
		const comments = page.getByRole('article', { name: /^Comment by/ });
		const orders = page.getByRole('navigation', { name: 'Order of the comments' });
		await expect(comments.first()).toContainText('The oldest.');
		await orders.getByRole('link', { name: 'Newest' }).click();
		await expect(comments.first()).toContainText('The newest.');
		await orders.getByRole('link', { name: 'Most liked' }).click();
		await expect(comments.first()).toContainText('The liked one.');
		await expectAccessible(page);
		await expectNoSidewaysScroll(page);
		await orders.getByRole('link', { name: 'Oldest' }).click();
		await expect(comments.first()).toContainText('The oldest.');
		const oldest = commentOf(page, 'The oldest.');
		await oldest.getByRole('button', { name: 'Hide replies' }).click();
		await expect(commentOf(page, 'A reply to it.')).toBeHidden();
		await oldest.getByRole('button', { name: 'Show replies (1)' }).click();
		await expect(commentOf(page, 'A reply to it.')).toBeVisible();

		const remove = async () => {
			await oldest.locator('summary[aria-label="More about this comment"]').click();
			await oldest.getByRole('button', { name: 'Remove' }).click();
			const dialog = page.getByRole('alertdialog');
			await dialog.getByLabel(/^Reason/).fill('Older than the rails');
			await dialog.getByRole('button', { name: 'Remove' }).click();
			await expect(page.getByText('Older than the rails')).toBeVisible();
			await expect(oldest).toBeHidden();
		};
		await remove();
		await page.getByRole('button', { name: 'Undo' }).click();
		await expect(oldest).toBeVisible();
		await remove();
		await reader.goto(address + path);
		await expect(reader.getByText('Older than the rails')).toBeVisible();
		await expect(reader.getByRole('button', { name: 'Put back' })).toHaveCount(0);
		await page.getByRole('button', { name: 'Put back' }).click();
		await expect(oldest).toBeVisible();
		await expect(commentOf(reader, 'The oldest.')).toBeVisible();
		await reader.context().close();
	});

for (const where of ['', ' @phone'])
	test(`a thread of more than a page opens where one stopped${where}`, async ({
		page,
		browser,
		places,
		mails,
	}) => {
		const slug = unique('long');
		const { address } = await foundCommunity(page, places, mails, { name: 'Long', slug });
		const { id, path } = await publishPost(page, 'A talk of an evening');
		const ids: string[] = [];
		for (let number = 1; number <= 70; number++)
			ids.push(await publishComment(page, id, `This is number ${number}.`));
		const reader = await (await browser.newContext()).newPage();
		const email = `${slug}-reader@example.org`;
		await joinQuickly(reader, address, mails, { email, name: 'Rea Reader' });
		const comments = reader.getByRole('article', { name: /^Comment by/ });
		await reader.goto(address + path);
		await expect(comments.first()).toContainText('number 1.');
		await communityApi(reader).comments.markUnread({ postId: id, commentId: ids[65] ?? '' });

		await reader.goto(address);
		await reader.getByRole('link', { name: '5 new' }).click();
		await expect(reader).toHaveURL(/#comments$/);
		await expect(comments.first()).toContainText('number 66.');
		await expect(comments.first()).toBeInViewport();
		await expect(comments).toHaveCount(5);
		await expectNoSidewaysScroll(reader);
		await reader.getByRole('link', { name: 'Show all comments from the start' }).click();
		await expect(comments.first()).toContainText('number 1.');
		await reader.context().close();
	});
