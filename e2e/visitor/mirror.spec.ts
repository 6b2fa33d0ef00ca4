import type { Page } from '@playwright/test';
import { untilAlive } from '../alive.ts';
import { communityApi } from '../api.ts';
import { expect, test } from '../journey.ts';
import { signIn, signInToStudio } from '../people.ts';

/** What every page may differ by: pixels that fall between two columns. */
const ROUNDING = 0.004;
const WIDTH = 320;
/** Grounds that lie beside each other are this many of 256 greys apart, or fewer are not told apart. */
const GREYS = 4;

/** What a page looks like without its words and signs, which are not mirrored: boxes, lines and grounds. */
async function shapesOf(page: Page, direction: 'ltr' | 'rtl'): Promise<Buffer> {
	await page.evaluate((dir) => {
		const sheet = new CSSStyleSheet();
		sheet.replaceSync(
			`*, ::before, ::after { color: transparent !important; caret-color: transparent !important;
				transition: none !important; animation: none !important; text-shadow: none !important }
			::placeholder { color: transparent !important } svg, img, select { visibility: hidden !important }`,
		);
		document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
		document.documentElement.dir = dir;
	}, direction);
	return page.screenshot();
}

/** The share of a page that is elsewhere in another picture of it. */
function apart(one: Buffer, other: Buffer): number {
	return one.filter((value, at) => Math.abs(value - (other[at] ?? 0)) > GREYS).length / one.length;
}

/** Fails where a page from right to left is not what it is from left to right, mirrored: against what leaving it as it was would make. */
async function expectMirrored(page: Page): Promise<void> {
	const { default: sharp } = await import('sharp');
	// What only scripts know to show stands by then.
	await untilAlive(page);
	const small = async (shot: Buffer, isTurned: boolean) =>
		sharp(shot).flop(isTurned).resize({ width: WIDTH }).greyscale().raw().toBuffer();
	const ltr = await shapesOf(page, 'ltr');
	const mirrored = await small(ltr, true);
	const asIfNothing = apart(mirrored, await small(ltr, false));
	const rtl = await small(await shapesOf(page, 'rtl'), false);
	const most = Math.max(ROUNDING, asIfNothing / 2);
	expect(apart(mirrored, rtl), page.url()).toBeLessThan(most);
}

for (const where of ['', ' @phone'])
	test(`from right to left every page is the mirror image of itself${where}`, async ({
		page,
		places,
	}) => {
		test.setTimeout(150_000);
		const address = places.community('slow-rail');
		await page.goto(address);
		const post = await page
			.getByRole('article')
			.first()
			.getByRole('link')
			.last()
			.getAttribute('href');
		const paths = [
			'/',
			post ?? '',
			'/sign-in',
			'/tags',
			'/search?q=train',
			'/guidelines',
			'/membership',
		];
		for (const path of paths) {
			await page.goto(address + path);
			await expectMirrored(page);
		}
		await page.goto(places.studio);
		await expectMirrored(page);
		await signInToStudio(page, places.studio, 'mareike@demo.kith.invalid');
		await page.locator('a[href^="/c/"]').first().click();
		await page.waitForURL(/\/c\//);
		const home = page.url();
		const studio = ['/members', '/content/spaces', '/settings/general', '/settings/roles'];
		for (const at of [home, ...studio.map((path) => home + path), `${places.studio}/home`]) {
			await page.goto(at);
			await expectMirrored(page);
		}
	});

for (const where of ['', ' @phone'])
	test(`from right to left what members open is the mirror image of itself${where}`, async ({
		page,
		places,
	}) => {
		test.setTimeout(150_000);
		const address = places.community('slow-rail');
		await signIn(page, address, 'mareike@demo.kith.invalid');
		const library = await spaceWithLibrary(page);
		for (const path of [
			// In a hand the composer's tools are a strip that is pushed along.
			...(where === '' ? ['/new'] : []),
			...['/m/yuki', '/m/yuki/posts', '/m/yuki/comments', '/members', '/drafts'],
			...['/bookmarks', '/welcome?step=profile', '/welcome?step=follow', `/s/${library}/files`],
			...['/settings/profile', '/settings/security', '/settings/appearance', '/search?q=nothing'],
		]) {
			await page.goto(address + path);
			await expectMirrored(page);
		}
	});

/** A space with files in it. */
async function spaceWithLibrary(page: Page): Promise<string> {
	const { spaces } = communityApi(page);
	const { groups } = await spaces.navigation();
	for (const { slug } of groups.flatMap((group) => group.spaces))
		if ((await spaces.get({ slug })).library !== 'off') return slug;
	throw new Error('no space of the demo community has a library');
}
