import { communityApi } from '../api.ts';
import { expect, expectAccessible, expectNoSidewaysScroll, test, unique } from '../journey.ts';
import { SOON, someoneElse } from '../people.ts';
import { foundCommunity, joinQuickly } from '../scene.ts';
import { openShop, payAtOnce } from '../shop.ts';

for (const where of ['', ' @phone'])
	test(`staff give who pays 30 days more: the date is shown before, in the log after, and to the member${where}`, async ({
		page,
		browser,
		places,
		mails,
	}) => {
		test.setTimeout(150_000);
		const slug = unique('flood');
		const { id, address } = await foundCommunity(page, places, mails, { name: 'Flood', slug });
		await openShop(page, address);
		const { page: member, context } = await someoneElse(browser);
		const email = `${slug}-lena@example.org`;
		await joinQuickly(member, address, mails, { email, name: 'Lena Longer' });
		const { sales, tiers } = communityApi(member);
		const tier = (await tiers.offers()).find(({ name }) => name === 'Supporter');
		const { url, membershipId } = await sales.buy({ priceId: tier?.prices[0]?.id ?? '' });
		await payAtOnce(member, url);
		await sales.check({ membershipId });

		await page.goto(`${places.studio}/c/${id}/revenue/memberships/${membershipId}`);
		await expect(page.getByRole('heading', { name: 'Lena Longer', level: 1 })).toBeVisible();
		await page.getByRole('button', { name: 'Give more days' }).click();
		const dialog = page.getByRole('dialog');
		await dialog.getByLabel('Days before the next charge is due').fill('400');
		await dialog.getByRole('button', { name: 'Show the new date' }).click();
		await expect(dialog.getByText('Between 1 and 365 days.')).toBeVisible();
		await dialog.getByLabel('Days before the next charge is due').fill('30');
		await dialog.getByRole('button', { name: 'Show the new date' }).click();
		await expect(dialog.getByText('€0', { exact: true })).toBeVisible();
		await expect(dialog.getByText('€9', { exact: true })).toBeVisible();
		await expect(dialog.getByText(/Days that were given cannot be taken back/)).toBeVisible();
		const until = dialog.getByRole('definition').nth(1);
		const day = (await until.textContent())?.trim() ?? '';
		await expectAccessible(page);
		await expectNoSidewaysScroll(page);
		await dialog.getByRole('button', { name: 'Give 30 days' }).click();
		await expect(dialog.getByText('Say why.')).toBeVisible();
		await dialog.getByLabel('Reason').fill('The hall was flooded');
		await dialog.getByRole('button', { name: 'Give 30 days' }).click();
		await expect(page.getByText(`Lena Longer is charged next on ${day}`)).toBeVisible({
			timeout: SOON,
		});
		await expect(page.getByText(`Next charge moved to ${day}`)).toBeVisible();
		await expect(page.getByText('The hall was flooded')).toBeVisible();
		await expect(page.getByText('Active', { exact: true }).first()).toBeVisible();
		await expectAccessible(page);
		await expectNoSidewaysScroll(page);

		await member.goto(`${address}/settings/membership`);
		await expect(member.getByText(/^Renews on /)).toContainText(day.split(',')[0] ?? '');
		await context.close();
	});
