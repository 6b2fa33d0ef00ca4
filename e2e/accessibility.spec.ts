import type { Page } from '@playwright/test';
import { communityApi } from './api.ts';
import { expect, expectAccessible, test } from './journey.ts';
import { signIn, signInToStudio } from './people.ts';

const STUDIO_OPEN = ['/', '/sign-in', '/sign-in?by=password', '/start', '/nowhere'];
const STUDIO_MEMBERS = ['', '/members', '/members?tab=pending', '/members?tab=invited'];
const STUDIO_REST = [
	...['/design', '/content/spaces', '/content/spaces/new'],
	...['/settings/general', '/settings/access', '/analytics/overview', '/analytics/engagement'],
	...['/content/log', '/analytics/space'],
];
const COMMUNITY_OPEN = ['/', '/members', '/join', '/sign-in', '/sign-in?by=password', '/nowhere'];

test('the studio is accessible to visitors', async ({ page, places }) => {
	await expectAllFine(page, places.studio, STUDIO_OPEN);
});

for (const [part, paths] of Object.entries({ people: STUDIO_MEMBERS, 'the rest': STUDIO_REST }))
	test(`the studio is accessible to staff: ${part}`, async ({ page, places }) => {
		await signInToStudio(page, places.studio, 'mareike@demo.kith.invalid');
		const open = page.getByRole('link', { name: 'Open studio' }).first();
		const root = (await open.getAttribute('href')) ?? '';
		await expectAllFine(page, places.studio, ['/home', ...paths.map((path) => root + path)]);
	});

test('a community is accessible to visitors', async ({ page, places }) => {
	const address = places.community('slow-rail');
	await page.goto(address);
	await expectAllFine(page, address, [...COMMUNITY_OPEN, ...(await placesToRead(page))]);
});

test('a community is accessible to members', async ({ page, places }) => {
	const address = places.community('slow-rail');
	await signIn(page, address, 'yuki@demo.kith.invalid');
	const found = ['/search', '/search?q=train', '/search?q=nothing-like-it'];
	const read = await placesToRead(page);
	await expectAllFine(page, address, ['/', '/new', '/members', '/offline', ...found, ...read]);
});

for (const locale of ['ar', 'ja'])
	test(`a community is accessible to members in ${locale}`, async ({ page, places }) => {
		const address = places.community('slow-rail');
		await signIn(page, address, 'yuki@demo.kith.invalid');
		await page.context().addCookies([{ name: 'PARAGLIDE_LOCALE', value: locale, url: address }]);
		await page.goto(address);
		await expect(page.locator('html')).toHaveAttribute('lang', locale);
		const read = await placesToRead(page);
		const paths = ['/', '/new', '/members', '/search?q=train', '/settings/profile', ...read];
		await expectAllFine(page, address, paths);
	});

test('what is about oneself is accessible', async ({ page, places }) => {
	const address = places.community('slow-rail');
	await signIn(page, address, 'hugo@demo.kith.invalid');
	const steps = ['guidelines', 'profile', 'questions', 'follow'];
	const welcome = steps.map((step) => `/welcome?step=${step}`);
	const settings = ['profile', 'security', 'appearance'].map((name) => `/settings/${name}`);
	await expectAllFine(page, address, [...welcome, '/guidelines', '/m/hugo', ...settings]);
});

/** A space and the post with the most comments. */
async function placesToRead(page: Page): Promise<string[]> {
	const { items } = await communityApi(page).posts.list({});
	const post = items.toSorted((a, b) => b.commentCount - a.commentCount)[0];
	if (!post) throw new Error('the demo community has no posts');
	return [`/s/${post.space.slug}`, `/p/${post.id}`];
}

/**
 * Opens each page in light and in dark colours: nothing grave for axe, nothing refused by the content security
 * policy, no error in the console.
 */
async function expectAllFine(page: Page, root: string, paths: readonly string[]): Promise<void> {
	const complaints: string[] = [];
	page.on('console', (message) => {
		if (message.type() === 'error') complaints.push(`${page.url()}: ${message.text()}`);
	});
	page.on('pageerror', (error) => complaints.push(`${page.url()}: ${error.message}`));
	test.setTimeout(20_000 + paths.length * 10_000);
	for (const path of paths)
		await test.step(path || '/', async () => {
			await page.emulateMedia({ colorScheme: 'light' });
			await page.goto(root + path);
			await expect(page.getByRole('heading', { level: 1 }).first()).toBeVisible();
			await expectAccessible(page);
			// Colours are all that dark changes.
			await page.emulateMedia({ colorScheme: 'dark' });
			await expectAccessible(page, ['color-contrast', 'link-in-text-block']);
		});
	expect(complaints.filter((complaint) => !isTheMissingPage(complaint))).toEqual([]);
}

/** Browsers report a page that is not there as an error, and here one is asked for. */
const isTheMissingPage = (complaint: string) => complaint.includes('/nowhere: Failed to load');
