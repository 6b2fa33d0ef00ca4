import type { Page } from '@playwright/test';
import { expect, expectNoSidewaysScroll, test, unique } from '../journey.ts';
import { SOON } from '../people.ts';

test.use({ viewport: { width: 360, height: 740 } });

test('from landing to live on a small phone with nothing but a keyboard', async ({
	page,
	places,
	mails,
}) => {
	const slug = unique('pocket');
	const email = `${slug}@example.org`;
	await page.goto(places.studio);
	await expectNoSidewaysScroll(page);
	await tabTo(page, 'link', 'Start your community');
	await page.keyboard.press('Enter');
	await page.waitForURL(/\/start$/);
	await tabTo(page, 'textbox', 'Your name');
	await page.keyboard.type('Petra Pocket');
	await tabTo(page, 'textbox', 'E-mail');
	await page.keyboard.type(email);
	await page.keyboard.press('Enter');
	await expect(page.getByLabel('Six-digit code')).toBeFocused();
	await page.keyboard.type(await mails.code(email));
	await page.waitForURL(/\/community$/, { timeout: SOON });
	await expectNoSidewaysScroll(page);
	await describe(page, slug);
	for (const step of ['look', 'access', 'live']) {
		await tabTo(page, 'button', 'Continue');
		await page.keyboard.press('Enter');
		await page.waitForURL(new RegExp(`/${step}$`), { timeout: SOON });
		await expectNoSidewaysScroll(page);
	}
	await tabTo(page, 'button', 'Open my community');
	await page.keyboard.press('Enter');
	await page.waitForURL(new RegExp(`//${slug}\\.`), { timeout: SOON });
	await expect(page.getByRole('heading', { name: 'Latest' })).toBeVisible({ timeout: SOON });
	await expectNoSidewaysScroll(page);
});

async function describe(page: Page, slug: string): Promise<void> {
	await tabTo(page, 'textbox', 'Name of the community');
	await page.keyboard.type('Pocket');
	await tabTo(page, 'textbox', 'Address');
	await page.keyboard.press('Control+A');
	await page.keyboard.type(slug);
	await expect(page.getByText('This address is free.')).toBeVisible();
	await tabTo(page, 'radio', /./);
	await page.keyboard.press('ArrowDown');
	await expect(page.getByRole('radio').nth(1)).toBeChecked();
}

/** Moves the focus forward until it is where it is wanted; nobody has the patience for more than eighty stops. */
async function tabTo(
	page: Page,
	role: 'link' | 'textbox' | 'button' | 'radio',
	name: string | RegExp,
): Promise<void> {
	const focused = page.getByRole(role, { name }).and(page.locator(':focus'));
	for (let stops = 0; stops < 80; stops++) {
		if ((await focused.count()) > 0) return;
		await page.keyboard.press('Tab');
	}
	await expect(focused, `the focus reaches ${String(name)}`).toHaveCount(1);
}
