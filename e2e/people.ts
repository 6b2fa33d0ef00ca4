import type { Browser, BrowserContext, Page } from '@playwright/test';
import { expect, type Mails, type Places } from './journey.ts';

/** Mails go out within a second; a page that follows a code may take a little longer on a busy machine. */
export const SOON = 15_000;

/** The wizard's first screen and its code, from the landing page; ends at the community step. */
export async function signUp(
	page: Page,
	places: Places,
	mails: Mails,
	email: string,
	name: string,
): Promise<void> {
	await page.goto(places.studio);
	await page.getByRole('link', { name: 'Start your community' }).first().click();
	await page.getByLabel('Your name').fill(name);
	await page.getByLabel('E-mail').fill(email);
	await page.getByRole('button', { name: 'Send me a code' }).click();
	await enterCode(page, await mails.code(email), 'Continue', /\/community$/);
	await expect(page.getByLabel('Name of the community')).toBeVisible();
}

/** Types the six digits; they send themselves once the page's scripts run, and by the button before that. */
export async function enterCode(
	page: Page,
	code: string,
	button: string,
	arrival: RegExp,
): Promise<void> {
	await page.getByLabel('Six-digit code').fill(code);
	await page
		.waitForURL(arrival, { timeout: SOON / 3 })
		.catch(() => page.getByRole('button', { name: button, exact: true }).click());
	await page.waitForURL(arrival, { timeout: SOON });
}

type Wish = {
	name: string;
	slug: string;
	purpose?: RegExp;
	visibility?: RegExp;
	join?: RegExp;
	invites?: string[];
};

type OnScreen = (screen: string) => Promise<void>;

/** The wizard from its community step to the open community; `onScreen` is called on every screen passed. */
export async function openCommunity(
	page: Page,
	wish: Wish,
	onScreen: OnScreen = async () => {},
): Promise<void> {
	await page.getByLabel('Name of the community').fill(wish.name);
	await page.getByLabel('Address').fill(wish.slug);
	await page.getByRole('radio', { name: wish.purpose ?? /neighbourhood/i }).check();
	await expect(page.getByText('This address is free.')).toBeVisible();
	await onScreen('community');
	await page.getByRole('button', { name: 'Continue' }).click();
	await finishWizard(page, wish, onScreen);
}

/** The wizard from its step about the look to the open community. */
export async function finishWizard(
	page: Page,
	wish: Wish,
	onScreen: OnScreen = async () => {},
): Promise<void> {
	await expect(page.getByRole('heading', { name: 'Make it look like yours' })).toBeVisible();
	await onScreen('look');
	await page.getByRole('button', { name: 'Continue' }).click();
	await chooseAccess(page, wish);
	await onScreen('access');
	await page.getByRole('button', { name: 'Continue' }).click();
	await expect(page.getByRole('heading', { name: `${wish.name} is ready` })).toBeVisible();
	await onScreen('live');
	await page.getByRole('button', { name: 'Open my community' }).click();
	await page.waitForURL(new RegExp(`//${wish.slug}\\.`), { timeout: SOON });
	await expect(page.getByRole('heading', { name: 'Latest' })).toBeVisible({ timeout: SOON });
}

async function chooseAccess(page: Page, { visibility, join, invites = [] }: Wish): Promise<void> {
	await expect(page.getByRole('heading', { name: 'Who is it for?' })).toBeVisible();
	if (visibility) await page.getByRole('radio', { name: visibility }).check();
	if (join) await page.getByRole('radio', { name: join }).check();
	for (const address of invites) {
		const field = page.getByLabel('Invite the first people');
		await field.fill(address);
		await field.press('Enter');
		await expect(page.getByRole('button', { name: `Remove ${address}` })).toBeVisible();
	}
}

/** Joins a community, at its address or by an invitation's link, with a code; ends on its start page. */
export async function join(
	page: Page,
	address: string,
	mails: Mails,
	email: string,
	name: string,
): Promise<void> {
	await page.goto(address);
	await page.getByLabel('Your name').fill(name);
	await page.getByLabel('Email').fill(email);
	await page.getByRole('button', { name: 'Send me a code' }).click();
	await enterCode(page, await mails.code(email), 'Join', /\/welcome/);
	await passWelcome(page);
	await expect(page.getByRole('heading', { name: 'Latest' })).toBeVisible({ timeout: SOON });
}

/** Through the welcome as its forms would: the guidelines accepted, every other screen passed over. */
async function passWelcome(page: Page): Promise<void> {
	const version = await page.locator('input[name=version]').inputValue();
	const refused = await page.evaluate(
		async (forms) => {
			for (const [action, form] of forms) {
				const body = new URLSearchParams(form);
				const sent = await fetch(`/welcome?/${action}`, {
					method: 'POST',
					body,
					headers: { accept: 'text/html' },
					redirect: 'manual',
				});
				if (sent.type !== 'opaqueredirect') return `${action}: ${sent.status}`;
			}
			return null;
		},
		[
			['accept', { version }],
			...['profile', 'questions', 'follow'].map((step) => ['pass', { step }] as const),
		] as [string, Record<string, string>][],
	);
	expect(refused).toBeNull();
	await page.goto(new URL('/', page.url()).href);
}

/** Signs in to a demo community with a password; ends on its start page. */
export async function signIn(page: Page, community: string, email: string): Promise<void> {
	await page.goto(`${community}/sign-in?by=password`);
	await page.getByLabel('Email').fill(email);
	await page.getByLabel('Password', { exact: true }).fill(DEMO_PASSWORD);
	await page.getByRole('button', { name: 'Sign in', exact: true }).click();
	await expect(page.getByRole('heading', { name: 'Latest' })).toBeVisible({ timeout: SOON });
}

/** Signs in to the studio with a password; ends among one's communities. */
export async function signInToStudio(page: Page, studio: string, email: string): Promise<void> {
	await page.goto(`${studio}/sign-in?by=password`);
	await page.getByLabel('E-mail').fill(email);
	await page.getByLabel('Password', { exact: true }).fill(DEMO_PASSWORD);
	await page.getByRole('button', { name: 'Sign in', exact: true }).click();
	await page.waitForURL(/\/home/, { timeout: SOON });
}

const DEMO_PASSWORD = 'kith-demo-kith';

/** What a phone calls itself. */
export const PHONE =
	'Mozilla/5.0 (Linux; Android 16; Pixel 9) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Mobile Safari/537.36';

/** A browser of another device. */
export async function deviceOf(
	browser: Browser,
	userAgent: string,
): Promise<{ page: Page; context: BrowserContext }> {
	const context = await browser.newContext({ userAgent });
	return { context, page: await context.newPage() };
}

/** On a page of security settings: sees this device and a phone, and signs out the phone. */
export async function signOutTheOther(page: Page): Promise<void> {
	const list = page.getByRole('listitem').filter({ hasText: 'Last used' });
	await expect(list).toHaveCount(2);
	await expect(list.filter({ hasText: 'This device' })).toHaveCount(1);
	const phone = list.filter({ hasText: 'Chrome on Android' });
	await phone.getByRole('button', { name: 'Sign out Chrome on Android' }).click();
	await expect(phone).toHaveCount(0);
	await expect(list).toHaveCount(1);
}

/** A browser of somebody else's. */
export async function someoneElse(
	browser: Browser,
): Promise<{ page: Page; context: BrowserContext }> {
	const context = await browser.newContext();
	return { context, page: await context.newPage() };
}
