import type { Page } from '@playwright/test';
import { communityApi } from '../api.ts';
import {
	expect,
	expectAccessible,
	expectNoSidewaysScroll,
	store,
	test,
	unique,
} from '../journey.ts';
import { foundCommunity, joinQuickly, publishComment, publishPost } from '../scene.ts';
import { commentOf } from '../writing.ts';

const cardOf = (page: Page, title: string) => page.getByRole('article').filter({ hasText: title });
const feedTab = (page: Page, name: string) =>
	page.getByRole('navigation', { name: 'Order of the posts' }).getByRole('link', { name });

for (const title of [
	'a member makes the feed their own',
	'a member makes the feed their own @phone',
])
	test(title, async ({ page, browser, places, mails }) => {
		const slug = unique('feed');
		const { address } = await foundCommunity(page, places, mails, { name: 'Feed', slug });
		await publishPost(page, 'From the organizer');
		const tagged = await publishPost(page, 'About signal boxes', 'Levers.', {
			tags: ['Signal boxes'],
		});
		const reader = await (await browser.newContext()).newPage();
		const email = `${slug}-reader@example.org`;
		await joinQuickly(reader, address, mails, { email, name: 'Rea Reader' });

		await feedTab(reader, 'Following').click();
		await expect(reader.getByRole('heading', { name: 'You follow nobody yet' })).toBeVisible();
		await expectAccessible(reader);
		await reader.goto(`${address}/t/signal-boxes`);
		await store(reader.getByRole('button', { name: 'Follow Signal boxes' }));
		await reader.goto(address);
		await expect(cardOf(reader, 'About signal boxes')).toBeVisible();
		await expect(cardOf(reader, 'From the organizer')).toBeHidden();
		await cardOf(reader, 'About signal boxes')
			.getByRole('link', { name: 'Olga Organizer' })
			.click();
		await store(reader.getByRole('button', { name: 'Follow Olga Organizer' }));
		await reader.goto(address);
		await expect(cardOf(reader, 'From the organizer')).toBeVisible();

		await feedTab(reader, 'For you').click();
		const card = cardOf(reader, 'From the organizer');
		await card.getByText('Why this?').click();
		await expect(card.getByText(/you follow Olga Organizer|is new here/)).toBeVisible();
		await expectAccessible(reader);
		await expectNoSidewaysScroll(reader);
		await card.getByRole('button', { name: 'Save for later: From the organizer' }).click();
		await card.locator('summary[aria-label="More about this post"]').click();
		await card.getByRole('button', { name: 'Hide this post' }).click();
		await expect(reader.getByText('Hidden from your feeds.')).toBeVisible();
		await reader.getByRole('button', { name: 'Undo' }).click();
		await expect(card).toBeVisible();

		await publishComment(page, tagged.id, 'Who has the key?');
		await feedTab(reader, 'Top').click();
		// The scores follow the comments at their own pace; the page does not.
		await expect(async () => {
			await reader.reload();
			await expect(cardOf(reader, 'About signal boxes')).toBeVisible({ timeout: 1000 });
		}).toPass({ timeout: 20_000 });
		await reader.goto(`${address}/?feed=top&window=all`);
		await expect(reader.getByRole('link', { name: 'All time' })).toHaveAttribute(
			'aria-current',
			'page',
		);
		await reader.context().close();
	});

for (const where of ['', ' @phone'])
	test(`a space is followed, and who is muted leaves the feeds until they may come back${where}`, async ({
		page,
		browser,
		places,
		mails,
	}) => {
		const slug = unique('hush');
		const { address } = await foundCommunity(page, places, mails, { name: 'Hush', slug });
		await publishPost(page, 'A quiet word');
		const context = await browser.newContext();
		const reader = await context.newPage();
		const email = `${slug}-reader@example.org`;
		await joinQuickly(reader, address, mails, { email, name: 'Rea Reader' });
		const { groups } = await communityApi(reader).spaces.navigation();
		const space = groups[0]?.spaces[0] ?? { slug: '', name: '' };
		await reader.goto(`${address}/s/${space.slug}`);
		await store(reader.getByRole('button', { name: 'Follow this space' }));
		await reader.goto(`${address}/?feed=following`);
		const card = cardOf(reader, 'A quiet word');
		await card.locator('summary[aria-label="More about this post"]').click();
		await card.getByRole('button', { name: 'Mute Olga Organizer' }).click();
		await expect(
			reader.getByText('You no longer see posts of Olga Organizer.').first(),
		).toBeVisible();
		await reader.goto(`${address}/?feed=latest`);
		await expect(card).toBeHidden();
		await reader.goto(`${address}/settings/people`);
		await store(reader.getByRole('button', { name: 'Unmute Olga Organizer' }));
		await reader.goto(`${address}/?feed=following`);
		await expect(card).toBeVisible();

		await reader.goto(`${address}/s/${space.slug}`);
		await reader.locator('summary[aria-label="More about this space"]').click();
		await expectAccessible(reader);
		await store(reader.getByRole('button', { name: `Mute this space: ${space.name}` }));
		const notice = reader.getByRole('status').filter({ hasText: 'You muted this space.' });
		await expect(notice).toBeVisible();
		await expect(reader.getByRole('button', { name: 'Follow this space' })).toBeHidden();
		const line = reader.getByRole('link', { name: `${space.name} Muted` }).first();
		/** The spaces, which a phone shows when it is asked to. */
		const amongSpaces = async (look: () => Promise<void>) => {
			if (!where) return look();
			const tabs = reader.getByRole('navigation', { name: 'Main areas' });
			await tabs.getByRole('button', { name: 'Spaces' }).click();
			await look();
			await reader.keyboard.press('Escape');
			await expect(reader.locator('#spaces')).toBeHidden();
		};
		await amongSpaces(() => expect(line).toBeVisible());
		await publishPost(page, 'A loud word');
		await expect(card).toBeVisible();
		await expectAccessible(reader);
		await reader.goto(`${address}/?feed=latest`);
		await expect(reader.getByRole('heading', { level: 1 })).toBeVisible();
		await expect(cardOf(reader, 'A loud word')).toBeHidden();
		await amongSpaces(() => expect(line).toHaveAccessibleName(`${space.name} Muted`));
		await expectAccessible(reader);
		await reader.goto(`${address}/settings/people`);
		await expectAccessible(reader);
		await store(reader.getByRole('button', { name: `Unmute: ${space.name}` }));
		await reader.goto(`${address}/?feed=latest`);
		await amongSpaces(() => expect(line).toHaveCount(0));

		const loud = cardOf(reader, 'A loud word');
		await loud.locator('summary[aria-label="More about this post"]').click();
		await loud.getByRole('button', { name: `Mute the space ${space.name}` }).click();
		await expect(
			reader.getByText(`You no longer see posts of the space ${space.name} here.`).first(),
		).toBeVisible();
		await amongSpaces(() => expect(line).toBeVisible());
		await reader.getByRole('button', { name: 'Undo' }).first().click();
		await expect(loud).toBeVisible();
		await amongSpaces(() => expect(line).toHaveCount(0));
		await context.close();
	});

for (const where of ['', ' @phone'])
	test(`a bookmark has a folder, a note and a reminder, and goes with one press${where}`, async ({
		page,
		places,
		mails,
	}) => {
		const slug = unique('saved');
		const { address } = await foundCommunity(page, places, mails, { name: 'Saved', slug });
		const { path } = await publishPost(page, 'Worth keeping');
		await page.goto(`${address}/bookmarks`);
		await expect(page.getByRole('heading', { name: 'Nothing saved yet' })).toBeVisible();
		await page.goto(address + path);
		await page.getByRole('button', { name: 'Save for later' }).click();
		await expect(page.getByRole('button', { name: 'Saved' })).toBeVisible();
		await page.goto(`${address}/bookmarks`);
		await page.getByText('Create folder').first().click();
		await page.getByLabel('Name of the folder').fill('Winter reading');
		await store(page.getByRole('button', { name: 'Create folder' }));
		await page.goto(`${address}/bookmarks`);
		await page.getByText('Note, folder, reminder').click();
		await page.getByLabel('Note', { exact: true }).fill('For the long night');
		await page.getByRole('combobox', { name: 'Folder' }).selectOption({ label: 'Winter reading' });
		await page.getByLabel('Remind me by mail').fill('2099-01-02T08:30');
		await page.getByRole('button', { name: 'Save changes' }).click();
		await expect(page.getByText('For the long night')).toBeVisible();
		await expect(page.getByText('Reminder:')).toBeVisible();
		await expectAccessible(page);
		await page.getByRole('link', { name: /Winter reading/ }).click();
		await expect(cardOf(page, 'Worth keeping')).toBeVisible();
		await page.getByRole('button', { name: 'Remove from bookmarks: Worth keeping' }).click();
		await expect(cardOf(page, 'Worth keeping')).toBeHidden();
	});

for (const title of [
	'who is blocked is seen nowhere, from both sides, until they are not',
	'who is blocked is seen nowhere, from both sides, until they are not @phone',
])
	test(title, async ({ page, browser, places, mails }) => {
		const slug = unique('apart');
		const { address } = await foundCommunity(page, places, mails, { name: 'Apart', slug });
		const { id, path } = await publishPost(page, 'The meeting place');
		const [one, other] = await Promise.all(
			['Una', 'Otto'].map(async (name) => {
				const someone = await (await browser.newContext()).newPage();
				const email = `${slug}-${name.toLowerCase()}@example.org`;
				await joinQuickly(someone, address, mails, { email, name });
				return someone;
			}),
		);
		if (!one || !other) throw new Error('two members are needed');
		await publishComment(one, id, 'Una was here.');
		await publishComment(other, id, 'Otto was here.');
		await publishPost(other, 'A post by Otto');
		const viewer = await communityApi(other).identity.viewer();
		const handle = viewer?.handle ?? '';

		await one.goto(`${address}/m/${handle}`);
		await one.locator('summary[aria-label="More about this member"]').click();
		await one.getByText('Block Otto…').click();
		await expectAccessible(one);
		await expectNoSidewaysScroll(one);
		await one.getByRole('button', { name: 'Block: Otto' }).click();
		await expect(one.getByText(/Otto is blocked/)).toBeVisible();

		await one.goto(`${address}/?feed=latest`);
		await expect(cardOf(one, 'The meeting place')).toBeVisible();
		await expect(cardOf(one, 'A post by Otto')).toBeHidden();
		await one.goto(`${address}/search?q=otto`);
		await expect(one.getByRole('link', { name: /Otto/ })).toHaveCount(0);
		await one.goto(`${address}/m/${handle}`);
		await expect(one.getByText('404')).toBeVisible();
		await other.goto(address + path);
		await expect(commentOf(other, 'Otto was here.')).toBeVisible();
		await expect(commentOf(other, 'Una was here.')).toBeHidden();

		await one.goto(`${address}/settings/people`);
		await store(one.getByRole('button', { name: 'Unblock Otto' }));
		await one.goto(address + path);
		await expect(commentOf(one, 'Otto was here.')).toBeVisible();
		await other.reload();
		await expect(commentOf(other, 'Una was here.')).toBeVisible();
		for (const someone of [one, other]) await someone.context().close();
	});
