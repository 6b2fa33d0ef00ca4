import { communityApi } from '../api.ts';
import { expect, test, unique } from '../journey.ts';
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
