import { communityApi } from '../api.ts';
import { expect, expectAccessible, expectNoSidewaysScroll, test, unique } from '../journey.ts';
import { SOON, someoneElse } from '../people.ts';
import { foundCommunity, joinQuickly } from '../scene.ts';
import { openShop, payAtOnce } from '../shop.ts';

for (const where of ['', ' @phone'])
	test(`staff set a tax upon prices: it stands beside them, on the bill, and in the note of what is given back${where}`, async ({
		page,
		browser,
		places,
		mails,
	}) => {
		test.setTimeout(180_000);
		const slug = unique('fisc');
		const { id, address } = await foundCommunity(page, places, mails, { name: 'Fisc', slug });
		await openShop(page, address);
		await page.goto(`${places.studio}/c/${id}/revenue/taxes`);
		await expect(page.getByText('Nothing is told of who sells yet.')).toBeVisible();
		const automatic = page.getByRole('radio', { name: /Worked out by Stripe Tax/ });
		await expect(automatic).toBeDisabled();
		await page.getByText('Own rates', { exact: true }).click();
		await page.getByRole('button', { name: 'Save', exact: true }).click();
		await expect(page.getByText('Add at least one rate.')).toBeVisible();
		await page.getByRole('button', { name: 'Add a rate' }).click();
		await page.getByLabel('Rate', { exact: true }).fill('twenty');
		await page.getByRole('button', { name: 'Save', exact: true }).click();
		await expect(page.getByText(/at most four digits/)).toBeVisible();
		await page.getByLabel('Rate', { exact: true }).fill('20');
		await page.getByText('On top of the price', { exact: true }).click();
		await page.getByLabel('Legal name').fill('Fisc e. V.');
		const number = page.getByLabel('Your tax number');
		await number.fill('DE-1');
		await page.getByRole('button', { name: 'Save', exact: true }).click();
		await expect(page.getByText('This is no tax number that could be right.')).toBeVisible();
		await expect(number).toBeFocused();
		await number.fill('DE123456789');
		const bill = page.getByRole('complementary', { name: 'How bills will look' });
		await expect(bill).toContainText('VAT 20%');
		await expect(bill).toContainText('Fisc e. V.');
		await expectAccessible(page);
		await expectNoSidewaysScroll(page);
		await page.getByRole('button', { name: 'Save', exact: true }).click();
		await expect(page.getByText('Taxes saved')).toBeVisible({ timeout: SOON });
		await page.reload();
		await expect(page.getByLabel('Rate', { exact: true })).toHaveValue('20');

		const { page: member, context } = await someoneElse(browser);
		const email = `${slug}-lena@example.org`;
		await joinQuickly(member, address, mails, { email, name: 'Lena Levy' });
		await member.goto(`${address}/membership`);
		await expect(member.getByText('plus 20% VAT').first()).toBeVisible();
		await expectAccessible(member);
		const { sales, tiers } = communityApi(member);
		const tier = (await tiers.offers()).find(({ name }) => name === 'Supporter');
		const { url, membershipId } = await sales.buy({ priceId: tier?.prices[0]?.id ?? '' });
		await payAtOnce(member, url);
		await sales.check({ membershipId });
		await member.goto(`${address}/settings/membership`);
		await expect(member.getByText('of which tax: €1.80')).toBeVisible();
		await expect(member.getByText('plus 20% VAT')).toBeVisible();

		// The payment comes into the ledger by a word of Stripe's of its own.
		await expect(async () => {
			await page.goto(`${places.studio}/c/${id}/revenue/memberships/${membershipId}`);
			await expect(page.getByText('of which tax €1.80')).toBeVisible({ timeout: 2_000 });
		}).toPass({ timeout: SOON });
		await page
			.getByRole('button', { name: /^Refund €/ })
			.first()
			.click();
		const dialog = page.getByRole('dialog');
		await dialog.getByLabel('Reason').fill('As they asked');
		await dialog.getByRole('button', { name: /^Refund/ }).click();
		await expect(page.getByRole('link', { name: /^Credit note/ })).toBeVisible({ timeout: SOON });
		await expectAccessible(page);
		await expectNoSidewaysScroll(page);
		await member.reload();
		await expect(member.getByRole('link', { name: /^Credit note/ })).toBeVisible();
		await context.close();
	});
