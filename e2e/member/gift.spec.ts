import { randomUUID } from 'node:crypto';
import type { Page } from '@playwright/test';
import { communityApi } from '../api.ts';
import { expect, expectAccessible, expectNoSidewaysScroll, test, unique } from '../journey.ts';
import { SOON, someoneElse } from '../people.ts';
import { foundCommunity, joinQuickly } from '../scene.ts';
import { connectStripe, payOnStripe } from '../shop.ts';

/** The owner connects Stripe and offers a tier that can be given for three months. */
async function openShop(owner: Page, address: string): Promise<void> {
	const { tiers } = communityApi(owner);
	await connectStripe(owner, address);
	const tierId = randomUUID();
	await tiers.create({
		...{ id: tierId, name: 'Supporter', slug: 'supporter', description: '', trialDays: 0 },
		...{ benefits: ['A thank-you in every letter'], entitlements: [], visibility: 'public' },
	});
	const money = { currency: 'eur', amount: 900 };
	const terms = [
		{ kind: 'recurring', every: 'month', ...money } as const,
		{ kind: 'gift', months: 3, currency: 'eur', amount: 2_700 } as const,
		{ kind: 'gift', months: 12, currency: 'eur', amount: 9_000 } as const,
		{ kind: 'group', every: 'month', leastSeats: 2, mostSeats: 9, ...money } as const,
	];
	for (const term of terms) await tiers.addPrice({ tierId, id: randomUUID(), terms: term });
	const [tier] = await tiers.list();
	await tiers.setStatus({ tierId, status: 'published', version: tier?.version ?? 1 });
}

test('a member gives a tier, somebody else redeems it once, and staff give it back; then one pays for both @phone', async ({
	page,
	browser,
	places,
	mails,
}) => {
	test.setTimeout(180_000);
	const slug = unique('gift');
	const { id, address } = await foundCommunity(page, places, mails, { name: 'Gifts', slug });
	await openShop(page, address);
	const { page: giver, context } = await someoneElse(browser);
	await joinQuickly(giver, address, mails, {
		email: `${slug}-greta@example.org`,
		name: 'Greta Gives',
	});

	await giver.goto(`${address}/membership`);
	await giver.getByRole('link', { name: 'Give as a gift' }).click();
	await expect(giver.getByRole('heading', { name: 'Give Supporter as a gift' })).toBeVisible();
	await expectAccessible(giver);
	await expectNoSidewaysScroll(giver);
	await giver.getByRole('button', { name: 'Continue to payment' }).click();
	await expect(giver.getByRole('alert')).toContainText('Say whom the gift is for');
	await giver.getByRole('radio', { name: /I give the link myself/ }).check();
	await giver.getByLabel('A few words').fill('Happy birthday!');
	await giver.getByRole('button', { name: 'Continue to payment' }).click();
	await payOnStripe(giver);
	await expect(giver.getByRole('heading', { name: 'Your gift' })).toBeVisible({ timeout: SOON });
	const link = giver.getByRole('link', { name: /\/gift\// });
	const url = (await link.getAttribute('href')) ?? '';
	await expectAccessible(giver);
	await expectNoSidewaysScroll(giver);

	const { page: taker, context: other } = await someoneElse(browser);
	await taker.goto(url);
	await expect(taker.getByText('Happy birthday!')).toBeVisible();
	await expect(taker.getByRole('link', { name: 'Join to redeem' })).toBeVisible();
	await expectAccessible(taker);
	await joinQuickly(taker, address, mails, {
		email: `${slug}-bo@example.org`,
		name: 'Bo Birthday',
	});
	const plain = await browser.newContext({ javaScriptEnabled: false });
	await plain.addCookies(await other.cookies());
	const scriptless = await plain.newPage();
	await scriptless.goto(url);
	await scriptless.getByRole('button', { name: 'Redeem' }).click();
	await expect(scriptless.getByRole('heading', { name: 'Supporter is yours' })).toBeVisible();
	await plain.close();
	await taker.goto(url);
	await expect(taker.getByRole('heading', { name: 'Supporter is yours' })).toBeVisible();
	await expectAccessible(taker);
	await giver.goto(url);
	await expect(giver.getByText('This gift was redeemed already.')).toBeVisible();
	await giver.goto(`${address}/settings/membership`);
	await expect(giver.getByText('Redeemed.', { exact: true })).toBeVisible();
	await expectAccessible(giver);

	await page.goto(`${places.studio}/c/${id}/revenue/gifts`);
	await expect(page.getByText(/^Redeemed by Bo Birthday/)).toBeVisible();
	await expectAccessible(page);
	await expectNoSidewaysScroll(page);
	await page.getByRole('button', { name: 'Actions for Greta Gives' }).click();
	await page.getByRole('menuitem', { name: 'Take back' }).click();
	await page.getByLabel('Reason').fill('Asked in time');
	await page.getByRole('dialog').getByRole('button', { name: 'Take back' }).click();
	await expect(page.getByText('€27 given back')).toBeVisible({ timeout: SOON });
	await taker.goto(`${address}/settings/membership`);
	await expect(taker.getByText('Given to you')).toBeVisible();

	await giver.goto(`${address}/membership`);
	await giver.getByRole('link', { name: 'For a group' }).click();
	await giver.getByLabel('Seats', { exact: true }).fill('3');
	await giver.getByLabel('What the group is called').fill('Greta and friends');
	await expect(giver.getByText('Together €27 a month')).toBeVisible();
	await expectAccessible(giver);
	await expectNoSidewaysScroll(giver);
	await giver.getByRole('button', { name: 'Continue to payment' }).click();
	await payOnStripe(giver);
	await expect(giver.getByText('1 of 3 seats taken')).toBeVisible({ timeout: SOON });
	await giver.getByRole('button', { name: 'Make a link' }).click();
	const seat = await giver.getByRole('textbox', { name: 'Link to a seat' }).inputValue();
	await taker.goto(seat);
	await expectAccessible(taker);
	await taker.getByRole('button', { name: 'Take the seat' }).click();
	await expect(taker.getByText(/^A seat in Greta and friends, paid for by/)).toBeVisible();
	await giver.reload();
	await expect(giver.getByText('2 of 3 seats taken')).toBeVisible();
	await giver.getByRole('spinbutton', { name: 'Number of seats' }).fill('5');
	await giver.getByRole('button', { name: 'See what it costs' }).click();
	await giver.getByRole('button', { name: /^Pay €.* and change$/ }).click();
	await expect(giver.getByText('2 of 5 seats taken')).toBeVisible({ timeout: SOON });
	await expectAccessible(giver);
	await expectNoSidewaysScroll(giver);
	const line = page.getByText('Greta and friends · 2 of 5 seats taken').filter({ visible: true });
	await page.goto(`${places.studio}/c/${id}/revenue/memberships`);
	await expect(line).toBeVisible();
	const own = await communityApi(giver).memberships.mine();
	const group = own.find(({ seats }) => seats !== null)?.id ?? '';
	await page.goto(`${places.studio}/c/${id}/revenue/memberships/${group}`);
	await expect(page.getByText('Greta and friends, looked after by Greta Gives')).toBeVisible();
	await expectAccessible(page);
	await expectNoSidewaysScroll(page);
	await Promise.all([context.close(), other.close()]);
});
