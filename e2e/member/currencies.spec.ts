import { randomUUID } from 'node:crypto';
import { communityApi } from '../api.ts';
import { expect, expectAccessible, expectNoSidewaysScroll, test, unique } from '../journey.ts';
import { SOON, someoneElse } from '../people.ts';
import { foundCommunity, joinQuickly } from '../scene.ts';
import { connectStripe, payOnStripe } from '../shop.ts';

const TOLD =
	'an owner sells a tier in two currencies; a member chooses, pays and goes on in the other one';

for (const title of [TOLD, `${TOLD} @phone`])
	test(title, async ({ page, browser, places, mails }) => {
		test.setTimeout(240_000);
		const slug = unique('money');
		const { id, address } = await foundCommunity(page, places, mails, { name: 'Money', slug });
		await connectStripe(page, address);
		const { tiers } = communityApi(page);
		const tierId = randomUUID();
		await tiers.create({
			...{ id: tierId, name: 'Friends', slug: 'friends', description: 'For those who care.' },
			...{ visibility: 'public', trialDays: 0, benefits: [], entitlements: [] },
		});
		await page.goto(`${places.studio}/c/${id}/revenue/tiers/${tierId}`);
		await page.getByRole('button', { name: 'Add a price' }).click();
		const panel = page.getByRole('dialog');
		await panel.getByLabel('Currency', { exact: true }).selectOption('eur');
		await panel.getByLabel('Amount', { exact: true }).fill('9');
		await panel.getByRole('button', { name: 'Add a currency' }).click();
		await panel.getByLabel('Currency', { exact: true }).nth(1).selectOption('gbp');
		await panel.getByLabel('Amount in GBP').fill('8.50');
		await expectAccessible(page);
		await panel.getByRole('button', { name: 'Add price' }).click();
		await expect(page.getByText(/£8\.50/).first()).toBeVisible({ timeout: SOON });
		await page.getByRole('button', { name: 'Publish' }).click();
		await expect(page.getByText('Published').first()).toBeVisible({ timeout: SOON });

		const { page: member, context } = await someoneElse(browser);
		const email = `${slug}-mo@example.org`;
		await joinQuickly(member, address, mails, { email, name: 'Mo Money' });
		const shop = `${address}/membership`;
		await member.goto(shop);
		const choice = member.getByRole('navigation', { name: 'Currency' });
		await expect(choice.getByRole('link', { name: 'EUR' })).toHaveAttribute('aria-current', 'true');
		await expect(member.getByText('€9', { exact: true })).toBeVisible();
		await choice.getByRole('link', { name: 'GBP British Pound' }).focus();
		await member.keyboard.press('Enter');
		await expect(member.getByText('£8.50', { exact: true })).toBeVisible({ timeout: SOON });
		await expectAccessible(member);
		await expectNoSidewaysScroll(member);
		await member.goto(shop);
		await expect(member.getByText('£8.50', { exact: true })).toBeVisible();
		await member.getByRole('button', { name: 'Become Friends' }).click();
		await member.waitForURL(/\/dev\/stripe\//, { timeout: SOON });
		await expect(member.getByText('£8.50').first()).toBeVisible();
		await payOnStripe(member);
		await expect(member.getByRole('heading', { name: 'Welcome, Friends' })).toBeVisible({
			timeout: SOON,
		});
		await member.goto(`${address}/settings/membership`);
		await expect(member.getByText('£8.50 a month')).toBeVisible();
		await expect(member.getByText('£8.50', { exact: true })).toBeVisible({ timeout: SOON });
		await expect(member.getByText(/€/)).toHaveCount(0);
		await expectAccessible(member);
		await expectNoSidewaysScroll(member);
		await expect
			.poll(
				async () => (await mails.pages(email)).filter((mail) => mail.includes('£8.50')).length,
				{
					timeout: SOON,
				},
			)
			.toBe(1);
		await member.goto(`${shop}?currency=eur`);
		await expect(member.getByText(/British Pound/).first()).toBeVisible();
		await expect(member.getByText('£8.50', { exact: true })).toBeVisible();
		await expectAccessible(member);

		await page.goto(`${places.studio}/c/${id}/revenue/overview?currency=gbp`);
		await expect(page.getByText('£8.50').first()).toBeVisible();
		await expectAccessible(page);
		await expectNoSidewaysScroll(page);
		await page.goto(`${places.studio}/c/${id}/revenue/ledger`);
		await expect(page.getByText('£8.50').filter({ visible: true }).first()).toBeVisible();
		await context.close();
	});
