import type { Page } from '@playwright/test';
import { expect, expectAccessible, test, unique } from '../journey.ts';
import { signInToStudio, SOON } from '../people.ts';
import { foundCommunity } from '../scene.ts';

/** Files of scripts that a page of the studio may load at first. */
const MOST_SCRIPTS = 40;

/** The scripts that the page loads when it is the first one somebody opens. */
async function scriptsOf(page: Page): Promise<string[]> {
	const paths: string[] = [];
	page.on('response', (answer) => {
		if (answer.request().resourceType() === 'script') paths.push(new URL(answer.url()).pathname);
	});
	await page.reload({ waitUntil: 'networkidle' });
	page.removeAllListeners('response');
	return paths;
}

test('staff sign in with a password, find their way with ⌘K and step into their community', async ({
	page,
	places,
}) => {
	await signInToStudio(page, places.studio, 'ines@demo.kith.invalid');
	await expectAccessible(page);
	await page.getByRole('link', { name: 'Open studio' }).first().click();
	await page.waitForURL(/\/c\/\w+$/);
	await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
	const scripts = await scriptsOf(page);
	expect(scripts.length).toBeLessThanOrEqual(MOST_SCRIPTS);
	expect(scripts.filter((path) => !path.startsWith('/_app/immutable/en/'))).toEqual([]);
	const palette = page.getByRole('dialog', { name: 'Search the studio' });
	await expect(async () => {
		await page.keyboard.press('Control+K');
		await expect(palette).toBeVisible({ timeout: 1000 });
	}).toPass({ timeout: SOON });
	await expectAccessible(page);
	await page.keyboard.type('privacy');
	await page.keyboard.press('Enter');
	await expect(page).toHaveURL(/\/settings\/access$/);

	await page.goto(`${places.studio}/home`);
	await page
		.getByRole('button', { name: /^Enter/ })
		.first()
		.click();
	await page.waitForURL(new RegExp(`^${places.community('moth-lantern')}/`), { timeout: SOON });
	await expect(page.getByRole('button', { name: /^Your menu, Inés/ })).toBeVisible({
		timeout: SOON,
	});
});

test('a space made in the studio stands in the community', async ({ page, places, mails }) => {
	const slug = unique('attic');
	const { id, address } = await foundCommunity(page, places, mails, { name: 'Attic', slug });
	await page.goto(`${places.studio}/c/${id}/content/spaces`);
	await page.getByRole('main').getByRole('link', { name: 'New space' }).click();
	await page.getByLabel('Name', { exact: true }).fill('Lost and found');
	await expect(page.getByLabel('Address')).toHaveValue('lost-and-found');
	await page.getByRole('radio', { name: /^Team only/ }).check();
	await page.getByRole('button', { name: 'Create space' }).click();
	await expect(page.getByRole('main').getByText('Lost and found').first()).toBeVisible();
	await page.goto(address);
	const spaces = page.getByRole('navigation', { name: 'Spaces' }).first();
	await spaces.getByRole('link', { name: 'Lost and found' }).click();
	await expect(page.getByRole('heading', { name: 'Lost and found' })).toBeVisible();
});
