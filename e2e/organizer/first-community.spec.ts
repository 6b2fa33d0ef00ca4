import type { Page } from '@playwright/test';
import { expect, expectAccessible, test, unique } from '../journey.ts';
import { join, openCommunity, signUp, someoneElse } from '../people.ts';
import { picture } from '../scene.ts';
import { comment, commentOf, editorOf, reply } from '../writing.ts';

test('from the landing page to a live community with a member talking in it', async ({
	page,
	browser,
	places,
	mails,
}) => {
	test.setTimeout(120_000);
	const slug = unique('orchard');
	const friend = `${slug}-friend@example.org`;
	const started = Date.now();
	await signUp(page, places, mails, `${slug}@example.org`, 'Olga Orchard');
	await openCommunity(page, {
		name: `Orchard ${slug}`,
		slug,
		visibility: /^Members only/,
		join: /^By invitation only/,
		invites: [friend],
	});
	await expect(page.getByRole('article').first()).toBeVisible();
	expect(Date.now() - started, 'from the landing page to the first post').toBeLessThan(60_000);
	await expectAccessible(page);

	const { page: guest, context } = await someoneElse(browser);
	await join(guest, await mails.link(friend, /invit/i), mails, friend, 'Frieda Friend');
	await publishWithPicture(guest, `${places.community(slug)}/new`);

	await page.goto(guest.url());
	await comment(page, 'I will bring the ladder.');
	await expect(commentOf(guest, 'I will bring the ladder.')).toBeVisible();
	await reply(guest, 'I will bring the ladder.', 'Thank you!');
	await expect(commentOf(page, 'Thank you!')).toBeVisible();
	await expectAccessible(page);
	await context.close();
});

test('every screen of the wizard is accessible', async ({ page, places, mails }) => {
	test.setTimeout(90_000);
	const slug = unique('meadow');
	await page.goto(places.studio);
	await expectAccessible(page);
	await page.goto(`${places.studio}/start`);
	await expectAccessible(page);
	await signUp(page, places, mails, `${slug}@example.org`, 'Mira Meadow');
	await openCommunity(page, { name: 'Meadow', slug }, () => expectAccessible(page));
});

async function publishWithPicture(page: Page, address: string): Promise<void> {
	await page.goto(address);
	const editor = editorOf(page);
	await expect(editor).toBeVisible();
	await page.getByLabel('Title').fill('The first apples are ripe');
	await editor.pressSequentially('Come and pick them on Saturday.');
	const file = { name: 'apples.png', mimeType: 'image/png', buffer: await picture() };
	await page.setInputFiles('input[type=file]', file);
	await expect(page.locator('img[src*="/files/"]')).toBeVisible();
	await page.getByRole('button', { name: 'Publish' }).click();
	await page.waitForURL(/\/p\//);
	await expect(page.getByRole('heading', { name: 'The first apples are ripe' })).toBeVisible();
	await expect(page.locator('article img[src*="/files/"]')).toBeVisible();
}
