import type { Page } from '@playwright/test';
import { communityApi } from './api.ts';
import { expect, expectAccessible, test } from './journey.ts';
import { signIn, signInToStudio } from './people.ts';
import { plainPages } from './routes.ts';

const STUDIO_OPEN = ['/', '/sign-in', '/sign-in?by=password', '/start', '/nowhere'];
const STUDIO = plainPages('apps/studio/src/routes/c/[id]');
const STUDIO_PARTS = Map.groupBy(
	[...STUDIO, '/members?tab=pending', '/members?tab=invited'],
	(path) => /^\/(content|engagement|revenue|settings)/.exec(path)?.[1] ?? 'the rest',
);
const COMMUNITY_OPEN = ['/', '/members', '/join', '/sign-in', '/sign-in?by=password', '/nowhere'];

test('the studio is accessible to visitors', async ({ page, places }) => {
	await expectAllFine(page, places.studio, STUDIO_OPEN);
});

for (const [part, paths] of STUDIO_PARTS)
	test(`the studio is accessible to staff: ${part}`, async ({ page, places }) => {
		await signInToStudio(page, places.studio, 'mareike@demo.kith.invalid');
		const open = page.getByRole('link', { name: 'Open studio' }).first();
		const root = (await open.getAttribute('href')) ?? '';
		await expectAllFine(page, places.studio, ['/home', ...paths.map((path) => root + path)]);
	});

test('the studio is accessible to staff: their organization and themselves', async ({
	page,
	places,
}) => {
	await signInToStudio(page, places.studio, 'mareike@demo.kith.invalid');
	const team = page.getByRole('link', { name: 'Team and activity' }).first();
	const home = ((await team.getAttribute('href')) ?? '').replace(/\/team$/, '');
	const parts = ['team', 'plan', 'activity', 'import', 'settings'].map((part) => `${home}/${part}`);
	await expectAllFine(page, places.studio, [...parts, '/account/security', '/desk', '/invitation']);
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

/** Pages of a member; the others, and those that only somebody asked for is led to, have journeys of their own. */
const OWN = plainPages('apps/community/src/routes').filter(
	(path) =>
		!/^\/(?:enter|join|sign-in|welcome|offline|signed-out|membership\/done|new\/space|review)|^$/.test(
			path,
		),
);

for (const isSetting of [true, false])
	test(`what is about oneself is accessible${isSetting ? ': settings' : ''}`, async ({
		page,
		places,
	}) => {
		const address = places.community('slow-rail');
		await signIn(page, address, 'hugo@demo.kith.invalid');
		const paths = OWN.filter((path) => path.startsWith('/settings/') === isSetting);
		const steps = ['guidelines', 'profile', 'questions', 'follow'];
		const more = [
			...steps.map((step) => `/welcome?step=${step}`),
			...['/guidelines', '/m/hugo', '/m/hugo/follows', '/m/hugo/spaces'],
		];
		await expectAllFine(page, address, isSetting ? paths : [...paths, ...more]);
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
