import { randomUUID } from 'node:crypto';
import { communityApi } from '../api.ts';
import { expect, expectAccessible, expectNoSidewaysScroll, test, unique } from '../journey.ts';
import { SOON, someoneElse } from '../people.ts';
import { foundCommunity, joinQuickly } from '../scene.ts';

const DAY = 86_400_000;
const day = (ahead: number) => new Date(Date.now() + ahead * DAY).toISOString().slice(0, 10);

for (const phone of ['', '@phone '])
	test(`${phone}an owner plans seasons; members see the board of the one that runs and which comes next`, async ({
		page,
		browser,
		places,
		mails,
	}) => {
		test.setTimeout(120_000);
		const slug = unique('seasons');
		const { id, address } = await foundCommunity(page, places, mails, { name: 'Seasons', slug });
		const { page: member, context } = await someoneElse(browser);
		const email = `${slug}-lena@example.org`;
		await joinQuickly(member, address, mails, { email, name: 'Lena Loud' });
		await page.goto(address);
		const { gamification, members } = communityApi(page);
		await gamification.start({ rules: [], countsPast: false });
		const { items } = await members.list({ status: 'active' });
		const memberId = items.find(({ name }) => name === 'Lena Loud')?.id ?? '';
		await gamification.give({ id: randomUUID(), memberId, points: 120, reason: 'Thanks' });

		await page.goto(`${places.studio}/c/${id}/engagement/seasons`);
		await expectAccessible(page);
		await page.getByRole('button', { name: 'New season' }).click();
		const panel = page.getByRole('dialog');
		await panel.getByRole('button', { name: 'Save season' }).click();
		await expect(panel.getByText('Give the season a name.')).toBeVisible();
		await panel.getByLabel('Name').fill('First frost');
		await panel.getByLabel('First day').fill(day(0));
		await panel.getByLabel('Last day').fill(day(-1));
		await expect(panel.getByText('Choose a day that is not before the first one.')).toBeVisible();
		await panel.getByLabel('Last day').fill(day(30));
		await expectAccessible(page);
		await panel.getByRole('button', { name: 'Save season' }).click();
		await expect(page.getByText('Saved “First frost”')).toBeVisible();
		const line = (name: string) => page.getByRole('listitem').filter({ hasText: name });
		await expect(line('First frost').getByText('Running')).toBeVisible();

		await page.getByRole('button', { name: 'New season' }).click();
		await panel.getByLabel('Name').fill('Thaw');
		await panel.getByLabel('First day').fill(day(20));
		await panel.getByLabel('Last day').fill(day(60));
		await panel.getByRole('button', { name: 'Save season' }).click();
		await expect(panel.getByText('Another season has some of these days.')).toBeVisible();
		await panel.getByLabel('First day').fill(day(31));
		await panel.getByRole('button', { name: 'Save season' }).click();
		await expect(line('Thaw').getByText('Coming')).toBeVisible();
		await expectNoSidewaysScroll(page);

		await member.goto(`${address}/leaderboard`);
		await expect(member.getByText(/^Next season: Thaw/)).toBeVisible();
		await member.getByRole('link', { name: 'First frost' }).click();
		await expect(member.getByText(/^First frost: points won from/)).toBeVisible();
		await expect(member.getByRole('listitem').filter({ hasText: 'Lena Loud' })).toContainText(
			'120',
		);
		await expectAccessible(member);
		await expectNoSidewaysScroll(member);

		await line('Thaw').getByRole('button', { name: 'Actions for Thaw' }).click();
		await page.getByRole('menuitem', { name: 'Remove season' }).click();
		await expect(page.getByRole('alertdialog')).toContainText('Remove “Thaw”?');
		await page.getByRole('alertdialog').getByRole('button', { name: 'Remove season' }).click();
		await expect(line('Thaw')).toHaveCount(0, { timeout: SOON });
		await member.goto(`${address}/leaderboard`);
		await expect(member.getByText(/^Next season:/)).toHaveCount(0);
		await context.close();
	});
