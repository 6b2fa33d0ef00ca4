import type { Browser, BrowserContext, Page } from '@playwright/test';
import { expect, type Mails, type Places } from './journey.ts';

/** The local mailbox sends within a second; a page that follows a code may take a little longer on a busy machine. */
const SOON = 15_000;

/** The wizard's first screen and its code, from the landing page; ends at the community step. */
export async function signUp(page: Page, places: Places, mails: Mails, email: string, name: string) {
	await page.goto(places.studio);
	await page.getByRole('link', { name: 'Start your community' }).first().click();
	await page.getByLabel('Your name').fill(name);
	await page.getByLabel(/e-?mail/i).fill(email);
	await page.getByRole('button', { name: 'Send me a code' }).click();
	await page.getByLabel(/code/i).first().fill(await mails.code(email));
	await clickIfThere(page, 'Continue');
	await expect(page.getByLabel('Name of the community')).toBeVisible({ timeout: SOON });
}

type Wish = { name: string; slug: string; purpose?: RegExp; visibility?: RegExp; join?: RegExp; invites?: string[] };

/** The wizard from its community step to the open community. */
export async function openCommunity(page: Page, wish: Wish): Promise<void> {
	await page.getByLabel('Name of the community').fill(wish.name);
	await page.getByLabel('Address').fill(wish.slug);
	await page.getByRole('radio', { name: wish.purpose ?? /neighbourhood/i }).check({ force: true });
	await expect(page.getByText('This address is free.')).toBeVisible();
	await page.getByRole('button', { name: 'Continue' }).click();
	await expect(page.getByRole('heading', { name: 'Make it look like yours' })).toBeVisible();
	await page.getByRole('button', { name: 'Continue' }).click();
	await expect(page.getByRole('heading', { name: 'Who is it for?' })).toBeVisible();
	if (wish.visibility) await page.getByRole('radio', { name: wish.visibility }).check({ force: true });
	if (wish.join) await page.getByRole('radio', { name: wish.join }).check({ force: true });
	for (const address of wish.invites ?? []) {
		const field = page.getByLabel('Invite the first people');
		await field.fill(address);
		await field.press('Enter');
	}
	await page.getByRole('button', { name: 'Continue' }).click();
	await expect(page.getByRole('heading', { name: `${wish.name} is ready` })).toBeVisible();
	await page.getByRole('button', { name: 'Open my community' }).click();
	await page.waitForURL(new RegExp(`//${wish.slug}\\.`), { timeout: SOON });
	await clickIfThere(page, 'Continue');
	await expect(page.getByRole('heading', { name: 'Latest' })).toBeVisible({ timeout: SOON });
}

/** Joins a community (at `address`, or by an invitation's link) with a code; ends on its pages, past the welcome. */
export async function join(page: Page, address: string, mails: Mails, email: string, name: string) {
	await page.goto(address);
	await page.getByLabel('Your name').fill(name);
	await page.getByLabel('Email').fill(email);
	await page.getByRole('button', { name: 'Send me a code' }).click();
	await page.getByLabel('Six-digit code').fill(await mails.code(email));
	await clickIfThere(page, 'Join');
	await page.waitForURL(/\/welcome|\/$/, { timeout: SOON });
}

/** Signs in to a demo community with a password. */
export async function signIn(page: Page, community: string, email: string): Promise<void> {
	await page.goto(`${community}/sign-in`);
	await page.getByRole('link', { name: /password/i }).or(page.getByRole('button', { name: /password/i })).first().click();
	await page.getByLabel('Email').fill(email);
	await page.getByLabel('Password', { exact: true }).fill('kith-demo-kith');
	await page.getByRole('button', { name: 'Sign in' }).click();
	await expect(page.getByRole('heading', { name: 'Latest' })).toBeVisible({ timeout: SOON });
}

/** A browser of somebody else's. */
export async function someoneElse(browser: Browser): Promise<{ page: Page; context: BrowserContext }> {
	const context = await browser.newContext();
	return { context, page: await context.newPage() };
}

/** Six digits may submit the form by themselves: then there is nothing left to press. */
async function clickIfThere(page: Page, name: string): Promise<void> {
	await page
		.getByRole('button', { name, exact: true })
		.click({ timeout: 1500 })
		.catch(() => {});
}
