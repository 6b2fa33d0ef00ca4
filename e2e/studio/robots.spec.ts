import { randomUUID } from 'node:crypto';
import type { APIRequestContext, Page } from '@playwright/test';
import { wire } from '@kith/kernel/wire';
import { beQuick } from '../alive.ts';
import { platformApi } from '../api.ts';
import { expect, expectAccessible, test, unique, type Places } from '../journey.ts';
import { enterCode, someoneElse, SOON } from '../people.ts';
import { watch } from '../watch.ts';

/** More strangers than this within ten minutes look like an attack. */
const CALM = 60;

test.beforeEach(({ request, places }) => attack(request, places));

test('under attack, who signs up for the studio does a small task first, and is known after that', async ({
	page,
	places,
	mails,
}) => {
	const email = `${unique('task')}@example.org`;
	const told = await watch(page);
	await page.goto(`${places.studio}/start`);
	await expect(page.getByText('a small task first')).toBeVisible();
	await expectAccessible(page);
	await fillIn(page, email);
	await send(page);
	await expect(page.getByLabel('Six-digit code')).toBeVisible({ timeout: SOON });
	await mails.code(email);
	// Each code wants its own work.
	await page.getByRole('button', { name: 'Send a new code' }).click();
	const code = await mails.code(email, 1);
	expect(await told()).toEqual([]);
	await enterCode(page, code, 'Continue', /\/community$/);

	await platformApi(page).identity.signOut();
	await page.goto(`${places.studio}/sign-in`);
	await page.getByLabel('E-mail').fill(email);
	await expect(page.getByText('a small task first')).toHaveCount(0);
	await send(page);
	await expect(page.getByLabel('Six-digit code')).toBeVisible({ timeout: SOON });
	await mails.code(email, 2);
});

test('a form that came without the task is sent again with it, by itself or at the next press', async ({
	page,
	browser,
	places,
	mails,
}) => {
	const [slow, old] = [`${unique('slow')}@example.org`, `${unique('old')}@example.org`];
	// The scripts come only after the button was pressed.
	await beQuick(page);
	let open = () => {};
	const pressed = new Promise<void>((resolve) => (open = resolve));
	await page.route(/\.js$/, async (route) => {
		await pressed;
		await route.continue();
	});
	await page.goto(`${places.studio}/start`, { waitUntil: 'commit' });
	await fillIn(page, slow);
	await Promise.all([page.waitForRequest((one) => one.method() === 'POST'), send(page)]);
	open();
	await expect(page.getByLabel('Six-digit code')).toBeVisible({ timeout: SOON });
	await mails.code(slow);

	// A page that was opened in quieter times knows of no task: it asks for it, and sends the form once more by itself.
	const { page: other, context } = await someoneElse(browser);
	let without = 1;
	let sent = 0;
	await other.route(/\?\/code/, (route) => {
		sent += 1;
		const data = route.request().postData() ?? '';
		return route.continue(sent <= without ? { postData: data.replace('proof', 'nothing') } : {});
	});
	await other.goto(`${places.studio}/sign-in`);
	await other.waitForLoadState('networkidle');
	await other.getByLabel('E-mail').fill(old);
	await send(other);
	await expect(other.getByLabel('Six-digit code')).toBeVisible({ timeout: SOON });
	await mails.code(old);
	expect(sent).toBe(2);

	// Once only: where that does not help either, it says so.
	[without, sent] = [2, 0];
	await context.clearCookies();
	await other.goto(`${places.studio}/sign-in`);
	await other.waitForLoadState('networkidle');
	await other.getByLabel('E-mail').fill(old);
	await send(other);
	await expect.poll(() => sent).toBe(2);
	await expect(other.getByText('Press the button once more')).toBeVisible({ timeout: SOON });
	await expect(other.getByRole('button', { name: 'Send me a code' })).toBeEnabled();
	await send(other);
	await expect(other.getByLabel('Six-digit code')).toBeVisible({ timeout: SOON });
	await context.close();
});

test('under attack, who has no JavaScript is told what it is needed for', async ({
	browser,
	places,
}) => {
	const context = await browser.newContext({ javaScriptEnabled: false });
	const page = await context.newPage();
	const why = page.locator('noscript [role=status]');
	for (const path of ['/start', '/sign-in']) {
		await page.goto(places.studio + path);
		await expect(why).toBeVisible();
		if (path === '/start') await page.getByLabel('Your name').fill('Nora');
		await page.getByLabel('E-mail').fill(`${unique('plain')}@example.org`);
		await send(page);
		await expect(page.getByRole('alert')).toContainText('Many strangers');
		await expect(why).toBeVisible();
		await expect(page.getByLabel('Six-digit code')).toHaveCount(0);
	}
	await context.close();
});

async function fillIn(page: Page, email: string): Promise<void> {
	await page.getByLabel('Your name').fill('Nora New');
	await page.getByLabel('E-mail').fill(email);
}

const send = (page: Page) => page.getByRole('button', { name: 'Send me a code' }).click();

/** As many strangers ask the studio for codes as make it ask for work, each from elsewhere. */
async function attack(request: APIRequestContext, { studio }: Places): Promise<void> {
	// Names below localhost are resolved by browsers only.
	const url = `${studio.replace('localhost', '127.0.0.1')}/api/trpc/identity.requestCode`;
	const { host } = new URL(studio);
	const headers = { host, origin: studio, 'content-type': 'application/json' };
	for (let robot = 0; robot <= CALM; robot++) {
		const answer = await request.post(url, {
			headers: { ...headers, 'x-forwarded-for': `10.66.${robot}.1` },
			data: JSON.stringify(wire.serialize({ email: `${randomUUID()}@robots.example` })),
		});
		if (answer.status() === 403) return;
	}
	throw new Error('nobody was asked for work');
}
