import { expect, expectAccessible, expectNoSidewaysScroll, test, unique } from '../journey.ts';
import { foundCommunity, joinQuickly, pictureOf, publishPost, words } from '../scene.ts';
import { comment, commentOf, editorOf } from '../writing.ts';

const LOST = 'The kettle is lost';

for (const where of ['', ' @phone'])
	test(`a question is asked, answered, solved, and opened again${where}`, async ({
		page,
		places,
		mails,
	}) => {
		const slug = unique('asked');
		const { address } = await foundCommunity(page, places, mails, { name: 'Asked', slug });
		await page.goto(`${address}/new`);
		await expect(editorOf(page)).toBeVisible();
		// By keyboard: arrow keys walk through the kinds.
		await page.getByRole('radio', { name: 'Discussion' }).focus();
		await page.keyboard.press('ArrowRight');
		await expect(page.getByRole('radio', { name: 'Question' })).toBeChecked();
		await page.getByLabel('Title').fill('Where is the kettle?');
		await editorOf(page).pressSequentially('I looked everywhere.');
		await page.getByRole('button', { name: 'Publish' }).click();
		await page.waitForURL(/\/p\//);
		await expect(page.getByText('Unsolved')).toBeVisible();
		await comment(page, 'In the cupboard.');
		await commentOf(page, 'In the cupboard.')
			.getByRole('button', { name: 'Accept as answer' })
			.click();
		const answer = page.getByRole('region', { name: /^Accepted answer by/ });
		await expect(answer).toContainText('In the cupboard.');
		await expect(page.getByText('Solved', { exact: true })).toBeVisible();
		await expectAccessible(page);
		await answer.getByRole('link', { name: 'See it in the thread' }).click();
		await expect(page).toHaveURL(/comment=/);

		await page.goto(`${address}/?kind=unanswered`);
		await expect(page.getByRole('link', { name: 'Where is the kettle?' })).toBeHidden();
		await page.goto(`${address}/?kind=question`);
		await page.getByRole('link', { name: 'Where is the kettle?' }).click();
		await commentOf(page, 'In the cupboard.')
			.getByRole('button', { name: 'No longer the answer' })
			.click();
		await expect(page.getByText('Unsolved')).toBeVisible();
		await expect(answer).toBeHidden();
	});

for (const where of ['', ' @phone'])
	test(`an idea gathers votes, is decided on, and becomes part of another${where}`, async ({
		page,
		browser,
		places,
		mails,
	}) => {
		const slug = unique('wished');
		const { address } = await foundCommunity(page, places, mails, { name: 'Wished', slug });
		const first = await publishPost(page, 'A kettle', 'Please.', { kind: 'idea' });
		const second = await publishPost(page, 'A cupboard with a kettle', 'Yes.', { kind: 'idea' });
		const fan = await browser.newPage();
		const email = `${slug}-fan@example.org`;
		await joinQuickly(fan, address, mails, { email, name: 'Fanny Fan' });
		await fan.goto(address + first.path);
		await fan.getByRole('button', { name: 'Vote' }).click();
		await expect(fan.getByText('1 vote', { exact: true })).toBeVisible();
		await expect(fan.getByRole('button', { name: 'Take your vote back' })).toBeVisible();
		await expect(fan.getByText('Decide')).toBeHidden();

		await page.goto(address + first.path);
		await page.getByText('Decide').click();
		const before = await mails.count(email);
		await page.getByLabel('Status').selectOption('planned');
		await page.getByLabel('Official note').fill('Next spring.');
		await page.getByRole('button', { name: 'Save', exact: true }).click();
		await expect(page.locator('article header').first().getByText('Planned')).toBeVisible();
		await expect.poll(() => mails.count(email), { timeout: 20_000 }).toBe(before + 1);

		await page.getByText('Decide').click();
		await page.getByLabel('Find the other idea').fill('cupboard');
		await page.getByRole('button', { name: 'Find', exact: true }).click();
		await page.getByRole('button', { name: 'Merge into “A cupboard with a kettle”' }).click();
		await expect(page.getByRole('heading', { name: 'A cupboard with a kettle' })).toBeVisible();
		await expect(page.getByText('1 vote', { exact: true })).toBeVisible();
		await fan.goto(address + first.path);
		await expect(fan).toHaveURL(new RegExp(second.id));
		await expect(fan.getByRole('button', { name: 'Take your vote back' })).toBeVisible();
		await page.getByRole('button', { name: 'Undo the merge of “A kettle”' }).click();
		await expect(page.getByText('0 votes')).toBeVisible();
		await expectAccessible(page);
		await fan.close();
	});

for (const where of ['', ' @phone'])
	test(`a showcase opens its pictures large, an article is led by one${where}`, async ({
		page,
		places,
		mails,
	}) => {
		const slug = unique('shown');
		const { address } = await foundCommunity(page, places, mails, { name: 'Shown', slug });
		const pictures = await Promise.all(
			['The kettle', 'Its lid'].map((alt) => pictureOf(page, alt)),
		);
		const said = words('Made by hand.').content;
		const body = { type: 'doc' as const, content: [...pictures, ...said] };
		const shown = await publishPost(page, 'My kettle', '', { kind: 'showcase', body });
		const article = await publishPost(page, 'On kettles', '', { kind: 'article', body });

		await page.goto(address + shown.path);
		const gallery = page.getByRole('list', { name: 'Gallery' });
		await expect(gallery.getByRole('link')).toHaveCount(2);
		await expectNoSidewaysScroll(page);
		await expectAccessible(page);
		const large = page.getByRole('dialog', { name: 'Gallery' });
		// Before the page's scripts run the link opens the picture itself.
		await expect(async () => {
			await page.goto(address + shown.path);
			await gallery.getByRole('link', { name: 'The kettle' }).click();
			await expect(large).toBeVisible({ timeout: 3000 });
		}).toPass();
		await page.keyboard.press('ArrowRight');
		await expect(large.getByText('Picture 2 of 2: Its lid')).toBeVisible();
		await page.keyboard.press('Escape');
		await expect(large).toBeHidden();
		await expect(gallery.getByRole('link', { name: 'The kettle' })).toBeFocused();

		// Below a warning the pictures wait for whoever opens it, like the words.
		const more = { kind: 'showcase' as const, body, contentWarning: 'Steam' };
		const warned = await publishPost(page, 'A loud kettle', '', more);
		await page.goto(address + warned.path);
		await expect(page.getByText('Content warning: Steam')).toBeVisible();
		await expect(gallery).toBeHidden();
		await page.getByText('Content warning: Steam').click();
		await expect(gallery.getByRole('link')).toHaveCount(2);

		await page.goto(address + article.path);
		const lead = page.locator('article img[src*="/files/"]').first();
		const title = page.getByRole('heading', { name: 'On kettles', level: 1 });
		const [above, below] = [await lead.boundingBox(), await title.boundingBox()];
		expect(above?.y ?? Infinity).toBeLessThan(below?.y ?? 0);
		await expect(page.getByText('1 min', { exact: false }).first()).toBeVisible();
		await expectNoSidewaysScroll(page);
	});

test('without scripts: asking, voting and accepting are plain forms', async ({
	page,
	browser,
	places,
	mails,
}) => {
	const slug = unique('plain');
	const { address } = await foundCommunity(page, places, mails, { name: 'Plain', slug });
	const idea = await publishPost(page, 'A kettle', 'Please.', { kind: 'idea' });
	await page.goto(address + idea.path);
	await expect(page.getByText('Your own idea: others vote for it.')).toBeVisible();
	await expect(page.getByRole('button', { name: 'Vote' })).toHaveCount(0);
	const fan = await (await browser.newContext()).newPage();
	await joinQuickly(fan, address, mails, { email: `${slug}-fan@example.org`, name: 'Fanny Fan' });
	const state = await fan.context().storageState();
	const context = await browser.newContext({ javaScriptEnabled: false, storageState: state });
	const bare = await context.newPage();
	await bare.goto(address + idea.path);
	await bare.getByRole('button', { name: 'Vote' }).click();
	await expect(bare.getByText('1 vote', { exact: true })).toBeVisible();
	await bare.getByRole('button', { name: 'Take your vote back' }).click();
	await expect(bare.getByText('0 votes')).toBeVisible();

	await bare.goto(`${address}/new`);
	await bare.getByText('Question', { exact: true }).click();
	await bare.getByLabel('Title').fill(LOST);
	await bare.getByRole('textbox', { name: 'Text' }).fill('Help.');
	await bare.getByRole('button', { name: 'Publish' }).click();
	await expect(bare.getByRole('heading', { name: LOST })).toBeVisible();
	await expect(bare.getByText('Unsolved')).toBeVisible();
	await context.close();
	await fan.context().close();
});

for (const where of ['', ' @phone'])
	test(`an announcement waits on the home page until it is acknowledged, and is reported on${where}`, async ({
		page,
		browser,
		places,
		mails,
	}) => {
		const slug = unique('told');
		const { address } = await foundCommunity(page, places, mails, { name: 'Told', slug });
		const context = await browser.newContext();
		const reader = await context.newPage();
		const email = `${slug}-reader@example.org`;
		await joinQuickly(reader, address, mails, { email, name: 'Rita Reader' });
		const before = await mails.count(email);
		await page.goto(`${address}/new`);
		await expect(editorOf(page)).toBeVisible();
		await page.getByText('Announcement', { exact: true }).click();
		await page.getByLabel('Everyone told must acknowledge it').check();
		await page.getByLabel('Title').fill('We move');
		await editorOf(page).pressSequentially('To the new hall.');
		await page.getByRole('button', { name: 'Publish' }).click();
		await page.waitForURL(/\/p\//);
		await page.getByRole('link', { name: 'Show the delivery report' }).click();
		await expect(page.getByRole('link', { name: 'Rita Reader' })).toBeVisible();
		await expect.poll(() => mails.count(email), { timeout: 20_000 }).toBeGreaterThan(before);
		// The stand-in for the vendor tells of each mail that it arrived.
		await expect(async () => {
			await page.reload();
			await expect(page.getByText('1 of 1 arrived')).toBeVisible({ timeout: 1000 });
		}).toPass({ timeout: 20_000 });
		await expectAccessible(page);

		await reader.goto(address);
		const banners = reader.getByRole('region', { name: 'Announcements' });
		await expect(banners).toContainText('We move');
		await expectAccessible(reader);
		await banners.getByRole('link', { name: 'We move' }).click();
		// The banner has such a button too, until the post has come.
		await reader.waitForURL(/\/p\//);
		await reader.getByRole('button', { name: 'Acknowledge' }).click();
		await expect(reader.getByText('You acknowledged this')).toBeVisible();
		await reader.goto(address);
		await expect(banners).toBeHidden();
		await page.reload();
		await expect(page.getByRole('link', { name: 'Rita Reader' })).toBeHidden();
		await context.close();
	});

test('@phone the kinds are chosen and lists narrowed on a phone', async ({
	page,
	browser,
	places,
	mails,
}) => {
	const slug = unique('small');
	const { address } = await foundCommunity(page, places, mails, { name: 'Small', slug });
	await page.setViewportSize({ width: 360, height: 740 });
	await page.goto(`${address}/new`);
	await expect(editorOf(page)).toBeVisible();
	await page.getByText('Idea', { exact: true }).click();
	await page.getByLabel('Title').fill('A kettle');
	await editorOf(page).pressSequentially('Please.');
	await expectNoSidewaysScroll(page);
	await page.getByRole('button', { name: 'Publish' }).click();
	await page.waitForURL(/\/p\//);
	const idea = page.url();
	const fan = await (await browser.newContext()).newPage();
	await fan.setViewportSize({ width: 360, height: 740 });
	await joinQuickly(fan, address, mails, { email: `${slug}-fan@example.org`, name: 'Fanny Fan' });
	await fan.goto(idea);
	await fan.getByRole('button', { name: 'Vote' }).click();
	await expect(fan.getByText('1 vote', { exact: true })).toBeVisible();
	await expectNoSidewaysScroll(fan);
	await fan.context().close();
	await page.goto(address);
	await page.getByRole('link', { name: 'Ideas', exact: true }).click();
	await page.getByRole('link', { name: 'Most votes' }).click();
	await expect(page.getByRole('link', { name: 'A kettle' })).toBeVisible();
	await expectNoSidewaysScroll(page);
});
