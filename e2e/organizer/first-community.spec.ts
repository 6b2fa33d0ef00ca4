import { expect, expectAccessible, test, unique } from '../journey.ts';
import { join, openCommunity, signUp, someoneElse } from '../people.ts';

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
		visibility: /members only|private/i,
		join: /invitation only/i,
		invites: [friend],
	});
	await expect(page.getByRole('article').first()).toBeVisible();
	expect(Date.now() - started, 'landing page to first visible post').toBeLessThan(60_000);
	await expectAccessible(page);

	const { page: guest, context } = await someoneElse(browser);
	await join(guest, await mails.link(friend, /invit/i), mails, friend, 'Frieda Friend');
	await guest.goto(`${places.community(slug)}/new`);
	await guest.getByLabel('Title').fill('The first apples are ripe');
	const text = guest.getByRole('textbox', { name: /text|what do you want/i }).last();
	await text.click();
	await guest.keyboard.type('Come and pick them on Saturday.');
	await guest.setInputFiles('input[type=file]', {
		name: 'apples.png',
		mimeType: 'image/png',
		buffer: await picture(),
	});
	await expect(guest.locator('img[src*="/files/"]').first()).toBeVisible();
	await guest.getByRole('button', { name: 'Publish' }).click();
	await guest.waitForURL(/\/p\//);
	await expect(guest.getByRole('heading', { name: 'The first apples are ripe' })).toBeVisible();
	await expect(guest.locator('img[src*="/files/"]').first()).toBeVisible();

	await page.goto(guest.url());
	await page.getByPlaceholder('Add a comment').click();
	await page.keyboard.type('I will bring the ladder.');
	await page.getByRole('button', { name: 'Comment', exact: true }).click();
	await expect(page.getByText('I will bring the ladder.')).toBeVisible();
	await expect(guest.getByText('I will bring the ladder.')).toBeVisible({ timeout: 5000 });

	await guest.getByRole('button', { name: 'Reply' }).first().click();
	await guest.keyboard.type('Thank you!');
	await guest.getByRole('button', { name: /^(Reply|Comment)$/ }).last().click();
	await expect(page.getByText('Thank you!')).toBeVisible({ timeout: 5000 });
	await expectAccessible(page);
	await context.close();
});

/** A picture as a camera makes it. */
async function picture(): Promise<Buffer> {
	const { default: sharp } = await import('sharp');
	return sharp({ create: { width: 800, height: 500, channels: 3, background: '#9a3412' } })
		.png()
		.toBuffer();
}
