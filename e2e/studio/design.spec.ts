import type { Locator, Page } from '@playwright/test';
import { expect, expectAccessible, test, unique } from '../journey.ts';
import { someoneElse, SOON } from '../people.ts';
import { foundCommunity, joinQuickly, picture, publishPost } from '../scene.ts';

const CSS = '.side { border-inline-end: 3px solid rgb(190, 18, 60); }\n\n.x { position: fixed; }\n';
const NONE_HARD = 'Nothing on the page in the preview is hard to read.';
const SOME_HARD = /\d+ texts on the page in the preview are hard to read/;

test('colours, menu, start page and styles are tried, published, seen, and taken back', async ({
	page,
	browser,
	places,
	mails,
}) => {
	test.setTimeout(180_000);
	const slug = unique('paint');
	const { id, address } = await foundCommunity(page, places, mails, { name: 'Paint', slug });
	await publishPost(page, 'Wet paint');
	const { page: visitor, context } = await someoneElse(browser);
	const theme = visitor.locator('link[rel=stylesheet][href^="/theme.css"]');
	await visitor.goto(address);
	const before = (await theme.getAttribute('href')) ?? '';
	const design = `${places.studio}/c/${id}/design`;

	await page.goto(design);
	await expect(page.getByText('Published', { exact: true })).toBeVisible();
	await page.getByRole('button', { name: 'Rose' }).press('Enter');
	await expect(page.getByText('Unpublished changes', { exact: true })).toBeVisible();
	await page.getByRole('button', { name: 'Undo', exact: true }).press('Enter');
	await expect(page.getByText('Published', { exact: true })).toBeVisible();
	await page.getByRole('button', { name: 'Redo', exact: true }).press('Enter');
	await expect(page.getByText('Unpublished changes', { exact: true })).toBeVisible();
	await visitor.reload();
	await expect(theme).toHaveAttribute('href', before);
	await expectAccessible(page);

	await page.getByRole('link', { name: 'Navigation', exact: true }).press('Enter');
	await page.getByRole('button', { name: 'Move Members', exact: true }).press('Alt+ArrowUp');
	await expect(page.getByText(/^Members is now 1 of/)).toBeAttached();
	await page.getByRole('button', { name: 'Add', exact: true }).press('Enter');
	await page.getByRole('menuitem', { name: 'Link' }).press('Enter');
	await page.getByLabel('Name', { exact: true }).fill('Shop');
	await expect(page.getByText('Something is missing')).toBeVisible();
	await page.getByLabel('Address').fill('https://shop.example');
	await saved(page);
	await page.getByRole('button', { name: /^Shop/, expanded: true }).press('Enter');
	await drag(page, 'Shop', 'Members', 'below');
	await expect(page.getByText(/^Shop is now 2 of/)).toBeAttached();
	await drag(page, 'Shop', 'Members', 'above');
	await expect(page.getByText(/^Shop is now 1 of/)).toBeAttached();
	await saved(page);
	await expectAccessible(page);

	await page.getByRole('link', { name: 'Pages', exact: true }).press('Enter');
	await page.getByRole('button', { name: 'Add block' }).press('Enter');
	await page.getByRole('menuitem', { name: 'Opening' }).press('Enter');
	await expect(page.getByLabel('Title')).toBeFocused();
	await page.getByLabel('Title').fill('Colour for everyone');
	await page.getByRole('button', { name: 'Add block' }).press('Enter');
	await page.getByRole('menuitem', { name: 'Posts' }).press('Enter');
	// What was added takes the focus, which must not happen between the two halves of the next key.
	await expect(page.locator('[data-line]').last().locator(':focus')).toBeVisible();
	const receive = page.getByRole('switch', { name: 'Receive visitors with it' });
	await receive.press('Space');
	await expect(receive).toBeChecked();
	await saved(page);
	await expectAccessible(page);

	await page.getByRole('link', { name: 'CSS', exact: true }).press('Enter');
	await page.getByLabel('Style sheet').fill(CSS);
	await expect(page.getByRole('button', { name: /^Line 3/ })).toContainText('position: fixed');
	await saved(page);
	const preview = page.frameLocator('iframe');
	await expect(preview.locator('.side')).toHaveCSS('border-inline-end-width', '3px', {
		timeout: SOON,
	});
	await expectAccessible(page);

	await publish(page, 'A shop and a front door');
	await expect(async () => {
		await visitor.goto(address);
		await expect(theme).not.toHaveAttribute('href', before, { timeout: 500 });
	}).toPass({ timeout: SOON });
	await expect(visitor.getByRole('heading', { level: 1 })).toHaveText('Colour for everyone');
	await expect(visitor.getByRole('link', { name: /Wet paint/ })).toBeVisible();
	const side = visitor.getByRole('navigation', { name: 'Spaces' }).first();
	await expect(side.getByRole('link').first()).toHaveText('Shop');
	await expect(visitor.locator('.side')).toHaveCSS('border-inline-end-width', '3px');
	await expectAccessible(visitor);
	await visitor.goto(`${address}/?safe`);
	await expect(visitor.locator('.side')).toHaveCSS('border-inline-end-width', '1px');
	await visitor.getByRole('link', { name: 'See all posts' }).click();
	await expect(visitor.getByRole('heading', { name: 'Latest' })).toBeVisible();

	await page.getByRole('link', { name: 'Versions', exact: true }).click();
	await expect(page.getByText('A shop and a front door').first()).toBeVisible();
	await expect(page.getByRole('insertion').filter({ hasText: 'Shop' })).toBeVisible();
	await expectAccessible(page);
	await page.getByRole('link', { name: /^Version 1/ }).click();
	await page.getByRole('button', { name: 'Restore as draft' }).click();
	await page.getByRole('alertdialog').getByRole('button', { name: 'Restore as draft' }).click();
	await expect(page.getByText('Unpublished changes', { exact: true })).toBeVisible();
	await publish(page);
	await expect(async () => {
		await visitor.goto(address);
		await expect(theme).toHaveAttribute('href', before, { timeout: 500 });
	}).toPass({ timeout: SOON });
	await expect(visitor.getByRole('heading', { name: 'Latest' })).toBeVisible();
	await context.close();
});

test('typeface, corners, pictures, the about page and mails are published and seen by a stranger', async ({
	page,
	browser,
	places,
	mails,
}) => {
	test.setTimeout(120_000);
	const slug = unique('dress');
	const { id, address } = await foundCommunity(page, places, mails, { name: 'Dress', slug });
	const design = `${places.studio}/c/${id}/design`;
	const image = { name: 'sign.png', mimeType: 'image/png', buffer: await picture() };

	await page.goto(design);
	await page.getByLabel('Typeface').selectOption('Fraunces + Figtree');
	await page.getByRole('radio', { name: 'Square' }).check();
	await page.getByRole('radio', { name: 'Compact' }).check();
	for (const field of ['Logo', 'Icon', 'Cover']) {
		const picked = page.getByRole('group', { name: field, exact: true });
		await picked.locator('input[type=file]').setInputFiles(image);
		await expect(picked.getByRole('button', { name: 'Remove' })).toBeVisible();
	}
	await saved(page);

	await page.getByRole('link', { name: 'Pages', exact: true }).click();
	await page.getByRole('radio', { name: /^About page/ }).check();
	await page.getByRole('switch', { name: 'Show the about page' }).check();
	await page.getByRole('button', { name: 'Add block' }).click();
	await page.getByRole('menuitem', { name: 'Opening' }).click();
	await page.getByLabel('Title').fill('Who we are');
	await page.getByRole('link', { name: 'E-mail', exact: true }).click();
	await page.getByRole('radio', { name: /^Band/ }).check();
	await page.getByLabel('Words at the end').fill('Harbour 5, Kiel');
	await publish(page, 'Dressed');

	const { page: visitor, context } = await someoneElse(browser);
	await visitor.goto(`${address}/about`);
	await expect(visitor.getByRole('heading', { name: 'Who we are' })).toBeVisible();
	await expect(visitor.getByRole('heading', { name: 'Who we are' })).toHaveCSS(
		'font-family',
		/Fraunces/,
	);
	const token = (name: string) =>
		visitor.evaluate(
			(key) => getComputedStyle(document.documentElement).getPropertyValue(key).trim(),
			name,
		);
	expect([await token('--kith-radius'), await token('--kith-control-md')]).toEqual(['0px', '32px']);
	await expect(visitor.locator('img[src^="/files/"]').first()).toBeVisible();
	await expect(visitor.locator('meta[property="og:image"]')).toHaveAttribute(
		'content',
		/\/files\//,
	);
	await expectAccessible(visitor);
	const email = `${slug}-mia@example.org`;
	await joinQuickly(visitor, address, mails, { email, name: 'Mia Member' });
	expect(await mails.text(email)).toContain('Harbour 5, Kiel');
	await context.close();
});

test('what an own style sheet makes hard to read is named per scheme, and said before it is published', async ({
	page,
	places,
	mails,
}) => {
	const slug = unique('pale');
	const { id } = await foundCommunity(page, places, mails, { name: 'Pale', slug });
	await page.goto(`${places.studio}/c/${id}/design/css`);
	const contrast = page.getByRole('region', { name: 'Contrast', exact: true });
	const dialog = page.getByRole('dialog');
	const preview = page.frameLocator('iframe').locator('html');
	await expectContrast(contrast, { Light: NONE_HARD, Dark: NONE_HARD });

	const own = page.getByLabel('Style sheet');
	await own.fill('.nav-line { color: #cccccc; transition: color 2s; }');
	await expectContrast(contrast, { Light: SOME_HARD, Dark: NONE_HARD });
	const members = contrast.getByRole('listitem').filter({ hasText: 'Members' });
	await expect(members).toContainText(/1\.\d:1, needs 4\.5:1/);
	await expect(contrast.getByRole('heading', { name: 'Dark' })).toBeHidden();
	await expect(preview).toHaveCSS('color-scheme', 'light');
	await expectAccessible(page);

	await page.getByRole('button', { name: 'Publish', exact: true }).click();
	await expectContrast(dialog, { Light: SOME_HARD, Dark: NONE_HARD });
	await expect(dialog.getByRole('button', { name: 'Publish now' })).toBeEnabled();
	await expectAccessible(page);
	await dialog.getByRole('button', { name: 'Cancel' }).click();

	await own.fill('@media (prefers-color-scheme: dark) { .nav-line { color: #333333; } }');
	await expectContrast(contrast, { Light: NONE_HARD, Dark: SOME_HARD });

	// Where no preview stands beside it, the start page is looked at all the same.
	await page.goto(`${places.studio}/c/${id}/design/email`);
	await page.getByRole('button', { name: 'Publish', exact: true }).click();
	await expectContrast(dialog, { Light: NONE_HARD, Dark: SOME_HARD });
	await expectAccessible(page);
	await dialog.getByRole('button', { name: 'Cancel' }).click();
	await page.goto(`${places.studio}/c/${id}/design/css`);

	await own.fill('.nav-line { letter-spacing: 0.02em; }');
	await expectContrast(contrast, { Light: NONE_HARD, Dark: NONE_HARD });
	await publish(page, 'Readable');
});

/** What is said about each scheme, once the page in the preview was measured. */
async function expectContrast(
	place: Locator,
	said: Readonly<Record<string, string | RegExp>>,
): Promise<void> {
	for (const [scheme, words] of Object.entries(said)) {
		const line = place.getByRole('status').getByRole('listitem').filter({ hasText: scheme });
		await expect(line).toContainText(words, { timeout: SOON });
	}
}

async function saved(page: Page): Promise<void> {
	await expect(page.getByText('Unpublished changes', { exact: true })).toBeVisible({
		timeout: SOON,
	});
}

/** Takes a line by its handle with the pointer and lets it go beside another. */
async function drag(
	page: Page,
	name: string,
	beside: string,
	where: 'above' | 'below',
): Promise<void> {
	const handle = page.getByRole('button', { name: `Move ${name}`, exact: true });
	const target = page.locator('[data-line]', {
		has: page.getByRole('button', { name: `Move ${beside}`, exact: true }),
	});
	await handle.hover();
	await page.mouse.down();
	const box = await target.boundingBox();
	if (!box) throw new Error(`${beside} is not there`);
	const y = where === 'above' ? box.y + 2 : box.y + box.height - 2;
	await page.mouse.move(box.x + 20, y, { steps: 8 });
	await page.mouse.up();
}

async function publish(page: Page, note = ''): Promise<void> {
	await page.getByRole('button', { name: 'Publish', exact: true }).click();
	const dialog = page.getByRole('dialog');
	await dialog.getByLabel('What is new').fill(note);
	await dialog.getByRole('button', { name: 'Publish now' }).click();
	await expect(dialog).toBeHidden({ timeout: SOON });
	await expect(page.getByText('Published: everyone sees it now')).toBeVisible({ timeout: SOON });
}
