import { communityApi } from '../api.ts';
import { expect, expectAccessible, expectNoSidewaysScroll, test, unique } from '../journey.ts';
import { SOON, someoneElse } from '../people.ts';
import { foundCommunity, joinQuickly } from '../scene.ts';
import { openShop, payOnStripe } from '../shop.ts';

test('a member pays for a tier, changes to the better one to the cent, pauses, ends and keeps it @phone', async ({
	page,
	browser,
	places,
	mails,
}) => {
	test.setTimeout(120_000);
	const slug = unique('shop');
	const { address } = await foundCommunity(page, places, mails, { name: 'Shop', slug });
	await openShop(page, address);
	const { page: member, context } = await someoneElse(browser);

	await member.goto(`${address}/membership`);
	await expect(member.getByRole('link', { name: 'Join to choose' })).toHaveCount(2);
	await joinQuickly(member, address, mails, { email: `${slug}@example.org`, name: 'Paula Pays' });

	await member.goto(`${address}/membership`);
	await expect(member.getByText('€9', { exact: false }).first()).toBeVisible();
	await expect(member.getByText('Opens Back room')).toBeVisible();
	await expectAccessible(member);
	await expectNoSidewaysScroll(member);
	await member.getByText('I have a code').click();
	await member.getByLabel('Code', { exact: true }).fill('summer-26');
	await member.getByRole('button', { name: 'Apply' }).click();
	await expect(member.getByText('There is no offer with this code.')).toBeVisible();
	await member.getByLabel('Code', { exact: true }).fill('spring-26');
	await member.getByRole('button', { name: 'Apply' }).click();
	await expect(member.getByText('€4.50', { exact: true })).toBeVisible();
	await expect(member.getByText('for the first payment, then €9 a month')).toBeVisible();
	await expectAccessible(member);
	await expectNoSidewaysScroll(member);
	await member.getByRole('button', { name: 'Become Supporter' }).click();
	await payOnStripe(member);
	await expect(member.getByRole('heading', { name: 'Welcome, Supporter' })).toBeVisible({
		timeout: SOON,
	});
	await expectAccessible(member);

	await member.getByRole('link', { name: 'Manage membership' }).click();
	await expect(member.getByText(/^Renews on /)).toBeVisible();
	await expect(member.getByText('Paid', { exact: true })).toBeVisible();
	await expectAccessible(member);
	await expectNoSidewaysScroll(member);

	await member.getByText('Change plan').click();
	await member
		.getByRole('listitem')
		.filter({ hasText: 'Patron' })
		.filter({ hasText: 'month' })
		.getByRole('link')
		.click();
	await expect(member.getByRole('heading', { name: 'Change to Patron' })).toBeVisible();
	await expect(member.getByText('To pay now')).toBeVisible();
	await expectAccessible(member);
	const pay = member.getByRole('button', { name: /^Pay €/ });
	const [due = ''] = /€[\d.,]+/.exec((await pay.textContent()) ?? '') ?? [];
	await pay.click();
	await expect(member.getByRole('heading', { name: 'Patron' })).toBeVisible({ timeout: SOON });
	await expect(member.getByText(due, { exact: true }).first()).toBeVisible();
	await member.goto(address);
	await member.goto(`${address}/membership`);
	await expect(member.getByText('Yours', { exact: true })).toBeVisible();

	await member.goto(`${address}/settings/membership`);
	await member.getByRole('button', { name: 'Pause', exact: true }).click();
	await expect(member.getByText('Paused', { exact: true })).toBeVisible({ timeout: SOON });
	await member.getByRole('button', { name: 'Go on now' }).click();
	await expect(member.getByText(/^Renews on /)).toBeVisible({ timeout: SOON });

	await member.getByRole('link', { name: 'End membership' }).click();
	await expect(member.getByRole('heading', { name: 'End Patron?' })).toBeVisible();
	await expect(member.getByRole('button', { name: 'Stay for €14.50' })).toBeVisible();
	await expect(member.getByRole('main').getByText('Back room')).toBeVisible();
	await expectAccessible(member);
	await member.getByRole('radio', { name: 'Too expensive' }).check();
	await member.getByRole('button', { name: 'End membership' }).click();
	await expect(member.getByText(/^Ends on /)).toBeVisible({ timeout: SOON });
	await member.getByRole('button', { name: 'Keep membership' }).click();
	await expect(member.getByText(/^Renews on /)).toBeVisible({ timeout: SOON });
	await context.close();
});

test('without scripts a membership is bought, a card that is refused takes nothing, and staff give a part back', async ({
	page,
	browser,
	places,
	mails,
}) => {
	test.setTimeout(120_000);
	const slug = unique('plain-shop');
	const { id, address } = await foundCommunity(page, places, mails, { name: 'Plain', slug });
	await openShop(page, address);
	const { page: member, context } = await someoneElse(browser);
	await joinQuickly(member, address, mails, {
		email: `${slug}-nora@example.org`,
		name: 'Nora NoScript',
	});
	const cookies = await context.cookies();
	const plain = await browser.newContext({ javaScriptEnabled: false });
	await plain.addCookies(cookies);
	const buyer = await plain.newPage();
	await buyer.goto(`${address}/membership?every=year`);
	await buyer.getByRole('button', { name: 'Become Patron' }).click();
	await payOnStripe(buyer, '4000 0000 0000 0002');
	await expect(buyer.getByText('Your card was declined.')).toBeVisible();
	await payOnStripe(buyer);
	await expect(buyer.getByRole('heading', { name: 'Welcome, Patron' })).toBeVisible({
		timeout: SOON,
	});
	await buyer.getByRole('link', { name: 'Go to Back room' }).click();
	await expect(buyer.getByRole('heading', { name: 'Back room' })).toBeVisible();
	await buyer.goto(`${address}/settings/membership`);
	await buyer.getByRole('link', { name: 'End membership' }).click();
	await buyer.getByRole('button', { name: 'Stay for €145' }).click();
	await expect(buyer.getByText('50% off', { exact: true })).toBeVisible();
	await buyer.getByRole('link', { name: 'End membership' }).click();
	await expect(buyer.getByText('Stay for less?')).toHaveCount(0);
	await plain.close();

	await page.goto(`${places.studio}/c/${id}/revenue/memberships`);
	await page.getByRole('link', { name: 'Patron' }).first().click();
	await expect(page.getByRole('heading', { name: 'Nora NoScript', level: 1 })).toBeVisible();
	await expectAccessible(page);
	await expectNoSidewaysScroll(page);
	await page.getByRole('button', { name: /^Refund €/ }).click();
	const refund = page.getByRole('dialog');
	await refund.getByLabel('Amount in EUR').fill('90');
	await refund.getByRole('button', { name: 'Refund €90' }).click();
	await expect(refund.getByText('Say why.')).toBeVisible();
	await refund.getByLabel('Reason').fill('Moved away');
	await expect(refund.getByText(/Nora NoScript gets €90 back\. Patron stays/)).toBeVisible();
	await expectAccessible(page);
	await refund.getByRole('button', { name: 'Refund €90' }).click();
	await expect(page.getByText('€90 is on its way back to Nora NoScript')).toBeVisible({
		timeout: SOON,
	});
	await expect(page.getByText('Moved away')).toBeVisible();
	await page.getByRole('button', { name: 'End it' }).click();
	const ending = page.getByRole('dialog');
	await ending.getByLabel('Reason').fill('As they asked');
	await expectAccessible(page);
	await ending.getByRole('button', { name: 'End membership' }).click();
	await expect(page.getByText('As they asked')).toBeVisible({ timeout: SOON });

	await page.goto(`${places.studio}/c/${id}/revenue/ledger`);
	await expect(page.getByRole('row', { name: /Nora NoScript.*-€90/ })).toBeVisible();
	await expectAccessible(page);
	await expectNoSidewaysScroll(page);
	await page.goto(`${places.studio}/c/${id}/revenue/payments`);
	await expect(page.getByText('Nothing was paid out yet.')).toBeVisible();
	await context.close();
});

test('a trial ends with a card that fails: all stays open for now, the page says so, and another card pays it', async ({
	page,
	browser,
	places,
	mails,
}) => {
	test.setTimeout(120_000);
	const slug = unique('owing');
	const { address } = await foundCommunity(page, places, mails, { name: 'Owing', slug });
	await openShop(page, address, { trialDays: 7 });
	const { url: dashboard } = await communityApi(page).payments.openDashboard();
	const { page: member, context } = await someoneElse(browser);
	const email = `${slug}-olaf@example.org`;
	await joinQuickly(member, address, mails, { email, name: 'Olaf Owes' });
	await member.goto(`${address}/membership`);
	await member
		.getByRole('button', { name: /Patron|Try/ })
		.last()
		.click();
	await payOnStripe(member, '4000 0000 0000 0341');
	await expect(member.getByRole('heading', { name: 'Welcome, Patron' })).toBeVisible({
		timeout: SOON,
	});
	await member.goto(`${address}/settings/membership`);
	await expect(member.getByText(/^Free until /)).toBeVisible();

	const known = await mails.count(email);
	await page.goto(dashboard);
	await page.getByRole('button', { name: 'Let its period end' }).click();
	const bar = member.getByRole('complementary', { name: 'A payment is owed' });
	await expect(async () => {
		await member.goto(address);
		await expect(bar).toContainText('The payment for Patron did not work.', { timeout: 500 });
	}).toPass({ timeout: SOON });
	await expectAccessible(member);
	await expectNoSidewaysScroll(member);
	await expect.poll(() => mails.count(email), { timeout: SOON }).toBeGreaterThan(known);
	await member
		.getByRole('link', { name: /Back room/ })
		.first()
		.click();
	await expect(member.getByRole('heading', { name: 'Back room' })).toBeVisible();

	await bar.getByRole('button', { name: 'Change card' }).click();
	await member.waitForURL(/\/dev\/stripe\//, { timeout: SOON });
	await member.getByRole('listitem').filter({ hasText: 'open' }).getByRole('link').first().click();
	await payOnStripe(member);
	await expect(async () => {
		await member.goto(`${address}/settings/membership`);
		await expect(member.getByText(/^Renews on /)).toBeVisible({ timeout: 500 });
	}).toPass({ timeout: SOON });
	await member.goto(address);
	await expect(bar).toHaveCount(0);
	await context.close();
});
