import type { Page } from '@playwright/test';
import { expect, test } from '../journey.ts';
import { signInToStudio } from '../people.ts';

/** How much of a page may differ from its mirror image: pictures, and what comes a moment later. A bar on the wrong side is more. */
const DIFFERENT = 0.08;
const WIDTH = 320;

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

/** The share of a page that is not where its mirror image has it. */
async function unlikeness(page: Page): Promise<number> {
	const { default: sharp } = await import('sharp');
	const small = async (shot: Buffer, isTurned: boolean) =>
		sharp(shot).flop(isTurned).resize({ width: WIDTH }).greyscale().raw().toBuffer();
	const one = await small(await shapesOf(page, 'ltr'), true);
	const other = await small(await shapesOf(page, 'rtl'), false);
	const apart = one.filter((value, at) => Math.abs(value - (other[at] ?? 0)) > 12);
	return apart.length / one.length;
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
			'/members',
			'/tags',
			'/search?q=train',
			'/guidelines',
			'/membership',
		];
		for (const path of paths) {
			await page.goto(address + path);
			expect(await unlikeness(page), path).toBeLessThan(DIFFERENT);
		}
		await page.goto(places.studio);
		expect(await unlikeness(page), 'the landing page').toBeLessThan(DIFFERENT);
		await signInToStudio(page, places.studio, 'mareike@demo.kith.invalid');
		await page.locator('a[href^="/c/"]').first().click();
		await page.waitForURL(/\/c\//);
		const home = page.url();
		for (const path of ['', '/members', '/content/spaces', '/settings/general']) {
			await page.goto(home + path);
			expect(await unlikeness(page), path || 'home').toBeLessThan(DIFFERENT);
		}
	});
