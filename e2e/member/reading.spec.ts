import { randomUUID } from 'node:crypto';
import { communityApi } from '../api.ts';
import { expect, test, unique } from '../journey.ts';
import { someoneElse } from '../people.ts';
import { foundCommunity, joinQuickly, publishComment, publishPost } from '../scene.ts';
import { commentOf, openCommentEditor } from '../writing.ts';

const SPOILER = { type: 'spoiler' as const };

for (const where of ['', ' @phone'])
	test(`a spoiler is closed until it is opened, by a press and by a key${where}`, async ({
		page,
		places,
		mails,
	}) => {
		const slug = unique('ending');
		const { address } = await foundCommunity(page, places, mails, { name: 'Ending', slug });
		const hidden = (text: string) => ({
			type: 'paragraph' as const,
			content: [{ type: 'text' as const, text, marks: [SPOILER] }],
		});
		const { spaces, posts } = communityApi(page);
		const [group] = (await spaces.navigation()).groups;
		const id = randomUUID();
		await posts.publish({
			...{ id, spaceId: group?.spaces[0]?.id ?? '', title: 'How it ends' },
			body: { type: 'doc', content: [hidden('The train did it.'), hidden('The guard knew.')] },
		});
		await page.goto(`${address}/p/${id}`);
		const first = page.getByText('The train did it.');
		const second = page.getByText('The guard knew.');
		await expect(page.getByRole('heading', { name: 'How it ends' })).toBeVisible();
		await expect(first).toBeHidden();
		await expect(second).toBeHidden();
		// What is hidden is not read out either.
		const text = page.locator('article').first();
		await expect(text).not.toMatchAriaSnapshot(`- text: The train did it.`);

		const boxes = page.getByRole('checkbox', { name: 'Reveal spoiler' });
		await boxes.first().focus();
		await page.keyboard.press('Space');
		await expect(first).toBeVisible();
		await expect(second).toBeHidden();
		await page.keyboard.press('Space');
		await expect(first).toBeHidden();

		// Where its words would stand, as whoever wants to read them presses.
		const box = await second.boundingBox();
		await page.mouse.click((box?.x ?? 0) + (box?.width ?? 0) / 2, (box?.y ?? 0) + 5);
		await expect(second).toBeVisible();
		await expect(first).toBeHidden();
	});

for (const where of ['', ' @phone'])
	test(`a reply that was written without a connection goes out by itself when there is one${where}`, async ({
		page,
		browser,
		places,
		mails,
	}) => {
		const slug = unique('valley');
		const { address } = await foundCommunity(page, places, mails, { name: 'Valley', slug });
		const { path } = await publishPost(page, 'No signal in the valley');
		const { page: reader, context } = await someoneElse(browser);
		const email = `${slug}-r@example.org`;
		await joinQuickly(reader, address, mails, { email, name: 'Rea Reader' });
		await reader.goto(address + path);
		const editor = await openCommentEditor(reader);
		await context.setOffline(true);
		await editor.pressSequentially('Written between two stations.');
		await reader.getByRole('button', { name: 'Comment', exact: true }).click();
		const waiting = reader.getByRole('list', { name: 'Your replies on their way' });
		await expect(waiting).toContainText('Written between two stations.');
		await page.goto(address + path);
		await expect(commentOf(page, 'Written between two stations.')).toHaveCount(0);

		await context.setOffline(false);
		await expect(waiting).toBeHidden();
		await expect(commentOf(reader, 'Written between two stations.')).toBeVisible();
		await page.reload();
		await expect(commentOf(page, 'Written between two stations.')).toHaveCount(1);
		await context.close();
	});

for (const where of ['', ' @phone'])
	test(`comments that arrive while one reads move nothing by a pixel${where}`, async ({
		page,
		browser,
		places,
		mails,
	}) => {
		const slug = unique('still');
		const { address } = await foundCommunity(page, places, mails, { name: 'Still', slug });
		const { id, path } = await publishPost(page, 'A long conversation');
		const threads: string[] = [];
		for (let count = 1; count <= 12; count++)
			threads.push(await publishComment(page, id, `Thought number ${count}.`));
		const { page: reader, context } = await someoneElse(browser);
		const email = `${slug}-r@example.org`;
		await joinQuickly(reader, address, mails, { email, name: 'Rea Reader' });
		const stream = reader.waitForResponse((answer) => answer.url().endsWith('/api/live'));
		await reader.goto(address + path);
		await stream;
		const read = commentOf(reader, 'Thought number 8.');
		await read.evaluate((comment) => comment.scrollIntoView({ block: 'center' }));
		const before = await read.boundingBox();
		const scrolled = () => reader.evaluate(() => scrollY);
		const at = await scrolled();

		// Above what is read, as an answer to an early thought, and below it.
		await publishComment(page, id, 'An answer far above.', threads[1] ?? null);
		await publishComment(page, id, 'And a new thread at the end.');
		await expect(commentOf(reader, 'An answer far above.')).toHaveCount(1);
		await expect(commentOf(reader, 'And a new thread at the end.')).toHaveCount(1);
		const after = await read.boundingBox();
		expect(Math.abs((after?.y ?? 0) - (before?.y ?? 0))).toBeLessThan(1);
		expect(after?.height).toBe(before?.height);
		expect(await scrolled()).toBeGreaterThanOrEqual(at);
		await context.close();
	});
