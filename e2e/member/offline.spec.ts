import type { Page } from '@playwright/test';
import { expect, expectNoSidewaysScroll, test, unique } from '../journey.ts';
import { foundCommunity, joinQuickly, publishPost } from '../scene.ts';
import { SOON, someoneElse } from '../people.ts';

test.use({ serviceWorkers: 'allow' });

const PRIVATE = { visibility: 'private', join: 'open' } as const;

for (const where of ['', ' @phone'])
	test(`what was read can be read without a connection, until one signs out${where}`, async ({
		page,
		browser,
		places,
		mails,
	}) => {
		const slug = unique('tunnel');
		const wish = { name: 'Tunnel', slug, access: PRIVATE };
		const { address } = await foundCommunity(page, places, mails, wish);
		const read = await publishPost(page, 'Read before the tunnel', 'Words for the dark.');
		const other = await publishPost(page, 'Never opened', 'Nobody has seen this.');
		const { page: reader, context } = await someoneElse(browser);
		await joinQuickly(reader, address, mails, {
			email: `${slug}-r@example.org`,
			name: 'Rea Reader',
		});
		await workerOf(reader);
		await reader.goto(address);
		await reader.getByRole('link', { name: 'Read before the tunnel' }).first().click();
		await expect(reader.getByText('Words for the dark.')).toBeVisible();
		await expect.poll(() => keptBy(reader)).toContain(read.path);

		await context.setOffline(true);
		await reader.goto(address + read.path);
		await expect(reader.getByText('Words for the dark.')).toBeVisible();
		await reader.goto(address + other.path);
		await expect(reader.getByRole('heading', { name: 'You are offline' })).toBeVisible();
		await expect(reader.getByText('Nobody has seen this.')).toHaveCount(0);
		await expectNoSidewaysScroll(reader);
		await reader.getByRole('link', { name: 'Read before the tunnel' }).click();
		await expect(reader.getByText('Words for the dark.')).toBeVisible();

		await context.setOffline(false);
		await reader.goto(address + other.path);
		await expect(reader.getByText('Nobody has seen this.')).toBeVisible();
		await signOut(reader);
		await expect.poll(() => keptBy(reader)).toEqual([]);
		await context.setOffline(true);
		for (const { path } of [read, other]) {
			// What signing out leads to may still be on its way.
			await expect(() => reader.goto(address + path)).toPass();
			await expect(reader.getByRole('heading', { name: 'You are offline' })).toBeVisible();
			await expect(reader.getByText(/Words for the dark|Nobody has seen this/)).toHaveCount(0);
			await expect(reader.getByRole('link', { name: /tunnel|opened/ })).toHaveCount(0);
		}
		await context.close();
	});

for (const where of ['', ' @phone'])
	test(`where the browser can, the community is put on the home screen, or never asked for again${where}`, async ({
		page,
		places,
		mails,
	}) => {
		const slug = unique('shelf');
		const { address } = await foundCommunity(page, places, mails, { name: 'Shelf', slug });
		const card = page.getByRole('complementary', { name: 'Shelf on your home screen' });
		/** Chromium without a window never offers: what it would say is said for it. */
		const offer = (timeout = SOON) =>
			expect(async () => {
				// The first touch tells that somebody is there.
				await page.keyboard.press('Shift');
				await page.evaluate(() => {
					const event = new Event('beforeinstallprompt', { cancelable: true });
					const prompt = () => (document.documentElement.dataset['asked'] = 'yes');
					dispatchEvent(Object.assign(event, { prompt }));
				});
				await expect(card).toBeVisible({ timeout: 1000 });
			}).toPass({ timeout });
		// Offered to who comes back, not at the first visit.
		await page.evaluate(() => localStorage.setItem('visits', '1 0'));
		await page.goto(address);
		await offer();
		await expectNoSidewaysScroll(page);
		await card.getByRole('button', { name: 'Add' }).click();
		await expect(page.locator('html')).toHaveAttribute('data-asked', 'yes');
		await expect(card).toBeHidden();
		await page.evaluate(() => localStorage.removeItem('install-declined'));
		await page.goto(address);
		await offer();
		await card.getByRole('button', { name: 'Not now' }).click();
		await page.reload();
		await expect(page.getByRole('heading', { name: 'Latest' })).toBeVisible();
		await expect(offer(3000)).rejects.toThrow();
	});

test('a page comes from the server while there is a connection, and another account finds nothing', async ({
	page,
	browser,
	places,
	mails,
}) => {
	const slug = unique('switch');
	const { address } = await foundCommunity(page, places, mails, { name: 'Switch', slug });
	const { id, path } = await publishPost(page, 'First title');
	await workerOf(page);
	await page.goto(address + path);
	await expect.poll(() => keptFor(page, 'Olga Organizer')).toEqual([`/p/${id}`]);
	const { page: editor, context } = await someoneElse(browser);
	await joinQuickly(editor, address, mails, { email: `${slug}-e@example.org`, name: 'Eli' });
	await page.goto(address + path);
	await expect(page.getByRole('heading', { name: 'First title' })).toBeVisible();

	// The same browser, somebody else: the session changes without a sign-out.
	await page.context().clearCookies();
	await page.context().addCookies(await context.cookies());
	await page.goto(address);
	// The page that was left may have told late what was read on it: that is asked for anew, as who is there now.
	await expect.poll(() => keptFor(page, 'Olga Organizer')).toEqual([]);
	await context.close();
});

/** Waits until the service worker answers for this page. */
async function workerOf(page: Page): Promise<void> {
	// A page that was on its way when the worker began is taken over with the first touch.
	await page.keyboard.press('Shift');
	await expect
		.poll(() => page.evaluate(() => navigator.serviceWorker.controller?.state ?? 'none'))
		.toBe('activated');
}

/** The paths of the posts that the browser holds. */
function keptBy(page: Page): Promise<string[]> {
	return page.evaluate(async () => {
		if (!(await caches.has('kith-reads'))) return [];
		const keys = await (await caches.open('kith-reads')).keys();
		return keys.map(({ url }) => new URL(url).pathname).filter((path) => path.startsWith('/p/'));
	});
}

/** The paths of those of them that show this member's menu. */
function keptFor(page: Page, name: string): Promise<string[]> {
	return page.evaluate(async (menu) => {
		if (!(await caches.has('kith-reads'))) return [];
		const reads = await caches.open('kith-reads');
		const keys = await reads.keys();
		const texts = await Promise.all(keys.map(async (key) => (await reads.match(key))?.text()));
		return keys
			.filter((_, at) => texts[at]?.includes(menu))
			.map(({ url }) => new URL(url).pathname);
	}, `Your menu, ${name}`);
}

/** By the form that the menu holds, as a browser without scripts would send it. */
async function signOut(page: Page): Promise<void> {
	await page.evaluate(() => {
		const form = document.querySelector<HTMLFormElement>('form[action="/sign-out"]');
		form?.requestSubmit();
	});
	await page.waitForURL(/\/join|\/$/);
}
