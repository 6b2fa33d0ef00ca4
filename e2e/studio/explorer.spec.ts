import type { Page } from '@playwright/test';
import { expect, expectAccessible, expectNoSidewaysScroll, test, unique } from '../journey.ts';
import { someoneElse } from '../people.ts';
import { foundCommunity, joinQuickly, publishPost } from '../scene.ts';

for (const where of ['', ' @phone'])
	test(`who runs a community asks what they want to know, keeps the question and takes the answer along${where}`, async ({
		page,
		browser,
		places,
		mails,
	}) => {
		test.setTimeout(120_000);
		const slug = unique('explore');
		const { id, address } = await foundCommunity(page, places, mails, { name: 'Explore', slug });
		const { page: member, context } = await someoneElse(browser);
		await joinQuickly(member, address, mails, { email: `ann-${slug}@example.org`, name: 'Ann' });
		await member.goto(address);
		for (const title of ['What Ann asks', 'What Ann says']) await publishPost(member, title);
		await context.close();

		const here = `${places.studio}/c/${id}/analytics/explorer`;
		await page.goto(here);
		await expect(page.getByRole('heading', { name: 'Explorer', level: 1 })).toBeVisible();
		await expectAccessible(page);

		await page.getByLabel('Number', { exact: true }).selectOption({ label: 'Posts' });
		await expect(page).toHaveURL(/metric=post/);
		await page.getByLabel('Told by').selectOption({ label: 'Space' });
		await expect(page).toHaveURL(/by=space/);
		await page.getByLabel('Compare with the time before').check();
		await expect(page).toHaveURL(/compare=1/);
		await page.getByRole('button', { name: 'Kept questions' }).click();
		await page.getByRole('menuitem', { name: 'Keep this question' }).click();
		await page.getByLabel('Name of the question').fill('Posts by space');
		await page.getByRole('dialog').getByRole('button', { name: 'Keep this question' }).click();
		await expect(page.getByText('“Posts by space” kept')).toBeVisible();
		const asked = page.url();
		await page.goto(here);
		await page.getByRole('button', { name: 'Kept questions' }).click();
		await page.getByRole('menuitem', { name: 'Posts by space' }).click();
		await expect(page.getByRole('button', { name: 'Posts by space' })).toBeVisible();
		expect(new URL(page.url()).searchParams.get('by')).toBe(new URL(asked).searchParams.get('by'));

		await page.goto(`${here}?days=own&from=2020-01-01&to=2020-02-01`);
		await expect(page.getByText('Questions reach back 730 days, and up to today.')).toBeVisible();
		await page.getByLabel('Days', { exact: true }).selectOption({ label: 'Last 7 days' });
		await expect(page.getByText('All together')).toBeVisible();

		await page.goto(asked);
		const table = page.getByRole('table');
		await expect(async () => {
			await page.reload();
			await expect(table.getByRole('cell', { name: '2', exact: true })).toBeVisible({
				timeout: 2000,
			});
		}).toPass({ timeout: 45_000 });
		await expect(table.getByRole('columnheader', { name: 'Time before' })).toBeVisible();
		await page.getByRole('button', { name: 'What “Posts” means' }).focus();
		await expect(page.locator('[data-tooltip-content]')).toHaveText(/Posts that were published/);
		await page.keyboard.press('Escape');
		await page.getByText('What the numbers mean').click();
		await expect(page.getByText('How often somebody left or was removed.')).toBeVisible();
		await expectAccessible(page);
		await expectNoSidewaysScroll(page);

		await page.goto(`${here}?metric=post&by=day&days=7`);
		expect(await daysOverNames(page)).toBe(7);
		await page.evaluate(() => (document.documentElement.dir = 'rtl'));
		expect(await daysOverNames(page)).toBe(7);

		const file = await page.request.get(`${here}.csv?metric=post&by=space&compare=1`);
		const lines = (await file.text()).trim().split('\r\n');
		expect(lines[0]).toBe('Space,Posts,Time before');
		expect(lines.some((line) => line.endsWith(',2,0'))).toBe(true);
	});

/** How many days of a chart stand above their names, whichever way one reads. */
const daysOverNames = async (page: Page): Promise<number> =>
	page
		.locator('figure')
		.first()
		.evaluate((figure) => {
			const middles = (elements: Iterable<Element>) =>
				Array.from(elements, (element) => {
					const { left, width } = element.getBoundingClientRect();
					return left + width / 2;
				});
			const names = middles(figure.querySelector('svg + span + div')?.children ?? []);
			return middles(figure.querySelectorAll('rect')).filter(
				(middle, at) => Math.abs(middle - (names[at] ?? 0)) < 1,
			).length;
		});
